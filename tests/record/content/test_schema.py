"""Texts, lines, addresses and numbers of a content, and how they are refused."""

import pytest
from pydantic import TypeAdapter, ValidationError

from record.content.schema import Address, Line, Prose


def refused(annotation, value) -> str:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(annotation).validate_python(value)
    return error.value.errors()[0]["msg"]


@pytest.mark.parametrize("text", ["\u200b", "\u00ad\u2060\ufeff", "\u3164", "\u2800 \u200d", "\u0301"])
@pytest.mark.parametrize("annotation", [Line, Prose])
def test_what_nobody_can_see_is_no_text(annotation, text):
    assert "holds nothing that can be seen" in refused(annotation, text)


@pytest.mark.parametrize("character", [*"\u202e\u202a\u2066\u2069\u200f\u061c\u2028\u2029\x85", "\U000e0041"])
@pytest.mark.parametrize("annotation", [Line, Prose])
def test_what_turns_words_round_or_hides_in_them_is_refused_by_its_number(annotation, character):
    assert f"holds the character U+{ord(character):04X}" in refused(annotation, f"a{character}b")


@pytest.mark.parametrize("text", ["a\ufffdb", "a\x07b"])
def test_what_is_no_character_is_refused(text):
    assert "holds " in refused(Line, text)


def test_a_line_has_no_line_break_and_prose_may():
    assert "has a line break" in refused(Line, "One\ntwo")
    assert TypeAdapter(Prose).validate_python("One\ntwo") == "One\ntwo"


@pytest.mark.parametrize("text", ["co\u00adoperation", "क्\u200dष", "a\u200bb", "–", "£", "Ynys Môn", "a\tb"])
def test_what_belongs_to_words_stays(text):
    assert TypeAdapter(Line).validate_python(text) == text


@pytest.mark.parametrize("character", "\u202e\u200b\u2069\ufffd \x85")
def test_an_address_holds_nothing_that_nobody_sees(character):
    refused(Address, f"https://example.org/{character}a")
