"""The results of decisions in words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from councils.models import SpeaksFor
from proposals import vote_totals
from proposals.choices import MotionKind, MotionResult, VoteManner, Wording
from proposals.models import Decision, Motion, Vote
from proposals.vote_totals import Tally
from record.text.english import counted, joined, mid_sentence, without_full_stop
from timeline.decisions.outcome_lines import OutcomeLine, decider, lines_of

# The stages of the words of a motion, the first to the last.
STAGES = list(Wording.values)
# What was voted on, in a line.
KINDS = {
    MotionKind.MOTION: "Motion",
    MotionKind.RECOMMENDATION: "Recommendation",
    MotionKind.PART: "Part of a motion",
}


def vote_lines(motions: Iterable[Motion]) -> list[str]:
    """One line for each motion with its result, votes and words; amendments share one."""
    motions = list(motions)
    is_in_parts = any(motion.kind == MotionKind.PART for motion in motions)
    lines = [
        _vote_line(motion)
        for motion in motions
        # A motion voted on in parts, and not as a whole, has no result of its own.
        if motion.kind != MotionKind.AMENDMENT
        and not (is_in_parts and motion.kind == MotionKind.MOTION and _has_no_result(motion))
    ]
    return lines + _amendment_line([motion for motion in motions if motion.kind == MotionKind.AMENDMENT])


def _has_no_result(motion: Motion) -> bool:
    return motion.result == MotionResult.UNKNOWN and not motion.votes.all()


def _amendment_line(amendments: list[Motion]) -> list[str]:
    """How many amendments there were, and what became of each."""
    if not amendments:
        return []
    count = counted(len(amendments), "amendment")
    results = f"{count}: {'; '.join(_result(amendment) for amendment in amendments)}"
    return [". ".join([results, *(remark for amendment in amendments for remark in _against_result(amendment))])]


def _result(motion: Motion) -> str:
    is_unknown = motion.result == MotionResult.UNKNOWN
    return "result not known" if is_unknown else motion.get_result_display()


def _vote_line(motion: Motion) -> str:
    """A motion in its last words, its result, and each account of its vote.

    The words come first, since one decision may carry one motion and lose another.
    """
    kind = KINDS[MotionKind(motion.kind)]
    texts = sorted(motion.texts.all(), key=lambda text: STAGES.index(text.stage))
    if texts:
        last = texts[-1]
        moved = f"{kind}, {last.get_stage_display()}: {without_full_stop(last.words)}. {_result(motion).capitalize()}"
    else:
        moved = f"{kind} {_result(motion)}"
    votes = _accounts_of_votes(motion.votes.all())
    return ". ".join([f"{moved}: {votes}" if votes else moved, *_against_result(motion)])


def _against_result(motion: Motion) -> list[str]:
    """The remarks of the decision's page on a result against its own counts."""
    remarks = (vote_totals.against_result(Tally.of(vote), motion.result) for vote in motion.votes.all())
    return list(dict.fromkeys(f"Our calculation: {without_full_stop(each)}" for found in remarks for each in found))


def _accounts_of_votes(votes: Iterable[Vote]) -> str:
    """Each account of a vote with who gives it; those that say the same in one.

    Where any gives numbers, those in words alone are left to the decision's own page.
    """
    tallies = [(vote, Tally.of(vote)) for vote in votes]
    tellers: dict[str, list[str]] = {}
    has_counts = any(tally.is_counted for _, tally in tallies)
    for vote, tally in tallies:
        if tally.is_counted if has_counts else tally.tells_how_it_went:
            tellers.setdefault(vote_totals.in_line(tally), []).extend(_tellers(vote))
    return "; ".join(
        f"{line}, according to {joined(dict.fromkeys(names))}" if names else line for line, names in tellers.items()
    )


def _tellers(vote: Vote) -> list[str]:
    """Sources of a vote; none where the words are ours, on what we could not read."""
    if vote.according_to is None or vote.manner == VoteManner.UNKNOWN:
        return []
    return [mid_sentence(vote.according_to.name)]


@dataclass(frozen=True, slots=True)
class ResolutionLine:
    """One resolution, and who made it."""

    decider: str
    words: str

    def __str__(self) -> str:
        return f"{self.decider}: {self.words}"


@dataclass(frozen=True, slots=True)
class Decided:
    """The results of a decision, a line each.

    ``under_maker`` are the same lines below the name of their maker, without what all of
    them end with; that is ``of_all``, in sentences.
    """

    lines: list[OutcomeLine] | list[ResolutionLine]
    under_maker: list[OutcomeLine] | list[ResolutionLine]
    of_all: str = ""


def decided(decision: Decision) -> Decided:
    """The outcomes of a decision, or else what was resolved."""
    lines = lines_of(decision)
    if not lines:
        maker = decider(decision)
        lines = [ResolutionLine(maker, resolution.words) for resolution in decision.resolutions.all()]
        return Decided(lines, lines)
    ends = {(line.condition, line.still_to_come, line.according_to) for line in lines}
    if len(lines) == 1 or len(ends) > 1:
        return Decided(lines, lines)
    bare = [replace(line, condition="", still_to_come="", according_to="") for line in lines]
    return Decided(lines, bare, _end_of_all(lines[0]))


def _end_of_all(line: OutcomeLine) -> str:
    """Sentences for the condition, what is to come and the teller that lines share."""
    labels = (("Condition", line.condition), ("Still to come", line.still_to_come))
    said = ". ".join(f"{label}: {without_full_stop(words)}" for label, words in labels if words)
    teller = f"according to {line.according_to}" if line.according_to else ""
    if said:
        return f"{said}, {teller}." if teller else f"{said}."
    return f"A{teller[1:]}." if teller else ""


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
