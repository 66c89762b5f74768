"""The accounts that open a page, and the words that join them."""

from itertools import permutations

import pytest

from claims.choices import Relation
from record.dates import UncertainDate
from timeline.accounts.comparison_rows import Account, Classification, ComparisonRow, PublishedResponse, RowKind
from timeline.accounts.opening import Dated, earlier, joining_words, later, opening_claims, opening_row

DISPUTES = Relation.DISPUTES


def chosen(said, responses=(), *, joint=(), reports=()):
    """The choice from ``said``: side and date by claim. A claim's name is its id."""
    accounts = [Account(claim, side, is_report=claim in reports) for claim, (side, _) in said.items()]

    def dated(claim):
        when = said[claim][1]
        return Dated(when and UncertainDate(when), claim in joint, claim)

    return opening_claims(accounts, [PublishedResponse(*response) for response in responses], dated)


def test_a_side_without_a_dispute_has_its_latest_claim():
    said = {"a1": ("a", "2025-01-02"), "a2": ("a", "2025-03"), "b1": ("b", "2025-01-01")}
    assert chosen(said) == {"a": "a2", "b": "b1"}


def test_what_is_undated_is_never_the_latest_where_anything_is_dated():
    assert chosen({"a1": ("a", None), "a2": ("a", "2019")}) == {"a": "a2"}
    assert chosen({"a1": ("a", None)}) == {"a": "a1"}


def test_a_report_of_what_another_side_claimed_opens_a_page_only_where_there_is_no_other():
    said = {"a1": ("a", "2025-01-02"), "a2": ("a", "2025-03"), "b1": ("b", "2025-01-01")}
    assert chosen(said, reports={"a2", "b1"}) == {"a": "a1", "b": "b1"}


def test_a_dispute_comes_before_what_was_said_later():
    said = {"a1": ("a", "2025-01-01"), "a2": ("a", "2025-09"), "b1": ("b", "2025-01-02"), "b2": ("b", "2025-12")}
    assert chosen(said, [("b1", "a1", DISPUTES)]) == {"a": "a1", "b": "b1"}


def test_of_several_disputes_both_sides_show_the_latest():
    said = {
        "a1": ("a", "2025-01-01"),
        "b1": ("b", "2025-01-02"),
        "b2": ("b", "2025-02-01"),
        "a2": ("a", "2025-02-02"),
    }
    assert chosen(said, [("b1", "a1", DISPUTES), ("a2", "b2", DISPUTES)]) == {"a": "a2", "b": "b2"}


def test_a_third_side_keeps_its_own_last_dispute():
    said = {
        "a1": ("a", "2025-01-01"),
        "c1": ("c", "2025-01-02"),
        "c2": ("c", "2025-09"),
        "a2": ("a", "2025-03-01"),
        "b1": ("b", "2025-03-02"),
    }
    assert chosen(said, [("c1", "a1", DISPUTES), ("b1", "a2", DISPUTES)]) == {"a": "a2", "b": "b1", "c": "c1"}


@pytest.mark.parametrize(
    "response",
    [
        ("a2", "a1", DISPUTES),
        ("b1", "a1", Relation.ACCEPTS),
        ("n1", "a1", DISPUTES),
        ("elsewhere", "a1", DISPUTES),
        ("b1", "r1", DISPUTES),
    ],
    ids=["within a side", "no dispute", "by a voice in no side", "by a claim that is not here", "of a report"],
)
def test_only_a_dispute_between_sides_counts(response):
    said = {
        "a1": ("a", "2025-01-01"),
        "a2": ("a", "2025-02-01"),
        "b1": ("b", "2025-01-02"),
        "n1": (None, "2025-01-03"),
        "r1": ("a", "2025-01-01"),
    }
    assert chosen(said, [response], reports={"r1"}) == {"a": "a2", "b": "b1"}


def test_of_equal_dates_a_councils_own_comes_before_an_alliances_and_then_the_lower_id():
    said = {"a3": ("a", "2025-03"), "a1": ("a", "2025-03"), "a2": ("a", "2025-03")}
    assert chosen(said) == {"a": "a1"}
    assert chosen(said, joint={"a1"}) == {"a": "a2"}


def test_two_disputes_of_one_day_are_one_choice_for_both_sides():
    said = {
        "a1": ("a", "2025-01-01"),
        "a2": ("a", "2025-01-01"),
        "b1": ("b", "2025-01-02"),
        "b2": ("b", "2025-01-02"),
    }
    for responses in permutations([("b1", "a2", DISPUTES), ("b2", "a1", DISPUTES)]):
        assert chosen(said, responses) == {"a": "a2", "b": "b1"}


def test_two_sides_that_change_places_are_mirrored():
    said = {"c1": ("a", "2025-01-01"), "c2": ("b", "2025-01-02"), "c3": ("a", "2025-05")}
    mirrored = {claim: ("b" if side == "a" else "a", when) for claim, (side, when) in said.items()}
    responses = [("c2", "c1", DISPUTES)]
    assert chosen(said, responses) == {"a": "c1", "b": "c2"}
    assert chosen(mirrored, responses) == {"b": "c1", "a": "c2"}


# The row


def row(point, kind, *sides):
    accounts = tuple(Account(f"{point}-{side}", side) for side in sides)
    return ComparisonRow(point, accounts, Classification(kind))


def test_a_page_opens_with_the_first_disputed_question_of_the_case():
    rows = [
        row("late", RowKind.DIFFER, "a", "b"),
        row("early", RowKind.DIFFER, "a", "b"),
        row("first", RowKind.SEVERAL, "a", "b", "c"),
    ]
    assert opening_row(rows, ["first", "early", "late"]).point == "early"


def test_a_dispute_between_sides_comes_before_one_within_a_side():
    rows = [row("within", RowKind.WITHIN, "a"), row("differ", RowKind.DIFFER, "a", "b")]
    assert opening_row(rows, ["within", "differ"]).point == "differ"
    assert opening_row([rows[0], row("more", RowKind.SEVERAL, "a", "b")], ["more", "within"]).point == "within"


def test_without_a_dispute_it_opens_with_what_most_sides_answer_and_then_the_cases_order():
    rows = [row(None, RowKind.ONE, "a"), row("two", RowKind.SEVERAL, "a", "b"), row("one", RowKind.COMMON, "b", "c")]
    assert opening_row(rows, ["one", "two"]).point == "one"
    assert opening_row(rows[:1]).point is None


def test_what_no_side_answers_opens_no_page():
    assert opening_row([row("others", RowKind.OTHERS, None)]) is None
    assert opening_row([]) is None


# The words


@pytest.mark.parametrize(
    ("before", "after", "is_later", "is_earlier"),
    [
        ("2025-01-09", "2025-01-09", "the same day", "the same day"),
        ("2025-01-09", "2025-01-10", "the next day", "the day before"),
        ("2025-01-09", "2025-01-11", "two days later", "two days before"),
        ("2025-01-09", "2025-01-15", "six days later", "six days before"),
        ("2025-01-09", "2025-01-16", "on 16 January 2025", "on 9 January 2025"),
        ("2024-12-31", "2025-01-01", "the next day", "the day before"),
        ("2025-01-10", "2025-01-09", "on 9 January 2025", "on 10 January 2025"),
        ("2025-01", "2025-01-09", "", ""),
        ("2025-01-09", "2025-01-10?", "", ""),
        ("2025-01-09", None, "", ""),
        (None, "2025-01-09", "", ""),
    ],
)
def test_a_distance_is_told_in_words_only_where_both_days_are_certain(before, after, is_later, is_earlier):
    before, after = (when and UncertainDate(when) for when in (before, after))
    assert (later(before, after), earlier(before, after)) == (is_later, is_earlier)


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        (Relation.DISPUTES, "disputed the next day by"),
        (Relation.ACCEPTS, "accepted the next day by"),
        (Relation.QUALIFIES, "qualified the next day by"),
        (Relation.ANSWERS, "answered the next day by"),
    ],
)
def test_the_verb_of_the_reply_joins_two_accounts(relation, words):
    assert joining_words(relation, UncertainDate("2025-01-09"), UncertainDate("2025-01-10")) == words
    assert joining_words(relation, None, None) == words.replace(" the next day", "")
