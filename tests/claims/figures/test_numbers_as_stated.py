"""Numbers out of others, spans of time and years counted from the start."""

from decimal import Decimal

import pytest
from django.db import IntegrityError
from pydantic import ValidationError

from claims.figures.arithmetic import reckon
from claims.figures.comparability import BasisRelation, compare, grouped, reconciled
from claims.figures.words import StatedFigure
from claims.models import Figure, Measure
from claims.schema import FigureSchema
from record.workflow.publishing import open_record
from tests.builders import figure, make_claim, make_figure, make_measure, passage
from tests.pages import text_of


def stated(value="7", **said):
    return StatedFigure(measure=1, value=Decimal(value), **{"unit": "councils", **said})


def test_two_sevens_of_different_wholes_are_not_said_to_agree():
    pair = compare(stated(out_of=Decimal(9), scope="x"), stated(out_of=Decimal(8), scope="x"))
    assert pair.kind == BasisRelation.DIFFERENT
    assert not pair.is_lined_up
    assert [(each.label, each.words) for each in pair.differences] == [("out of", ("9", "8"))]


def test_a_whole_that_one_of_them_does_not_state_is_not_stated():
    assert compare(stated(out_of=Decimal(9)), stated()).kind == BasisRelation.NOT_STATED


def test_figures_of_the_same_years_are_one_group_whatever_their_wording():
    savings = [stated(unit="pounds", years="1-5"), stated("8", unit="pounds", years="1-5"), stated(years="..3")]
    assert [len(group.figures) for group in grouped(savings)] == [2, 1]


def test_a_span_that_is_not_stated_is_no_span():
    pair = compare(stated(per="not-stated", unit="pounds"), stated(per="year", unit="pounds"))
    assert ("span", ("not stated", "a year")) in [(each.label, each.words) for each in pair.differences]
    both = compare(*[stated(per="not-stated", unit="pounds", basis="net") for _ in range(2)])
    assert both.silence == "Neither states for what span of time it is"


def test_numbers_whose_span_is_not_stated_are_not_added_up():
    assert reckon("sum", [stated(per="not-stated"), stated(per="not-stated")]).result == ""


def test_a_figure_that_leaves_its_span_out_goes_on_as_a_total():
    assert FigureSchema(measure="m", value=7, unit="councils").per == "total"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"out_of": 0}, "out_of"),
        ({"out_of_printed": "the nine"}, "out_of_printed"),
        ({"years": "5-1"}, "years"),
        ({"years": "year three"}, "years"),
    ],
)
def test_a_whole_or_years_that_say_nothing_are_refused(said, field):
    with pytest.raises(ValidationError) as refused:
        FigureSchema(measure="m", value=7, unit="councils", **said)
    [error] = refused.value.errors()
    fault = error.get("ctx", {}).get("error")
    assert field in (*error["loc"], *getattr(fault, "path", ()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"years": "year 3"}, "claims_figure_years_form"),
        ({"out_of": 0}, "claims_figure_out_of_something"),
        ({"out_of_printed": "the nine"}, "claims_figure_whole_has_its_number"),
    ],
)
def test_the_database_refuses_it_too(columns, constraint):
    make_figure(5)
    with open_record(), pytest.raises(IntegrityError, match=constraint):
        Figure.objects.update(**columns)


@pytest.mark.django_db
def test_the_page_and_the_file_print_the_whole_with_its_words(client):
    make_measure("backing", unit="councils")
    said = figure(
        6, "backing", unit="councils", printed="six", out_of=9, out_of_printed="the nine districts", years="..3"
    )
    claim = make_claim(figures=[said])
    page = text_of(client.get(Measure.objects.get().get_absolute_url()))
    for words in ("6 councils out of 9", "printed “six”", "the whole printed “the nine districts”", "By year 3"):
        assert words in page
    file = b"".join(client.get(f"/cases/{claim.case.key}/figures.csv").streaming_content).decode()
    assert "9,the nine districts" in file
    assert "by year 3" in file


def test_numbers_of_different_councils_are_not_set_against_each_other():
    of_four = [stated(council=name, unit="people") for name in ("A", "B", "C", "D")]
    apart = reconciled(of_four)
    assert apart.pairs == [] and apart.is_of_others
    both = reconciled([*of_four, stated("8", council="A", unit="people")])
    assert [(pair.a.council, pair.b.council) for pair in both.pairs] == [("A", "A")] and not both.is_of_others


@pytest.mark.django_db
@pytest.mark.parametrize(("relation", "how"), [("corrects", "corrected"), ("supersedes", "superseded")])
def test_a_later_estimate_is_superseded_and_an_error_corrected(client, relation, how):
    old = make_figure(5, claim={"said": "2025-01-01"})
    make_claim(
        by="county",
        said="2025-02-01",
        figures=[figure(6)],
        responses=[{"to": old.key, "relation": relation, "passage": passage("as to that claim")}],
    )
    words = text_of(client.get(Measure.objects.get().get_absolute_url()))
    other = {"corrected": "superseded", "superseded": "corrected"}[how]
    assert f"{how.capitalize()} by its own maker since" in words and "Replaced by its own maker" in words
    assert f"{other} by its own maker" not in words.lower()


@pytest.mark.django_db
def test_a_number_that_was_retracted_says_so_and_a_correction_that_was_retracted_counts_no_more(client):
    def replaces(old, relation, **content):
        response = {"to": old.key, "relation": relation, "passage": passage("as to that claim")}
        return make_claim(by="county", responses=[response], **content)

    old = make_figure(5, claim={"said": "2025-01-01"})
    new = replaces(old, "corrects", said="2025-02-01", figures=[figure(6)])
    measure, claims = Measure.objects.get().get_absolute_url(), "/claims/?case=case"
    assert "Corrected by its own maker" in text_of(client.get(measure))
    taken_back = replaces(new, "retracts", said="2025-03-01")
    for address in (measure, claims):
        assert "Corrected by its own maker" not in text_of(client.get(address))
    assert text_of(client.get(measure)).count("Retracted by its own maker since.") == 1
    replaces(taken_back, "retracts", said="2025-04-01")
    for address in (measure, claims):
        assert "Corrected by its own maker" in text_of(client.get(address))
    assert "Retracted by its own maker" not in text_of(client.get(measure))
    replaces(new, "supersedes", said="2025-05-01")
    assert "Superseded by its own maker since." in text_of(client.get(measure))
    assert "Replaced or retracted since by those who stated it." in text_of(client.get("/cases/case/figures/"))
