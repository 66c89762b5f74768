"""Small helpers for English sentences."""

import pytest

from record.text.english import opening


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One. Two. Three.", "One. Two. Three.", ""),
        ("One. " + "Two " * 60 + "two. Three.", "One.", "Two " * 60 + "two. Three."),
        ("One " * 80 + "one. Two.", "One " * 80 + "one.", "Two."),
        ("It has 2.5 million people, e.g. many. It ends.", "It has 2.5 million people, e.g. many. It ends.", ""),
        ("", "", ""),
    ],
)
def test_an_opening_is_whole_sentences_up_to_a_length_and_the_first_is_never_cut(text, first, rest):
    assert opening(text) == (first, rest)
