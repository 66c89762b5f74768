"""Numbers in quoted words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.text.numbers import SMALL, TENS, holds


def held(words, *ends, printed="", is_percentage=False):
    return holds(words, printed, [Decimal(str(end)) for end in ends], is_percentage)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        # In digits
        ("43 councillors", 43),
        ("a saving of £1,250,000", 1250000),
        ("1\u00a0180\u202f523 people", 1180523),
        ("£2,500.50 for each house", "2500.5"),
        ("It costs £2,500.", 2500),
        (".5 per cent", "0.5"),
        ("5, 6 and 7", 6),
        ("2½ miles", "2.5"),
        # With the word for its size
        ("up to £43m a year", 43000000),
        ("£43 million", 43000000),
        ("£43million", 43000000),
        ("a £43-million gap", 43000000),
        ("£1.2bn", 1200000000),
        ("£1.2 billion", 1200000000),
        ("£250k", 250000),
        ("250 thousand people", 250000),
        ("2½ million", 2500000),
        ("£3.4 million in 2028/29", -3400000),
        # In words
        ("two councils", 2),
        ("a single council", 1),
        ("both councils", 2),
        ("two and three", 3),
        ("one or two councils", 1),
        ("twenty-one members", 21),
        ("two hundred and ten members", 210),
        ("two hundred and three hundred", 300),
        ("one hundred and twenty-five thousand", 125000),
        ("one million two hundred thousand", 1200000),
        ("two dozen", 24),
        ("half a million people", 500000),
        ("two and a half million", 2500000),
        ("over up to seven years", 7),
        ("no vote", 0),
    ],
)
def test_words_hold_a_number_however_it_is_written(words, value):
    assert held(words, value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The estimate is made up of", 2100000),
        ("£43 million", 44000000),
        ("£43 million", 43),
        ("43 councillors", 43000000),
        ("over 140,000 people", 14),
        ("over 140,000 people", 140),
        ("143 people", 43),
        ("43.4 per cent", 43),
        ("in 2025/26", 26),
        ("two million people", 2),
        ("twenty-one members", 20),
        ("twenty-one members", 1),
        ("two and a half", 2),
        ("three quarters of them", 3),
        ("ten thousand", 10),
        ("no number at all", 5),
        ("", 5),
    ],
)
def test_words_do_not_hold_a_number_that_is_not_among_them(words, value):
    assert not held(words, value)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("£43m to £45m", 43000000, 45000000),
        ("£43-45 million", 43000000, 45000000),
        ("between £43 and £45 million", 43000000, 45000000),
        ("between forty-three and forty-five million", 43000000, 45000000),
        ("two to three million people", 2000000, 3000000),
        ("two to four years", 2, 4),
        ("40,000–50,000 homes", 40000, 50000),
        ("between 5 and 10 per cent", 5, 10),
    ],
)
def test_a_range_is_held_by_both_its_ends_and_one_word_for_their_size_is_enough(words, low, high):
    assert held(words, low, high)
    assert not held(words, low, high + 1) and not held(words, low + 1, high)


def test_one_end_of_a_range_is_not_the_range():
    assert not held("over 120,000", 120000, 130000)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("43%", 43),
        ("43 per cent", 43),
        ("two-thirds of those who voted", "66.7"),
        ("two-thirds of those who voted", 67),
        ("half the saving", 50),
        ("three quarters", 75),
        ("one in five", 20),
    ],
)
def test_a_percentage_may_be_said_as_a_part(words, value):
    assert held(words, value, is_percentage=True)


def test_a_part_is_no_number_of_things():
    assert not held("half of the councillors", 50)


def test_a_number_may_be_held_as_it_is_printed():
    assert held("North 329,787 111%", 329787000, printed="329,787 (£000)")
    assert held("no more than the  national share", 3, printed="the national share")
    assert held("£2 a week", 104, printed="£2 a week")
    assert not held("43 councillors", 43000000, printed="£43m")
    assert not held("143 of them", 43000, printed="43")


# A second writer of numbers, to read what it writes.


def spelt(number: int) -> str:
    """A number from 1 to 999,999,999 in English words."""
    for size, word in ((10**6, "million"), (10**3, "thousand")):
        if number >= size:
            rest = number % size
            joint = "" if not rest else " and " if rest < 100 else " "
            return f"{spelt(number // size)} {word}{joint}{spelt(rest) if rest else ''}"
    if number >= 100:
        return f"{SMALL[number // 100]} hundred{f' and {spelt(number % 100)}' if number % 100 else ''}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


NUMBERS = st.integers(1, 999_999_999)
AROUND = st.sampled_from(["{}", "up to £{} each year", "“{}”, he said", "Some {} of them.", "({})"])
WRITTEN = st.sampled_from(
    [
        str,
        "{:,}".format,
        lambda number: f"{number:,}".replace(",", "\u00a0"),
        spelt,
        lambda number: f"{Decimal(number) / 10**6:f} million",
        lambda number: f"{Decimal(number) / 10**6:f}m",
        lambda number: f"{Decimal(number) / 1000:f}k",
        lambda number: f"{Decimal(number) / 10**9:f}bn",
    ]
)


@given(NUMBERS, NUMBERS, WRITTEN, AROUND)
def test_each_way_to_write_a_number_holds_it_and_no_other(number, other, written, around):
    words = around.format(written(number))
    assert held(words, number)
    if other != number and written is not spelt:
        assert not held(words, other)


@given(st.integers(1, 19), st.sampled_from(["thousand", "million", "billion"]))
def test_a_number_in_words_is_not_the_number_without_the_word_for_its_size(number, size):
    assert not held(f"{SMALL[number]} {size} people", number)
