"""The page of one measure: figures, differences, charts and our arithmetic."""

import re

import pytest

from claims.models import Measure
from tests import builders
from tests.builders import (
    figure,
    make_case,
    make_claim,
    make_figure,
    make_measure,
    make_option,
    make_reckoning,
    response,
)
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db

TWO = {"city": ["city"], "county": ["county"]}


def address(key="savings"):
    return Measure.objects.get(key=key).get_absolute_url()


def page(client, query=""):
    return text_of(client.get(address() + query))


def test_a_statement_stands_with_who_states_it_its_number_basis_words_and_claim(client):
    make_case(sides=TWO)
    claim = make_figure(
        43000000, bound="up-to", per="year", basis="gross", certainty="estimated", quote="up to £43 million a year"
    )
    found = client.get(address())
    html = html_of(found)
    assert "up to £43 million a year County Council , 1 March 2025 Gross; worded “estimated”" in text_of(found)
    assert 'data-value="43000000" data-high="43000000"' in html and "data-low" not in html
    assert "“up to £43 million a year”" in html and f"/claims/{claim.public_id}/" in html


@pytest.mark.parametrize(
    ("said", "hooks"),
    [
        ({"value": 5}, 'data-value="5" data-low="5" data-high="5"'),
        ({"value": 5, "bound": "over"}, 'data-value="5" data-low="5">'),
        ({"value": 5, "bound": "about"}, 'data-value="5">'),
        ({"bound": "between", "low": "2", "high": "3"}, 'data-low="2" data-high="3"'),
    ],
)
def test_the_table_carries_the_number_and_its_bounds(client, said, hooks):
    make_figure(**said)
    assert hooks in html_of(client.get(address()))


def test_the_pairs_say_what_differs(client):
    make_figure(43, per="year")
    make_figure(43, by="city", per="year", basis="net", price_year="2024/25")
    found = client.get(address())
    assert 'data-pair="not-stated"' in html_of(found)
    assert "Basis not stated Gross or net: not stated; net Price year: not stated; 2024/25" in text_of(found)
    assert "Not all of them agree in: gross or net and price year." in text_of(found)


def test_two_that_agree_in_scope_and_basis_are_lined_up(client):
    make_figure(43, basis="gross")
    make_figure(30, by="city", basis="gross")
    assert "data-lined-up" in html_of(client.get(address()))
    assert "Same basis and the same scope: they can be compared" in page(client)


def test_a_bodys_own_correction_shows_the_old_value_the_new_one_and_the_date(client):
    old = make_figure(17, claim={"said": "2025-03-01"})
    make_figure(13, claim={"said": "2025-04-02", "responses": [response(old, "corrects")]})
    words = page(client)
    assert "On 2 April 2025 County Council gave £13 in place of £17 , 1 March 2025 (corrects)." in words
    assert "Corrected by its own maker since." in words and "How they differ" not in words


def test_arithmetic_is_marked_as_ours_with_its_formula_and_what_the_document_states(client):
    one, other = make_figure(300), make_figure(32)
    total = make_figure(340)
    make_reckoning(of=[one, other], measure="savings", stated_in=total.key, title="Together")
    words = page(client)
    assert "Together our calculation £300 + £32 = £332" in words
    assert "These add up to £332; the document states £340." in words


def test_arithmetic_on_numbers_of_different_bases_says_in_what_they_differ(client):
    gross, net = make_figure(300, basis="gross", price_year="2024/25"), make_figure(32, basis="net")
    make_reckoning(of=[gross, net], measure="savings")
    assert "The numbers differ in: gross or net and price year." in page(client)


def test_arithmetic_says_in_what_the_stated_result_differs_and_what_was_corrected(client):
    old, other = make_figure(300, basis="gross"), make_figure(32, basis="gross")
    make_figure(301, basis="gross", claim={"responses": [response(old, "corrects")]})
    total = make_figure(332, basis="net")
    make_figure(333, basis="net", claim={"responses": [response(total, "corrects")]})
    make_reckoning(of=[old, other], measure="savings", stated_in=total.key)
    words = page(client)
    assert "The stated result differs from them in: gross or net." in words
    assert "The stated result was corrected by its own maker since." in words
    assert "One of its numbers was corrected by its own maker since." in words
    assert "£300 (corrected since)" in words


def test_words_that_do_not_hold_their_number_are_said_not_to(client):
    make_option("a")
    make_figure(5, option="a", quote="by a lot")
    make_figure(7, option="a", quote="by £7")
    for each in (address(), "/cases/case/compare/"):
        assert text_of(client.get(each)).count("These words do not hold the number.") == 1


def test_figures_of_one_claim_stand_together_over_its_words_once(client):
    make_claim(kind="figure", figures=[figure(n, key=f"f{n}", scope=f"part {n}", basis="net") for n in (5, 6)])
    found = client.get(address())
    assert "£5 part 5 £6 part 6 County Council" in text_of(found) and text_of(found).count("Net") == 1
    assert html_of(found).count("<blockquote>") == 1 and 'data-value="5"' in html_of(found)


def test_the_number_as_printed_is_told_where_the_words_do_not_hold_it(client):
    make_figure(5, printed="£5m", quote="some £5m a year")
    assert "printed" not in page(client)
    make_figure(6, printed="six pounds", quote="a lot")
    assert "Printed “six pounds”" in page(client)


def test_of_several_appearances_the_words_that_hold_the_number_are_shown(client):
    appearances = [{"passage": builders.passage(quote)} for quote in ("by a lot", "by £5")]
    make_figure(5, claim={"appearances": appearances})
    words = page(client)
    assert "“by £5”" in words and "do not hold" not in words


def test_a_sign_stays_with_its_number(client):
    make_figure(-5)
    assert '<span class="signed">−£5</span></a>' in html_of(client.get(address()))


def test_a_corrected_figure_is_left_out_of_the_chart_and_said_to_be(client):
    old = make_figure(17)
    make_figure(13, claim={"responses": [response(old, "corrects")]})
    words = page(client)
    assert "1 figure on one axis" in words and "1 that its own maker replaced or retracted since is not drawn." in words


def test_the_words_of_a_row_of_a_chart_are_whole_and_those_of_its_axis_stand_clear(client):
    name = "The Joint Committee of the Nine Districts of the Upper and the Lower Vale"
    builders.make_voice("joint", name=name)
    make_figure(20000000, by="joint")
    make_figure(1)
    html = html_of(client.get(address()))
    lines = re.findall(r'<text class="label"[^>]*>([^<]*)', html)
    assert f"{name}: £20 million" in " ".join(lines) and max(map(len, lines)) <= 44
    ticks = re.findall(r'<text class="(tick[^"]*)"[^>]*>([^<]*)', html)
    assert ("tick roomy", "£15 million") in ticks and ("tick", "£20 million") in ticks


def test_groups_of_statements_say_on_a_phone_what_each_cell_is(client):
    make_claim(kind="figure", figures=[figure(n, key=f"f{n}", scope=f"part {n}") for n in range(6)])
    assert '<td role="cell" data-label="Scope"><span>part 0</span></td>' in html_of(client.get(address()))


def test_arithmetic_on_a_claim_that_is_no_longer_published_says_so(client):
    one, other = make_figure(300), make_figure(32)
    make_reckoning(of=[one, other], measure="savings")
    builders.withdraw(other)
    words = page(client)
    assert "One of its numbers is not published" in words and "£332" not in words


def test_open_ends_are_drawn_open_and_uncertain_numbers_as_uncertain(client):
    make_figure(10, bound="up-to")
    make_figure(12, bound="about")
    html = html_of(client.get(address()))
    assert 'href="#open-left"' in html and 'class="dashed"' in html and 'href="#open-right"' not in html


def test_what_is_only_reported_by_another_side_is_told_as_theirs(client):
    make_case(sides=TWO)
    make_figure(9, by="city", claim={"reported_by": ["county"]})
    assert "City Council, as County Council has it" in page(client)


def test_a_side_narrows_the_page_and_the_rest_is_a_tap_away(client):
    make_case(sides=TWO)
    make_figure(7)
    make_figure(2, by="city")
    found = client.get(address() + "?side=city")
    assert "1 figure " in text_of(found) and "£2" in text_of(found) and "£7" not in text_of(found)
    assert f'<a href="{address()}">All <b>2</b></a>' in html_of(found)
    assert f"figures.csv?measure={Measure.objects.get().public_id}&amp;side=city" in html_of(found)


def test_a_side_that_is_not_known_is_said_and_not_kept(client):
    make_figure(1)
    found = client.get(address() + "?side=nonsense")
    assert "“nonsense” is no side of this case." in text_of(found)
    assert found["Cache-Control"] == "no-store" and found["X-Robots-Tag"] == "noindex"


def test_a_wrong_slug_redirects_and_a_withdrawn_measure_says_so(client):
    made = make_measure()
    found = client.get(f"/cases/case/figures/{made.public_id}-wrong/")
    assert (found.status_code, found["Location"]) == (301, made.get_absolute_url())
    builders.withdraw(made)
    assert "<h1>Withdrawn</h1>" in html_of(client.get(made.get_absolute_url()))


def test_drafts_are_not_shown(client):
    make_figure(1)
    before = client.get(address()).content
    make_figure(2, claim={"state": "draft"})
    assert client.get(address()).content == before and b"\xc2\xa31" in before


def test_markup_in_any_text_stays_text(client):
    evil = "<script>alert(1)</script>"
    make_figure(1, printed=evil, scope=evil, certainty=evil, compared_with=evil, quote=evil)
    make_figure(2, scope=evil)
    assert b"<script>alert" not in client.get(address()).content


@pytest.mark.measure
def test_a_page_of_thirty_figures_costs_the_queries_of_one_of_three(client):
    asked = []
    for number in (3, 27):
        for n in range(number):
            made = make_figure(n)
            make_claim(kind="figure", figures=[figure(n)], responses=[response(made, "corrects")])
            make_reckoning(of=[made, made], measure="savings")
        asked.append(queries_of(client, address()))
    assert asked[0] == asked[1]
