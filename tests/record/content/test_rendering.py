"""Contents in words: every field is printed, or marked as not for readers."""

import copy
import datetime
import decimal
import typing

import pytest

from record.content.fields import fields_of
from record.content.rendering import (
    NOT_PUBLIC,
    WITHHELD,
    ContentDifference,
    ContentLine,
    RecordNames,
    differences,
    lines,
)
from record.content.schema import NOT_FOR_READERS, PART_KEY, YEARS_COUNTED, Schema, kind, kinds
from tests.builders import make_claim, make_voice, the_case

PLAIN = {
    bool: ("yes", "no"),
    int: ("1007", "2008"),
    decimal.Decimal: ("1234.5", "43000000"),
    datetime.date: ("2025-03-01", "2026-04-02"),
    datetime.time: ("18:30", "19:45"),
}
# The same values as pages print them, where that is otherwise.
PRINTED = {
    "2008": "2,008",
    "43000000": "43,000,000",
    "2026-04-02": "2 April 2026",
    "some-other-key": "some other key",
    "1-5": "years 1 to 5",
}


class Names:
    """Names of records that need no records."""

    def __init__(self, for_readers=True):
        self.for_readers = for_readers

    def __call__(self, kind_name, key):
        return f"the {kind_name} {key}"


def one_and_other(schema, field):
    """Two values of a field, as contents keep them."""
    if field.storage == "reference":
        return "one", "other"
    if field.storage == "through":
        return ["one"], ["one", "other"]
    if field.name == "edtf":
        return "2025-03", "2026-04-02"
    if choices := chosen_from(schema.model_fields[field.name].annotation):
        values = choices[-1], choices[0]
    elif PART_KEY in field.marks:
        values = "some-key", "some-other-key"
    elif YEARS_COUNTED in field.marks:
        values = "3..", "1-5"
    else:
        values = PLAIN.get(field.value_type, (f"words of {field.name}", f"other words of {field.name}"))
    return tuple([value] for value in values) if field.empty == [] else values


def chosen_from(annotation) -> tuple:
    if typing.get_origin(annotation) is typing.Literal:
        return typing.get_args(annotation)
    return next((found for each in typing.get_args(annotation) if (found := chosen_from(each))), ())


def whole(schema) -> dict:
    """A content with something in every field."""
    content = {}
    for field in fields_of(schema):
        value = whole(field.schema) if field.schema else one_and_other(schema, field)[0]
        content[field.alias] = [value] if field.storage == "parts" else value
    return content


def places(schema, path=()):
    """Every field that holds a value, with its schema and its path in a content."""
    for field in fields_of(schema):
        here = (*path, field.alias)
        if field.schema:
            yield from places(field.schema, (*here, 0) if field.storage == "parts" else here)
        else:
            yield here, schema, field


def with_value(content, path, value):
    content = copy.deepcopy(content)
    spot = content
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return content


@pytest.mark.parametrize("record_kind", kinds(), ids=lambda each: each.name)
def test_a_change_of_any_field_is_told_in_words(record_kind):
    old = whole(record_kind.schema)
    words_before = [line.words for line in lines(record_kind, old, Names())]
    for path, schema, field in places(record_kind.schema):
        one, other = one_and_other(schema, field)
        new = with_value(old, path, other)
        told = differences(record_kind, old, new, Names())
        if NOT_FOR_READERS in field.marks:
            assert told == [] and str(one) not in words_before, path
            assert differences(record_kind, old, new, Names(for_readers=False)), path
            continue
        (difference,) = told
        assert difference.old and difference.new and difference.old != difference.new, path
        assert any(line.words in difference.new for line in lines(record_kind, new, Names())), path
        if not chosen_from(schema.model_fields[field.name].annotation):
            words = other[-1] if isinstance(other, list) else other
            assert PRINTED.get(words, words) in difference.new, path


@pytest.mark.parametrize("record_kind", kinds(), ids=lambda each: each.name)
def test_no_two_fields_of_one_part_have_one_label(record_kind):
    def check(schema: type[Schema]):
        labels = []
        for field in fields_of(schema):
            labels += [each.label for each in fields_of(field.schema)] if field.storage == "shared" else [field.label]
            if field.schema:
                check(field.schema)
        assert len(labels) == len(set(labels)), schema.__name__

    check(record_kind.schema)


def test_a_value_is_called_as_its_choices_call_it_and_a_quotation_is_marked():
    content = {"statement": "So it is.", "kind": "fact", "criteria": ["services"], "appearances": [{"passage": {}}]}
    content["appearances"][0]["passage"] = {"document": "plan", "quote": "It is so."}
    found = {line.label: line for line in lines(kind("claim"), content, Names())}
    assert found["Kind"].words == "factual claim"
    assert found["Source 1 › Quotation"] == ContentLine("Source 1 › Quotation", "It is so.")
    assert found["Source 1 › Quotation"].is_quoted and not found["Our summary"].is_quoted


def test_a_part_that_comes_or_goes_is_told_whole():
    old = {"statement": "So it is.", "figures": [{"measure": "councillors", "value": "97", "unit": "councillors"}]}
    new = {"statement": "So it is.", "figures": []}
    (difference,) = differences(kind("claim"), old, new, Names())
    assert difference.label == "Figure 1" and difference.new == ""
    assert "Measure: the measure councillors\nValue: 97" in difference.old


def test_an_item_put_first_changes_no_other():
    old = {"name": "The Paper", "aliases": [{"name": "First"}, {"name": "Second"}]}
    new = {"name": "The Paper", "aliases": [{"name": "Newest"}, {"name": "First"}, {"name": "Second"}]}
    assert differences(kind("voice"), old, new, Names()) == [
        ContentDifference("Other name 1", "", "Name: Newest"),
    ]


def test_a_default_is_told_only_beside_another_value():
    old = {"title": "The meeting", "status": "planned"}
    new = {"title": "The meeting"}
    assert differences(kind("event"), old, new, Names()) == [ContentDifference("Status", "planned", "held")]
    assert [line.label for line in lines(kind("event"), new, Names())] == ["Title"]
    assert [each.label for each in differences(kind("event"), None, new, Names())] == ["Title"]


def test_words_that_differ_are_marked():
    difference = ContentDifference("Summary", "the old plan", "the new plan")
    assert difference.old_pieces == [("the", False), ("old", True), ("plan", False)]
    assert difference.new_pieces == [("the", False), ("new", True), ("plan", False)]


def test_what_a_withholding_leaves_is_said_to_be_withheld():
    left = {"key": "a", "state": "withdrawn", "reason": "By order."}
    assert [line.words for line in lines(kind("claim"), left, Names())] == [WITHHELD, "withdrawn", "By order."]


def test_a_date_is_told_with_all_that_is_known_of_it():
    when = {"edtf": "2025-03", "printed": "in the spring", "basis": "inferred", "extent": "throughout"}
    (line,) = [each for each in lines(kind("event"), {"title": "", "when": when}, Names()) if each.label == "When"]
    assert line.words.endswith("(printed “in the spring”; inferred; throughout)")


def test_a_key_of_an_earlier_shape_is_told_all_the_same():
    found = lines(kind("voice"), {"name": "The Paper", "colour_of_ink": "blue"}, Names())
    assert ContentLine("Colour of ink", "blue") in found


def test_readers_get_no_name_of_what_is_not_public_and_officers_do(db):
    make_voice("secret", name="A Secret Voice", state="draft")
    content = {"statement": "So it is.", "for": "secret", "points": ["unknown"]}
    readers, officers = (RecordNames(kind("claim"), [content], the_case(), entered_for=each) for each in (None, ""))
    assert readers("voice", "secret") == readers("point", "unknown") == NOT_PUBLIC
    assert officers("voice", "secret") == "A Secret Voice" and officers("point", "unknown") == "unknown"


def test_names_take_one_query(db, django_assert_num_queries):
    claim = make_claim(by="melton")
    content = {"for": claim.made_for.key, "responses": [{"to": claim.key}], "points": ["none"]}
    case = the_case()
    with django_assert_num_queries(1):
        assert RecordNames(kind("claim"), [content], case)("claim", claim.key) == claim.statement
