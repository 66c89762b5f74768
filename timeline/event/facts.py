"""Rules for the stated facts of an event.

Pure: it sorts facts that are loaded, and asks nothing of the database.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from councils.choices import FlagKind
from proposals.choices import FactKind

# An event has one of each of these. Several participants or outcomes, by contrast, are no disagreement.
AT_MOST_ONE = {FactKind.DATE, FactKind.PLACE}


@dataclass(frozen=True)
class FactStatement:
    """Values stated by the same sources, with one fact for each source.

    ``numbers`` are those of the sources in the list of the page, ``notes`` the editors' notes on their words.
    """

    values: tuple
    sources: tuple
    is_agreed: bool = False
    numbers: tuple[int, ...] = ()
    notes: tuple = ()

    @property
    def is_stated(self) -> bool:
        return self.values[0].stated

    @property
    def voices(self) -> list:
        """The voices that state it, each once."""
        return list(dict.fromkeys(fact.according_to for fact in self.sources if fact.according_to_id))


@dataclass(frozen=True)
class FactGroup:
    """All statements of one kind: the dates, the hosts, those present.

    ``notes`` are the editors' notes on how they differ, which are on none of them alone.
    """

    kind: str
    statements: tuple[FactStatement, ...]
    notes: tuple = ()

    @property
    def label(self) -> str:
        return FactKind(self.kind).label

    @property
    def is_stated_differently(self) -> bool:
        """True if several values are stated where an event has only one.

        A month and a day in it are no two dates.
        """
        stated = [fact for each in self.statements if each.is_stated for fact in each.values]
        if self.kind == FactKind.DATE:
            dates = [fact.when for fact in stated if fact.when]
            return bool(dates) and max(date.earliest for date in dates) > min(date.latest for date in dates)
        values = {_value(fact) for fact in stated}
        return self.kind in AT_MOST_ONE and len(values) > 1


@dataclass(frozen=True)
class FactSource:
    """A passage that facts rest on.

    ``printed`` is a date as the passage prints it, where its words do not show that.
    """

    number: int
    passage: object
    printed: str


@dataclass(frozen=True)
class FactsInBrief:
    """The facts of an event by kind, and their sources, numbered.

    ``main_voice`` states most of them, so that a page need name only the others; None where nobody does. ``notes``
    are the editors' notes on the event that stand beside no fact.
    """

    groups: list[FactGroup]
    sources: list[FactSource]
    main_voice: object | None
    notes: tuple = ()

    @property
    def main_voices(self) -> list:
        """The voices of what the main voice alone states."""
        return [self.main_voice] if self.main_voice else []


def facts_in_brief(groups: Iterable[FactGroup], notes: Iterable = (), notes_on_words: Iterable = ()) -> FactsInBrief:
    """Number the sources of grouped facts, each once.

    ``notes`` are those on the event, ``notes_on_words`` those on words of its documents.
    """
    numbered: dict[tuple, FactSource] = {}

    def number(fact) -> int:
        printed = fact.when_printed if fact.kind == FactKind.DATE else ""
        if printed in fact.passage.quote:
            printed = ""
        key = fact.passage_id, printed
        return numbered.setdefault(key, FactSource(len(numbered) + 1, fact.passage, printed)).number

    notes = list(notes)
    groups = [_with_notes(group, [*notes, *notes_on_words]) for group in groups]
    groups = [
        replace(
            group,
            statements=tuple(
                replace(
                    statement,
                    numbers=tuple(dict.fromkeys(number(fact) for fact in statement.sources if fact.passage_id)),
                )
                for statement in group.statements
            ),
        )
        for group in groups
    ]
    stated_by = Counter(voice for group in groups for statement in group.statements for voice in statement.voices)
    statements = sum(bool(statement.voices) for group in groups for statement in group.statements)
    main_voice = next((voice for voice, count in stated_by.items() if 2 * count > statements), None)
    beside = {note for group in groups for part in (group, *group.statements) for note in part.notes}
    elsewhere = tuple(note for note in notes if note not in beside)
    return FactsInBrief(groups, list(numbered.values()), main_voice, elsewhere)


def _with_notes(group: FactGroup, notes: list) -> FactGroup:
    """A group with the notes on its words, and on its dates those that dates differ."""
    statements = [
        replace(each, notes=tuple(note for note in notes if _is_on_words(note, each))) for each in group.statements
    ]
    of_group = ()
    if group.kind == FactKind.DATE:
        of_group = tuple(note for note in notes if note.kind == FlagKind.DATE_CONFLICT and not _has_words(note))
    return replace(group, statements=tuple(statements), notes=of_group)


def _has_words(note) -> bool:
    return bool(note.passage_id and note.passage.quote)


def _is_on_words(note, statement: FactStatement) -> bool:
    sources = [fact.passage for fact in (*statement.sources, *statement.values) if fact.passage_id]
    return _has_words(note) and any(passage.shares_words_with(note.passage) for passage in sources)


def grouped_facts(facts: Iterable, speaking: Collection, side_of: Callable) -> list[FactGroup]:
    """Group facts by kind, value and sources.

    Kinds come in the order of FactKind.

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


def _statements(equal_facts: Iterable[list], speaking: set, side_of: Callable) -> Iterator[FactStatement]:
    by_sources: dict[tuple, list] = {}
    for facts in equal_facts:
        by_sources.setdefault(_sources(facts), []).append(facts)
    for values in by_sources.values():
        sources = values[0]
        is_agreed = sources[0].stated and len(speaking) > 1 and speaking <= {side_of(fact) for fact in sources}
        yield FactStatement(tuple(facts[0] for facts in values), tuple(sources), is_agreed)


def _value(fact) -> tuple:
    """The value that a fact states.

    Two equal dates are one value, however they are worded.
    """
    if not fact.stated:
        return False, fact.words
    if fact.kind == FactKind.DATE:
        return True, fact.when_edtf
    return True, fact.voice_id, fact.words, fact.when_edtf


def _sources(facts) -> tuple:
    """The voices and passages that source equal facts.

    Each date and each "not stated" stays apart.
    """
    if facts[0].kind == FactKind.DATE or not facts[0].stated:
        return (facts[0].pk,)
    return tuple((fact.according_to_id, fact.passage_id) for fact in facts)
