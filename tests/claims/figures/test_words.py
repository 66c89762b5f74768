"""Figures in words, their intervals and comparisons, all without the database."""

from decimal import Decimal

import pytest

from claims.figures.comparability import BasisRelation, compare, reconciled
from claims.figures.words import Interval, StatedFigure, amount, bounded, in_words, interval_of, plain, size
from record.dates import UncertainDate

MILLION = Decimal(10**6)


def stated(value="43000000", **said):
    value = None if value is None else Decimal(value)
    return StatedFigure(measure=1, value=value, **said)


# In words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("43000000", "pounds", "£43 million"),
        ("329787000", "pounds", "£329.787 million"),
        ("1200000000", "pounds", "£1.2 billion"),
        ("923000", "pounds", "£923,000"),
        ("-2600000", "pounds", "−£2.6 million"),
        ("12.5", "pounds", "£12.50"),
        ("12.55", "pounds", "£12.55"),
        ("1180523", "people", "1,180,523 people"),
        ("1", "council", "1 council"),
        ("1", "full-time-equivalent", "1 full-time equivalent"),
        ("12.5", "full-time-equivalent", "12.5 full-time equivalents"),
        ("1", "days", "1 day"),
        ("18", "months", "18 months"),
        ("111", "per-cent", "111%"),
        ("2.8", "ratio", "2.8 to one"),
        ("14", "count", "14"),
    ],
)
def test_a_number_is_printed_with_its_unit(value, unit, words):
    assert amount(Decimal(value), "councils" if unit == "council" else unit) == words


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ("exactly", "£5,000"),
        ("up-to", "up to £5,000"),
        ("over", "over £5,000"),
        ("nearly", "nearly £5,000"),
        ("at-least", "at least £5,000"),
    ],
)
def test_a_bound_is_worded_as_it_is_stated(bound, words):
    assert bounded(bound, Decimal(5000), None, None, "pounds") == words


def test_between_names_both_bounds():
    assert bounded("between", None, Decimal(2000), Decimal(3000), "people") == "between 2,000 people and 3,000 people"


def test_all_that_is_stated_of_a_figure_stands_in_one_line():
    figure = stated(
        bound="up-to", per="year", basis="gross", option="North, City, South", when=UncertainDate("2023", "2023/24")
    )
    assert in_words(figure) == "up to £43 million a year, gross, for the option North, City, South, as at 2023/24"


def test_money_without_gross_or_net_says_so_and_people_do_not():
    assert in_words(stated()) == "£43 million"
    assert in_words(stated("5000", unit="people")) == "5,000 people"


def test_what_is_left_out_compared_and_by_whose_model_is_said():
    figure = stated(
        basis="net",
        price_year="2024/25",
        compared_with="today",
        leaves_in="ICT",
        leaves_out="redundancy",
        model_by="Quill",
        certainty="will",
    )
    words = in_words(figure)
    assert "price year 2024/25, compared with today, with ICT left in, with redundancy left out" in words
    assert "by the model of Quill, worded “will”" in words


def test_a_percentage_says_of_what_how_many_were_asked_and_how_many_answered():
    figure = stated("62", unit="per-cent", share_of="those who answered", asked=4000, answered=1200)
    assert in_words(figure) == "62% of those who answered, 4,000 asked, 1,200 answered"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"unit": "councils", "out_of": Decimal(9)}, "6 councils out of 9"),
        ({"unit": "councils", "out_of": Decimal(9), "share_of": "districts"}, "6 out of 9 districts"),
        ({"unit": "count", "out_of": Decimal(18), "bound": "about", "share_of": "wards"}, "about 6 out of 18 wards"),
        ({"unit": "pounds", "per": "week"}, "£6 a week"),
        ({"unit": "pounds", "per": "not-stated"}, "£6, span not stated"),
        ({"unit": "people", "years": "1-5"}, "6 people, years 1 to 5"),
        ({"unit": "people", "years": "3"}, "6 people, year 3"),
        ({"unit": "people", "years": "..3"}, "6 people, by year 3"),
        ({"unit": "people", "years": "6.."}, "6 people, from year 6"),
    ],
)
def test_a_number_says_out_of_how_many_and_for_what_span(said, words):
    assert in_words(stated("6", **said)) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"printed": "around a third", "bound": "about"}, "around a third"),
        ({"printed": "a third", "bound": "about"}, "about a third"),
        ({"printed": "two thirds"}, "two thirds"),
        ({"printed": "a third", "share_of": "the wards"}, "a third of the wards"),
        ({"printed": "33%"}, "33.3%"),
        ({"printed": "a share"}, "33.3%"),
    ],
)
def test_a_fraction_in_words_is_told_in_its_words(said, words):
    assert in_words(stated("33.3", unit="per-cent", **said)) == words


def test_a_price_year_that_speaks_of_prices_is_printed_as_it_is():
    assert in_words(stated(price_year="2024/25 prices")).endswith("£43 million, 2024/25 prices")


@pytest.mark.parametrize(
    ("starts", "words"),
    [(UncertainDate("2030"), "running from 2030"), (UncertainDate("../2030", "by 2030"), "running by 2030")],
)
def test_from_when_it_runs_is_said(starts, words):
    assert words in in_words(stated(starts=starts))


def test_digits_alone_have_no_separators_and_no_powers():
    assert plain(Decimal("43000000")) == "43000000" and plain(Decimal("2.50")) == "2.5"


# Intervals


@pytest.mark.parametrize(
    ("bound", "interval"),
    [
        ("exactly", Interval(MILLION, MILLION)),
        ("up-to", Interval(None, MILLION)),
        ("under", Interval(None, MILLION, is_high_out=True)),
        ("at-least", Interval(MILLION, None)),
        ("over", Interval(MILLION, None, is_low_out=True)),
        ("about", Interval(MILLION, MILLION, is_uncertain=True)),
        ("nearly", Interval(MILLION, MILLION, is_uncertain=True)),
    ],
)
def test_a_bound_allows_an_interval(bound, interval):
    assert interval_of(stated(MILLION, bound=bound)) == interval


@pytest.mark.parametrize(
    ("bound", "interval"),
    [
        ("up-to", Interval(-MILLION, None)),
        ("under", Interval(-MILLION, None, is_low_out=True)),
        ("at-least", Interval(None, -MILLION)),
        ("over", Interval(None, -MILLION, is_high_out=True)),
    ],
)
def test_the_bound_of_a_loss_is_of_its_size(bound, interval):
    assert interval_of(stated(-MILLION, bound=bound)) == interval and interval.bound == bound


def test_between_allows_what_lies_between():
    figure = stated(None, bound="between", low=Decimal(2), high=Decimal(3))
    assert interval_of(figure) == Interval(Decimal(2), Decimal(3))


# The reconciler


def differences(pair):
    return {each.label: each.words for each in pair.differences}


def test_the_same_figure_stated_thrice_with_three_bases_is_three_statements():
    will = stated(per="year", certainty="will")
    ceiling = stated(per="year", bound="up-to")
    gross = stated(per="year", basis="gross", certainty="estimated")
    found = reconciled([will, ceiling, gross])
    assert len(found.pairs) == 3
    assert {pair.kind for pair in found.pairs} == {BasisRelation.NOT_STATED}
    assert not any(pair.is_lined_up for pair in found.pairs)
    assert differences(found.pairs[0]) == {
        "bound": ("exactly", "up to"),
        "words of certainty": ("will", "not stated"),
    }
    assert found.pairs[0].silence == "Neither states whether it is gross or net"
    assert differences(found.pairs[1])["gross or net"] == ("not stated", "gross")


def test_two_are_lined_up_where_scope_and_basis_agree_whoever_plans_it():
    pair = compare(stated(basis="gross", option="North"), stated("30000000", basis="gross", option="South"))
    assert pair.kind == BasisRelation.SAME and pair.is_lined_up
    assert differences(pair) == {"whose plan": ("the option North", "the option South")}


@pytest.mark.parametrize(
    "other",
    [
        {"basis": "net"},
        {"basis": "gross", "per": "year"},
        {"basis": "gross", "unit": "people"},
    ],
)
def test_what_is_stated_otherwise_is_on_another_basis(other):
    assert compare(stated(basis="gross"), stated(**other)).kind == BasisRelation.DIFFERENT


@pytest.mark.parametrize("term", ["price_year", "compared_with", "leaves_in", "leaves_out"])
def test_what_only_one_of_two_states_leaves_the_basis_unstated(term):
    pair = compare(stated(basis="gross", **{term: "words"}), stated(basis="gross"))
    assert pair.kind == BasisRelation.NOT_STATED and not pair.is_lined_up
    assert list(differences(pair).values()) == [("words", "not stated")]


def test_another_scope_is_no_other_basis_and_yet_not_lined_up():
    pair = compare(stated(basis="gross", scope="the county"), stated(basis="gross", scope="the city"))
    assert pair.kind == BasisRelation.SAME and not pair.is_lined_up
    assert differences(pair) == {"scope": ("the county", "the city")}


def test_people_counted_as_at_one_date_are_on_one_basis_and_without_any_date_on_none():
    when = UncertainDate("2024-06")
    assert compare(stated("5", unit="people", when=when), stated("6", unit="people", when=when)).is_lined_up
    silent = compare(stated("5", unit="people"), stated("6", unit="people"))
    assert silent.kind == BasisRelation.NOT_STATED and silent.silence == "Neither states a date or any other basis"


def test_one_period_in_two_wordings_is_one_period():
    last = UncertainDate("2023-04/2024-03", "last year (2023/24)")
    this = UncertainDate("2023-04/2024-03", "in 2023/24")
    assert compare(stated(basis="gross", when=last), stated(basis="gross", when=this)).kind == BasisRelation.SAME
    other = UncertainDate("2022-04/2023-03", "last year")
    pair = compare(stated(basis="gross", when=last), stated(basis="gross", when=other))
    assert pair.kind == BasisRelation.DIFFERENT
    assert differences(pair) == {"period or as at": ("last year (2023/24)", "last year")}


def test_the_order_of_the_two_changes_nothing_but_the_order_of_words():
    a, b = stated(basis="gross", price_year="2024"), stated(basis="net", scope="the city")
    one, other = compare(a, b), compare(b, a)
    assert one.kind == other.kind
    assert differences(one) == {label: words[::-1] for label, words in differences(other).items()}


def test_statements_that_differ_in_numbers_alone_are_one_group():
    found = reconciled([stated(str(10 + n), basis="gross") for n in range(6)] + [stated("3", basis="net")])
    assert [len(group.figures) for group in found.groups] == [6, 1]
    assert found.is_by_group and [pair.kind for pair in found.pairs] == [BasisRelation.DIFFERENT]


def test_pairs_are_never_more_than_can_be_read():
    found = reconciled([stated(basis="gross", scope=f"part {n}") for n in range(30)])
    assert found.pairs == [] and len(found.rows) == 30
    assert found.varying == ["scope"] and found.rows[0][1] == ["part 0"]


def test_what_its_maker_corrected_is_not_lined_up():
    old = stated(basis="gross")
    old.replaced = "corrected"
    assert reconciled([old, stated("40000000", basis="gross")]).pairs == []


def test_no_figure_is_adjusted():
    a, b = stated("10", basis="gross", price_year="2020"), stated("12", basis="gross", price_year="2024")
    pair = compare(a, b)
    assert (pair.a, pair.b) == (a, b) and size(a) == "£10" and size(b) == "£12"
