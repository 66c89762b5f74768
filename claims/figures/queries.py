"""The figures that the claims of a case state, with words and editors' notes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from claims.choices import Relation
from claims.claim_summaries import ClaimSummary, claim_summaries
from claims.figures.words import StatedFigure
from claims.models import Figure, Measure, Reckoning, Response
from proposals.models import ProposedCouncil
from record.dates import UncertainDate
from record.dates.order import by_date
from record.prepared import AnyGiven, Given, Prepared
from record.workflow.states import State

_PLAIN = [
    *("claim", "measure", "key", "bound", "value", "low", "high", "unit", "printed", "per", "basis"),
    *(
        "scope",
        "certainty",
        "price_year",
        "compared_with",
        "leaves_in",
        "leaves_out",
        "share_of",
        "out_of",
        "out_of_printed",
        "years",
    ),
    *("asked", "answered", "note", "option_id", "proposal_id"),
]
_NAMED = {
    "council": "council__name",
    "proposal": "proposal__name",
    "option": "option__name",
    "model_by": "model_by__name",
}
_DATES = [f"{name}_{part}" for name in ("starts", "when") for part in ("edtf", "printed", "basis", "extent")]
# A revised estimate is no admission of an error: the two are told apart.
REPLACED = {Relation.CORRECTS: "corrected", Relation.SUPERSEDES: "superseded", Relation.RETRACTS: "retracted"}
# They take back the whole of a claim, also where they give no number in its place.
OF_THE_WHOLE = (Relation.RETRACTS, Relation.SUPERSEDES)


@dataclass(frozen=True, slots=True)
class Correction:
    """A body's own correction or later figure in place of an earlier one, with both."""

    old: StatedFigure
    new: StatedFigure
    relation: str


def _stating(among: Q):
    """Rows of all figures of published claims of a case, of those ``among`` them."""
    council = ProposedCouncil.objects.filter(option=OuterRef("option"), key=OuterRef("proposed"))
    return (
        Figure.objects.filter(among, claim__case=Given("case"))
        .filter(claim__state=State.PUBLISHED, measure__state=State.PUBLISHED)
        .order_by(*by_date("claim__computed__said"), "claim__sequence", "claim", "sequence")
        .annotate(proposed_name=Subquery(council.values("name")[:1]))
        .values_list(*_PLAIN, *_NAMED.values(), *_DATES, "proposed", "proposed_name")
    )


_OF_CASE = Prepared(lambda: _stating(Q()))
_ON_MEASURE = Prepared(
    lambda: _stating(
        Q(claim__in=Figure.objects.filter(measure=Given("measure")).values("claim")) | Q(claim=AnyGiven("behind"))
    )
)
_OF_CLAIMS = Prepared(lambda: _stating(Q(claim=AnyGiven("claims"))))


def figures_of(case) -> list[StatedFigure]:
    """All figures of a case's published claims, earliest said first."""
    return _with_claims(bare_figures_of(case))


def bare_figures_of(case) -> list[StatedFigure]:
    """The same without their claims, which ``set_claims`` adds."""
    return [_stated(row) for row in _OF_CASE.read(case=case.pk)]


def bare_figures_of_claims(case, claims: Iterable[int]) -> list[StatedFigure]:
    """The figures of these claims of a case, without the claims."""
    claims = list(claims)
    return [_stated(row) for row in _OF_CLAIMS.read(case=case.pk, claims=claims)] if claims else []


def _with_claims(figures: list[StatedFigure]) -> list[StatedFigure]:
    set_claims(figures, claim_summaries(each.claim for each in figures))
    return figures


def set_claims(figures: list[StatedFigure], claims: dict[int, ClaimSummary]) -> None:
    """Set the claim of each figure, from summaries by primary key."""
    for figure in figures:
        figure.by = claims[figure.claim]


def figures_on(measure: Measure, reckonings: list[Reckoning]) -> list[StatedFigure]:
    """Figures of claims on a measure, and of those behind our arithmetic on it."""
    behind = {term.claim_id for each in reckonings for term in each.terms.all()}
    behind |= {each.stated_in_id for each in reckonings if each.stated_in_id}
    rows = _ON_MEASURE.read(case=measure.case_id, measure=measure.pk, behind=list(behind))
    return _with_claims([_stated(row) for row in rows])


def _stated(row) -> StatedFigure:
    plain, rest = row[: len(_PLAIN)], row[len(_PLAIN) :]
    names, dates = rest[: len(_NAMED)], rest[len(_NAMED) :][: len(_DATES)]
    key, proposed = rest[len(_NAMED) + len(_DATES) :]
    starts, when = dates[:4], dates[4:]
    return StatedFigure(
        **dict(zip(_PLAIN, plain, strict=True)),
        **{name: value or "" for name, value in zip(_NAMED, names, strict=True)},
        proposed=proposed or "",
        proposed_key=key or "",
        starts=UncertainDate(*starts) if starts[0] else None,
        when=UncertainDate(*when) if when[0] else None,
    )


def measures_of(case) -> list[Measure]:
    measures = list(Measure.objects.published().of_case(case).in_sequence())
    for measure in measures:
        measure.case = case
    return measures


_REPLACING = Prepared(
    lambda: (
        Response.objects.published()
        .in_own_words()
        .in_force()
        .filter(relation__in=REPLACED, claim__case=Given("case"))
        .order_by("pk")
        .values_list("claim_id", "to_id", "relation")
    )
)


def corrections_among(case, figures: list[StatedFigure]) -> dict[int, list[Correction]]:
    """Corrections by measure, each with the old and new figure. Marks the old ones."""
    of_claim = defaultdict(list)
    for figure in figures:
        of_claim[figure.claim].append(figure)
    found = defaultdict(list)
    for claim, to, relation in _REPLACING.read(case=case.pk):
        numbers = of_claim.get(claim, ())
        if relation in OF_THE_WHOLE:
            given_anew = set() if relation == Relation.RETRACTS else {new.measure for new in numbers}
            for old in of_claim.get(to, ()):
                old.replaced = old.replaced if old.measure in given_anew else REPLACED[relation]
        for new in numbers:
            for old in _corrected_by(new, of_claim.get(to, ())):
                old.replaced = REPLACED[relation]
                found[old.measure].append(Correction(old, new, Relation(relation).label))
    return found


def _corrected_by(new, earlier):
    """The figures that a new one replaces: the one with its key, or else the only one."""
    same = [figure for figure in earlier if figure.measure == new.measure]
    return [figure for figure in same if figure.key == new.key] or (same if len(same) == 1 else [])


def reckonings_of(case):
    """Our arithmetic in order, each with its terms: claim and key of each number."""
    return Reckoning.objects.published().of_case(case).in_sequence().prefetch_related("terms")
