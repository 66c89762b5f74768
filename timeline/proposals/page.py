"""One proposal with all that is on record of it, and its life over all councils: made of links, never by hand."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import OuterRef

from proposals.choices import BackingRelation
from proposals.models import Decision, Event, EventProposal, NumberedList, Outcome, Proposal
from record.dates import UncertainDate
from record.dates.value import DateExtent
from record.gather import Gathering, whole
from record.text.english import without_full_stop
from timeline.decisions.list_page import listed, shown
from timeline.numbered_lists.page import parts_of_lists, set_out_lists
from timeline.options.composition import compositions
from timeline.options.model import Composition
from timeline.proposals.list_page import POINTED_AT, ProposalDetails, in_order, set_out_proposal
from timeline.proposals.list_page import find_proposal as find_in_full

NEVER = datetime.date.max

# What a step of a life is, in the order of steps of one day.
ORDER = ["version", "option", "event", "decision", "submission", "backing", "plan"]
JOINED = {
    BackingRelation.BACKS: "Backs it",
    BackingRelation.SIGNED: "Signed it",
    BackingRelation.LEFT: "Left it",
    BackingRelation.INCLUDED: "Is included in it",
}


@dataclass
class ProposalHistoryItem:
    """Something in the life of a proposal: what it was, when, where it is told, and who took part."""

    kind: str
    label: str
    title: str
    when: UncertainDate | None
    address: str = ""
    by: str = ""
    lines: list[str] = field(default_factory=list)
    sequence: int = 0
    public_id: str = ""

    @property
    def place(self) -> tuple:
        """Where it stands in time: as on a timeline, and what is undated last."""
        rest = (ORDER.index(self.kind), self.sequence, self.title)
        if not self.when:
            return NEVER, NEVER, NEVER, *rest
        placed = self.when.latest if self.when.is_open_start else self.when.earliest
        return placed, self.when.earliest, self.when.latest, *rest


@dataclass
class ProposalPage:
    """A proposal with all that its page shows."""

    found: ProposalDetails
    compositions: dict[int, Composition]
    lists: list[NumberedList]
    decisions: list[Decision]
    life: list[ProposalHistoryItem]

    @property
    def outlines(self):
        return next((each.outlines for each in self.compositions.values() if each.outlines), None)

    @property
    def has_pictures(self) -> bool:
        return any(each.tiles for each in self.compositions.values())

    @property
    def undated(self) -> list[ProposalHistoryItem]:
        return [step for step in self.life if not step.when]

    @property
    def dated(self) -> list[ProposalHistoryItem]:
        return [step for step in self.life if step.when]


def find_proposal(key: str, public_id: str) -> Proposal | None:
    """A published or withdrawn proposal of a case, with its parts, and the lists and events that name it."""
    named = EventProposal.objects.filter(proposal=OuterRef(OuterRef("pk")))
    return find_in_full(
        key,
        public_id,
        lists_=whole(
            NumberedList.objects.published().filter(proposal=OuterRef("pk")).in_sequence(), **parts_of_lists()
        ),
        events_=whole(Event.objects.published().filter(pk__in=named.values("event")).in_order()),
    )


def proposal_page(proposal: Proposal) -> ProposalPage:
    """All of the page: ten queries besides the one that found the proposal, however much is on record of it."""
    case = proposal.case
    gathering = Gathering()
    found = set_out_proposal(gathering, proposal, case)
    lists = set_out_lists(gathering, case, gathering.revive(NumberedList, proposal.lists_))
    events = gathering.revive(Event, proposal.events_)
    for event in events:
        event.case = case
    decisions = _decisions(gathering, proposal)
    gathering.attach(*POINTED_AT)
    in_order(found, case)
    names = {option.pk: option.name for option in found.all_options}
    for outcome in (outcome for decision in decisions for outcome in decision.outcomes_shown):
        outcome.line = outcome_words(outcome, names.get(outcome.option_id, ""))
    composed = compositions(case, found.all_options, outlined=True)
    for option in found.all_options:
        option.composition = composed[option.pk]
    life = sorted(_life(found, events, decisions, lists), key=lambda step: step.place)
    return ProposalPage(found=found, compositions=composed, lists=lists, decisions=decisions, life=life)


def _decisions(gathering, proposal) -> list[Decision]:
    """Decisions that name the proposal or do something to it or its options, each with its votes and outcomes."""
    case = proposal.case
    options = {row["id"] for row in proposal.options_}
    outcomes = Outcome.objects.filter(decision=OuterRef("pk")).order_by("sequence", "pk")
    found = shown(case, list(listed(case, proposals=[proposal]).annotate(outcomes_=whole(outcomes)).in_order()))
    for decision in found:
        rows = [row for row in decision.outcomes_ if row["proposal_id"] == proposal.pk or row["option_id"] in options]
        decision.outcomes_shown = gathering.revive(Outcome, rows)
    return found


def _life(found: ProposalDetails, events, decisions, lists) -> Iterator[ProposalHistoryItem]:
    yield from map(_version, found.versions)
    for option in found.all_options:
        if option.when:
            label = option.get_status_display().capitalize()
            yield ProposalHistoryItem(
                "option", f"Option: {label.lower()}", option.name, option.when, f"#{option.public_id}"
            )
    yield from map(_event, events)
    yield from map(_decided, decisions)
    yield from map(_carried, found.carried)
    for _, _, backings in found.backings:
        # A signature under a version is told with the version.
        for backing in filter(attrgetter("pk"), backings):
            yield from _backed(backing)
    for each in lists:
        yield from _planned(each)


def _version(version) -> ProposalHistoryItem:
    by = ", ".join(voice.name for voice in version.authors_shown)
    document = version.document
    return ProposalHistoryItem(
        kind="version",
        label=f"Version: {version.get_stage_display()}",
        title=version.title or (document.title if document else "Its document is not in this record"),
        when=version.when,
        address=document.get_absolute_url() if document else "",
        by=by,
        lines=[version.note] if version.note else [],
        sequence=version.sequence,
    )


def _event(event) -> ProposalHistoryItem:
    label = event.get_kind_display().capitalize()
    status = "" if event.status == "held" else f", {event.get_status_display()}"
    return ProposalHistoryItem(
        kind="event",
        label=label + status,
        title=event.title,
        when=event.when,
        address=event.get_absolute_url(),
        lines=[event.summary] if event.summary else [],
        sequence=event.sequence,
        public_id=event.public_id,
    )


def _decided(decision) -> ProposalHistoryItem:
    taken = "" if decision.status == "taken" else f": {decision.get_status_display()}"
    if decision.was_called_in:
        taken += ", called in"
    return ProposalHistoryItem(
        kind="decision",
        label=f"Decision{taken}",
        title=decision.title,
        when=decision.when,
        address=decision.get_absolute_url(),
        by=decision.made_by.name if decision.made_by else "",
        lines=[*decision.vote_lines, *(outcome.line for outcome in decision.outcomes_shown)],
        sequence=decision.sequence,
        public_id=decision.public_id,
    )


def outcome_words(outcome: Outcome, option: str) -> str:
    """What a decision did to the proposal, or to the option that is named, in a line."""
    effect = outcome.get_effect_display()
    words = f"{option}: {effect}" if option else effect.capitalize()
    if outcome.words:
        words += f". {outcome.words}"
    if outcome.condition:
        words = f"{without_full_stop(words)}. Condition: {outcome.condition}"
    if outcome.still_to_come:
        words = f"{without_full_stop(words)}. Still to come: {outcome.still_to_come}"
    return f"{without_full_stop(words)}, according to {outcome.according_to.name}" if outcome.according_to else words


def _carried(carried) -> ProposalHistoryItem:
    submission = carried.submission
    stage = f", {carried.get_stage_display()}" if carried.stage else ""
    return ProposalHistoryItem(
        kind="submission",
        label=f"Submission{stage}",
        title=submission.title,
        when=submission.when,
        address=f"#{submission.public_id}",
        by=carried.voice.name if carried.voice else "",
        sequence=carried.sequence,
    )


def _backed(backing) -> Iterator[ProposalHistoryItem]:
    """That a voice joined or left; and, where its backing is a period with an end, that it ended."""
    lines = [f"Condition: {backing.condition}"] if backing.condition else []
    if backing.according_to:
        lines.append(f"According to {backing.according_to.name}")
    meeting = backing.decided_at
    step = ProposalHistoryItem(
        kind="backing",
        label=JOINED[backing.relation],
        title=backing.voice.name,
        when=backing.when,
        address=backing.voice.get_absolute_url(),
        by=f"at {meeting.title}" if meeting else "",
        lines=lines,
        sequence=backing.sequence,
    )
    ends = backing.relation in (BackingRelation.BACKS, BackingRelation.INCLUDED) and _end(backing.when)
    if ends:
        lines.append(f"Until {ends}")
    yield step


def _end(when: UncertainDate | None) -> UncertainDate | None:
    """The end of a period that has begun and ended; None for a day and what is open."""
    if not when or when.extent != DateExtent.THROUGHOUT or "/" not in when.edtf or when.is_open_end:
        return None
    return UncertainDate(when.edtf.partition("/")[2])


def _planned(listed_) -> Iterator[ProposalHistoryItem]:
    for item in listed_.items_shown:
        if not item.when:
            continue
        came_of = [outcome.event.title if outcome.event else outcome.words for outcome in item.came_of_shown]
        as_at = f" as at {listed_.case.kept_up_to:%-d %B %Y}" if listed_.case.kept_up_to else ""
        yield ProposalHistoryItem(
            kind="plan",
            label=f"Planned in {listed_.document.title}",
            title=item.words,
            when=item.when,
            address=listed_.get_absolute_url(),
            lines=[f"What came of it: {each}" for each in came_of]
            or [
                f"Not yet due{as_at}."
                if item.is_yet_to_come
                else f"What came of it is not known to this record{as_at}."
            ],
            sequence=item.sequence,
        )
