"""The results of decisions in words. Pure."""

from collections.abc import Iterable

from councils.models import SpeaksFor
from proposals import vote_totals
from proposals.choices import DecisionStatus, MotionKind, MotionResult
from proposals.models import Decision, Motion, Outcome, Vote
from proposals.vote_totals import Tally
from record.text.english import joined


def vote_lines(motions: Iterable[Motion]) -> list[str]:
    """One line for each motion with its result and votes; amendments are counted."""
    motions = list(motions)
    amendments = sum(motion.kind == MotionKind.AMENDMENT for motion in motions)
    is_in_parts = any(motion.kind == MotionKind.PART for motion in motions)
    lines = [
        _vote_line(motion)
        for motion in motions
        # A motion voted on in parts, and not as a whole, has no result of its own.
        if motion.kind != MotionKind.AMENDMENT
        and not (is_in_parts and motion.kind == MotionKind.MOTION and _has_no_result(motion))
    ]
    return lines + ([f"{amendments} amendment{'' if amendments == 1 else 's'}"] if amendments else [])


def _has_no_result(motion: Motion) -> bool:
    return motion.result == MotionResult.UNKNOWN and not motion.votes.all()


def _vote_line(motion: Motion) -> str:
    kind = motion.get_kind_display().partition(" ")[0].capitalize()
    is_unknown = motion.result == MotionResult.UNKNOWN
    result = "result not known to this record" if is_unknown else motion.get_result_display()
    votes = [_vote_in_line(vote) for vote in motion.votes.all()]
    return f"{kind} {result}: {'; '.join(votes)}" if votes else f"{kind} {result}"


def _vote_in_line(vote: Vote) -> str:
    source = f" (according to {vote.according_to.name})" if vote.according_to else ""
    return vote_totals.in_line(Tally.of(vote)) + source


def result_lines(decision: Decision) -> list[str]:
    """The result in lines: votes, else outcomes, else resolutions."""
    lines = (
        vote_lines(decision.motions.all())
        or [_outcome_line(outcome) for outcome in decision.outcomes.all()]
        or [resolution.words for resolution in decision.resolutions.all()]
    )
    return lines if decision.status == DecisionStatus.TAKEN else [decision.get_status_display(), *lines]


def _outcome_line(outcome: Outcome) -> str:
    subject = outcome.option or outcome.proposal
    name = subject.name if subject else outcome.words
    return f"{name}: {outcome.get_effect_display()}" if name else outcome.get_effect_display()


def counting_line(decision: Decision, speakers: Iterable[SpeaksFor], names: dict[int, str]) -> str:
    """The councils a decision counts for through another body; else empty."""
    through: dict[int, set[str]] = {}
    for speaker in speakers:
        is_then = decision.when.earliest <= speaker.latest and decision.when.latest >= speaker.earliest
        if speaker.voice_id == decision.made_by_id and is_then:
            via = "" if speaker.via_id == speaker.principal_id else speaker.via.name
            through.setdefault(speaker.principal_id, set()).add(via)
    return " ".join(
        f"Counts for {names[council]}, by way of {joined(sorted(via))}."
        for council, via in sorted(through.items(), key=lambda item: names[item[0]])
        if "" not in via
    )
