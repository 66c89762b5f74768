"""The standing of a claim: what the record shows of it, from published responses alone.

No field, role or page can set it. Its rule is printed for readers at
/method/#standing, and a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.choices import OTHERS, Relation, StandingWord


@dataclass(frozen=True)
class Reply:
    """One published response: how it answers, for whom it is made, and the members of an alliance."""

    relation: str
    voice: str
    name: str
    claim: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Addressed:
    """A party that a claim is about, and whether it or a voice that counts for it has responded."""

    voice: str
    name: str
    has_replied: bool


@dataclass(frozen=True)
class Standing:
    """``words`` in a fixed order; ``replies`` by word, one for each voice; ``silent`` the parties with no reply."""

    words: tuple[str, ...]
    replies: dict[str, tuple[Reply, ...]] = field(default_factory=dict)
    silent: tuple[Addressed, ...] = ()

    def count(self, word: str) -> int:
        return len(self.replies.get(word, ()))


# How a relation is called once it is counted.
WORDS = {
    Relation.RETRACTS: StandingWord.RETRACTED,
    Relation.SUPERSEDES: StandingWord.SUPERSEDED,
    Relation.DISPUTES: StandingWord.DISPUTED,
    Relation.ACCEPTS: StandingWord.ACCEPTED,
    Relation.QUALIFIES: StandingWord.QUALIFIED,
    Relation.ANSWERS: StandingWord.ANSWERED,
}


def standing(replies: Sequence[Reply], addressed: Sequence[Addressed] = ()) -> Standing:
    """What the record shows of a claim.

    Pure: the same responses give the same answer, in whatever order they come.
    Each voice counts once for each relation; an alliance is one voice.
    """
    found: dict[str, dict[str, Reply]] = {}
    for reply in sorted(replies, key=lambda reply: (reply.name, reply.claim)):
        word = WORDS.get(reply.relation)
        if word:
            found.setdefault(word.value, {}).setdefault(reply.voice, reply)
    silent = tuple(sorted((each for each in addressed if not each.has_replied), key=lambda each: each.name))
    words = [word.value for word in WORDS.values() if word.value in found]
    if silent:
        words.append(StandingWord.NO_REPLY.value)
    if not words:
        words.append(StandingWord.NO_DISPUTE.value)
    return Standing(tuple(words), {word: tuple(voices.values()) for word, voices in found.items()}, silent)


def is_reply(relation: str) -> bool:
    """Whether another voice's response is a reply: to restate one's own claim is none."""
    return relation in OTHERS
