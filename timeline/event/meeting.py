"""What stands beside the accounts of an event: its agenda, decisions, records, consultations and lists."""

from dataclasses import dataclass

from django.db.models import OuterRef

from councils.models import Case
from proposals.choices import RecordStatus
from proposals.models import AgendaItem, Consultation, Decision, MeetingRecord, NumberedList, RecordState, RiskRegister
from record.gather import Gathering, gathered, whole
from record.workflow.states import State
from timeline.decisions.list_page import shown, with_votes
from timeline.numbered_lists.page import parts_of_lists, set_out_lists

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
    lists = NumberedList.objects.published().filter(event=OuterRef("pk")).order_by("sequence", "key")
    decisions = with_votes(Decision.objects.published().filter(event=OuterRef("pk")).in_order())
    registers = RiskRegister.objects.published().filter(decision__event=OuterRef("pk")).order_by("key")
    return {
        "agenda_": whole(mine(AgendaItem), "report__public_id", "report__title"),
        "decisions_": whole(decisions, motions_="motions_"),
        "records_": whole(mine(MeetingRecord), states_=whole(states, *DOCUMENT)),
        "consultations_": whole(mine(Consultation)),
        "lists_": whole(lists, *DOCUMENT, **parts_of_lists()),
        "registers_": gathered(registers.filter(decision__state=State.PUBLISHED), "public_id", "title"),
    }


def meeting(event, case: Case, gathering: Gathering) -> MeetingDetails:
    """All of it, of an event that was found with it; ready once the gathering is attached."""
    found = MeetingDetails(
        agenda=gathering.revive(AgendaItem, event.agenda_),
        decisions=shown(case, gathering.revive(Decision, event.decisions_)),
        records=gathering.revive(MeetingRecord, event.records_),
        consultations=gathering.revive(Consultation, event.consultations_),
        lists=set_out_lists(gathering, case, gathering.revive(NumberedList, event.lists_)),
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
