"""The agenda, decisions and other records that belong to an event."""

from dataclasses import dataclass

from proposals.choices import RecordStatus
from proposals.models import AgendaItem, Consultation, Decision, Event, MeetingRecord, NumberedList, RiskRegister
from proposals.named_plans import NamedPlan, plans_of_decisions
from record.prepared import AnyGiven, Given, Prepared
from timeline.decisions.list_page import with_lines
from timeline.numbered_lists.page import for_printing

# The same verbs for everybody; the page names the voice after them.
VERBS = {
    RecordStatus.HELD: "held",
    RecordStatus.ASKED_FOR: "asked for",
    RecordStatus.DECLINED: "declined",
    RecordStatus.UNPUBLISHED: "not published",
    RecordStatus.PUBLISHED: "published",
    RecordStatus.NOT_MADE: "said not to have been made",
    RecordStatus.UNKNOWN: "we do not know if there is one",
}


_DECISIONS = Prepared(lambda: Decision.objects.published().filter(event=Given("event")).in_order().with_results())
_LISTS = Prepared(lambda: NumberedList.objects.published().filter(event=Given("event")).in_sequence().for_page())


@dataclass
class MeetingDetails:
    """The records that an event's page prints beside the accounts of it."""

    agenda: list[AgendaItem]
    decisions: list[Decision]
    records: list[MeetingRecord]
    consultations: list[Consultation]
    lists: list[NumberedList]
    registers: list[RiskRegister]
    # Those that it and its decisions name.
    plans: list[NamedPlan]


_REGISTERS = Prepared(lambda: RiskRegister.objects.published().filter(decision=AnyGiven("decisions")).order_by("key"))


def meeting_details(event: Event) -> MeetingDetails:
    """The records of an event from ``Event.objects.for_page()``, ready for printing."""
    decisions = with_lines(event.case, _DECISIONS.read(event=event.pk))
    meeting = MeetingDetails(
        agenda=list(event.agenda.all()),
        decisions=decisions,
        records=list(event.records.all()),
        consultations=list(event.consultations.all()),
        lists=for_printing(event.case, _LISTS.read(event=event.pk)),
        registers=_REGISTERS.read(decisions=[each.pk for each in decisions]),
        plans=plans_of_decisions(event.case, decisions, [part.proposal_id for part in event.published_proposals]),
    )
    for register in meeting.registers:
        register.case = event.case
    for item in meeting.agenda:
        number = item.number.strip()
        item.decisions = [each for each in meeting.decisions if number and each.item.strip() == number]
    for each in meeting.consultations:
        each.asked_words = "" if each.asked is None else f"{each.asked:,}"
        answered = "" if each.responses is None else f"{each.get_bound_display()} {each.responses:,}"
        each.answered_words = answered.strip()
    for record in meeting.records:
        for state in record.states.all():
            state.verb = VERBS[state.status]
    return meeting
