"""The index of measures: charts, those whose figures they are, old addresses."""

import re
from pathlib import Path

import pytest
import yaml

from record.models import Publication
from tests.builders import (
    figure,
    make_case,
    make_claim,
    make_figure,
    make_measure,
    make_reckoning,
    response,
    withdraw,
)
from tests.pages import html_of, queries_of, text_of
from timeline.changes.record_urls import address_of

pytestmark = pytest.mark.django_db

URL = "/cases/case/figures/"
TWO = {"city": ["city"], "county": ["county"]}
CASES = Path(__file__).parent.parent.parent.parent / "cases"


def page(client, query=""):
    return text_of(client.get(URL + query))


def test_a_measure_says_how_far_its_figures_reach_from_whom_they_are_and_leads_to_them(client):
    make_case(sides=TWO)
    measure = make_measure("savings", name="Savings a year")
    make_figure(13000000, per="year")
    make_figure(30000000, per="year", bound="over", years="..3")
    make_figure(per="year", bound="between", low="9000000", high="12000000", by="city")
    found = client.get(URL)
    assert "Lowest between £9 million and £12 million a year : City" in text_of(found)
    assert re.search("; highest over £30 million a year : County[^;]*, by year 3 ", text_of(found))
    assert "City: 1 County: 2" in text_of(found)
    assert f'<a href="{measure.get_absolute_url()}">Savings a year</a>' in html_of(found)


def test_figures_of_one_number_are_each_named_with_what_they_are_out_of(client):
    make_case(sides=TWO)
    make_measure("parishes", unit="count")
    make_figure(6, measure="parishes", out_of="9", share_of="parishes asked", by="city")
    make_figure(6, measure="parishes", out_of="18", share_of="parishes")
    words = page(client)
    assert "6 out of 9 parishes asked : City" in words and "; 6 out of 18 parishes : County" in words


def test_each_figure_that_holds_is_drawn_and_one_that_was_replaced_is_said_not_to_be(client):
    old = make_figure(17)
    make_figure(13, claim={"responses": [response(old, "corrects")]})
    make_figure(14)
    found = client.get(URL)
    assert "2 figures on one axis 0" not in text_of(found) and "2 figures on one axis" in text_of(found)
    assert "1 that its own maker replaced or retracted since is not drawn." in text_of(found)
    assert len(re.findall(r"<title>[^<]*£\d+</title>", html_of(found))) == 2


def test_figures_of_different_spans_stand_on_axes_of_their_own_and_one_alone_on_none(client):
    make_figure(5, per="year")
    make_figure(100)
    assert 'role="img"' not in html_of(client.get(URL)) and "£5 a year : County" in page(client)
    make_figure(6, per="year")
    make_figure(200)
    assert html_of(client.get(URL)).count('role="img"') == 2


def test_an_index_has_an_anchor_for_each_measure_and_each_calculation(client):
    made = make_figure(1)
    reckoning = make_reckoning(of=[made, made], measure="savings", title="Twice")
    alone = make_reckoning(of=[made, made], title="By itself")
    html = html_of(client.get(URL))
    for each in (reckoning, alone):
        address = address_of(Publication.objects.of(each).get())
        assert address == each.get_absolute_url() == f"{URL}#{each.public_id}"
        assert html.count(f'id="{each.public_id}"') == 1
    assert f'href="{reckoning.measure.get_absolute_url()}#{reckoning.public_id}">Twice</a>' in html
    assert f'id="{reckoning.measure.public_id}"' in html and "By itself our calculation £1 + £1 = £2" in text_of(
        client.get(URL)
    )


def test_an_address_that_asks_for_one_measure_leads_to_its_page(client):
    make_case(sides=TWO)
    measure = make_measure("savings")
    other = make_measure("debt")
    make_figure(1, "savings")
    make_figure(2, "debt")
    found = client.get(f"{URL}?measure={measure.public_id}&side=city")
    assert (found.status_code, found["Location"]) == (301, f"{measure.get_absolute_url()}?side=city")
    words = page(client, f"?measure={measure.public_id}&measure={other.public_id}")
    assert "2 figures" in words


def test_a_side_narrows_the_measures_to_its_figures(client):
    make_case(sides=TWO)
    make_figure(1, "savings")
    make_figure(2, "debt", by="city")
    assert "All 2 City 1 County 1" in page(client)
    words = page(client, "?side=city")
    assert "1 figure " in words and "The debt" in words and "The savings" not in words


def test_what_is_not_understood_is_said_and_not_kept(client):
    make_figure(1)
    found = client.get(URL + "?measure=nonsense")
    assert "“nonsense” is no measure of this case." in text_of(found)
    assert found["Cache-Control"] == "no-store" and found["X-Robots-Tag"] == "noindex"


def test_a_measure_that_was_withdrawn_is_left_out(client):
    measure = make_measure("savings", name="Savings a year")
    make_figure(1)
    assert "Savings a year" in page(client)
    withdraw(measure)
    assert "Savings a year" not in page(client)


def test_markup_in_a_name_stays_text(client):
    evil = "<script>alert(1)</script>"
    measure = make_measure("savings", name=evil)
    made = make_figure(1)
    make_reckoning(of=[made, made], measure="savings", title=evil)
    for address in (URL, measure.get_absolute_url()):
        assert b"<script>alert" not in client.get(address).content


def test_a_case_without_figures_says_so_and_an_unknown_one_is_not_found(client):
    make_case()
    assert "We have found no figures." in page(client)
    assert client.get("/cases/unknown/figures/").status_code == 404


@pytest.mark.measure
def test_thirty_measures_cost_the_queries_of_three(client):
    asked = []
    for number in (3, 27):
        for n in range(number):
            made = make_figure(n, f"measure-{n}")
            make_claim(kind="figure", figures=[figure(n, f"measure-{n}")], responses=[response(made, "corrects")])
            make_reckoning(of=[made, made], measure=f"measure-{n}")
            make_reckoning(of=[made, made])
        asked.append(queries_of(client, URL))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_shipped_measure_has_a_name_too_long_for_a_phone(path):
    measures = yaml.load(path.read_text(), yaml.CSafeLoader)["measures"]
    assert measures and all(len(each["name"]) <= 65 for each in measures)
