"""What stands beside the accounts of an event: its agenda, decisions, records, consultations and lists."""

from dataclasses import dataclass

from django.db.models import OuterRef

from councils.models import Case
from proposals.choices import RecordStatus
from proposals.models import AgendaItem, Consultation, Decision, MeetingRecord, NumberedList, RecordState, RiskRegister
from record.gather import Gathering, gathered, whole
from record.workflow.states import State
from timeline.decisions.list_page import with_lines
from timeline.numbered_lists.page import for_printing

DOCUMENT = ("document__public_id", "document__title")
# The same verbs for everybody; who is named stands after them.
VERBS = {
    RecordStatus.HELD: "held",
    RecordStatus.ASKED_FOR: "asked for",
    RecordStatus.DECLINED: "declined",
    RecordStatus.UNPUBLISHED: "not published",
    RecordStatus.PUBLISHED: "published",
    RecordStatus.NOT_MADE: "said not to have been made",
    RecordStatus.UNKNOWN: "whether there is one is not known to this record",
}


@dataclass
class MeetingDetails:
    """What an event's page shows beside the accounts of it."""

    agenda: list[AgendaItem]
    decisions: list[Decision]
    records: list[MeetingRecord]
    consultations: list[Consultation]
    lists: list[NumberedList]
    registers: list[RiskRegister]


def beside_event() -> dict:
    """Annotations that bring all of it along with an event."""

    def mine(model):
        return model.objects.filter(event=OuterRef("pk")).order_by("sequence", "pk")

    states = RecordState.objects.filter(record=OuterRef("pk")).order_by("sequence", "pk")
    registers = RiskRegister.objects.published().filter(decision__event=OuterRef("pk")).order_by("key")
    return {
        "agenda_": whole(mine(AgendaItem), "report__public_id", "report__title"),
        "records_": whole(mine(MeetingRecord), states_=whole(states, *DOCUMENT)),
        "consultations_": whole(mine(Consultation)),
        "registers_": gathered(registers.filter(decision__state=State.PUBLISHED), "public_id", "title"),
    }


def meeting(event, case: Case, gathering: Gathering) -> MeetingDetails:
    """All of it, of an event that was found with it; ready once the gathering is attached."""
    decisions = Decision.objects.published().filter(event=event).in_order().select_related("made_by").with_votes()
    lists = NumberedList.objects.published().filter(event=event).in_sequence().for_page()
    found = MeetingDetails(
        agenda=gathering.revive(AgendaItem, event.agenda_),
        decisions=with_lines(case, decisions),
        records=gathering.revive(MeetingRecord, event.records_),
        consultations=gathering.revive(Consultation, event.consultations_),
        lists=for_printing(case, lists),
        registers=[RiskRegister(case=case, **row) for row in event.registers_],
    )
    for item in found.agenda:
        number = item.number.strip()
        item.decisions = [each for each in found.decisions if number and each.item.strip() == number]
    for each in found.consultations:
        each.asked_words = "" if each.asked is None else f"{each.asked:,}"
        answered = "" if each.responses is None else f"{each.get_bound_display()} {each.responses:,}"
        each.answered_words = answered.strip()
    for record in found.records:
        record.states_shown = gathering.revive(RecordState, record.states_)
        for state in record.states_shown:
            state.verb = VERBS[state.status]
    return found
