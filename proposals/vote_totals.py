"""Totals of votes, compared with the totals that a source states.

Pure: it works on counts, names and groups as printed, without the database. Each remark
is a sentence with the sum and the stated number. It never says which is right
(docs/laws.md, law 8).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposals.choices import Cast, MotionResult, VoteManner
from record.text import numbers
from record.text.english import joined, mid_sentence, without_full_stop

# The count that belongs to each way of voting, and how it is told.
COUNTS = {
    Cast.FOR: ("in_favour", "voted for"),
    Cast.AGAINST: ("against", "voted against"),
    Cast.ABSTAINED: ("abstained", "abstained"),
    Cast.ABSENT: ("absent", "been absent"),
}
PRESENT = (Cast.FOR, Cast.AGAINST, Cast.ABSTAINED)
# How a vote was taken, where a line of counts does not say it.
MANNERS = {
    VoteManner.BY_NAME: "recorded by name",
    VoteManner.SHOW_OF_HANDS: "on a show of hands",
    VoteManner.AGREED: "agreed without a vote",
    VoteManner.NOT_RECORDED: "vote not recorded",
    VoteManner.NOT_TAKEN: "no vote taken",
    VoteManner.UNKNOWN: "numbers not known",
}
_TITLE = re.compile(r"^(?:(?:the|cllr|councillor|alderman|mayor|mr|mrs|ms|miss|dr|prof|sir|dame|lord|lady)\b\.?\s*)+")
_UNANIMOUS = re.compile(
    r"(?<!not )(?<!far from )(?<!nearly )(?<!almost )\b(?:unanimous(?:ly)?|nem\.? con)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Tally:
    """A vote as one source states it.

    None is a number that it does not state; ``casts`` are the votes listed by name.
    """

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    absent: int | None = None
    present: int | None = None
    casting: str = ""
    manner: str = ""
    words: str = ""
    casts: tuple[str, ...] = ()
    groups: tuple["Tally", ...] = ()
    categories: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, vote, names: Iterable = (), groups: Iterable = ()) -> "Tally":
        """The tally of a vote with its counts as printed, and these names and groups."""
        return cls(
            *(getattr(vote, name) for name in ("in_favour", "against", "abstained", "absent", "present", "casting")),
            manner=vote.manner,
            words=vote.words,
            casts=tuple(each.cast for each in names),
            groups=tuple(cls(each.in_favour, each.against, each.abstained, each.absent) for each in groups),
            categories=tuple((each.words, each.count) for each in vote.categories.all()),
        )

    def count(self, cast: str) -> int | None:
        return getattr(self, COUNTS[cast][0])

    @property
    def tells_how_it_went(self) -> bool:
        """False for a vote told by group alone: only its own page has the groups."""
        return bool(self.is_counted or self.casting or self.words) or self.manner != VoteManner.BY_GROUP

    @property
    def is_counted(self) -> bool:
        return any(self.count(cast) is not None for cast in COUNTS) or self.present is not None or bool(self.categories)


def counts_in_line(tally: Tally) -> str:
    """The counts only: “27 for, 24 against, 1 abstained”; empty if none is stated."""
    counts = [f"{tally.count(cast)} {Cast(cast).label}" for cast in COUNTS if tally.count(cast) is not None]
    return ", ".join([*counts, *(f"“{words}”: {count}" for words, count in tally.categories)])


def in_line(tally: Tally) -> str:
    """The vote in one line: “27 for, 24 against; 55 present; on a show of hands”."""
    parts = [
        "" if _is_told_by_words(tally) else counts_in_line(tally),
        f"{tally.present} present" if tally.present is not None else "",
    ]
    if tally.casting:
        parts.append(f"casting vote {Cast(tally.casting).label}")
    words = without_full_stop(tally.words)
    # Words on a vote that we do not know say so themselves.
    manner = "" if words and tally.manner == VoteManner.UNKNOWN else MANNERS.get(tally.manner, "")
    parts.append(f"{words} ({manner})" if manner and words else manner or words)
    if not any(parts):
        parts.append("counted; we have not found the numbers")
    return "; ".join(filter(None, parts))


def _is_told_by_words(tally: Tally) -> bool:
    """True if one side has no count, and the words have all counts that are stated.

    “13 for, 4 abstained” alone would leave out the eleven of “13 to 11, with four abstentions”.
    """
    if tally.categories or (tally.in_favour is not None and tally.against is not None):
        return False
    counts = [count for cast in COUNTS if (count := tally.count(cast)) is not None]
    return all(numbers.holds(tally.words, "", [Decimal(count)]) for count in counts)


def remarks(tally: Tally) -> list[str]:
    """Sentences on numbers of one source that do not add up."""
    return [
        *_compare_with_present(tally),
        *_compare_with_names(tally),
        *_compare_with_groups(tally),
        *_check_casting_vote(tally),
        *_check_unanimity(tally),
    ]


def against_result(tally: Tally, result: str) -> list[str]:
    """Sentences on a result against the counts of its own vote.

    More than half may be asked for, so a motion that is lost with the most votes is told
    as it is.
    """
    if tally.in_favour is None or tally.against is None or result not in (MotionResult.CARRIED, MotionResult.LOST):
        return []
    lead = tally.in_favour - tally.against
    if tally.casting in (Cast.FOR, Cast.AGAINST) and lead == 0:
        lead = 1 if tally.casting == Cast.FOR else -1
    is_against = lead <= 0 if result == MotionResult.CARRIED else lead > 0
    if not is_against:
        return []
    counts = f"{tally.in_favour} {_are(tally.in_favour)} said to have voted for and {tally.against} against"
    casting = f", and the casting vote was {Cast(tally.casting).label}" if tally.casting else ""
    return [f"The result is given as {MotionResult(result).label}; {counts}{casting}."]


def repeated_names(names: Iterable[tuple[str, str]]) -> list[str]:
    """Sentences on names printed more than once, from pairs of name and cast."""
    casts: dict[str, list[tuple[str, str]]] = {}
    for name, cast in names:
        if name:
            casts.setdefault(_TITLE.sub("", name.casefold()).replace(".", ""), []).append((name, cast))
    return [
        f"{_listed(name for name, _ in listed)} listed {len(listed)} times:"
        f" {', '.join(Cast(cast).label for _, cast in listed)}."
        for listed in casts.values()
        if len(listed) > 1
    ]


def _listed(names: Iterable[str]) -> str:
    shapes = {name.casefold(): f"“{name}”" for name in reversed([*names])}
    return f"{joined([*reversed(shapes.values())])} {'is' if len(shapes) == 1 else 'are'}"


def differences(tallies: Sequence[tuple[str, Tally]]) -> list[str]:
    """Sentences on sources that state different numbers; each comes with its name."""
    differing = []
    for cast, (_, voted) in COUNTS.items():
        differing += _differing(
            f"how many are said to have {voted}", [(source, tally.count(cast)) for source, tally in tallies]
        )
    differing += _differing(
        "how many are said to have been present", [(source, tally.present) for source, tally in tallies]
    )
    unanimous = next((source for source, tally in tallies if _is_unanimous(tally) and not tally.against), None)
    against = next(((source, tally.against) for source, tally in tallies if tally.against), None)
    if unanimous is not None and against:
        differing.append(
            f"Sources differ: unanimous according to {mid_sentence(unanimous)};"
            f" {against[1]} against according to {mid_sentence(against[0])}."
        )
    casting = [(source, Cast(tally.casting).label if tally.casting else None) for source, tally in tallies]
    return [*differing, *_differing("the casting vote", casting)]


def _differing(subject, stated):
    by_value: dict = {}
    for source, value in stated:
        if value is not None:
            by_value.setdefault(value, []).append(source)
    if len(by_value) > 1:
        values = "; ".join(
            f"{value} according to {joined(map(mid_sentence, names))}" for value, names in by_value.items()
        )
        yield f"Sources differ on {subject}: {values}."


def _compare_with_present(tally):
    """Compare votes with those present.

    A number that is not stated may be anything, so a sum without it can only be too high.
    """
    if tally.present is None:
        return
    stated = [cast for cast in PRESENT if tally.count(cast) is not None]
    total = sum(tally.count(cast) for cast in stated) + sum(cast == Cast.NOT_VOTING for cast in tally.casts)
    allowed = {tally.present, tally.present + 1} if tally.casting else {tally.present}
    is_below = total < tally.present and len(stated) == len(PRESENT)
    if stated and total not in allowed and (is_below or total > tally.present):
        named = [Cast(cast).label for cast in stated]
        if Cast.NOT_VOTING in tally.casts:
            named.append("present without voting")
        subject = f"{joined(named).capitalize()} come to {total}"
        if len(named) == 1:
            subject = f"{total} {_are(total)} said to have {COUNTS[stated[0]][1]}"
        yield f"{subject}; {tally.present} are said to have been present."
    listed = [cast for cast in tally.casts if cast not in (Cast.ABSENT, Cast.NOT_STATED)]
    is_short = tally.manner == VoteManner.BY_NAME and len(listed) + _unknown(tally) < tally.present
    if not stated and listed and (is_short or len(listed) > tally.present):
        yield f"{_names(len(listed))} listed as present; {tally.present} are said to have been present."


def _compare_with_names(tally):
    """Compare votes with the names listed.

    Fewer names than votes mean something only if the vote was recorded by name.
    """
    if not tally.casts:
        return
    for cast, (_, voted) in COUNTS.items():
        stated, listed = tally.count(cast), tally.casts.count(cast)
        # Lists of those who voted leave out who was absent.
        is_short = tally.manner == VoteManner.BY_NAME and (cast != Cast.ABSENT or listed)
        if stated is not None and (listed > stated or (listed + _unknown(tally) < stated and is_short)):
            yield f"{stated} {_are(stated)} said to have {voted}; {_names(listed)} listed so."


def _unknown(tally) -> int:
    """The number of names listed without their vote, which may be any."""
    return tally.casts.count(Cast.NOT_STATED)


def _compare_with_groups(tally):
    if not tally.groups:
        return
    for cast, (_, voted) in COUNTS.items():
        stated = tally.count(cast)
        counts = [group.count(cast) for group in tally.groups]
        total, is_whole = sum(count or 0 for count in counts), None not in counts
        if stated is not None and total != stated and (is_whole or total > stated):
            yield f"{stated} {_are(stated)} said to have {voted}; the groups come to {total}."


def _check_casting_vote(tally):
    """Check that a casting vote broke a tie, counted with the others or apart."""
    if not tally.casting or tally.in_favour is None or tally.against is None:
        return
    lead = tally.in_favour - tally.against if tally.casting == Cast.FOR else tally.against - tally.in_favour
    if lead not in (0, 1):
        yield (
            f"A casting vote is said to have been given; {tally.in_favour} {_are(tally.in_favour)} said to have"
            f" voted for and {tally.against} against."
        )


def _is_unanimous(tally) -> bool:
    return bool(_UNANIMOUS.search(tally.words))


def _check_unanimity(tally):
    if _is_unanimous(tally) and tally.against:
        yield f"The vote is said to be unanimous; {tally.against} {_are(tally.against)} said to have voted against."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _names(number: int) -> str:
    return "1 name is" if number == 1 else f"{number or 'no'} names are"
