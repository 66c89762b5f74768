"""Decisions in a line: on their list, in its file, and on the page of the meeting that took them."""

from django.db.models import Exists, OuterRef, Q

from councils.models import Case
from councils.representation.placement import Way
from proposals import vote_totals
from proposals.choices import MotionKind, MotionResult
from proposals.models import Decision, DecisionProposal, Motion, Outcome, Vote
from proposals.models.decision import DecisionQuerySet
from proposals.vote_totals import Tally
from record.gather import Gathering, gathered, whole
from record.text.english import joined
from record.web.keyset import Keyset

NEWEST = Keyset(Decision, "when_earliest", "when_latest", "pk", descending=True)


def with_votes(decisions):
    """Decisions with what one line says of each: the maker, and the motions with their votes."""
    motions = Motion.objects.filter(decision=OuterRef("pk")).order_by("sequence", "pk")
    return decisions.annotate(motions_=gathered(motions, "kind", "result", votes=_told_votes()))


def _told_votes():
    votes = Vote.objects.filter(motion=OuterRef("pk")).order_by("sequence", "pk")
    return whole(votes, source="according_to__name")


def vote_lines(motions: list[dict]) -> list[str]:
    """What was voted, a line for each motion: its result, and the vote as each source tells it."""
    amendments = sum(motion["kind"] == MotionKind.AMENDMENT for motion in motions)
    is_in_parts = any(motion["kind"] == MotionKind.PART for motion in motions)
    lines = [
        _vote_line(motion)
        for motion in motions
        # Of what was voted on in parts, and not as a whole, the parts say what became.
        if motion["kind"] != MotionKind.AMENDMENT
        and not (is_in_parts and motion["kind"] == MotionKind.MOTION and _is_open(motion))
    ]
    return lines + ([f"{amendments} amendment{'' if amendments == 1 else 's'}"] if amendments else [])


def _is_open(motion) -> bool:
    return motion["result"] == MotionResult.UNKNOWN and not motion["votes"]


def _vote_line(motion) -> str:
    kind, result = MotionKind(motion["kind"]), MotionResult(motion["result"])
    named = kind.label.partition(" ")[0].capitalize()
    became = "result not known to this record" if result == MotionResult.UNKNOWN else result.label
    told = []
    for vote in Gathering().revive(Vote, motion["votes"]):
        source = f" (according to {vote.source})" if vote.source else ""
        told.append(vote_totals.in_line(Tally.of(vote)) + source)
    return f"{named} {became}: {'; '.join(told)}" if told else f"{named} {became}"


def listed(case: Case, ways: list[Way] = (), proposals=()) -> DecisionQuerySet:
    """Published decisions of a case: all, or those whose makers count for councils in these ways, or on proposals."""
    found = Decision.objects.published().of_case(case).select_related("made_by")
    if ways:
        counting = Q()
        for voice, earliest, latest in {way[:3] for way in ways}:
            counting |= Q(made_by=voice, when_earliest__lte=latest, when_latest__gte=earliest)
        found = found.filter(counting)
    if proposals:
        named = DecisionProposal.objects.filter(decision=OuterRef("pk"), proposal__in=proposals)
        outcomes = Outcome.objects.filter(
            Q(proposal__in=proposals) | Q(option__proposal__in=proposals), decision=OuterRef("pk")
        )
        found = found.filter(Exists(named) | Exists(outcomes))
    return with_votes(found)


def shown(case: Case, decisions: list[Decision], ways: list[Way] = ()) -> list[Decision]:
    """Decisions that were found with their votes, as a line prints them, and by which of the ways each was found."""
    for decision in decisions:
        decision.case = case
        decision.vote_lines = vote_lines(decision.motions_)
        decision.why = _why(case, decision, ways)
    return decisions


def _why(case, decision, ways) -> str:
    """For which councils it counts, and by way of whom, unless it is the council's own."""
    by_council: dict[int, set[str]] = {}
    for way in ways:
        is_then = decision.when.earliest <= way.latest and decision.when.latest >= way.earliest
        if way.voice == decision.made_by_id and is_then:
            by_council.setdefault(way.council, set()).add(way.via)
    names = {each["voice"]: each["name"] for each in case.councils_shown} if by_council else {}
    return " ".join(
        f"Counts for {names[council]}, by way of {joined(sorted(via))}."
        for council, via in sorted(by_council.items(), key=lambda each: names[each[0]])
        if "" not in via
    )


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
            ". ".join(vote_lines(decision.motions_)),
            decision.get_is_key_display(),
            decision.get_open_to_call_in_display(),
            decision.get_called_in_display(),
            decision.get_exempt_display(),
            decision.lead_member.name if decision.lead_member else "",
            decision.report.title if decision.report else "",
            decision.event.title if decision.event and decision.event.is_published else "",
            absolute(decision.get_absolute_url()),
        )
