"""Find your place: statements of each option on a council or part of one."""

import re

import pytest

from tests.builders import (
    CITED,
    at_once,
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

pytestmark = pytest.mark.django_db

ADDRESS = "/cases/case/places/"


@pytest.fixture
@at_once()
def case(db):
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
    (found,) = re.findall(rf'<div data-option="{option.public_id}">.*?<dd>(.*?)</dd>', html, re.DOTALL)
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
    assert "2 places are called so" in html
    assert "Glen Parva (parish or town council)" in html and "Glen Parva (parish in Blaby)" in html


def test_each_decision_on_an_option_stands_open_with_who_decides_and_what_settles_first(client, case):
    option = make_option("one", creates={"all": ["blaby", "melton"]})
    make_decision("first", when="2025-01", made_by="blaby", outcomes=[{"option": "one", "effect": "submits"}])
    outcome = {"option": "one", "effect": "modifies", "words": "Blaby whole.", "condition": "for now."}
    make_decision("order", when="2025-02", settles="yes", outcomes=[{**outcome, "still_to_come": "A law."}])
    assert said(client, "Blaby", option) == (
        "Wholly in All. By a decision maker not known to this record : chooses it with changes (Blaby whole)."
        " Condition: for now. Still to come: A law. The order , February 2025"
        " Blaby Council : approves its submission. The first , January 2025"
    )


def test_no_decision_heads_a_proposal_as_if_it_were_its_state_unless_it_settles_the_case(client, case):
    make_option("one", creates={"all": ["blaby", "melton"]})
    make_decision(made_by="melton", outcomes=[{"option": "one", "effect": "does-not-support"}])
    found = text_of(ask(client, "Blaby"))
    assert ": does not support it" in found and "Not supported" not in found


@pytest.mark.parametrize("words", ["Y Fer'w", "y fer’w", "Y FERʼW"])
def test_a_name_is_found_however_its_apostrophe_is_typed(client, case, words):
    area = make_area("merrow", council="blaby", names=[{"name": "Y Fer’w"}])
    assert f'data-place="{area.public_id}"' in html_of(ask(client, words))


def test_what_lies_over_several_councils_is_no_place(client, case):
    make_council("authority", council={"type": "combined"})
    make_case("second", parties=[{"voice": "authority"}, {"voice": "city"}])
    assert 'value="Authority"' not in html_of(client.get("/cases/second/places/"))


def test_a_town_council_that_no_option_names_is_answered_by_the_part_of_its_name(client, case):
    town = make_council("merrow", name="Merrow Town Council", council={"type": "parish"})
    change(case, parties=[{"voice": key} for key in ("city", "county", "blaby", "melton", "merrow")])
    option = make_option(creates={"new": ["blaby"]})
    words = text_of(ask(client, town.council.code))
    assert (
        "does not say in which council’s area Merrow lies" in words and "No option names Merrow Town Council." in words
    )
    assert f'data-option="{option.public_id}"' not in html_of(ask(client, town.council.code))
    make_area("merrow", kind="settlement", council="blaby")
    assert said(client, town.council.code, option) == "Wholly in New, with the whole of Blaby."
    words = text_of(ask(client, town.council.code))
    assert "by way of the part on record that has its name: Merrow (town or village in Blaby)" in words
    assert "Merrow Town Council , parish or town council Blaby Council" in words


@pytest.mark.parametrize("words", ["Glen Parva (parish in Blaby)", "glen parva", "Glen Parva Village", "lower glen"])
def test_a_place_is_found_by_label_name_alias_and_part_of_a_name(client, case, words):
    names = [{"name": "Glen Parva Village"}, {"name": "Lower Glen Parva"}]
    area = make_area("glen-parva", council="blaby", names=names)
    assert f'data-place="{area.public_id}"' in html_of(ask(client, words))


def test_a_council_is_found_by_its_code_its_full_name_and_its_other_names(client, case):
    other = make_council("hinckley", code="QZZZ", aliases=[{"name": "The Far West"}])
    make_case("second", parties=[{"voice": "hinckley"}])
    for words in ("qzzz", "Hinckley Council", "the far west"):
        answer = html_of(client.get("/cases/second/places/", {"place": words}))
        assert other.council.get_absolute_url() in answer


def test_words_that_may_mean_several_places_offer_each(client, case):
    make_area("glen-parva", council="blaby")
    make_area("glen-hills", council="blaby")
    words = text_of(ask(client, "glen"))
    assert "2 places are called so" in words and "Glen Hills (parish in Blaby)" in words


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


def test_an_unknown_case_is_a_404_and_a_withdrawn_one_says_so(client):
    make_case("gone", state="withdrawn", reason="Entered twice.")
    assert client.get("/cases/nowhere/places/").status_code == 404
    assert "Entered twice." in text_of(client.get("/cases/gone/places/"))


# Today


def test_a_district_stands_with_its_county(client, case):
    words = text_of(ask(client, "Blaby"))
    assert "Blaby Council , district or borough council County Council , county council" in words
    assert "County Council , county council" not in text_of(ask(client, "City"))


def test_with_two_counties_none_is_named_over_a_district(client, case):
    make_council("other-county", council={"type": "county"})
    make_council("village")
    make_case("second", parties=[{"voice": key} for key in ("county", "other-county", "village")])
    words = text_of(client.get("/cases/second/places/", {"place": "Village"}))
    assert "county council" not in words.split("Village today")[1].split("No option")[0]


# What an option says of a council


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"council": "blaby"}, "Wholly in New."),
        ({"council": "blaby", "extent": "most"}, "Most of Blaby in New; the document does not say which."),
        ({"council": "blaby", "extent": "part"}, "Part of Blaby in New; the document does not say which."),
        (
            {"council": "blaby", "extent": "part", "count": "23", "count_of": "parish"},
            "Part of Blaby in New: 23 parishes, counted and not named.",
        ),
        ({"council": "blaby", "extent": "remainder"}, "The remainder of Blaby in New."),
        ({"area": "glen-parva"}, "Part of Blaby in New: Glen Parva (parish)."),
        (
            {"area": "glen-parva", "extent": "part", "count": "2", "count_of": "ward"},
            "Part of Blaby in New: part of Glen Parva (parish), 2 wards, counted and not named.",
        ),
        (
            {"council": "blaby", "stated": "no"},
            "Not stated in this document: whether, or what of Blaby, would be in New.",
        ),
        ({"council": "melton"}, "Not stated: where Blaby would be in this option."),
        ({"council": "county"}, "Wholly in New, which takes the whole of County."),
        (
            {"council": "county", "extent": "remainder"},
            "New takes the remainder of County, in which Blaby lies; how much of Blaby is not stated.",
        ),
        ({"council": "blaby", "inferred": "yes"}, "Wholly in New. worked out by an editor"),
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
        f"Part of Blaby in Alpha: the north. The plan , {CITED}: the north The remainder of Blaby in Beta."
    )


def test_of_a_county_that_is_not_named_it_says_where_its_districts_would_be(client, case):
    option = make_option(creates={"east": ["melton"], "west": ["blaby"]})
    assert said(client, "County", option) == "By its districts, in East: Melton. By its districts, in West: Blaby."


def test_an_option_without_proposed_councils_says_so(client, case):
    assert said(client, "Blaby", make_option()) == "No councils that it would create are in this record."


# What it says of a named part


@pytest.mark.parametrize(
    ("made_of", "words"),
    [
        ([{"area": "glen-parva"}], "Glen Parva is named: in New."),
        ([{"area": "glen-parva", "extent": "most"}], "Glen Parva is named, most of it: in New."),
        ([{"area": "glen-parva", "stated": "no"}], "Not stated in this document: whether Glen Parva would be in New."),
        (["blaby"], "Wholly in New, with the whole of Blaby."),
        (["county"], "Wholly in New, with the whole of Blaby."),
        (
            [{"council": "blaby", "extent": "part"}],
            "Not stated: this option divides Blaby, and does not name Glen Parva. "
            "Part of Blaby in New; the document does not say which.",
        ),
        (
            [{"area": "other"}],
            "Not stated: this option divides Blaby, and does not name Glen Parva. "
            "Part of Blaby in New: Other (parish).",
        ),
        ([{"area": "south"}], "South is named: in New."),
        (["melton"], "Not stated: where Blaby would be in this option."),
        (
            [{"area": "glen-parva", "extent": "part", "count": "2", "count_of": "ward"}],
            "Glen Parva is named, part of it, 2 wards, counted and not named: in New.",
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
    assert words.startswith("A part of it is named: Glen Parva, in New.")


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
    section = re.search(r"<section[^>]*data-place.*?</ul>", html_of(ask(client, place)), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


def test_a_council_outside_the_area_is_not_put_under_its_only_county(client, case):
    of_another_county(case)
    assert "County Council" not in today(client, "Borough")
    assert "County Council" in today(client, "Blaby")


def test_a_district_that_names_another_county_is_under_no_other(client, case):
    make_council("shire", council={"type": "county"})
    change(voice("melton"), council={**content_of(voice("melton"))["council"], "county": "shire"})
    assert "County Council" not in today(client, "Melton")
    assert "Shire Council" in text_of(client.get(voice("melton").council.get_absolute_url()))


def test_a_district_that_names_the_county_is_under_it_wherever_it_lies(client, case):
    of_another_county(case, county="county")
    assert "County Council" in today(client, "Borough")
