"""Options compared: equal columns, each side's own words, and no score."""

import re
from pathlib import Path

import pytest

from claims.case_files import load
from claims.models import Measure
from proposals.models import Option, Proposal
from tests import builders
from tests.builders import (
    make_case,
    make_claim,
    make_decision,
    make_figure,
    make_measure,
    make_option,
    make_proposal,
    make_voice,
)
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db

URL = "/cases/case/compare/"
ROOT = Path(__file__).parent.parent.parent.parent
TWO = {"city": ["city"], "county": ["county"]}


def page(client, query=""):
    return text_of(client.get(URL + query))


def columns(found):
    return re.findall(r'data-option="(\w+)"', part(found, "proposal"))


def part(found, name) -> str:
    """The markup of one part of the comparison; empty if there is none."""
    _, _, after = html_of(found).partition(f'="{name}"')
    return re.split(r'<(?:details|section)[^>]*data-row="|</main>', after)[0].partition(">")[2]


def row(found, name):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part(found, name)))


# Which options


def test_without_a_choice_all_that_are_put_forward_stand_by_proposal_and_option(client):
    second = make_option("b", of="beta")
    first = make_option("z", of="alpha")
    make_option("a", of="alpha", status="appraised")
    assert columns(client.get(URL)) == [first.public_id, second.public_id]
    assert "The a (appraised and not put forward)" in page(client) and "1 more that is not put forward" in page(client)


def test_an_option_that_is_replaced_says_so_under_its_name_wherever_it_is_chosen(client):
    make_option("new", of="alpha")
    old = make_option("old", of="alpha", states=[{"status": "replaced", "when": {"edtf": "2025-02"}}])
    found = html_of(client.get(URL))
    heads = re.findall(r'<th role="columnheader" scope="col" data-option="(\w+)">(.*?)</th>', found, re.S)
    said = {option for option, head in heads if "replaced in February 2025" in head}
    assert said == {old.public_id} and len(heads) > 2
    chooser = found.split('class="chooser"')[1].split("</form>")[0]
    assert chooser.count("replaced in February 2025") == 1
    assert 'data-label="The old, replaced in February 2025"' in found


def test_an_option_that_is_over_comes_after_all_others(client):
    old = make_option("a", of="alpha", states=[{"status": "replaced", "when": {"edtf": "2025-02"}}])
    new = make_option("z", of="zeta")
    assert columns(client.get(URL)) == [new.public_id, old.public_id]


@pytest.mark.parametrize("effect, stands", [("chooses", True), ("modifies", True), ("rejects", False)])
def test_what_a_decision_chose_stands_beside_what_is_put_forward(client, effect, stands):
    other, option = make_option("z", of="beta"), make_option("a", of="alpha", status="appraised")
    make_decision(settles=True, outcomes=[{"option": "a", "effect": effect, "words": "as modified"}])
    assert columns(client.get(URL)) == ([option.public_id] if stands else []) + [other.public_id]


def test_a_choice_stands_in_the_order_of_its_address(client):
    a, b = make_option("a"), make_option("b", status="appraised")
    assert columns(client.get(f"{URL}?options={b.public_id},{a.public_id}")) == [b.public_id, a.public_id]


def test_a_form_with_repeated_keys_leads_to_the_one_address(client):
    a, b = make_option("a"), make_option("b")
    found = client.get(f"{URL}?options={a.public_id}&options={b.public_id}&options={a.public_id}")
    assert found.status_code == 302 and found["Location"] == f"{URL}?options={a.public_id},{b.public_id}"
    assert client.get(f"{URL}?options=").content == client.get(URL).content


def test_what_is_no_option_is_said_and_not_kept(client):
    make_option("a")
    found = client.get(f"{URL}?options=nonsense")
    assert "“nonsense” is no option of this case." in text_of(found)
    assert found["Cache-Control"] == "no-store" and found["X-Robots-Tag"] == "noindex"
    assert "<table" not in html_of(found)


def test_beside_nonsense_what_is_understood_is_shown(client):
    a = make_option("a")
    make_option("b")
    found = client.get(f"{URL}?options=nonsense,{a.public_id}")
    assert "“nonsense” is no option of this case." in text_of(found)
    assert columns(found) == [a.public_id] and found["Cache-Control"] == "no-store"


def test_an_option_of_another_case_or_a_draft_is_none_of_this(client):
    make_option("a")
    other = make_option("b", case=make_case("other"))
    draft = make_option("c", state="draft")
    for option in (other, draft):
        assert "is no option of this case" in page(client, f"?options={option.public_id}")


def test_more_than_a_page_can_hold_are_refused(client):
    ids = ",".join(make_option().public_id for _ in range(13))
    assert "13 options are more than one page" in page(client, f"?options={ids}")


def test_a_case_without_options_says_so(client):
    make_case()
    assert "We have found no option." in page(client)
    assert client.get("/cases/unknown/compare/").status_code == 404


# What stands in the rows


def test_backing_signing_leaving_and_being_included_stand_apart(client):
    make_case()
    for voice in ("north", "south", "east", "west"):
        builders.make_council(voice)
    backers = [
        {"voice": "north", "relation": "backs", "when": {"edtf": "2025-03-20"}, "condition": "if it saves"},
        {"voice": "south", "relation": "signed"},
        {"voice": "east", "relation": "left"},
        {"voice": "west", "relation": "included"},
    ]
    make_proposal("proposal", backers=backers, versions=[{"stage": "final", "when": {"edtf": "2025-11-28"}}])
    make_option("a")
    found = client.get(URL)
    assert "Its only version: final, 28 November 2025 ." in row(found, "proposal")
    words = row(found, "backing")
    assert "Backs it: North Council, 20 March 2025, “if it saves” Signed it: South Council" in words
    assert "Left it: East Council Named as included in it: West Council" in words


def test_the_balance_is_our_arithmetic_with_its_formula(client):
    make_option("a", creates={"north": ["melton"], "south": ["oadby"]})
    make_measure("population", unit="people")
    for key, value in (("north", 320000), ("south", 160000)):
        make_figure(value, "population", option="a", proposed=key)
    words = row(client.get(URL), "population")
    assert "320,000 people North" in words and "160,000 people South" in words
    assert "320,000 ÷ 160,000 = 2 to one our calculation from what County Council states" in words


def test_who_signed_a_version_stands_among_those_who_signed(client):
    make_case()
    builders.make_council("north")
    versions = [{"stage": "final", "when": {"edtf": "2025-11-28"}, "signatories": [{"voice": "north"}]}]
    make_proposal("proposal", versions=versions)
    make_option("a")
    words = row(client.get(URL), "backing")
    assert "Signed it: North Council, 28 November 2025" in words
    assert words.count("None found") == 1 and "these: backs it, left it and named as included in it." in words


def two_councils():
    make_option("a", creates={"north": ["melton"], "south": ["oadby"]})
    make_measure("population", unit="people")


def people(value, key, measure="population", **more):
    return builders.figure(value, measure, key=key, option="a", proposed=key, **more)


def test_each_statement_of_one_voice_has_its_own_balance(client):
    two_councils()
    for when, north in (("2025-03-01", 300), ("2025-10-01", 200)):
        make_claim(kind="figure", figures=[people(north, "north"), people(100, "south")], said=when)
    words = row(client.get(URL), "population")
    assert "300 ÷ 100 = 3 to one our calculation from what County Council states, 1 March 2025" in words
    assert "200 ÷ 100 = 2 to one our calculation from what County Council states, 1 October 2025" in words


@pytest.mark.parametrize(
    ("south", "why"),
    [
        ({"value": 100, "when": {"edtf": "2025"}}, "states all of them, but not for one date"),
        (
            {"bound": "between", "low": "1", "high": "2"},
            "states all of them, but not each as one number",
        ),
    ],
)
def test_a_statement_of_all_of_them_without_a_balance_says_why(client, south, why):
    two_councils()
    make_claim(kind="figure", figures=[people(300, "north"), people(south.pop("value", None), "south", **south)])
    words = row(client.get(URL), "population")
    assert f"{why}, so no balance is worked out." in words


def test_the_last_number_of_each_council_stands_open(client):
    two_councils()
    for month, key, value in ((1, "north", 300), (2, "north", 320), (3, "south", 100)):
        make_claim(kind="figure", figures=[people(value, key)], said=f"2025-0{month}-01")
    words = row(client.get(URL), "population")
    assert words.index("1 earlier") < words.index("300") < words.index("320") < words.index("100")


def test_a_proposer_that_left_is_said_to_have_left(client):
    make_case()
    builders.make_council("north")
    backers = [{"voice": "north", "relation": "left", "when": {"edtf": "2025-10-02"}}]
    make_proposal("proposal", put_forward_by=["north"], backers=backers)
    make_option("a")
    assert "Put forward by North Council (left 2 October 2025)." in row(client.get(URL), "proposal")


def test_without_a_number_for_each_there_is_no_balance(client):
    make_option("a", creates={"north": ["melton"], "south": ["oadby"]})
    make_figure(320000, "population", option="a", proposed="north", unit="people")
    words = row(client.get(URL), "population")
    assert "Not stated: South." in words and "no balance is worked out" in words


@pytest.mark.parametrize("stated", [{"council_count": 3}, {"council_words": "two or three"}])
def test_where_not_all_its_councils_are_entered_there_is_no_balance(client, stated):
    make_option("a", creates={"north": ["melton"], "south": ["oadby"]}, **stated)
    make_claim(kind="figure", figures=[people(300, "north"), people(100, "south")])
    words = row(client.get(URL), "population")
    assert "We do not know all the councils that it would create" in words and "÷" not in words


def test_a_figure_stands_in_the_column_of_its_option_and_silence_in_the_others(client):
    for key in "abc":
        make_option(key)
    make_figure(43000000, per="year", option="a", quote="£43m a year")
    make_figure(30000000, by="city", per="year", basis="gross", option="b")
    found = client.get(URL)
    words = row(found, "measure")
    assert "£43 million a year “£43m a year” County Council says , 1 March 2025 The document" in words
    assert words.count("Not stated.") == 1
    assert "Not all of these 2 figures agree in gross or net and whose plan." in words
    assert f'href="{Measure.objects.get().get_absolute_url()}#differ"' in html_of(found)


def test_figures_of_one_claim_stand_together_with_its_words_once(client):
    make_option("a")
    stated = [builders.figure(n, key=f"f{n}", option="a") for n in (5, 7)]
    make_claim(kind="figure", figures=stated, quote="five, then seven")
    words = row(client.get(URL), "measure")
    assert "£5" in words and "£7" in words and words.count("“five, then seven”") == 1


def test_what_is_stated_of_one_option_only_stands_at_the_end_without_a_row_of_its_own(client):
    for key in "abc":
        make_option(key)
    for key in "ab":
        make_figure(1, "shared", option=key)
    make_figure(2, "alone", option="b")
    found = client.get(URL)
    assert "The alone : £2 ; County Council, 1 March 2025" in row(found, "lone") and "Of The b" in row(found, "lone")
    assert "The shared" in row(found, "measure") and "The alone" not in row(found, "measure")
    html = html_of(found)
    assert html.index('data-row="measure"') < html.index('data-row="lone"')


def test_measures_that_only_options_not_chosen_have_are_named_in_a_line(client):
    a, b = make_option("a"), make_option("b")
    make_option("c")
    make_figure(1, "elsewhere", option="c")
    found = client.get(f"{URL}?options={a.public_id},{b.public_id}")
    assert "Given for other options only: The elsewhere." in row(found, "lone")


def test_a_figure_that_its_maker_corrected_is_folded_beside_what_others_said_last(client):
    make_option("a")
    old = make_figure(17, option="a", claim={"said": "2025-05-01"})
    make_figure(13, option="a", claim={"said": "2025-06-01", "responses": [builders.response(old, "corrects")]})
    make_figure(20, option="a", by="city", claim={"said": "2025-01-01"})
    words = row(client.get(URL), "measure")
    assert words.index("1 earlier") < words.index("£17") < words.index("£20") < words.index("£13")


def test_each_decision_stands_open_with_who_decides_and_what_settles_the_case_first(client):
    make_option("a")
    builders.make_council("county")
    for number in (1, 2, 3):
        outcome = {"option": "a", "effect": "supports", "words": f"Step {number}"}
        make_decision(when=f"2025-0{number}-01", made_by="county", settles=number == 3, outcomes=[outcome])
    words = row(client.get(URL), "outcomes")
    assert words.count("County Council : supports it") == 3 and "earlier" not in words
    assert words.index("Step 3") < words.index("Step 1") < words.index("Step 2")


def test_decisions_that_name_a_proposal_and_do_nothing_to_it_are_a_link_to_them(client):
    make_option("a")
    make_option("b", of="second")
    make_decision(proposals=["proposal"], when="2025-04-02")
    found = client.get(URL)
    words = row(found, "outcomes")
    assert "1 other decision names it" in words and words.count("No decision names it.") == 1
    assert f"/cases/case/decisions/?proposal={Proposal.objects.get(key='proposal').public_id}" in html_of(found)


def test_what_was_done_to_a_proposal_stands_once_for_its_options_side_by_side(client):
    make_option("a")
    make_option("b")
    make_option("c", of="second")
    make_decision(outcomes=[{"proposal": "proposal", "effect": "supports", "words": "As a whole"}])
    make_decision(outcomes=[{"option": "b", "effect": "rejects", "words": "This one"}])
    words = row(client.get(URL), "outcomes")
    assert words.count("As a whole") == words.count("This one") == 1
    assert words.count("No decision names it.") == 2
    assert words.count("No decision names this option by itself;") == 1
    html = html_of(client.get(URL))
    assert re.search(r'data-label="The a; The b" colspan="2"', html)


def test_more_than_five_options_stand_under_each_other_in_columns_of_one_width(client):
    for number in range(7):
        make_option(f"o{number}", creates={f"new-{number}": ["melton"]})
    found = client.get(URL)
    assert "7 of 7 options" in text_of(found)
    tables = part(found, "composition").split("<table")[1:]
    assert [each.count('role="cell"') for each in tables] == [4, 3] and 'class="rest"' in tables[1]


def test_what_is_kept_of_a_revision_ends_with_it(client):
    make_option("a")
    make_figure(5, option="a")
    client.get(URL)
    make_figure(7, option="a")
    assert "£7" in page(client)


def test_where_no_claim_speaks_to_any_criterion_one_line_says_so(client):
    make_option("a", creates={"north": ["melton"]})
    found = client.get(URL)
    assert "We have found no claim on any of them." in row(found, "criteria")
    assert "/compare/services/" not in html_of(found)


def test_options_that_create_no_council_have_no_maps_populations_or_criteria(client):
    make_option("a")
    found = client.get(URL)
    assert [part(found, name) for name in ("composition", "population", "criteria")] == ["", "", ""]
    assert "says that one of these options would create a council" in text_of(found)
    assert "Each square" not in text_of(found)


def test_each_criterion_leads_to_what_is_said_of_the_chosen_options_and_names_who_speaks(client):
    make_case(sides=TWO)
    a = make_option("a")
    make_option("b")
    make_claim(by="city", options=["a"], criteria=["services"])
    make_claim(by="city", options=["b"], criteria=["services"])
    found = client.get(f"{URL}?options={a.public_id}")
    assert f'href="{URL}services/?options={a.public_id}"' in html_of(found)
    assert "1 claim, by City. Nothing found: County." in row(found, "criteria")
    assert "2 claims, by City." in row(client.get(URL), "criteria")


def test_what_documents_say_is_told_as_theirs(client):
    builders.document("appraisal")
    points = [{"weighs": "against", "words": "Too large."}, {"weighs": "for", "words": "Simple."}]
    make_option("a", appraisals=[{"document": "appraisal", "verdict": "set aside", "points": points}])
    make_option("b", appraisals=[{"document": "appraisal", "appraised": False}])
    words = row(client.get(URL), "appraisals")
    assert "The appraisal set aside Its reasons For: Simple. Against: Too large." in words
    assert "Does not appraise it." in words


def test_outcomes_stand_with_their_condition_and_what_is_to_come(client):
    minister = make_voice("minister", kind="department")
    make_option("a")
    outcome = {"option": "a", "effect": "modifies", "condition": "subject to Parliament", "still_to_come": "an order"}
    make_decision("ruling", made_by=minister.key, outcomes=[outcome])
    found = client.get(URL)
    words = row(found, "outcomes")
    assert "The minister : chooses it with changes. Condition: subject to Parliament. Still to come: an order" in words
    assert "The ruling , 1 June 2025" in words


def test_there_are_no_scores_and_no_ticks(client):
    make_option("a")
    make_claim(options=["a"], criteria=["services"])
    assert not re.search(r"[✓✔✗✘★☆]|\bscore\b|\brating\b", page(client))


def test_drafts_change_not_a_byte_and_markup_stays_text(client):
    evil = "<script>alert(1)</script>"
    make_option("a", name=evil)
    make_figure(1, option="a", scope=evil, quote=evil)
    make_claim(options=["a"], criteria=["services"], statement=evil, quote=evil)
    before = client.get(URL).content
    assert b"<script>alert" not in before
    make_figure(2, option="a", claim={"state": "draft"})
    make_claim(options=["a"], criteria=["services"], state="draft")
    assert client.get(URL).content == before


@pytest.mark.measure
def test_twelve_options_and_thirty_of_all_else_cost_the_queries_of_three(client):
    asked = []
    for number in (3, 9):
        for _ in range(number):
            made = make_option(of=f"its-{next(builders.numbers)}", creates={"north": ["melton"], "south": ["oadby"]})
            for n in range(2):
                make_figure(n, f"measure-{n}", option=made.key)
                make_claim(options=[made.key], criteria=["services"])
            make_decision(outcomes=[{"option": made.key, "effect": "rejects"}])
        asked.append(queries_of(client, URL))
    assert asked[0] == asked[1]


# Its pictures, and what htmx refines


def test_all_options_are_pictured_and_those_chosen_are_ticked(client):
    a = make_option("a", creates={"north": ["melton"]})
    make_option("b", creates={"south": ["oadby"]}, status="appraised")
    html = html_of(client.get(f"{URL}?options={a.public_id}"))
    assert html.count('<span class="picture map small">') == 2
    assert re.findall(r'value="(\w+)" checked', html) == [a.public_id]


def test_a_plan_that_was_not_read_is_not_said_to_leave_a_council_out(client):
    for key in ("melton", "oadby"):
        builders.make_council(key)
    make_case(sides=TWO, parties=[{"voice": "melton"}, {"voice": "oadby"}])
    make_option("a", creates={"north": ["melton"]})
    words = re.sub(r"\s+", " ", page(client))
    assert "We have read nothing that says what it would make of" in words and "Does not mention" not in words


def test_proposed_councils_never_wear_the_ink_or_the_pattern_of_a_side(client):
    for key in ("melton", "oadby"):
        builders.make_council(key)
    make_case(sides=TWO, parties=[{"voice": "melton"}, {"voice": "oadby"}])
    make_option("a", creates={"north": ["melton"], "south": ["oadby"]})
    html = html_of(client.get(URL))
    squares = re.findall(r'<path d="M[^"]*" fill="url\(#([\w-]+)\)"', html)
    assert sorted(squares) == ["map-1", "map-2", "plan-1", "plan-2"]
    plans = re.findall(r'<pattern id="plan-\d" class="([^"]*)" [^>]*>(.*?)</pattern>', html)
    sides = re.findall(r'<pattern id="pattern-\d" class="([^"]*)" [^>]*>(.*?)</pattern>', html)
    assert len(plans) == len(sides) == 8 and {name for name, _ in plans} == {"plan"}
    assert not {drawn for _, drawn in plans} & {drawn for _, drawn in sides}


def test_the_fragment_is_what_the_page_contains_under_the_page_s_address(client):
    a, b = make_option("a"), make_option("b")
    whole = client.get(f"{URL}?options={a.public_id},{b.public_id}")
    found = client.get(f"{URL}chosen/?options={a.public_id}&options={b.public_id}")
    assert found.content.strip() in whole.content and b"<html" not in found.content
    assert found["HX-Push-Url"] == f"{URL}?options={a.public_id},{b.public_id}"


def test_one_address_gives_the_same_bytes_to_everyone(client):
    make_option("a")
    assert client.get(URL).content == client.get(URL, headers={"HX-Request": "true"}).content


@pytest.mark.audit
def test_the_shipped_options_are_compared_within_twelve_screens_two_beside_each_other(
    browser, live_server, transactional_db
):
    load(ROOT / "cases/leicestershire-2025.yaml", [])
    ids = list(Option.objects.filter(status="put-forward").order_by("pk").values_list("public_id", flat=True))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for query in ("", f"?options={','.join(ids[:2])}", f"?options={','.join(ids[:4])}", f"?options={','.join(ids)}"):
        page.goto(f"{live_server.url}/cases/leicestershire-2025/compare/{query}")
        height, width = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        assert (height <= 12 * 740, width) == (True, 360), query
        cells = page.locator("[data-row=composition] tbody td")
        first, second = (cells.nth(number).bounding_box() for number in (0, 1))
        assert first["y"] == second["y"] and first["x"] + first["width"] <= second["x"]
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 0 < sheets <= 10
    page.close()


# Figures of proposals and measures of people


def test_a_figure_of_a_proposal_counts_for_each_of_its_options(client):
    make_option("one", of="north")
    make_option("two", of="north", variant_of="one")
    make_option("three", of="south")
    make_measure("savings", unit="pounds")
    make_figure(7000000, "savings", proposal="north")
    make_figure(5000000, "savings", proposal="south")
    found = client.get(URL)
    words = row(found, "measure")
    assert "£7 million" in words and "£5 million" in words
    assert "(said of the proposal as a whole)" in words
    assert "none of these is stated" not in html_of(found)


def test_a_growth_of_people_is_no_population(client):
    make_option("a", creates={"north": ["melton"]})
    make_measure("added", name="People added by the extension", unit="people")
    make_measure("population", name="Population", unit="people")
    make_figure(300, "population", option="a", proposed="north", claim={"said": "2025-01-01"})
    make_figure(9, "added", option="a", proposed="north", claim={"said": "2025-02-01"})
    found = client.get(URL)
    assert "9 people" not in row(found, "population") and "300 people" in row(found, "population")
    assert "9 people" in html_of(found)


@pytest.mark.parametrize(("said", "is_one"), [(True, True), (False, False), (None, False)])
def test_an_editor_says_which_measure_is_a_population(client, said, is_one):
    make_option("a", creates={"north": ["melton"]})
    more = {} if said is None else {"population": "yes" if said else "no"}
    make_measure("residents", name="Residents", unit="people", **more)
    make_figure(300, "residents", option="a", proposed="north")
    assert ("300 people" in row(client.get(URL), "population")) is is_one


def test_an_option_of_which_one_council_is_known_is_not_said_to_create_one(client):
    make_option("a", creates={"north": ["melton"]})
    make_measure("population", unit="people")
    make_figure(300, "population", option="a", proposed="north")
    assert "÷" not in row(client.get(URL), "population")
    assert "It would create one council" not in html_of(client.get(URL))
