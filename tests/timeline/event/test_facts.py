"""The stated facts of an event, sorted: pure, so without a database."""

from dataclasses import dataclass
from itertools import count
from types import SimpleNamespace

from record.dates import UncertainDate
from timeline.event.facts import facts_in_brief, grouped_facts

numbers = count(1)


@dataclass
class Fact:
    kind: str
    words: str = ""
    voice_id: int | None = None
    when_edtf: str = ""
    stated: bool = True
    according_to_id: str | None = None
    passage_id: int | None = None
    pk: int = 0

    def __post_init__(self):
        self.pk = next(numbers)

    @property
    def when(self):
        return UncertainDate(self.when_edtf) if self.when_edtf else None


def sort(*facts, speaking=()):
    return grouped_facts(facts, speaking, lambda fact: fact.according_to_id)


def test_kinds_stand_in_their_own_order():
    assert [
        group.label for group in sort(Fact("outcome", "An end"), Fact("date", when_edtf="2025"), Fact("host", "X"))
    ] == [
        "Date",
        "Host",
        "Outcome",
    ]


def test_what_rests_on_the_same_word_stands_together():
    present = [Fact("present", voice_id=pk, according_to_id="a", passage_id=1) for pk in (1, 2)]
    group = sort(*present, Fact("present", voice_id=3, according_to_id="b", passage_id=2))[0]
    assert [[fact.voice_id for fact in each.values] for each in group.statements] == [[1, 2], [3]]


def test_the_same_thing_stated_by_two_stands_once_with_both():
    (group,) = sort(Fact("place", "A hall", according_to_id="a"), Fact("place", "A hall", according_to_id="b"))
    (statement,) = group.statements
    assert [fact.according_to_id for fact in statement.sources] == ["a", "b"]


def test_according_to_may_go_only_where_two_sides_speak_and_all_state_the_same():
    facts = [Fact("place", "A hall", according_to_id="a"), Fact("place", "A hall", according_to_id="b")]
    assert sort(*facts, speaking={"a", "b"})[0].statements[0].is_agreed
    assert not sort(*facts, speaking={"a", "b", "c"})[0].statements[0].is_agreed
    assert not sort(facts[0], speaking={"a"})[0].statements[0].is_agreed


def test_two_dates_stay_apart_and_are_said_to_differ():
    (group,) = sort(
        Fact("date", when_edtf="2025-01-08", according_to_id="a", passage_id=1),
        Fact("date", when_edtf="2025-02", according_to_id="a", passage_id=1),
    )
    assert len(group.statements) == 2
    assert group.is_stated_differently


def test_two_outcomes_are_no_disagreement():
    assert not sort(Fact("outcome", "One"), Fact("outcome", "Another"))[0].is_stated_differently


def test_not_stated_is_a_value_of_its_own_and_never_agreed():
    (group,) = sort(Fact("host", stated=False, according_to_id="a"), speaking={"a", "b"})
    assert not group.statements[0].is_stated
    assert not group.statements[0].is_agreed


def test_sources_are_numbered_in_order_each_passage_once():
    passages = [SimpleNamespace(quote="at the hall"), SimpleNamespace(quote="")]
    facts = [
        Fact("host", voice_id=1, according_to_id="a", passage_id=1),
        Fact("place", words="The hall", according_to_id="a", passage_id=2),
        Fact("present", voice_id=2, according_to_id="b", passage_id=1),
    ]
    for fact in facts:
        fact.passage, fact.according_to = passages[fact.passage_id - 1], fact.according_to_id
    found = facts_in_brief(sort(*facts))
    numbers = {group.kind: group.statements[0].numbers for group in found.groups}
    assert numbers == {"host": (1,), "present": (1,), "place": (2,)}
    assert [source.passage for source in found.sources] == passages
    assert found.main_voice == "a"


def test_nobody_is_named_for_all_facts_unless_most_are_on_their_word():
    facts = [Fact("host", voice_id=1, according_to_id="a"), Fact("place", words="There", according_to_id="b")]
    for fact in facts:
        fact.according_to = fact.according_to_id
    assert facts_in_brief(sort(*facts)).main_voice is None
