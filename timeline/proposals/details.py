"""One proposal in full, for its own page and for the list of its case."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from councils.models import Case, Voice
from proposals.backings import RELATIONS, Signature, backings_by_relation, by_date, named_once
from proposals.choices import BackingRelation, OptionStatus, Weighs
from proposals.models import Backing, Carried, Option, Proposal, ProposalFlag, ProposalName, ProposalVersion
from proposals.models.proposal import ProposalQuerySet
from proposals.plan_states import DatedState, latest_state, states_of, with_states
from timeline.case.lookup import if_published
from timeline.options.model import TileMap

# What each relation does and does not say.
NOTES = {
    BackingRelation.BACKS: "A decision or a statement in its favour.",
    BackingRelation.SIGNED: "A signature under a version, which says no more than that.",
    BackingRelation.LEFT: "A decision to back it, or to be part of it, no longer.",
    BackingRelation.INCLUDED: "Its area, or part of it, is counted in. To be included is not to back it.",
}
STATUSES = {
    OptionStatus.PUT_FORWARD: "Options put forward",
    OptionStatus.APPRAISED: "Options considered and not put forward",
    OptionStatus.NOT_APPRAISED: "Options mentioned only",
}


@dataclass
class ProposalDetails:
    """One proposal with what is on record of it, in the order in which it is printed."""

    proposal: Proposal
    proposers: list[Voice]
    names: list[tuple[str, list[ProposalName]]]
    versions: list[ProposalVersion]
    states: list[DatedState]
    state: DatedState | None
    options: list[tuple[str, list[Option]]]
    backings: list[tuple[str, str, list[Backing | Signature]]]
    carried: list[Carried]
    flags: list[ProposalFlag]
    # Of the options put forward, where a page shows all proposals.
    pictures: list[tuple[Option, TileMap]] = field(default_factory=list)

    @property
    def in_relation(self) -> list[tuple[str, list[str]]]:
        """The relations to it, each with those that stand in it, by name."""
        return [(label, named_once(backings)) for label, _, backings in self.backings]

    @property
    def missing_stages(self) -> list[str]:
        """Stages that a submission carries without a version on record."""
        known_stages = {version.stage for version in self.versions}
        return list(
            dict.fromkeys(each.get_stage_display() for each in self.carried if each.stage not in {"", *known_stages})
        )

    @property
    def all_options(self) -> list[Option]:
        return [option for _, options in self.options for option in options]


def with_details(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Fetch all that ``details_of`` reads."""
    return with_states(proposals.with_parts()).prefetch_related(
        Prefetch("options", with_states(Option.objects.published().in_sequence().with_parts())),
        Prefetch("carried_by", Carried.objects.published().by_date().for_lines()),
    )


def details_of(proposal: Proposal, case: Case) -> ProposalDetails:
    """The details of a proposal from ``with_details``."""
    proposal.case = case
    options = list(proposal.options.all())
    for option in options:
        _prepare(option, case)
    versions = sorted(proposal.versions.all(), key=by_date)
    return ProposalDetails(
        proposal=proposal,
        proposers=[proposer.voice for proposer in proposal.proposers.all()],
        names=_names(proposal.names.all()),
        versions=versions,
        states=states_of(proposal),
        state=latest_state(proposal),
        options=[
            (label, of_status)
            for status, label in STATUSES.items()
            if (of_status := [option for option in options if option.status == status])
        ],
        backings=[
            (label, NOTES[relation], backings)
            for relation, label in RELATIONS.items()
            if (backings := _backings(proposal, relation))
        ],
        carried=list(proposal.carried_by.all()),
        flags=list(proposal.flags.all()),
    )


def _prepare(option: Option, case: Case) -> None:
    """Set an option’s case, its original if it is a variant, and its reasons."""
    option.case = case
    option.dated_states, option.latest_state = states_of(option), latest_state(option)
    original = if_published(option.variant_of, case)
    option.original = original if original and if_published(original.proposal, case) else None
    for appraisal in option.appraisals.all():
        appraisal.pros = [point for point in appraisal.points.all() if point.weighs == Weighs.FOR]
        appraisal.cons = [point for point in appraisal.points.all() if point.weighs == Weighs.AGAINST]


def _backings(proposal: Proposal, relation: BackingRelation) -> list[Backing | Signature]:
    backings = backings_by_relation(proposal, relation)
    for backing in backings:
        if isinstance(backing, Backing):
            backing.decided_at = if_published(backing.decided_at, proposal.case)
    return backings


def _names(names) -> list[tuple[str, list[ProposalName]]]:
    """The names that parties use, alphabetical, each with its known uses."""
    uses: dict[str, list[ProposalName]] = {}
    for name in names:
        of_name = uses.setdefault(name.name, [])
        if name.used_by_id or name.document_id or name.when or name.note:
            of_name.append(name)
    return sorted(uses.items(), key=lambda item: item[0].casefold())
