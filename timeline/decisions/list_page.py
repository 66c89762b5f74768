"""Decisions in a line: on their list, in its file, and on the page of the meeting that took them."""

from collections.abc import Iterable

from django.db.models import Q

from councils.models import Case
from councils.representation.placement import Way
from proposals.models import Decision
from proposals.models.decision import DecisionQuerySet
from record.web.keyset import Keyset
from timeline.decisions.rules import counting_line, vote_lines

NEWEST = Keyset(Decision, "when_earliest", "when_latest", "pk", descending=True)


def decisions_of(case: Case, speakers: list[Way] = (), proposals=()) -> DecisionQuerySet:
    """Published decisions of a case: all, or those by these speakers, or those on these proposals."""
    decisions = Decision.objects.published().of_case(case).select_related("made_by").with_votes()
    if speakers:
        counting = Q()
        for voice, earliest, latest in {speaker[:3] for speaker in speakers}:
            counting |= Q(made_by=voice, when_earliest__lte=latest, when_latest__gte=earliest)
        decisions = decisions.filter(counting)
    return decisions.on_proposals(proposals) if proposals else decisions


def with_lines(case: Case, decisions: Iterable[Decision], speakers: list[Way] = ()) -> list[Decision]:
    """Decisions with the lines printed of each: its votes, and for which councils it counts."""
    decisions = list(decisions)
    names = {council["voice"]: council["name"] for council in case.councils_shown} if speakers else {}
    for decision in decisions:
        decision.case = case
        decision.vote_lines = vote_lines(decision.motions.all())
        decision.why = counting_line(decision, speakers, names)
    return decisions


HEADER = (
    *("id", "date", "edtf", "decision_maker", "title", "status", "votes", "key_decision", "subject_to_call_in"),
    *("called_in", "exempt_information", "lead_member", "report", "meeting", "address"),
)


def lines(case, decisions, absolute):
    """Decisions as rows of a file, newest first; ``absolute`` makes an address whole."""
    newest = decisions.select_related("made_by", "lead_member", "report", "event")
    for decision in newest.order_by("-when_earliest", "-when_latest", "-pk").iterator(chunk_size=500):
        decision.case = case
        yield (
            decision.public_id,
            decision.when,
            decision.when_edtf,
            decision.made_by.name if decision.made_by else "",
            decision.title,
            decision.get_status_display(),
            ". ".join(vote_lines(decision.motions.all())),
            decision.get_is_key_display(),
            decision.get_open_to_call_in_display(),
            decision.get_called_in_display(),
            decision.get_exempt_display(),
            decision.lead_member.name if decision.lead_member else "",
            decision.report.title if decision.report else "",
            decision.event.title if decision.event and decision.event.is_published else "",
            absolute(decision.get_absolute_url()),
        )
