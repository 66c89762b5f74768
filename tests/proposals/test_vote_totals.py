"""Totals of votes, compared with stated totals."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from proposals.choices import Cast, VoteManner
from proposals.vote_totals import Tally, against_result, differences, in_line, remarks, repeated_names


def by_name(**counts):
    """A vote recorded by name: for each way of voting, how many names are listed."""
    casts = [cast for cast, number in counts.pop("names").items() for _ in range(number)]
    return Tally(**counts, manner=VoteManner.BY_NAME, casts=tuple(casts))


def with_groups(*groups, **counts):
    return Tally(**counts, groups=tuple(Tally(*group) for group in groups))


@pytest.mark.parametrize(
    "tally",
    [
        Tally(),
        Tally(27, 24, 1, 3, 52),
        Tally(27, 24, 1, absent=3),
        Tally(27, 24, present=55),
        Tally(present=55),
        Tally(28, 27, 0, present=54, casting=Cast.FOR),
        Tally(27, 27, 0, present=54, casting=Cast.FOR),
        Tally(17, 17, casting=Cast.AGAINST),
        by_name(in_favour=2, against=1, names={Cast.FOR: 2, Cast.AGAINST: 1}),
        by_name(in_favour=2, absent=4, names={Cast.FOR: 2}),
        by_name(in_favour=2, against=1, abstained=0, present=4, names={"for": 2, "against": 1, "not-voting": 1}),
        by_name(present=2, names={Cast.FOR: 2, Cast.ABSENT: 5}),
        Tally(21, 14, casts=(Cast.AGAINST,), manner=VoteManner.COUNTED),
        with_groups((20, None), (1, 14), in_favour=21, against=14),
        with_groups((20, None), (1, 13), in_favour=21, against=14),
    ],
)
def test_nothing_is_said_of_what_comes_out_or_cannot_be_told(tally):
    assert remarks(tally) == []


@pytest.mark.parametrize(
    ("tally", "sentence"),
    [
        (
            Tally(27, 24, 1, present=55),
            "For, against and abstained come to 52; 55 are said to have been present.",
        ),
        (
            by_name(in_favour=4, against=4, abstained=1, present=11, names={"for": 4, "against": 4, "not-voting": 1}),
            "For, against, abstained and present without voting come to 10; 11 are said to have been present.",
        ),
        (Tally(14, 6, 2, present=21), "For, against and abstained come to 22; 21 are said to have been present."),
        (Tally(40, 24, present=55), "For and against come to 64; 55 are said to have been present."),
        (Tally(60, present=55), "60 are said to have voted for; 55 are said to have been present."),
        (
            Tally(30, 27, 0, present=54, casting=Cast.FOR),
            "For, against and abstained come to 57; 54 are said to have been present.",
        ),
        (
            by_name(in_favour=28, against=0, names={Cast.FOR: 27}),
            "28 are said to have voted for; 27 names are listed so.",
        ),
        (
            by_name(in_favour=2, abstained=1, names={Cast.FOR: 2}),
            "1 is said to have abstained; no names are listed so.",
        ),
        (Tally(against=1, casts=(Cast.AGAINST,) * 2), "1 is said to have voted against; 2 names are listed so."),
        (by_name(present=3, names={Cast.FOR: 1}), "1 name is listed as present; 3 are said to have been present."),
        (
            with_groups((20, 0), (9, 14), in_favour=28, against=14),
            "28 are said to have voted for; the groups come to 29.",
        ),
        (with_groups((20, None), (1, 15), against=14), "14 are said to have voted against; the groups come to 15."),
        (
            Tally(28, 24, casting=Cast.FOR),
            "A casting vote is said to have been given; 28 are said to have voted for and 24 against.",
        ),
        (
            Tally(18, 17, casting=Cast.AGAINST),
            "A casting vote is said to have been given; 18 are said to have voted for and 17 against.",
        ),
    ],
)
def test_what_does_not_come_out_is_said_once_and_in_numbers(tally, sentence):
    assert sentence in remarks(tally)


numbers = some.integers(0, 200)
maybe = some.none() | numbers
casts = some.lists(some.sampled_from(Cast.values), max_size=8).map(tuple)
tallies = some.builds(
    Tally,
    *[maybe] * 5,
    casting=some.sampled_from(["", *Cast.values]),
    manner=some.sampled_from(VoteManner.values),
    words=some.sampled_from(["", "by a clear majority"]),
    casts=casts,
    groups=some.lists(some.builds(Tally, *[maybe] * 4), max_size=3).map(tuple),
)


@given(tallies)
def test_a_remark_names_only_numbers_and_says_not_which_is_right(tally):
    for sentence in remarks(tally):
        assert sentence.endswith(".")
        assert not {"wrong", "error", "mistake", "correct", "should"} & set(sentence.lower().split())


@given(numbers, numbers, numbers, numbers)
def test_a_whole_tally_is_remarked_on_exactly_where_its_sum_is_another(in_favour, against, abstained, present):
    found = remarks(Tally(in_favour, against, abstained, present=present))
    assert bool(found) == (in_favour + against + abstained != present)


@given(some.lists(some.tuples(numbers, numbers, numbers, numbers), min_size=1, max_size=5))
def test_groups_that_make_the_counts_are_not_remarked_on(groups):
    sums = [sum(column) for column in zip(*groups, strict=True)]
    assert (
        remarks(with_groups(*groups, **dict(zip(("in_favour", "against", "abstained", "absent"), sums, strict=True))))
        == []
    )


@given(tallies, tallies)
def test_the_order_of_sources_changes_no_finding(one, other):
    forth, back = differences([("A", one), ("B", other)]), differences([("B", other), ("A", one)])
    assert len(forth) == len(back)


@given(tallies)
def test_two_sources_that_say_the_same_do_not_differ(tally):
    assert differences([("A", tally), ("B", tally)]) == []


def test_sources_that_state_other_numbers_are_named_with_them():
    told = [("the Council", Tally(28, 27)), ("the Courant", Tally(27, 27)), ("the Mail", Tally(27))]
    assert differences(told) == [
        "Sources differ on how many are said to have voted for: 28 according to the Council;"
        " 27 according to the Courant and the Mail."
    ]


def test_a_source_that_is_silent_differs_from_none():
    assert differences([("A", Tally(28, 27)), ("B", Tally(manner=VoteManner.IN_WORDS, words="narrowly"))]) == []


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        (Tally(27, 24, 1, 3, 52), "27 for, 24 against, 1 abstained, 3 absent; 52 present"),
        (Tally(0, 24, manner=VoteManner.SHOW_OF_HANDS), "0 for, 24 against; on a show of hands"),
        (Tally(17, 17, casting=Cast.FOR), "17 for, 17 against; casting vote for"),
        (Tally(manner=VoteManner.IN_WORDS, words="by a clear majority"), "by a clear majority"),
        (Tally(13, None, 4, words="13 to 11, with four abstentions"), "13 to 11, with four abstentions"),
        (Tally(9, words="most stayed away"), "9 for; most stayed away"),
        (Tally(27, 24, words="27 to 24"), "27 for, 24 against; 27 to 24"),
        (Tally(manner=VoteManner.NOT_RECORDED), "vote not recorded"),
        (Tally(manner=VoteManner.COUNTED), "counted; we have not found the numbers"),
    ],
)
def test_a_vote_stands_in_one_line(tally, line):
    assert in_line(tally) == line


@given(tallies)
def test_a_line_is_never_empty(tally):
    assert in_line(tally)


# A result against its counts, names that come twice, counts as printed


@pytest.mark.parametrize(
    ("tally", "result", "words"),
    [
        (Tally(5, 30), "carried", "The result is given as carried; 5 are said to have voted for and 30 against."),
        (Tally(30, 5), "lost", "The result is given as lost; 30 are said to have voted for and 5 against."),
        (Tally(1, 1), "carried", "The result is given as carried; 1 is said to have voted for and 1 against."),
        (
            Tally(10, 10, casting=Cast.AGAINST),
            "carried",
            "The result is given as carried; 10 are said to have voted for and 10 against, and the casting vote was"
            " against.",
        ),
    ],
)
def test_a_result_against_its_own_counts_is_remarked_on(tally, result, words):
    assert against_result(tally, result) == [words]


@pytest.mark.parametrize(
    ("tally", "result"),
    [
        (Tally(30, 5), "carried"),
        (Tally(17, 17), "lost"),
        (Tally(17, 17, casting=Cast.FOR), "carried"),
        (Tally(28, 27, casting=Cast.FOR), "carried"),
        (Tally(30), "lost"),
        (Tally(5, 30), "unknown"),
    ],
)
def test_a_result_that_agrees_or_may_agree_is_not(tally, result):
    assert against_result(tally, result) == []


def test_a_name_that_is_listed_again_is_told_with_every_vote():
    names = [("Cllr J. Quill", "for"), ("Cllr A. Quill", "for"), ("CLLR J. QUILL", "against"), ("", "for"), ("", "for")]
    assert repeated_names(names) == ["“Cllr J. Quill” is listed 2 times: for, against."]
    names = [("Cllr J. Quill", "for"), ("Councillor J Quill", "against")]
    assert repeated_names(names) == ["“Cllr J. Quill” and “Councillor J Quill” are listed 2 times: for, against."]


def test_a_vote_said_to_be_unanimous_has_its_votes_against_beside_it():
    said = "The vote is said to be unanimous; 4 are said to have voted against."
    assert remarks(Tally(30, 4, words="carried unanimously")) == [said]
    assert remarks(Tally(30, 4, words="not unanimous")) == remarks(Tally(30, words="nem con")) == []
    found = differences([("The Gazette", Tally(words="unanimously")), ("The Council", Tally(30, 4))])
    assert found == ["Sources differ: unanimous according to the Gazette; 4 against according to the Council."]


def test_a_count_as_printed_keeps_its_heading():
    assert in_line(Tally(27, 24, categories=(("Absent or did not vote", 3),))) == (
        "27 for, 24 against, “Absent or did not vote”: 3"
    )


def test_a_member_whose_vote_is_not_stated_may_have_voted_in_any_way():
    assert remarks(by_name(in_favour=2, names={Cast.FOR: 1, Cast.NOT_STATED: 1})) == []
    assert remarks(by_name(in_favour=3, names={Cast.FOR: 1, Cast.NOT_STATED: 1}))
    assert remarks(by_name(present=2, names={Cast.FOR: 1, Cast.NOT_STATED: 1})) == []
