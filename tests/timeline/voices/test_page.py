"""The page of a person, group, alliance or outlet, and its lists."""

import re

import pytest

from claims.choices import Role
from councils.choices import TenureKind
from tests.builders import (
    change,
    content_of,
    make,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_voice,
    passage,
    tie,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared
from timeline.voices import page as voices

pytestmark = pytest.mark.django_db


def page(client, voice, below=""):
    return client.get(voice.get_absolute_url() + below)


def section(response, heading):
    """The words under one heading of the second level."""
    body = html_of(response)
    found = re.search(rf'<section class="section" aria-labelledby="{heading}">(.*?)</section>', body, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])) if found else ""


@shared
def allnatt():
    return make_voice("allnatt", kind="person", name="Pip Allnatt")


# The address


def test_a_wrong_or_absent_slug_leads_to_the_address(client, allnatt):
    right = allnatt.get_absolute_url()
    assert right.endswith("-pip-allnatt/")
    for wrong in (f"/voices/{allnatt.public_id}/", f"/voices/{allnatt.public_id}-phil-allnatt/?x=1"):
        answer = client.get(wrong)
        assert answer.status_code == 301
        assert answer["Location"] == right, "without what the page does not read"
    assert client.get(f"/voices/{allnatt.public_id}-phil/documents/")["Location"] == right + "documents/"


def test_a_council_has_its_page_among_the_councils(client):
    council = make_council("melton", code="MEL")
    assert page(client, council)["Location"] == "/councils/MEL/"
    assert page(client, council, "documents/")["Location"] == "/councils/MEL/documents/"
    assert page(client, council, "claims/about/")["Location"] == "/councils/MEL/"


def test_an_unknown_voice_and_a_draft_are_the_same_404(client):
    draft = make_voice("secret", state="draft")
    unknown = client.get("/voices/0000000000-secret/")
    assert page(client, draft).status_code == unknown.status_code == 404
    assert page(client, draft).content == unknown.content


def test_a_withdrawn_voice_keeps_its_page_with_the_reason(client):
    voice = make_voice("gone", state="withdrawn", reason="Entered twice.")
    assert page(client, voice).status_code == 200
    assert "Entered twice." in text_of(page(client, voice))
    assert 'href=""' not in html_of(page(client, voice))
    for below in ("documents/", "claims/made-by/", "claims/about/"):
        assert page(client, voice, below).status_code == 404


# Who or what it is


def test_the_page_says_who_or_what_it_is(client):
    voice = make_voice("seven", kind="unnamed", name="Most of the seven", description="So called in the article.")
    words = text_of(page(client, voice))
    assert "Unnamed" in words and "Most of the seven" in words and "So called in the article." in words


def test_a_name_as_printed_stands_with_its_document_and_with_the_evidence(client, allnatt):
    make_document("plan")
    alias = {"name": "Phil Allnatt", "kind": "printed", "used_by": "county", "document": "plan", "note": "Same office."}
    make_council("county")
    change(allnatt, aliases=[alias])
    words = section(page(client, allnatt), "names")
    assert "“Phil Allnatt”" in words and "Name as printed, taken to be the same" in words
    assert "used by County Council" in words and "The plan" in words
    assert "Evidence: Same office." in words
    assert "We have assumed that these names are the same." in words


def test_a_voice_of_an_invented_case_says_so(client, allnatt):
    ghost = make_voice("ghost", kind="person")
    make_claim(by=ghost, case=make_case("practice", invented="yes"))
    make_claim(by=allnatt)
    assert "An invented case, for practice." in text_of(page(client, ghost))
    assert "An invented case, for practice." not in text_of(page(client, allnatt))


# Ties


def test_ties_are_told_from_both_ends_with_dates_and_sources(client, allnatt):
    office = make_voice("leader", kind="office", name="Leader of Melton")
    held = {"kind": "holds", "of": "leader", "when": {"edtf": "2023-05-24/.."}, "as_printed": "new Leader"}
    held["passage"] = passage("elects new Leader", "release")
    change(allnatt, tenures=[held])
    mine, its = section(page(client, allnatt), "ties"), section(page(client, office), "ties")
    assert "Offices held" in mine and "Leader of Melton" in mine
    assert "Held by" in its and "Pip Allnatt" in its
    for words in (mine, its):
        assert "from 24 May 2023 onwards" in words and "new Leader" in words
        assert "The release" in words and "elects new Leader" in words


def test_a_tie_without_a_date_says_that_none_is_stated(client, allnatt):
    group = make_voice("group", kind="group", name="The Group")
    tie(allnatt, "member-of", group)
    assert re.search(r"Member of The Group\s*, date not stated", section(page(client, allnatt), "ties"))
    assert re.search(r"Its members Pip Allnatt\s*, date not stated", section(page(client, group), "ties"))


def test_every_kind_of_tie_has_a_heading_from_either_end():
    assert set(voices.FORWARD) == set(voices.BACK) == set(TenureKind)


def test_a_draft_does_not_show_among_the_members(client):
    group = make_voice("group", kind="group")
    make_voice("secret", kind="person", name="A Secret", tenures=[{"kind": "member-of", "of": "group"}], state="draft")
    assert "A Secret" not in text_of(page(client, group))


# Its side


def test_a_person_stands_where_the_council_stands_for_which_they_speak(client, allnatt):
    make_council("melton")
    tie(make_voice("leader", kind="office"), "part-of", "melton")
    tie(allnatt, "holds", "leader")
    make_case("reform", sides={"districts": ["melton"]})
    words = section(page(client, allnatt), "stands")
    assert "Districts" in words and "The reform (invented)" in words and "by way of Melton Council" in words


def test_a_voice_placed_by_name_for_a_time_says_so_with_the_date(client, allnatt):
    side = {"key": "opposition", "label": "The opposition"}
    side["voices"] = [{"voice": "allnatt", "when": {"edtf": "../2023-05-15"}}]
    make("case", {"key": "reform", "title": "The reform", "summary": "A case.", "sides": [side]})
    words = section(page(client, allnatt), "stands")
    assert "The opposition" in words and "placed by name" in words and "up to and including 15 May 2023" in words


def test_a_voice_in_no_side_is_said_to_stand_in_none(client, allnatt):
    assert "Pip Allnatt is on no side of any case" in section(page(client, allnatt), "stands")


# Claims


def claims_in(words_or_response, heading):
    body = html_of(words_or_response)
    found = re.search(rf'aria-labelledby="{heading}">(.*?)</section>', body, re.DOTALL)
    return re.findall(r'data-claim="(\w+)"', found[1]) if found else []


def test_claims_made_for_a_voice_and_those_it_speaks_for_another_are_its_own(client, allnatt):
    own = make_claim("own", by=allnatt, said="2025-01-01")
    spoken = {"passage": passage("spoken words"), "speaker": "allnatt", "said": {"edtf": "2025-02-01"}}
    spoken = make_claim("spoken", by="melton", appearances=[spoken])
    make_claim("other", by="county")
    make_claim("secret", by=allnatt, state="draft")
    assert claims_in(page(client, allnatt), "made") == [spoken.public_id, own.public_id]


def test_claims_about_a_voice_stand_apart_from_those_it_makes(client, allnatt):
    about = make_claim("about", by="county", about=["allnatt"])
    both = make_claim("both", by=allnatt, about=["allnatt"], said="2020")
    assert claims_in(page(client, allnatt), "about") == [about.public_id, both.public_id]
    assert claims_in(page(client, allnatt), "made") == [both.public_id]
    assert html_of(page(client, allnatt)).count(f'id="claim-{both.public_id}"') == 1


def test_silence_is_said_for_a_voice_as_for_a_side(client, allnatt):
    assert "We have found no claim by Pip Allnatt." in text_of(page(client, allnatt))
    assert "We have found no claim about Pip Allnatt." in text_of(page(client, allnatt))


@pytest.mark.parametrize("role", [Role.MADE_BY, Role.ABOUT])
def test_what_is_more_than_the_page_shows_has_a_list_of_its_own_in_pages(client, allnatt, monkeypatch, role):
    monkeypatch.setattr(voices, "CLAIMS", 2)
    monkeypatch.setattr("record.web.keyset.SIZE", 2)
    as_it_is = {"by": allnatt} if role == Role.MADE_BY else {"by": "county", "about": ["allnatt"]}
    made = [make_claim(**as_it_is, said=f"2025-0{month}-01") for month in (1, 2, 3)]
    made.append(make_claim(**as_it_is, in_document=make_document("undated", date=None)))
    heading = "made" if role == Role.MADE_BY else "about"
    shown = claims_in(page(client, allnatt), heading)
    assert shown == [made[2].public_id, made[1].public_id]
    address = f"{allnatt.get_absolute_url()}claims/{role}/"
    assert f'href="{address}"' in html_of(page(client, allnatt))
    everything, answer = [], client.get(address)
    while True:
        everything += re.findall(r'data-claim="(\w+)"', html_of(answer))
        following = re.search(r'<a href="([^"]*)" rel="next"', html_of(answer))
        if not following:
            break
        answer = client.get(following[1])
    assert everything == [made[2].public_id, made[1].public_id, made[0].public_id, made[3].public_id]
    assert client.get(address + "?after=nonsense")["Cache-Control"] == "no-store"


# Documents


def test_documents_that_it_published_or_wrote_stand_newest_first(client, allnatt):
    make_document("column", date="2025-05-01", authors=["allnatt"])
    make_document("statement", date="2025-06-01", publisher="allnatt")
    make_document("other", date="2025-07-01", publisher="county")
    make_document("secret", publisher="allnatt", state="draft")
    words = section(page(client, allnatt), "documents")
    assert words.index("The statement") < words.index("The column")
    assert "The other" not in words and "secret" not in words
    assert "The statement" in text_of(page(client, allnatt, "documents/"))


# What it costs


@pytest.mark.measure
def test_the_pages_take_as_many_queries_for_twelve_of_everything_as_for_three(client):
    council, alliance = make_council("melton"), make_alliance("eight", ["melton"])

    def add(first, last):
        for number in range(first, last):
            person = make_voice(f"person-{number}", kind="person")
            tie(person, "speaks-for", alliance)
            make_claim(f"made-{number}", by=alliance, said="2025-01-01")
            make_claim(f"about-{number}", by=council, about=["eight"])
            make_document(f"paper-{number}", publisher="eight")
        aliases = [{"name": f"Name {number}", "used_by": "melton", "document": "document"} for number in range(last)]
        change(alliance, aliases=aliases)
        make_case(f"case-{last}", sides={f"side-{last}": ["eight"]})

    addresses = [
        alliance.get_absolute_url() + below for below in ("", "claims/made-by/", "claims/about/", "documents/")
    ]
    add(0, 3)
    few = [queries_of(client, address) for address in addresses]
    add(3, 12)
    assert [queries_of(client, address) for address in addresses] == few
    assert few[0] <= 17


def test_every_text_is_escaped(client):
    voice = make_voice("x", name="<b>Bold</b>", description="<script>alert(1)</script>", aliases=[{"name": "<i>x</i>"}])
    body = html_of(page(client, voice))
    assert "<script>alert" not in body and "<b>Bold" not in body and "<i>x" not in body
    assert content_of(voice)["name"] == "<b>Bold</b>"
