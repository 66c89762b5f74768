"""Refusals of the database about figures, positions and arithmetic."""

import pytest
from django.db import IntegrityError, connection, transaction

from claims.derived.refresh import rebuild
from claims.models import Claim, Figure, HeldPosition, Measure, Term
from tests.builders import (
    change,
    forget_changes,
    make,
    make_claim,
    make_document,
    make_element,
    make_option,
    make_proposal,
    the_case,
    voice,
    withdraw,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@shared
def measure():
    return make("measure", {"key": "savings", "name": "Savings a year", "unit": "pounds"}, case=the_case())


@shared
def claim(measure):
    return make_claim("saves", figures=[{"measure": "savings", "value": "43000000", "unit": "pounds"}])


def write(model, **fields):
    """A row past every form, as if within a publication."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL counterpoint.publishing = 'on'")
        model.objects.create(**fields)
        forget_changes()
        connection.check_constraints()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"bound": "between", "low": 3, "high": 2}, "claims_figure_bounds_in_order"),
        ({"bound": "between", "value": 3}, "claims_figure_value_or_bounds"),
        ({"bound": "between", "low": 3}, "claims_figure_value_or_bounds"),
        ({"bound": "over"}, "claims_figure_value_or_bounds"),
        ({"value": 3, "high": 4}, "claims_figure_value_or_bounds"),
        ({"value": 3, "unit": "groats"}, "claims_figure_unit_known"),
        ({"value": 3, "key": "figure"}, "claims_figure_key_once"),
        ({"value": 3, "proposed": "north"}, "claims_figure_proposed_of_an_option"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(claim, fields, constraint):
    with refused(constraint):
        write(Figure, claim=claim, measure=Measure.objects.get(), **{"key": "other", "unit": "pounds", **fields})


def test_a_figure_of_a_proposed_council_names_one_of_its_option(claim):
    content = {"key": "two", "name": "Two", "proposal": make_proposal().key, "creates": [{"key": "n", "name": "North"}]}
    option = make("option", content, case=the_case())
    fields = {"claim": claim, "measure": Measure.objects.get(), "unit": "pounds", "value": 1, "option": option}
    write(Figure, key="north", proposed="n", **fields)
    with refused("claims_figure_proposed_known"):
        write(Figure, key="south", proposed="s", **fields)


def test_a_figure_has_the_unit_of_its_measure(claim, measure):
    with refused("The unit of a figure is not that of its measure"):
        change(claim, figures=[{"measure": "savings", "value": "43", "unit": "people"}])
    with refused("The unit of a figure is not that of its measure"):
        change(measure, unit="people")


def test_an_options_figure_names_no_other_proposal(claim):
    option, other = make_option("two"), make_proposal("other")
    figure = {"measure": "savings", "value": "43", "unit": "pounds", "option": option.key}
    changed = change(claim, figures=[{**figure, "proposal": option.proposal.key}])
    with refused("a proposal that is not its own"):
        change(changed, figures=[{**figure, "proposal": other.key}])
    with refused("a proposal that is not its own"):
        change(option, proposal=other.key)


def test_a_term_names_a_figure_of_its_claim(claim):
    content = {"key": "sum", "title": "Sum", "operation": "sum", "terms": [{"claim": "saves"}, {"claim": "saves"}]}
    reckoning = make("reckoning", content, case=the_case())
    with refused("claims_term_figure_known"):
        write(Term, reckoning=reckoning, claim=claim, figure="net")


# Positions


def position(stance, when, **more):
    return {"stance": stance, "elements": ["line"], "when": {"edtf": when, "extent": "throughout"}, **more}


@shared
def line():
    return make_element("line")


def test_two_positions_of_one_voice_on_one_thing_do_not_overlap(line):
    make_claim(positions=[position("supports", "2025-01/2025-06")])
    with refused("claims_held_one_at_a_time"), transaction.atomic():
        make_claim(positions=[position("opposes", "2025-05/2025-09")])
        connection.check_constraints()


@pytest.mark.parametrize(
    "other",
    [
        {"when": "2025-06/2025-09"},
        {"when": "2025-05/2025-09", "by": "city"},
        {"when": "2025-05/2025-09", "of": "city"},
        {"when": "2025-05/2025-09", "elements": ["other"]},
    ],
)
def test_other_voices_other_words_other_things_and_other_times_do_not_meet(line, other):
    make_element("other")
    voice("city")
    by = other.pop("by", "county")
    make_claim(positions=[position("supports", "2025-01/2025-06")])
    make_claim(by=by, positions=[position("opposes", **other)])
    connection.check_constraints()
    assert HeldPosition.objects.count() == 2


def test_what_was_held_at_some_time_within_bounds_or_at_no_known_time_overlaps_nothing_for_certain(line):
    make_claim(positions=[position("supports", "2025-01/2025-06")])
    within = {"stance": "opposes", "elements": ["line"], "when": {"edtf": "2025-02/2025-05", "extent": "within"}}
    make_claim(positions=[within])
    make_claim(in_document=make_document(date=None).key, positions=[{"stance": "open", "elements": ["line"]}])
    connection.check_constraints()
    assert HeldPosition.objects.count() == 3


def test_a_position_is_the_holder_s_own_or_another_s_word(line):
    voice("city")
    make_claim(positions=[position("supports", "2025")])
    make_claim(positions=[position("opposes", "2025", of="city")])
    own, attributed = HeldPosition.objects.order_by("pk")
    assert own.is_own and own.holder == own.said_by
    assert not attributed.is_own and (attributed.holder.key, attributed.said_by.key) == ("city", "county")


def test_without_a_date_of_its_own_it_has_that_of_its_claim(line):
    make_claim(said="2025-03", positions=[{"stance": "open", "elements": ["line"]}])
    assert HeldPosition.objects.get().when.edtf == Claim.objects.get().computed.said.edtf


def test_a_position_on_three_things_stands_on_each(line):
    make_element("other"), make_proposal("plan")
    make_claim(positions=[{"stance": "open", "elements": ["line", "other"], "proposals": ["plan"]}])
    assert HeldPosition.objects.count() == 3
    assert {stand.subject.split(":")[0] for stand in HeldPosition.objects.all()} == {"element", "proposal"}


def test_what_is_kept_of_positions_is_what_a_rebuild_would_find(line):
    make_claim("moves", positions=[position("supports", "2025-01"), {"stance": "undecided", "on": "all"}])
    voice("city")
    claim = make_claim(positions=[position("opposes", "2025-02", of="city")])
    withdraw(claim)
    before = rows()
    rebuild()
    assert rows() == before and len(before) == 2


def rows():
    columns = ("position", "holder", "said_by", "is_own", "stance", "subject", "when_edtf", "surely_from", "surely_to")
    return sorted(HeldPosition.objects.values_list(*columns))
