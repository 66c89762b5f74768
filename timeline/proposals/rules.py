"""The history of a proposal, from the records linked to it. Pure."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from proposals.backings import RELATIONS
from proposals.choices import BackingRelation, DecisionStatus
from proposals.models import Backing, Carried, Decision, Event, NumberedList, Option, ProposalVersion
from proposals.plan_states import DatedState, entered_states
from record.dates import UncertainDate
from record.dates.value import DateExtent
from record.text.english import mid_sentence
from timeline.proposals.details import ProposalDetails

# The order of different kinds of item that have one date.
ORDER = ["version", "option", "event", "decision", "submission", "state", "backing", "plan"]


@dataclass
class ProposalHistoryItem:
    """An item of a proposal’s history: kind, date, address, and who took part."""

    kind: str
    label: str
    title: str
    when: UncertainDate | None
    address: str = ""
    by: str = ""
    lines: list[str] = field(default_factory=list)
    sequence: int = 0

    @property
    def sort_key(self) -> tuple:
        """Sort as on a timeline, with undated items last."""
        rest = (ORDER.index(self.kind), self.sequence, self.title)
        return *(self.when.sort_key if self.when else (datetime.date.max,) * 3), *rest


def history(details: ProposalDetails, events, decisions, lists, today) -> list[ProposalHistoryItem]:
    """Everything linked to a proposal, in order of date."""
    items = [
        *map(_version, details.versions),
        *(_option(option) for option in details.all_options if option.when),
        *(_event(event, today) for event in events),
        *map(_decision, decisions),
        *map(_submission, details.carried),
        *(_state(state) for state in entered_states(details.proposal)),
        *(_state(state, of=option) for option in details.all_options for state in entered_states(option)),
        # A signature under a version is listed with the version.
        *(_backing(each) for _, _, backings in details.backings for each in backings if isinstance(each, Backing)),
        *(item for each in lists for item in _plans(each)),
    ]
    return sorted(items, key=lambda item: item.sort_key)


def _version(version: ProposalVersion) -> ProposalHistoryItem:
    document = version.document
    return ProposalHistoryItem(
        kind="version",
        label=f"Version: {version.get_stage_display()}",
        title=version.title or (document.title if document else "We do not have its document"),
        when=version.when,
        address=document.get_absolute_url() if document else "",
        by=", ".join(author.voice.name for author in version.authors.all()),
        lines=[version.note] if version.note else [],
        sequence=version.sequence,
    )


def _option(option: Option) -> ProposalHistoryItem:
    label = f"Option: {option.get_status_display().lower()}"
    return ProposalHistoryItem("option", label, option.name, option.when, f"#{option.public_id}")


def _event(event: Event, today) -> ProposalHistoryItem:
    status = event.status_words(today)
    return ProposalHistoryItem(
        kind="event",
        label=event.get_kind_display().capitalize() + (f", {status}" if status else ""),
        title=event.title,
        when=event.when,
        address=event.get_absolute_url(),
        lines=[event.summary] if event.summary else [],
        sequence=event.sequence,
    )


def _decision(decision: Decision) -> ProposalHistoryItem:
    status = "" if decision.status == DecisionStatus.TAKEN else f": {decision.get_status_display()}"
    if decision.was_called_in:
        status += ", called in"
    return ProposalHistoryItem(
        kind="decision",
        label=f"Decision{status}",
        title=decision.title,
        when=decision.when,
        address=decision.get_absolute_url(),
        by=decision.made_by.name if decision.made_by else "",
        lines=[*map(str, decision.proposal_lines), *decision.vote_lines],
        sequence=decision.sequence,
    )


def _submission(carried: Carried) -> ProposalHistoryItem:
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


def _state(state: DatedState, of: Option | None = None) -> ProposalHistoryItem:
    """A state of the proposal itself, or of one of its options."""
    return ProposalHistoryItem(
        kind="state",
        label=f"State of the option {of.name}" if of else "State",
        title=f"{state.words} {state.title}".rstrip(),
        when=state.when,
        address=state.address,
        lines=[
            *([state.note] if state.note else []),
            *([f"According to {state.according_to}"] if state.according_to else []),
        ],
    )


def _backing(backing: Backing) -> ProposalHistoryItem:
    """A voice that joined or left, and when its backing ended."""
    lines = [backing.remarks] if backing.remarks else []
    lines += [f"Condition: {backing.condition}"] if backing.condition else []
    if backing.according_to:
        lines.append(f"According to {mid_sentence(backing.according_to.name)}")
    if backing.relation in (BackingRelation.BACKS, BackingRelation.INCLUDED) and (end := _end(backing.when)):
        lines.append(f"Until {end}")
    return ProposalHistoryItem(
        kind="backing",
        label=RELATIONS[backing.relation],
        title=backing.voice.name,
        when=backing.since,
        address=backing.voice.get_absolute_url(),
        by=f"at {backing.decided_at.title}" if backing.decided_at else "",
        lines=lines,
        sequence=backing.sequence,
    )


def _end(when: UncertainDate | None) -> UncertainDate | None:
    """The end of a closed period; None for a day and for an open period."""
    if not when or when.extent != DateExtent.THROUGHOUT or "/" not in when.edtf or when.is_open_end:
        return None
    return UncertainDate(when.edtf.partition("/")[2])


def _plans(numbered_list: NumberedList) -> Iterator[ProposalHistoryItem]:
    """The dated items of a list, each with what came of it."""
    kept_up_to = numbered_list.case.kept_up_to
    as_at = f" as at {kept_up_to:%-d %B %Y}" if kept_up_to else ""
    for item in numbered_list.items.all():
        if not item.when:
            continue
        results = [outcome.event.title if outcome.event else outcome.words for outcome in item.came_of.all()]
        unknown = "Not yet due" if item.is_yet_to_come else "We do not know what came of it"
        yield ProposalHistoryItem(
            kind="plan",
            label=f"Planned in {numbered_list.document.title}",
            title=item.words,
            when=item.when,
            address=numbered_list.get_absolute_url(),
            lines=[f"What came of it: {result}" for result in results] or [f"{unknown}{as_at}."],
            sequence=item.sequence,
        )
