"""The list of councils, and the page of a council across all cases."""

import csv
import re
from pathlib import Path

import pytest

from claims.case_files import load
from claims.models import Claim
from tests.builders import (
    CITED,
    change,
    content_of,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_officer,
    make_response,
    make_voice,
    passage,
    response,
    tie,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared
from timeline.councils import claim_counts, list_page
from timeline.councils import page as councils

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent.parent.parent


def page(client, code="MEL"):
    return client.get(f"/councils/{code}/")


@shared
def melton():
    return make_council("melton", code="MEL", name="Melton Borough Council")


# The list


def names_in(response):
    return re.findall(r'<th role="rowheader" scope="row"><a href="[^"]*">([^<]*)</a>', html_of(response))


def test_councils_stand_by_area(client):
    for key in ("rutland", "blaby", "melton"):
        make_council(key)
    assert names_in(client.get("/councils/")) == ["Blaby Council", "Melton Council", "Rutland Council"]


def test_a_council_that_is_a_draft_is_not_listed(client):
    make_council("blaby")
    make_council("melton", state="draft")
    assert names_in(client.get("/councils/")) == ["Blaby Council"]
    assert names_in(client.get("/councils/?q=melton")) == []


@pytest.mark.parametrize("words", ["melt", "MEL", "mel", "Borough", "the town", "  melton  "])
def test_a_council_is_found_by_area_code_name_or_another_name(client, melton, words):
    make_council("rutland")
    change(melton, aliases=[{"name": "The Town by the Eye"}])
    assert names_in(client.get("/councils/", {"q": words})) == ["Melton Borough Council"]


def test_nothing_found_is_said(client, melton):
    assert "We have no council of that name." in text_of(client.get("/councils/?q=camelot"))


@pytest.mark.parametrize("query", ["q=me", "q=melton&q=rutland", "q=" + "x" * 300, "after=nonsense"])
def test_what_is_not_understood_is_said_and_not_kept(client, melton, query):
    answer = client.get(f"/councils/?{query}")
    assert answer.status_code == 200
    assert 'role="alert"' in html_of(answer) and 'content="noindex"' in html_of(answer)
    assert answer["Cache-Control"] == "no-store"
    assert html_of(answer).count("<td") == 0 or "after" in query


def test_a_long_list_goes_on_from_where_it_ended(client, monkeypatch):
    monkeypatch.setattr(list_page, "PAGE", 2)
    for key in ("alpha", "bravo", "charlie", "delta", "echo"):
        make_council(key)
    first = client.get("/councils/")
    address = re.search(r'<a href="([^"]*)" rel="next"', html_of(first))[1]
    second = client.get(address)
    assert names_in(first) + names_in(second) == ["Alpha Council", "Bravo Council", "Charlie Council", "Delta Council"]
    back = re.search(r'<a href="([^"]*)" rel="prev"', html_of(second))[1]
    assert names_in(client.get(back)) == names_in(first)


def test_a_council_known_from_invented_cases_alone_is_said_to_be(client, melton):
    make_case("practice", invented="yes", parties=[{"voice": "ottlebury"}, {"voice": "melton"}])
    make_case("real", parties=[{"voice": "melton"}])
    words = text_of(client.get("/councils/"))
    assert words.index("Melton Borough Council") < words.index("Ottlebury Council Invented, for practice.")
    assert "Melton Borough Council Invented" not in words


def test_the_page_of_an_invented_council_says_so_above_everything_else(client, melton):
    make_council("ottlebury", code="OTT")
    make_case("practice", invented="yes", parties=[{"voice": "ottlebury"}, {"voice": "melton"}])
    make_case("real", parties=[{"voice": "melton"}])
    assert "An invented case, for practice." in text_of(page(client, "OTT"))
    assert "An invented case, for practice." not in text_of(page(client))


def test_the_list_is_a_file_as_well(client, melton):
    change(melton, council={**content_of(melton)["council"], "identifiers": [{"scheme": "gss", "value": "E07000133"}]})
    answer = client.get("/councils.csv?q=melton")
    lines = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert tuple(lines[0]) == list_page.COLUMNS
    assert lines[1][:3] == ["MEL", "Melton Borough Council", "Melton"]
    assert "gss E07000133" in lines[1]
    assert lines[1][-1] == "http://testserver/councils/MEL/"
    assert 'href="/councils.csv"' in html_of(client.get("/councils/"))
    assert client.get("/councils.csv?q=m").status_code == 400


@pytest.mark.measure
def test_the_list_takes_as_many_queries_for_thirty_councils_as_for_three(client):
    def add(count):
        for _ in range(count):
            council = make_council()
            make_case(council.key, parties=[{"voice": council.key}])

    add(3)
    few = queries_of(client, "/councils/"), queries_of(client, "/councils.csv")
    add(27)
    assert (queries_of(client, "/councils/"), queries_of(client, "/councils.csv")) == few
    assert max(few) <= 5


# The address of a council


def test_a_code_in_lower_case_leads_to_the_address_in_capitals(client, melton):
    answer = client.get("/councils/mel/?x=1")
    assert (answer.status_code, answer["Location"]) == (301, "/councils/MEL/")


def test_an_unknown_council_and_a_draft_are_the_same_404(client):
    make_council("secret", code="SEC", state="draft")
    unknown, draft = page(client, "QQQ"), page(client, "SEC")
    assert unknown.status_code == draft.status_code == 404
    assert unknown.content == draft.content
    assert client.get("/councils/sec/").status_code == 404


def test_a_withdrawn_council_keeps_its_page_with_the_reason(client):
    make_council("melton", code="MEL", state="withdrawn", reason="Entered twice.")
    answer = page(client)
    assert answer.status_code == 200
    assert "Withdrawn" in text_of(answer) and "Entered twice." in text_of(answer)
    assert 'content="noindex"' in html_of(answer)
    assert client.get("/councils/MEL/documents/").status_code == 404


# What it is


def test_the_page_says_what_kind_of_council_it_is_and_by_which_identifiers(client):
    council = {
        "type": "unitary",
        "identifiers": [{"scheme": "gss", "value": "E06000017"}],
        "starts": {"edtf": "1997-04-01"},
        "ends": {"edtf": "2028-03"},
    }
    make_council("rutland", code="RUT", council=council)
    words = text_of(page(client, "RUT"))
    for said in ("Unitary authority", "RUT", "E06000017", "1 April 1997", "March 2028"):
        assert said in words


def test_its_size_is_told_with_the_date_and_source_of_each_number(client):
    people = {"kind": "population", "unit": "people"}
    measures = [
        people | {"value": "46099", "source": "A census"},
        people | {"value": "46100", "as_at": {"edtf": "2023-06", "printed": "mid-2023"}, "source": "An estimate"},
        {"kind": "area", "value": "48138.5", "unit": "hectares", "passage": passage("48,138.5 ha", "paper")},
    ]
    make_council("melton", code="MEL", council={"measures": measures})
    words = text_of(page(client))
    assert re.search(
        r"Population 46,100, as at June 2023 \(printed “mid-2023”\) ?, according to An estimate "
        r"46,099, date not stated ?, according to A census Area 48,138.5 hectares, date not stated ?, "
        rf"according to The paper ?, {CITED}: 48,138.5 ha",
        words,
    )


def test_a_council_of_which_no_size_is_known_has_no_place_for_it(client, melton):
    assert "Its size" not in text_of(page(client))


def test_political_control_is_told_by_period_in_words_and_seats_with_its_source(client):
    control = {
        "when": {"edtf": "2025-05-14/.."},
        "words": "Minority administration",
        "seats": [{"group": "Reform UK", "seats": "25"}],
        "passage": passage("took control", "article"),
    }
    make_council("county", code="CTY", council={"controls": [control]})
    words = text_of(page(client, "CTY"))
    for said in ("from 14 May 2025 onwards", "Minority administration", "Reform UK 25", "The article", "took control"):
        assert said in words


def test_succession_is_told_from_both_ends(client):
    make_council("new", code="NEW")
    succession = {"kind": "abolished-into", "other": "new", "when": {"edtf": "1974-04-01"}, "note": "All of it."}
    make_council("old", code="OLD", council={"successions": [succession]})
    assert "Abolished into New Council , 1 April 1974 All of it." in text_of(page(client, "OLD"))
    assert "Abolished into it Old Council , 1 April 1974" in text_of(page(client, "NEW"))


def test_a_succession_of_a_draft_is_not_told(client):
    make_council("new", code="NEW")
    make_council("old", state="draft", council={"successions": [{"kind": "split-into", "other": "new"}]})
    assert "Old" not in text_of(page(client, "NEW"))


def test_other_names_say_who_uses_them_where_and_on_what_evidence(client, melton):
    make_voice("courant")
    make_document("article")
    alias = {"name": "Melton BC", "kind": "printed", "used_by": "courant", "document": "article", "note": "Same place."}
    change(melton, aliases=[alias])
    words = text_of(page(client))
    assert "“Melton BC”" in words and "used by the courant" in words.lower() and "The article" in words
    assert "Evidence: Same place." in words
    assert "We have assumed that these names are the same." in words


# Who speaks for it


def test_offices_stand_with_those_who_held_them_and_since_when(client, melton):
    make_voice("leader", kind="office", name="Leader of Melton", tenures=[{"kind": "part-of", "of": "melton"}])
    make_voice("orson", kind="person", name="Joe Orson")
    make_voice("allnatt", kind="person", name="Pip Allnatt")
    tie("orson", "holds", "leader", "2017~/2023-05-10")
    tie("allnatt", "holds", "leader")
    words = text_of(page(client))
    assert re.search(r"Leader of Melton .*Pip Allnatt , date not stated .*Joe Orson , .*10 May 2023", words)


def test_bodies_groups_and_advisers_stand_apart(client, melton):
    make_voice("cabinet", kind="body", name="The Cabinet", tenures=[{"kind": "part-of", "of": "melton"}])
    make_voice("group", kind="group", name="The Group", tenures=[{"kind": "group-in", "of": "melton"}])
    make_voice("member", kind="person", name="A Member", tenures=[{"kind": "member-of", "of": "group"}])
    make_voice("adviser", kind="adviser", name="The Adviser", tenures=[{"kind": "engaged-by", "of": "melton"}])
    panel = [{"kind": "part-of", "of": "melton"}]
    make_voice("scrutiny", kind="body", name="The Scrutiny Panel", speaks="no", tenures=panel)
    words = text_of(page(client))
    order = [
        "What they say while in office counts as said for the council.",
        "Bodies",
        "The Cabinet",
        "It does not count as said for the council.",
        "Political groups",
        "The Group",
        "A Member",
        "bodies that do not speak for it alone",
        "The Scrutiny Panel",
        "Advisers that it engaged",
        "The Adviser",
    ]
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)


def test_an_alliance_is_told_with_its_date_and_is_no_agreement(client, melton):
    make_alliance("eight", ["melton"], when="2025-01/..")
    words = text_of(page(client))
    assert "The eight , from January 2025 onwards" in words
    assert "A member does not always agree" in words


def test_a_draft_person_does_not_show_among_the_holders(client, melton):
    make_voice("leader", kind="office", tenures=[{"kind": "part-of", "of": "melton"}])
    make_voice("secret", kind="person", name="A Secret", tenures=[{"kind": "holds", "of": "leader"}], state="draft")
    assert "A Secret" not in text_of(page(client))


# Its cases and claims


def test_each_case_says_in_which_column_it_stands_and_since_when(client, melton):
    make_case("reform", parties=[{"voice": "melton"}], sides={"districts": ["melton"]})
    words = text_of(page(client))
    assert "The reform (invented)" in words and "Party to the case." in words
    assert "Side: Districts" in words


def test_a_council_placed_by_its_alliance_says_so(client, melton):
    make_alliance("eight", ["melton"], when="2025-01/..")
    make_case("reform", parties=[{"voice": "melton"}], sides={"districts": ["eight"]})
    assert "Side: Districts , as a member of the eight" in text_of(page(client))


def test_a_case_that_is_a_draft_does_not_show(client, melton):
    make_case("secret", parties=[{"voice": "melton"}], sides={"side": ["melton"]}, state="draft")
    assert "secret" not in text_of(page(client))
    assert "It is in no case yet." in text_of(page(client))


@shared
def spoken(melton):
    """Claims by and about Melton in every role but acceptance, and a draft."""
    make_case(sides={"county": ["county"], "melton": ["melton"]})
    about = make_claim("about", by="county", about=["melton"], said="2025-03-01")
    make_claim("unanswered", by="county", about=["melton"], said="2025-03-02")
    own = make_claim("denial", by="melton", quote="was not so", responses=[response(about)], said="2025-04-01")
    make_claim("rejoinder", by="county", responses=[response(own)], said="2025-05-01")
    make_claim("secret", by="melton", said="2025-06-01", state="draft")


def roles_in(answer):
    found = re.findall(
        r'<li>(?:<a href="([^"]*)">|<span>)([^<]*)</(?:a|span)><span class="number">([^<]*)', html_of(answer)
    )
    return {words: (address.replace("&amp;", "&"), count) for address, words, count in found}


def test_claims_are_counted_by_what_the_council_is_to_them(client, spoken):
    roles = roles_in(page(client))
    assert {words: count for words, (_, count) in roles.items()} == {
        "Said by it": "1",
        "About it": "2",
        "It disputes": "1",
        "Disputing what it said": "1",
    }


def test_each_count_is_that_of_the_list_to_which_it_leads(client, spoken):
    for words, (address, count) in roles_in(page(client)).items():
        if address:
            assert f'data-count="{count}"' in html_of(client.get(address)), words


def test_what_an_alliance_of_it_disputes_is_counted_apart(client):
    make_council("melton", code="MEL")
    make_voice("both", kind="alliance")
    tie("melton", "member-of", "both")
    make_response(to=make_claim(by="county"), by="both", relation="disputes")
    roles = roles_in(page(client))
    assert "It disputes" not in roles
    assert roles["That an alliance of which it was a member, or a body that it shares, disputes"][1] == "1"


def test_what_a_council_has_not_answered_is_counted_nowhere(client, spoken):
    make_claim("accusation", by="county", about=["melton"], kind="characterisation")
    answer = page(client)
    assert "no reply" not in text_of(answer).lower() and "no-reply" not in " ".join(roles_in(answer))
    assert "role=no-reply" not in html_of(answer)


def test_claims_of_alliances_and_members_are_counted_apart_from_its_own(client, spoken):
    make_alliance("eight", ["melton"])
    make_voice("group", kind="group")
    tie("group", "group-in", "melton")
    case = make_case("the", sides={"county": ["county"], "melton": ["melton", "eight", "group"]})
    for maker in ("eight", "group"):
        make_claim(by=maker)
        make_claim(case=case, by=maker, reported_by=["county"])
    own, _, apart = html_of(page(client)).partition("Counted separately, because these are not its own words:")
    assert '<span class="number">1</span>' in own and "Said by an alliance" not in own
    assert re.findall(r'>(Said by [^<]*)</a><span class="number">(\d+)', apart) == [
        ("Said by an alliance of which it was a member, or a body that it shares", "1"),
        ("Said by groups and members of it", "1"),
        ("Said by it or for it, only as reported by others", "2"),
    ]
    words = html_of(client.get("/claims/?council=MEL&role=made-by"))
    assert "1 claim said by groups and members of it" in words and "2 claims as reported by others" in words


def test_counts_are_capped_as_in_the_list(client, spoken, monkeypatch):
    monkeypatch.setattr(claim_counts, "COUNTED", 1)
    assert roles_in(page(client))["About it"][1] == "1+"


def claims_in(answer, section):
    found = re.search(rf'aria-labelledby="{section}">(.*?)</section>', html_of(answer))
    return re.findall(r'data-claim="(\w+)"', found[1])


def test_the_page_begins_with_its_own_words_and_what_others_say_of_it(client, spoken):
    answer = page(client)
    own, others = claims_in(answer, "says-head"), claims_in(answer, "others-say")
    said = dict(Claim.objects.values_list("public_id", "key"))
    assert [said[each] for each in own] == ["denial"]
    assert [said[each] for each in others] == ["rejoinder", "unanswered", "about"]
    assert "“was not so”" in text_of(answer) and "Disputes what Melton" in text_of(answer)
    order = [text_of(answer).index(words) for words in ("What it last said", "What others last said", "by case")]
    assert order == sorted(order) and order[-1] < text_of(answer).index("Our code MEL")


def test_the_latest_are_so_many_and_the_newest_of_all_cases(client, melton, monkeypatch):
    monkeypatch.setattr(councils, "NEWEST", 2)
    one, two = make_case("one"), make_case("two")
    for number, case in enumerate((one, two, one, two), start=1):
        make_claim(f"claim-{number}", by="melton", case=case, said=f"2025-0{number}-01")
    said = dict(Claim.objects.values_list("public_id", "key"))
    assert [said[each] for each in claims_in(page(client), "says-head")] == ["claim-4", "claim-3"]


def test_what_it_said_with_others_stands_apart_from_its_own_words(client, melton):
    make_alliance("eight", ["melton"])
    joint = make_claim(by="eight", said="2025-05-01")
    answer = page(client)
    assert "We have found no claim by the council itself." in text_of(answer)
    assert claims_in(answer, "with-others") == [joint.public_id]
    own = make_claim(by="melton", said="2023-05-01")
    answer = page(client)
    assert claims_in(answer, "says-head") == [own.public_id] and claims_in(answer, "with-others") == [joint.public_id]
    assert "It last spoke jointly with others on 1 May 2025." in text_of(answer)


def test_what_an_alliance_said_perhaps_after_it_had_left_is_not_said_of_it_for_certain(client, melton):
    make_case(parties=[{"voice": "melton"}], kept_up_to="2025-12-31")
    make_voice("eight", kind="alliance", name="The Eight")
    tie("melton", "member-of", "eight", "../2025-02-28")
    make_claim(by="eight", said="../2025-06-30")
    answer = text_of(page(client))
    assert "date uncertain" in answer and "It last spoke jointly" not in answer
    assert "(we do not know if it then spoke for the council)" in text_of(client.get("/councils/MEL/briefing/"))


def test_what_it_says_of_itself_is_not_what_others_say(client, melton):
    make_claim(by="melton", about=["melton"])
    assert claims_in(page(client), "others-say") == []


def test_its_timeline_and_feed_are_linked(client, spoken):
    html = html_of(page(client))
    assert 'href="/cases/case/timeline/?council=MEL"' in html and html.count('href="/claims.atom?council=MEL"') == 2


PHONE = {"width": 360, "height": 740}
# Before anything is opened.
SCREENS = 12


@pytest.mark.audit
def test_the_pages_of_shipped_councils_are_short_on_a_phone(browser, live_server, transactional_db):
    for name in ("leicestershire-2025", "harborough-melton-2022"):
        load(ROOT / f"cases/{name}.yaml", [])
    on_phone = browser.new_page(viewport=PHONE)
    for code in ("MEL", "HAO", "LEC"):
        on_phone.goto(f"{live_server.url}/councils/{code}/")
        assert on_phone.evaluate("document.documentElement.scrollHeight") <= SCREENS * PHONE["height"]
        assert on_phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        quotation = on_phone.locator("#says blockquote").first.bounding_box()
        assert quotation["y"] + quotation["height"] <= PHONE["height"] * 1.25
    on_phone.close()


def test_what_a_draft_would_change_does_not_show(client, spoken):
    before = page(client).content
    make_claim("another", by="melton", state="draft")
    make_voice("helper", kind="person", tenures=[{"kind": "speaks-for", "of": "melton"}], state="needs-review")
    assert page(client).content == before


def test_documents_of_a_council_have_a_list_of_their_own(client, melton, monkeypatch):
    monkeypatch.setattr(councils, "DOCUMENTS", 2)
    for month in (1, 2, 3):
        make_document(f"paper-{month}", publisher="melton", date=f"2025-0{month}")
    make_document("secret-paper", publisher="melton", state="draft")
    answer = page(client)
    assert "The paper-3" in text_of(answer) and "The paper-1" not in text_of(answer)
    assert 'href="/councils/MEL/documents/"' in html_of(answer)
    found = text_of(client.get("/councils/MEL/documents/"))
    assert found.index("The paper-3") < found.index("The paper-2") < found.index("The paper-1")
    assert "secret" not in found
    assert client.get("/councils/mel/documents/")["Location"] == "/councils/MEL/documents/"


@pytest.mark.measure
def test_the_page_takes_as_many_queries_for_fifteen_of_everything_as_for_three(client, melton):
    def add(name, count):
        for number in range(count):
            key = f"{name}-{number}"
            make_case(key, parties=[{"voice": "melton"}], sides={f"side-{key}": ["melton"]})
            case = melton.party_to.latest("pk").case
            make_voice(f"office-{key}", kind="office", tenures=[{"kind": "part-of", "of": "melton"}])
            holder = {"kind": "holds", "of": f"office-{key}", "passage": passage(f"words {key}", f"doc-{key}")}
            make_voice(f"holder-{key}", kind="person", tenures=[holder])
            make_claim(key, by=f"office-{key}", case=case, said="2025-01-01")
            make_claim(f"about-{key}", by="county", about=["melton"], case=case, said="2025-02-01")
            make_document(f"paper-{key}", publisher="melton")
        now = content_of(melton)
        council = now["council"] | {
            "controls": [
                {"when": {"edtf": f"20{n:02}"}, "words": "None", "seats": [{"group": "One", "seats": "1"}]}
                for n in range(1, count + 1)
            ],
            "measures": [
                {"kind": "population", "value": str(n), "unit": "people", "passage": passage(f"{n}", f"census-{n}")}
                for n in range(1, count + 1)
            ],
        }
        aliases = [
            {"name": f"name {name} {number}", "used_by": "county", "document": "document"} for number in range(count)
        ]
        change(melton, council=council, aliases=aliases)

    add("few", 3)
    few = queries_of(client, "/councils/MEL/")
    add("many", 12)
    assert queries_of(client, "/councils/MEL/") == few


def test_every_text_is_escaped(client):
    make_council("x", code="XYZ", name="<b>Bold</b> Council", description="<script>alert(1)</script>")
    body = html_of(page(client, "XYZ"))
    assert "<script>alert" not in body and "<b>Bold" not in body


def test_a_draft_of_a_council_can_be_previewed_as_its_page(client):
    council = make_council("melton", code="MEL", description="As drafted.", state="draft")
    client.force_login(make_officer())
    words = text_of(client.get(f"/admin/councils/voice/{council.pk}/preview/"))
    assert "As drafted." in words and "District or borough council" in words
