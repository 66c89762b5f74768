"""What an option's own records say, as a column beside others; and where columns stand on a page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import OuterRef

from councils.models import Document
from proposals.choices import BackingRelation, Effect, OptionStatus, Stage, Weighs
from proposals.models import (
    Appraisal,
    AppraisalPoint,
    Backing,
    Decision,
    Option,
    Proposal,
    ProposalVersion,
    Proposer,
    Signatory,
)
from record.dates import UncertainDate
from record.gather import gathered
from timeline.options.cells import Population
from timeline.options.decision_outcomes import OutcomeLine, done_to, naming, naming_proposal, of_option
from timeline.options.model import Composition

# Each relation apart; none of them implies another.
RELATIONS = {
    BackingRelation.BACKS: "Backs it",
    BackingRelation.SIGNED: "Signed it",
    BackingRelation.LEFT: "Left it",
    BackingRelation.INCLUDED: "Is included in it",
}
_WHEN = ("when_edtf", "when_printed", "when_basis", "when_extent")
# What ``left`` asks of who backs a proposal.
BACKED = ("relation", "voice", *_WHEN)


@dataclass
class OptionColumn:
    """An option with what its own records say."""

    option: Option
    proposers: list[str]
    version: tuple[str, UncertainDate | None] | None
    versions: int
    relations: list[tuple[str, list[dict]]]
    appraisals: list[dict]
    of_proposal: list[OutcomeLine]
    outcomes: list[OutcomeLine]
    named_in: list[Decision]
    composition: Composition | None = None
    population: Population | None = None

    @property
    def name(self) -> str:
        return self.option.name

    @property
    def head(self) -> str:
        """The cell at its head, to which every cell of it points."""
        return f"o-{self.option.public_id}"


@dataclass(frozen=True)
class Run:
    """Columns side by side that are options of one proposal: what is on record of it stands once for them."""

    columns: list[OptionColumn]

    @property
    def first(self) -> OptionColumn:
        return self.columns[0]

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def heads(self) -> str:
        return " ".join(column.head for column in self.columns)

    @property
    def name(self) -> str:
        return "; ".join(column.name for column in self.columns)

    @property
    def status(self) -> str:
        """Where its options stand, if all of them stand alike."""
        found = {column.option.get_status_display() for column in self.columns}
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class Band:
    """Columns that stand beside each other; ``rest`` is how many fewer they are than in the widest band."""

    columns: list[OptionColumn]
    rest: int

    @cached_property
    def runs(self) -> list[Run]:
        return [Run(list(own)) for _, own in groupby(self.columns, key=lambda column: column.option.proposal_id)]

    @property
    def has_of_proposal(self) -> bool:
        return any(column.of_proposal or column.named_in for column in self.columns)

    @property
    def has_outcomes(self) -> bool:
        return any(column.outcomes for column in self.columns)


def options_of(case) -> list[Option]:
    """All options of a case with all that is kept of each, alphabetical by proposal and then by option. One query."""
    points = AppraisalPoint.objects.filter(appraisal=OuterRef("pk")).order_by("sequence", "pk")
    mine, its = {"option": OuterRef("pk")}, {"proposal": OuterRef("proposal")}
    found = (
        Option.objects.published()
        .of_case(case)
        .filter(proposal__state="published")
        .select_related("proposal")
        .annotate(
            by_=gathered(Proposer.objects.filter(**its), "voice", name="voice__name"),
            versions_=gathered(
                ProposalVersion.objects.filter(**its),
                *("stage", *_WHEN),
                signed=gathered(Signatory.objects.filter(version=OuterRef("pk")), name="voice__name"),
            ),
            backers_=gathered(
                Backing.objects.filter(**its).order_by("voice__name", "when_earliest", "sequence", "pk"),
                *("condition", *BACKED),
                name="voice__name",
                according_to="according_to__name",
            ),
            appraisals_=gathered(
                Appraisal.objects.filter(**mine).order_by("sequence", "pk"),
                *("appraised", "verdict", "note"),
                document="document__public_id",
                title="document__title",
                by="by__name",
                points=gathered(points, "weighs", "words"),
            ),
            outcomes_=of_option(),
            named_=naming_proposal(),
        )
    )
    options = sorted(found, key=lambda each: (each.proposal.name.casefold(), each.name.casefold(), each.pk))
    for option in options:
        option.case = option.proposal.case = case
    return options


def put_forward(options: Iterable[Option]) -> list[Option]:
    return [option for option in options if option.status == OptionStatus.PUT_FORWARD]


def offered(options: Iterable[Option]) -> list[Option]:
    """What is set beside each other unless a reader chooses: what is put forward, and what a decision chose."""
    return [
        option
        for option in options
        if option.status == OptionStatus.PUT_FORWARD
        or any(row["option"] and row["effect"] in (Effect.CHOOSES, Effect.MODIFIES) for row in option.outcomes_)
    ]


def proposals_of(options) -> list[tuple[Proposal, list[Option]]]:
    """Options under their proposals, in their order."""
    return [(proposal, list(group)) for proposal, group in groupby(options, key=lambda option: option.proposal)]


def lone_of(options) -> dict[int, int]:
    """The one option put forward of each proposal that has just one, by the proposal."""
    found = defaultdict(list)
    for option in put_forward(options):
        found[option.proposal_id].append(option.pk)
    return {proposal: pks[0] for proposal, pks in found.items() if len(pks) == 1}


def column_of(case, option) -> OptionColumn:
    versions = [(Stage(row["stage"]).label, _date(row)) for row in option.versions_]
    dated = [each for each in versions if each[1]]
    latest = max(dated, key=lambda each: each[1].sort_key) if dated else (versions[-1] if versions else None)
    outcomes = done_to(case, option.outcomes_)
    return OptionColumn(
        option=option,
        proposers=sorted(f"{row['name']}{left(option.backers_, row['voice'])}" for row in option.by_),
        version=latest,
        versions=len(versions),
        relations=[(label, _related(option, relation)) for relation, label in RELATIONS.items()],
        appraisals=[_appraisal(row) for row in option.appraisals_],
        of_proposal=[done for done in outcomes if done.is_of_proposal],
        outcomes=[done for done in outcomes if not done.is_of_proposal],
        named_in=naming(case, option.named_, outcomes),
    )


def left(backers: list[dict], voice) -> str:
    """That a proposer left the proposal, and when; nothing where it came back at a later date."""
    own = [(row["relation"], _date(row)) for row in backers if row["voice"] == voice]
    dates = [date for relation, date in own if relation == BackingRelation.LEFT]
    if not dates:
        return ""
    last = dates[-1]
    is_back = last and any(
        date and relation in (BackingRelation.BACKS, BackingRelation.SIGNED) and date.sort_key > last.sort_key
        for relation, date in own
    )
    return "" if is_back else f" (left {last})" if last else " (left)"


def _related(option, relation) -> list[dict]:
    """Who stands in a relation to an option's proposal; whoever signed a version of it has signed it."""
    found = [{**row, "when": _date(row)} for row in option.backers_ if row["relation"] == relation]
    if relation == BackingRelation.SIGNED:
        known = {row["name"] for row in found}
        found += [
            {"name": row["name"], "when": _date(version)}
            for version in option.versions_
            for row in version["signed"]
            if row["name"] not in known
        ]
    return sorted(found, key=lambda row: row["name"])


def _date(row) -> UncertainDate | None:
    parts = [row[name] for name in _WHEN]
    return UncertainDate(*parts) if parts[0] else None


def _appraisal(row) -> dict:
    reasons = defaultdict(list)
    for point in row["points"]:
        reasons[Weighs(point["weighs"]).label].append(point["words"])
    return {
        **row,
        "document": Document(public_id=row["document"], title=row["title"]),
        "reasons": [(weighs.label, reasons[weighs.label]) for weighs in Weighs if reasons[weighs.label]],
    }
