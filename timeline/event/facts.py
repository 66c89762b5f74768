"""The stated facts of an event: what is said of it, on whose word, and whether all who speak agree.

Pure: it sorts facts that are loaded, and asks nothing of the database.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from proposals.choices import FactKind

# Of these an event has one; that several took part or several things came of it is no disagreement.
ONE_AT_MOST = {FactKind.DATE, FactKind.PLACE}


@dataclass(frozen=True)
class FactStatement:
    """What is stated on the same word: its values, and the facts by which it is sourced, one for each source."""

    values: tuple
    sources: tuple
    is_agreed: bool = False

    @property
    def is_stated(self) -> bool:
        return self.values[0].stated

    @property
    def is_names(self) -> bool:
        """Whether it only names voices, so that they can stand in one line."""
        return all(fact.voice_id and not fact.words for fact in self.values)


@dataclass(frozen=True)
class FactGroup:
    """All that is stated of one kind: the dates, the hosts, those who took part."""

    kind: str
    statements: tuple[FactStatement, ...]

    @property
    def label(self) -> str:
        return FactKind(self.kind).label

    @property
    def is_stated_differently(self) -> bool:
        """Whether several values are stated where a thing has only one."""
        values = {_value(fact) for each in self.statements if each.is_stated for fact in each.values}
        return self.kind in ONE_AT_MOST and len(values) > 1


def grouped(facts: Iterable, speaking: Collection, side_of: Callable) -> list[FactGroup]:
    """Facts by kind, in the order of FactKind: equal ones together, and together what rests on the same word.

    ``speaking`` are the sides that speak of the event; ``side_of`` gives the side
    of a fact's source, or None. "According to …" may be left out only where two
    sides or more speak, and all of them state the same.
    """
    kinds: dict[str, dict[tuple, list]] = {}
    for fact in facts:
        kinds.setdefault(fact.kind, {}).setdefault(_value(fact), []).append(fact)
    return [
        FactGroup(kind, tuple(_statements(kinds[kind].values(), set(speaking), side_of)))
        for kind in FactKind.values
        if kind in kinds
    ]


def _statements(values, speaking, side_of):
    alike: dict[tuple, list] = {}
    for facts in values:
        alike.setdefault(_word(facts), []).append(facts)
    for group in alike.values():
        sources = group[0]
        agreed = sources[0].stated and len(speaking) > 1 and speaking <= {side_of(fact) for fact in sources}
        yield FactStatement(tuple(facts[0] for facts in group), tuple(sources), agreed)


def _value(fact) -> tuple:
    """What it states. Two equal dates state the same, however each is worded."""
    if not fact.stated:
        return False, fact.words
    if fact.kind == FactKind.DATE:
        return True, fact.when_edtf
    return True, fact.voice_id, fact.words, fact.when_edtf


def _word(facts) -> tuple:
    """On whose word it stands, and where; each date and each silence stays apart."""
    if facts[0].kind == FactKind.DATE or not facts[0].stated:
        return (facts[0].pk,)
    return tuple((fact.according_to_id, fact.passage_id) for fact in facts)
