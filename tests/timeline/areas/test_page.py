"""Your area: statements of each plan on a council, a part of one, or a town."""

import re

import pytest

from tests.builders import (
    CITED,
    change,
    content_of,
    make_area,
    make_case,
    make_council,
    make_decision,
    make_document,
    make_option,
    make_proposal,
    make_voice,
    passage,
    proposed,
    voice,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

ADDRESS = "/cases/case/areas/"


@shared
def case():
    kinds = {"city": "unitary", "county": "county", "blaby": "district", "melton": "district"}
    for key, kind in kinds.items():
        make_council(key, council={"type": kind})
    return make_case(parties=[{"voice": key} for key in kinds])


def ask(client, place):
    response = client.get(ADDRESS, {"place": place})
    assert response.status_code == 200
    return response


def said(client, place, option) -> str:
    """The text of the page on a place in one option."""
    html = html_of(ask(client, place))
    (found,) = re.findall(rf'<div data-option="{option.public_id}">(?:<dt>.*?</dt><dd>)?(.*?)</(?:dd|div)>', html)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


# What is asked


def test_the_form_lists_councils_of_the_case_and_the_parts_that_proposals_name(client, case):
    make_area("glen-parva", council="blaby")
    make_area("secret", state="draft")
    make_council("elsewhere")
    html = html_of(client.get(ADDRESS))
    labels = re.findall(r'<option value="([^"]+)">', html)
    assert labels == ["Blaby", "City", "County", "Melton", "Glen Parva (parish in Blaby)"]
    assert 'href="?place=Glen%20Parva%20%28parish%20in%20Blaby%29"' in html


def test_a_town_council_does_not_hide_the_parish_of_its_name(client, case):
    make_council("glen-parva", council={"type": "parish"})
    make_area("glen-parva", council="blaby")
    make_case("other", parties=[{"voice": "glen-parva"}])
    change(case, parties=[{"voice": key} for key in ("city", "blaby", "glen-parva")])
    html = html_of(ask(client, "glen parva"))
    assert "2 places have this name" in html
    assert "Glen Parva (parish or town council)" in html and "Glen Parva (parish in Blaby)" in html


def test_no_decision_of_one_council_heads_a_plan_as_if_it_were_its_state(client, case):
    make_option("one", creates={"all": ["blaby", "melton"]})
    make_decision(made_by="melton", outcomes=[{"option": "one", "effect": "does-not-support"}])
    assert "support" not in text_of(ask(client, "Blaby"))


def test_what_settles_the_case_is_the_state_of_a_plan(client, case):
    make_option("one", of="plan", creates={"all": ["blaby", "melton"]})
    make_decision(made_by="city", settles="yes", outcomes=[{"option": "one", "effect": "chooses"}])
    assert "by City Council:" in text_of(ask(client, "Blaby"))


@pytest.mark.parametrize(("read", "is_older"), [("2025-10", True), ("2025-12", False)])
def test_what_was_read_before_the_last_state_of_a_plan_is_said_to_be_older(client, case, read, is_older):
    make_proposal("plan", states=[{"status": "paused", "when": {"edtf": "2025-11-28"}}])
    printed = passage("the whole of Blaby", make_document(date=read))
    make_option("one", of="plan", creates={"all": [{"council": "blaby", "passage": printed}]})
    assert ("What we have read of the plan is older" in text_of(ask(client, "Blaby"))) == is_older


@pytest.mark.parametrize("words", ["Y Fer'w", "y fer’w", "Y FERʼW"])
def test_a_name_is_found_however_its_apostrophe_is_typed(client, case, words):
    area = make_area("merrow", council="blaby", names=[{"name": "Y Fer’w"}])
    assert f'data-place="{area.public_id}"' in html_of(ask(client, words))


def test_what_lies_over_several_councils_is_no_place(client, case):
    make_council("authority", council={"type": "combined"})
    make_case("second", parties=[{"voice": "authority"}, {"voice": "city"}])
    assert 'value="Authority"' not in html_of(client.get("/cases/second/areas/"))


def test_a_town_council_that_no_option_names_is_answered_by_the_part_of_its_name(client, case):
    town = make_council("merrow", name="Merrow Town Council", council={"type": "parish"})
    change(case, parties=[{"voice": key} for key in ("city", "county", "blaby", "melton", "merrow")])
    option = make_option(creates={"new": ["blaby"]})
    words = text_of(ask(client, town.council.code))
    assert (
        "We do not know in which council’s area Merrow lies" in words and "No plan names Merrow Town Council." in words
    )
    assert f'data-option="{option.public_id}"' not in html_of(ask(client, town.council.code))
    make_area("merrow", kind="settlement", council="blaby")
    assert said(client, town.council.code, option) == "Merrow, with the whole of Blaby, would be in New."
    words = text_of(ask(client, town.council.code))
    assert "we answer for Merrow (town or village in Blaby)" in words
    assert "Merrow Town Council and Blaby Council" in words


@pytest.mark.parametrize("words", ["Glen Parva (parish in Blaby)", "glen parva", "Glen Parva Village", "lower glen"])
def test_a_place_is_found_by_label_name_alias_and_part_of_a_name(client, case, words):
    names = [{"name": "Glen Parva Village"}, {"name": "Lower Glen Parva"}]
    area = make_area("glen-parva", council="blaby", names=names)
    assert f'data-place="{area.public_id}"' in html_of(ask(client, words))


def test_a_council_is_found_by_its_code_its_full_name_and_its_other_names(client, case):
    other = make_council("hinckley", code="QZZZ", aliases=[{"name": "The Far West"}])
    make_case("second", parties=[{"voice": "hinckley"}])
    for words in ("qzzz", "Hinckley Council", "the far west"):
        answer = html_of(client.get("/cases/second/areas/", {"place": words}))
        assert other.council.get_absolute_url() in answer


def test_words_that_may_mean_several_places_offer_each(client, case):
    make_area("glen-parva", council="blaby")
    make_area("glen-hills", council="blaby")
    words = text_of(ask(client, "glen"))
    assert "2 places have this name" in words and "Glen Hills (parish in Blaby)" in words


def test_an_area_is_found_by_its_id_as_the_log_links_it(client, case):
    area = make_area("glen-parva", council="blaby")
    assert f'data-place="{area.public_id}"' in html_of(ask(client, area.public_id))
    assert f"{ADDRESS}?place={area.public_id}" in html_of(client.get("/changes/"))


@pytest.mark.parametrize("words", ["Atlantis", "<script>alert(1)</script>", "x" * 300, "zz"])
def test_nonsense_is_answered_with_a_message_and_the_list_and_is_not_kept(client, case, words):
    answer = ask(client, words)
    assert answer["Cache-Control"] == "no-store" and answer["X-Robots-Tag"] == "noindex"
    assert 'role="status"' in html_of(answer) and "Blaby" in text_of(answer)
    assert "<script>alert" not in html_of(answer)


def test_two_places_at_once_are_a_message(client, case):
    answer = client.get(f"{ADDRESS}?place=Blaby&place=Melton")
    assert "More than one place is named." in text_of(answer)
    assert answer["Cache-Control"] == "no-store"


def test_plans_that_were_given_up_come_last_and_folded(client, case):
    for key, states in (("a", [{"status": "withdrawn", "when": {"edtf": "2025-02"}}]), ("b", [])):
        make_proposal(key, name=f"Plan {key}", sequence=1, states=states)
        make_option(key, of=key, creates={"new": ["blaby"]})
    shown, folded = html_of(ask(client, "blaby")).split("1 other plan")
    assert "Plan b" in shown and "Plan a" not in shown and "Plan a" in folded


def test_an_unknown_case_is_a_404_and_a_withdrawn_one_says_so(client):
    make_case("gone", state="withdrawn", reason="Entered twice.")
    assert client.get("/cases/nowhere/areas/").status_code == 404
    assert "Entered twice." in text_of(client.get("/cases/gone/areas/"))


# Today


def test_a_district_stands_with_its_county(client, case):
    words = text_of(ask(client, "Blaby"))
    assert "Its councils today: Blaby Council and County Council ." in words
    assert "and County Council" not in text_of(ask(client, "City"))


def test_with_two_counties_none_is_named_over_a_district(client, case):
    make_council("other-county", council={"type": "county"})
    make_council("village")
    make_case("second", parties=[{"voice": key} for key in ("county", "other-county", "village")])
    words = text_of(client.get("/cases/second/areas/", {"place": "Village"}))
    assert "Its district council today: Village Council ." in words


# What an option says of a council


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"council": "blaby"}, "All of Blaby would be in New."),
        ({"council": "blaby", "extent": "most"}, "Most of Blaby would be in New. The plan does not say which part."),
        ({"council": "blaby", "extent": "part"}, "Part of Blaby would be in New. The plan does not say which part."),
        (
            {"council": "blaby", "extent": "part", "count": "23", "count_of": "parish"},
            "Part of Blaby would be in New: 23 parishes, counted and not named.",
        ),
        ({"council": "blaby", "extent": "remainder"}, "The rest of Blaby would be in New."),
        ({"area": "glen-parva"}, "Part of Blaby would be in New: Glen Parva (parish)."),
        (
            {"area": "glen-parva", "extent": "part", "count": "2", "count_of": "ward"},
            "Part of Blaby would be in New: part of Glen Parva (parish), 2 wards, counted and not named.",
        ),
        (
            {"council": "blaby", "stated": "no"},
            "The plan does not say whether Blaby, or any part of it, would be in New.",
        ),
        ({"council": "melton"}, "We have read nothing that says what the plan would make of Blaby."),
        ({"council": "county"}, "All of Blaby, with the whole of County, would be in New."),
        (
            {"council": "county", "extent": "remainder"},
            "Blaby, except any part that goes elsewhere, would be in New. The plan does not say which part.",
        ),
        ({"council": "blaby", "inferred": "yes"}, "All of Blaby would be in New. our reading"),
    ],
)
def test_of_a_council_it_says_what_would_become_of_it(client, case, content, words):
    make_area("glen-parva", council="blaby")
    assert said(client, "Blaby", make_option(creates={"new": [content]})) == words


def test_each_share_of_a_council_stands_with_its_source(client, case):
    part = {"council": "blaby", "extent": "part", "words": "the north", "passage": passage("the north", "plan")}
    creates = [proposed("alpha", part), proposed("beta", {"council": "blaby", "extent": "remainder"})]
    option = make_option(creates=creates)
    assert said(client, "Blaby", option) == (
        "Blaby would be divided: part of it (the north) in Alpha; the rest of it in Beta. "
        f"The plan , {CITED}: the north"
    )


def test_of_a_county_that_is_not_named_it_says_where_its_districts_would_be(client, case):
    option = make_option(creates={"east": ["melton"], "west": ["blaby"]})
    assert said(client, "County", option) == "Its districts would be: Melton in East; Blaby in West."


def test_of_a_county_it_says_no_more_of_a_district_than_the_option_does(client, case):
    make_area("glen-parva", council="blaby")
    make_council("oadby", council={"type": "district"})
    change(case, parties=[*content_of(case)["parties"], {"voice": "oadby"}])
    option = make_option(creates=[proposed("new", "melton", {"area": "glen-parva"})])
    assert said(client, "County", option) == (
        "Its districts would be: part of Blaby and Melton in New. Nothing that we have read says where Oadby would be."
    )


def test_a_council_that_ended_before_the_case_is_none_of_todays(client, case):
    make_council("old", name="Blaby Rural", council={"area": "Blaby", "ends": {"edtf": "1974-03-31"}})
    change(case, began={"edtf": "2025-01"}, parties=[*content_of(case)["parties"], {"voice": "old"}])
    assert re.findall(r'<option value="(Blaby[^"]*)">', html_of(client.get(ADDRESS))) == ["Blaby"]
    # One that a proposal names by itself is found by the label that tells it apart.
    make_area("parva", name="Parva", council="old")
    assert "Its district council today: Blaby Rural" in text_of(ask(client, f"Blaby ({voice('old').council.code})"))


def test_an_option_that_is_given_up_says_so_and_is_not_the_plan(client, case):
    states = [{"status": "withdrawn", "when": {"edtf": "2025-03-05"}}]
    option = make_option(creates={"new": ["blaby"]}, states=states)
    made = make_option("now", creates={"new": ["blaby"]}, states=[{"status": "paused", "when": {"edtf": "2025-04"}}])
    html = html_of(ask(client, "Blaby"))
    assert html.index(made.public_id) < html.index("1 other layout") < html.index(option.public_id)
    words = text_of(ask(client, "Blaby"))
    assert re.search(r"The now: Paused\s*, April 2025", words) and re.search(r"Withdrawn\s*, 5 March 2025", words)


def test_an_option_without_proposed_councils_says_so(client, case):
    assert said(client, "Blaby", make_option()) == "Nothing that we have read names a council that it would create."


# What it says of a named part


@pytest.mark.parametrize(
    ("made_of", "words"),
    [
        ([{"area": "glen-parva"}], "Glen Parva would be in New."),
        ([{"area": "glen-parva", "extent": "most"}], "Most of Glen Parva would be in New."),
        ([{"area": "glen-parva", "stated": "no"}], "The plan does not say whether Glen Parva would be in New."),
        (["blaby"], "Glen Parva, with the whole of Blaby, would be in New."),
        (["county"], "Glen Parva, with the whole of Blaby, would be in New."),
        (
            [{"council": "blaby", "extent": "part"}],
            "Parts of Blaby would be in New; nothing that we have read says whether Glen Parva is among them.",
        ),
        (
            [{"area": "other"}],
            "Parts of Blaby would be in New; nothing that we have read says whether Glen Parva is among them.",
        ),
        ([{"area": "south"}], "South would be in New."),
        (["melton"], "We have read nothing that says what the plan would make of Blaby."),
        (
            [{"area": "glen-parva", "extent": "part", "count": "2", "count_of": "ward"}],
            "Part of Glen Parva (2 wards, counted and not named) would be in New.",
        ),
    ],
)
def test_a_part_goes_with_its_council_only_where_that_is_whole(client, case, made_of, words):
    make_area("south", kind="part", council="blaby")
    make_area("glen-parva", council="blaby", part_of="south")
    make_area("other", council="blaby")
    assert said(client, "Glen Parva", make_option(creates={"new": made_of})) == words


def test_a_part_of_the_place_that_is_named_is_said(client, case):
    make_area("south", kind="part", council="blaby")
    make_area("glen-parva", council="blaby", part_of="south")
    words = said(client, "South", make_option(creates={"new": [{"area": "glen-parva"}]}))
    assert words.startswith("Glen Parva, a part of it, would be in New.")


# The order of answers, and what they cost


def test_options_stand_by_proposal_those_put_forward_first_and_drafts_not_at_all(client, case):
    make_proposal("second", sequence="2")
    make_proposal("first", sequence="1")
    last = make_option(of="second")
    aside = make_option(of="first", status="appraised", sequence="1")
    forward = make_option(of="first", sequence="2")
    make_option(of="first", state="draft")
    found = re.findall(r'<div data-option="(\w+)">', html_of(ask(client, "Blaby")))
    assert found == [forward.public_id, aside.public_id, last.public_id]


@pytest.mark.measure
def test_it_takes_as_many_queries_for_thirty_options_as_for_three(client, case):
    make_voice("mail")

    def grow(first, last):
        for number in range(first, last):
            make_document(f"plan-{number}")
            make_area(f"area-{number}", council="blaby", names=[{"name": f"Part {number}"}])
            printed = {"passage": passage("x", f"plan-{number}")}
            make_option(
                of=f"proposal-{number}",
                creates={"new": ["melton", {"area": f"area-{number}", **printed}, {"council": "blaby", **printed}][:2]},
            )

    grow(0, 3)
    few = queries_of(client, f"{ADDRESS}?place=Blaby")
    grow(3, 9)
    assert queries_of(client, f"{ADDRESS}?place=Blaby") == few


# The county over a council


def of_another_county(case, county=None):
    """A borough outside the area of the case that is placed in a side of it."""
    make_council("borough", council={"type": "district", **({"county": county} if county else {})})
    sides = [{"key": "a", "label": "A", "voices": [{"voice": "borough"}]}]
    parties = [*({"voice": key} for key in ("city", "county", "blaby")), {"voice": "borough", "in_area": "no"}]
    change(case, parties=parties, sides=sides)


def today(client, place) -> str:
    section = re.search(r"<section[^>]*data-place.*?</section>", html_of(ask(client, place))).group()
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


def test_a_council_outside_the_area_is_not_put_under_its_only_county(client, case):
    of_another_county(case)
    assert "Its district council today: Borough Council ." in today(client, "Borough")
    assert "County Council" in today(client, "Blaby")


def test_a_district_that_names_another_county_is_under_no_other(client, case):
    make_council("shire", council={"type": "county"})
    change(voice("melton"), council={**content_of(voice("melton"))["council"], "county": "shire"})
    assert "Its councils today: Melton Council and Shire Council ." in today(client, "Melton")
    assert "Shire Council" in text_of(client.get(voice("melton").council.get_absolute_url()))


def test_a_district_that_names_the_county_is_under_it_wherever_it_lies(client, case):
    of_another_county(case, county="county")
    assert "County Council" in today(client, "Borough")


# Towns and villages


@shared
def gazetteer(case):
    blaby = content_of(voice("blaby"))["council"]
    source = {"name": "List of parishes", "address": "https://example.org/", "read_on": "2026-11-22", "licence": "OGL"}
    places = [{"name": name, "kind": "village", "source": source} for name in ("Kirby Muxloe", "Glen Parva")]
    change(voice("blaby"), council={**blaby, "places": places})


def test_a_village_is_answered_by_its_council_with_who_says_that_it_lies_there(client, case, gazetteer):
    option = make_option(creates={"new": ["blaby"]})
    assert said(client, "kirby muxloe", option) == "Kirby Muxloe, with the whole of Blaby, would be in New."
    words = text_of(ask(client, "kirby muxloe"))
    assert "A village in Blaby. Its councils today: Blaby Council and County Council ." in words
    assert "That Kirby Muxloe is in Blaby: List of parishes , read on 22 November 2026. OGL." in words


def test_a_village_that_a_plan_names_as_a_part_is_that_part(client, case, gazetteer):
    area = make_area("glen-parva", council="blaby")
    assert f'data-place="{area.public_id}"' in html_of(ask(client, "Glen Parva"))


def test_a_village_of_a_council_that_is_not_published_is_not_known(client, case):
    source = {"name": "List of parishes"}
    make_council("hidden", state="draft", council={"places": [{"name": "Upton", "kind": "village", "source": source}]})
    assert "We do not have “Upton”" in text_of(ask(client, "Upton"))


@pytest.mark.parametrize("words", ["Kirby Muxlor", "kirbi muxloe", "Muxlow", "Kriby Muxloe"])
def test_a_mistyped_name_is_not_guessed_but_the_nearest_are_offered(client, case, gazetteer, words):
    answer = ask(client, words)
    assert "Did you mean one of these?" in text_of(answer) and "data-place" not in html_of(answer)
    assert 'href="?place=Kirby%20Muxloe%20%28village%20in%20Blaby%29"' in html_of(answer)


def test_villages_of_one_name_are_told_apart_by_council(client, case, gazetteer):
    melton = content_of(voice("melton"))["council"]
    place = {"name": "Glen Parva", "kind": "suburb", "source": {"name": "List"}}
    change(voice("melton"), council={**melton, "places": [place]})
    words = text_of(ask(client, "glen parva"))
    assert "2 places have this name" in words
    assert "Glen Parva (village in Blaby)" in words and "Glen Parva (suburb in Melton)" in words


def test_a_council_goes_before_a_village_of_its_name_which_stands_beside_it(client, case):
    blaby = content_of(voice("blaby"))["council"]
    place = {"name": "Blaby", "kind": "village", "source": {"name": "List"}}
    change(voice("blaby"), council={**blaby, "places": [place]})
    answer = ask(client, "blaby")
    assert f'data-place="{blaby["code"]}"' in html_of(answer)
    assert "Also of this name: Blaby (village in Blaby)" in text_of(answer)


@pytest.mark.parametrize("words", ["LE16 7AB", "le167ab", "SW1A 1AA", "LE2"])
def test_a_postcode_is_told_that_none_are_looked_up(client, case, words):
    answer = text_of(ask(client, words))
    assert "We do not look up postcodes. Type the name of your town, village, suburb or council." in answer


def test_the_former_address_leads_to_the_page_with_its_query(client, case):
    answer = client.get("/cases/case/places/", {"place": "Blaby"})
    assert (answer.status_code, answer["Location"]) == (301, f"{ADDRESS}?place=Blaby")
