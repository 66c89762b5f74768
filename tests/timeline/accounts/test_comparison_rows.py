"""Rules for setting accounts side by side: pure, so without a database."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Relation
from timeline.accounts.comparison_rows import (
    AMONG_OTHERS,
    WITH_OTHERS,
    Account,
    Classification,
    PublishedResponse,
    RowKind,
    classify_accounts,
    columns,
    columns_to_show,
    comparison_rows,
    count_by_kind,
    summary_lines,
)

DISPUTES, ACCEPTS, QUALIFIES = Relation.DISPUTES.value, Relation.ACCEPTS.value, Relation.QUALIFIES.value


def account(claim, side, *points, **more):
    return Account(claim, side, points, **more)


def kind_of(accounts, responses):
    return classify_accounts(accounts, responses).kind


def kinds(*args):
    return [(row.point, row.kind) for row in comparison_rows(*args)]


# What a row shows


def test_a_dispute_between_two_sides_makes_accounts_differ():
    found = [account(1, "a", "p"), account(2, "b", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, DISPUTES)]) == RowKind.DIFFER


def test_a_dispute_between_voices_of_one_side_differs_within_it():
    found = [account(1, "a", "p"), account(2, "a", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, DISPUTES)]) == RowKind.WITHIN


def test_a_dispute_between_sides_counts_before_one_within():
    found = [account(1, "a", "p"), account(2, "a", "p"), account(3, "b", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, DISPUTES), PublishedResponse(3, 1, DISPUTES)]) == RowKind.DIFFER


def test_what_another_side_accepts_is_common_ground():
    found = [account(1, "a", "p"), account(2, "b", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, ACCEPTS)]) == RowKind.COMMON


def test_acceptance_within_a_side_is_no_common_ground():
    found = [account(1, "a", "p"), account(2, "a", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, ACCEPTS)]) == RowKind.ONE


def test_what_anybody_disputes_anywhere_is_no_common_ground():
    found = [account(1, "a", "p", is_disputed=True), account(2, "b", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, ACCEPTS)]) == RowKind.SEVERAL


def test_silence_and_like_wording_are_no_common_ground():
    assert kind_of([account(1, "a", "p"), account(2, "b", "p")], []) == RowKind.SEVERAL


def test_a_qualification_is_neither_dispute_nor_acceptance():
    found = [account(1, "a", "p"), account(2, "b", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, QUALIFIES)]) == RowKind.SEVERAL


def test_two_claims_of_one_side_are_one_side_only():
    assert kind_of([account(1, "a", "p"), account(2, "a", "p")], []) == RowKind.ONE


def test_to_dispute_what_is_only_reported_of_a_side_makes_no_row_differ():
    # County says that the city claimed something, and disputes it: both stand in the county's column.
    found = [account(1, "county", "p", is_report=True, is_disputed=True), account(2, "county", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, DISPUTES)]) == RowKind.ONE


@pytest.mark.parametrize("relation", [DISPUTES, ACCEPTS])
def test_what_is_only_reported_neither_answers_nor_is_answered(relation):
    found = [account(1, "a", "p", is_report=True), account(2, "b", "p")]
    assert kind_of(found, [PublishedResponse(2, 1, relation)]) == RowKind.SEVERAL
    assert kind_of(found, [PublishedResponse(1, 2, relation)]) == RowKind.SEVERAL


def test_a_report_that_is_disputed_does_not_take_away_common_ground():
    found = [account(1, "a", "p"), account(2, "b", "p"), account(3, "b", "p", is_report=True, is_disputed=True)]
    assert kind_of(found, [PublishedResponse(2, 1, ACCEPTS)]) == RowKind.COMMON


def test_voices_in_no_side_make_no_row_differ():
    found = [account(1, "a", "p"), account(2, None, "p"), account(3, None, "p")]
    assert kind_of(found, [PublishedResponse(2, 1, DISPUTES), PublishedResponse(3, 2, DISPUTES)]) == RowKind.ONE


def test_voices_in_no_side_alone_are_only_others():
    found = [account(1, None, "p"), account(2, None, "p")]
    assert kind_of(found, [PublishedResponse(2, 1, DISPUTES)]) == RowKind.OTHERS


# The words of a classification


def test_a_dispute_with_others_comes_before_how_many_sides_speak_and_after_a_dispute_of_sides():
    assert Classification(RowKind.ONE, (WITH_OTHERS,)).words == [WITH_OTHERS, "One side only"]
    assert Classification(RowKind.DIFFER, (WITH_OTHERS,)).words == ["Accounts differ", WITH_OTHERS]


def test_a_dispute_among_voices_on_no_side_is_said_before_that_only_they_speak():
    found = [account(1, None, "p"), account(2, None, "p"), account(3, "a", "q")]
    made = comparison_rows(found, [PublishedResponse(2, 1, DISPUTES)], ["p", "q"])
    assert [row.classification.words for row in made] == [["One side only"], [AMONG_OTHERS, "Only others"]]
    assert summary_lines(made) == [AMONG_OTHERS, "One side only on 1 of 2 questions, only others on 1"]


def test_one_row_is_summarised_in_its_own_words_and_none_in_no_words():
    assert summary_lines(comparison_rows([account(1, "a", "p")], [], ["p"])) == ["One side only"]
    assert summary_lines([]) == []


def test_the_summary_of_several_rows_counts_each_kind_that_there_is():
    found = [account(1, "a", "p"), account(2, "b", "p"), account(3, "a", "q"), account(4, None, "r")]
    made = comparison_rows(found, [PublishedResponse(2, 1, DISPUTES)], ["p", "q", "r"])
    assert summary_lines(made) == ["Accounts differ on 1 of 3 questions, one side only on 1, only others on 1"]


def test_rows_without_a_question_are_counted_as_matters_and_disputes_with_others_come_first():
    found = [account(1, "a", "p"), account(2, None, "p"), account(3, "b")]
    made = comparison_rows(found, [PublishedResponse(2, 1, DISPUTES)], ["p"])
    assert summary_lines(made) == [WITH_OTHERS, "One side only on 2 of 2 matters"]


# Which claims stand in which row


def test_a_claim_stands_in_the_row_of_each_question_that_it_answers():
    assert kinds([account(1, "a", "q", "p")], [], ["p", "q"]) == [("p", RowKind.ONE), ("q", RowKind.ONE)]


def test_rows_come_by_kind_then_in_the_order_of_the_questions_then_without_a_question():
    found = [
        account(1, "a"),
        account(2, "a", "second"),
        account(3, "a", "first"),
        account(4, "a", "third"),
        account(5, "b", "third"),
    ]
    assert kinds(found, [PublishedResponse(5, 4, DISPUTES)], ["first", "second", "third"]) == [
        ("third", RowKind.DIFFER),
        ("first", RowKind.ONE),
        ("second", RowKind.ONE),
        (None, RowKind.ONE),
    ]


def test_a_dispute_makes_only_those_rows_differ_in_which_both_claims_stand():
    found = [account(1, "a", "p", "q"), account(2, "b", "q")]
    assert kinds(found, [PublishedResponse(2, 1, DISPUTES)], ["p", "q"]) == [("q", RowKind.DIFFER), ("p", RowKind.ONE)]


def test_claims_without_a_question_each_have_a_row():
    assert kinds([account(1, "a"), account(2, "b")], []) == [(None, RowKind.ONE), (None, RowKind.ONE)]


def test_a_claim_without_a_question_stands_beside_the_account_that_it_answers():
    found = [account(1, "a", "p"), account(2, "b"), account(3, "a")]
    made = comparison_rows(found, [PublishedResponse(2, 1, DISPUTES)], ["p"])
    assert [(row.point, row.kind, len(row.accounts)) for row in made] == [
        ("p", RowKind.DIFFER, 2),
        (None, RowKind.ONE, 1),
    ]


def test_claims_without_a_question_that_answer_each_other_stand_in_one_row():
    assert kinds([account(1, "a"), account(2, "b")], [PublishedResponse(2, 1, DISPUTES)]) == [(None, RowKind.DIFFER)]


def test_a_question_that_is_not_published_makes_no_row():
    assert kinds([account(1, "a", "draft")], [], []) == [(None, RowKind.ONE)]


def test_an_answer_to_a_claim_that_is_no_account_of_the_event_makes_no_row_differ():
    assert kinds(
        [account(1, "a", "p")], [PublishedResponse(1, 99, DISPUTES), PublishedResponse(98, 1, DISPUTES)], ["p"]
    ) == [("p", RowKind.ONE)]


def test_accounts_keep_their_order_in_a_row_and_others_count_for_no_side():
    row = comparison_rows([account(3, "b", "p"), account(1, "a", "p"), account(2, None, "p")], [], ["p"])[0]
    assert [each.claim for each in row.accounts] == [3, 1, 2]
    assert row.sides == {"a", "b"}


def test_every_kind_is_counted_none_left_out():
    assert count_by_kind(comparison_rows([account(1, "a", "p")], [], ["p"])) == {
        RowKind.DIFFER: 0,
        RowKind.WITHIN: 0,
        RowKind.COMMON: 0,
        RowKind.SEVERAL: 0,
        RowKind.ONE: 1,
        RowKind.OTHERS: 0,
    }


# Columns


def test_columns_are_the_sides_that_took_part_are_spoken_of_or_speak_in_their_order():
    assert columns(["a", "b", "c", "d"], {"d"}, {"b"}) == ["b", "d"]


def test_up_to_three_columns_all_stand_beside_each_other():
    assert columns_to_show(["a", "b", "c"], {"c"}) == ["a", "b", "c"]


def test_of_more_those_that_speak_come_first_and_all_keep_the_alphabet():
    assert columns_to_show(["a", "b", "c", "d"], {"c", "d"}) == ["a", "c", "d"]
    assert columns_to_show(["a", "b", "c", "d", "e"], {"b", "c", "d", "e"}) == ["b", "c", "d"]


# Whatever the accounts

SIDES = ["a", "b", "c", None]
POINTS = ["p", "q", "r"]


@st.composite
def events(draw):
    accounts = [
        Account(
            claim,
            draw(st.sampled_from(SIDES)),
            tuple(draw(st.lists(st.sampled_from(POINTS), unique=True, max_size=2))),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for claim in range(draw(st.integers(0, 7)))
    ]
    pairs = st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1])
    relations = st.sampled_from([relation.value for relation in Relation])
    answers = [PublishedResponse(*pair, draw(relations)) for pair in draw(st.lists(pairs, unique=True, max_size=8))]
    return accounts, answers


def changed(accounts, places):
    return [
        Account(each.claim, places.get(each.side), each.points, each.is_report, each.is_disputed) for each in accounts
    ]


@given(events())
def test_two_sides_that_change_places_change_places_in_the_rows_and_nothing_else_moves(event):
    accounts, answers = event
    places = {"a": "b", "b": "a", "c": "c"}
    mirrored = comparison_rows(changed(accounts, places), answers, POINTS)
    assert [(row.point, row.kind, tuple(changed(row.accounts, places))) for row in mirrored] == [
        (row.point, row.kind, row.accounts) for row in comparison_rows(accounts, answers, POINTS)
    ]


@given(events(), st.randoms())
def test_the_order_in_which_answers_are_found_changes_nothing(event, random):
    accounts, answers = event
    shuffled = list(answers)
    random.shuffle(shuffled)
    assert comparison_rows(accounts, shuffled, POINTS) == comparison_rows(accounts, answers, POINTS)


@given(events())
def test_every_account_stands_in_a_row_and_in_that_of_each_of_its_questions(event):
    accounts, answers = event
    made = comparison_rows(accounts, answers, POINTS)
    stands = Counter(each.claim for row in made for each in row.accounts)
    assert all(stands[each.claim] >= max(1, len(each.points)) for each in accounts)
    assert len({row.point for row in made if row.point}) == sum(1 for row in made if row.point)


@given(events())
def test_who_stands_in_no_side_changes_the_kind_of_no_row(event):
    accounts, answers = event
    # A disputed claim takes away common ground, whoever makes it.
    accounts = [replace(each, is_disputed=False) if each.side is None else each for each in accounts]
    placed = [each for each in accounts if each.side is not None]
    kinds_of = {row.point: row.kind for row in comparison_rows(placed, answers, POINTS) if row.point}
    alone = {
        row.point: row.kind for row in comparison_rows([e for e in accounts if e.points], answers, POINTS) if row.point
    }
    placed_alone = {
        row.point: row.kind for row in comparison_rows([e for e in placed if e.points], answers, POINTS) if row.point
    }
    assert {point: alone[point] for point in placed_alone} == placed_alone
    assert set(kinds_of) <= set(POINTS)


# In dispute with those not on any side


@pytest.mark.parametrize(("claim", "to"), [(2, 1), (1, 2)])
def test_a_dispute_with_others_is_told_and_makes_no_row_differ(claim, to):
    found = [account(1, "a", "p"), account(2, None, "p")]
    (row,) = comparison_rows(found, [PublishedResponse(claim, to, DISPUTES)], ["p"])
    assert (row.kind, row.classification.disputes_of_others) == (RowKind.ONE, (WITH_OTHERS,))


@pytest.mark.parametrize(
    ("one", "other", "relation"), [("a", "b", DISPUTES), (None, None, DISPUTES), ("a", None, ACCEPTS)]
)
def test_no_other_answer_is_a_dispute_with_others(one, other, relation):
    (row,) = comparison_rows([account(1, one, "p"), account(2, other, "p")], [PublishedResponse(2, 1, relation)], ["p"])
    assert WITH_OTHERS not in row.classification.disputes_of_others
