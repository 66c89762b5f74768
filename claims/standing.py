"""The standing of a claim, computed from published responses alone.

No field, role or page can set it. Its rule is printed for readers at
/method/#standing, and a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.choices import OTHERS, Relation, StandingWord


@dataclass(frozen=True)
class Reply:
    """A published response: its relation, its voice, and the members of an alliance.

    ``is_taken_back`` if its maker has retracted it since; it is counted, and this is said with it.
    """

    relation: str
    voice: str
    name: str
    claim: str = ""
    members: tuple[str, ...] = ()
    is_taken_back: bool = False


@dataclass(frozen=True)
class Addressed:
    """A party that a claim calls on to reply, and if it has."""

    voice: str
    name: str
    has_replied: bool


@dataclass(frozen=True)
class Standing:
    """Words in a fixed order; replies by word, one a voice; parties with no reply."""

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
    """Compute the standing of a claim.

    Pure: the same responses give the same answer, in whatever order they come.
    Each voice counts once for each relation; an alliance is one voice.
    """
    found: dict[str, dict[str, Reply]] = {}
    for reply in sorted(replies, key=lambda reply: (reply.name, reply.claim)):
        word = WORDS.get(reply.relation)
        if word:
            known = found.setdefault(word.value, {})
            if known.setdefault(reply.voice, reply).is_taken_back and not reply.is_taken_back:
                known[reply.voice] = reply
    silent = tuple(sorted((each for each in addressed if not each.has_replied), key=lambda each: each.name))
    words = [word.value for word in WORDS.values() if word.value in found]
    if silent:
        words.append(StandingWord.NO_REPLY.value)
    if not words:
        words.append(StandingWord.NO_DISPUTE.value)
    return Standing(tuple(words), {word: tuple(voices.values()) for word, voices in found.items()}, silent)


def is_reply(relation: str) -> bool:
    """Ask if a relation is a reply; to restate one's own claim is none."""
    return relation in OTHERS
