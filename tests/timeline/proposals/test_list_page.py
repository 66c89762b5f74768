"""The page of what is proposed in a case."""

import re
from pathlib import Path

import pytest

from claims.case_files import load
from proposals.backings import RELATIONS
from proposals.choices import BackingRelation, OptionStatus
from proposals.models import Proposal
from tests.builders import (
    make_case,
    make_council,
    make_document,
    make_element,
    make_event,
    make_list,
    make_option,
    make_proposal,
    make_submission,
    make_voice,
    passage,
)
from tests.pages import html_of, queries_of, text_of
from timeline.proposals.details import NOTES, STATUSES

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent.parent.parent


def page(client, key="case"):
    return client.get(f"/cases/{key}/proposals/")


def part(client, proposal):
    """The words of one proposal on the page of its case."""
    body = html_of(page(client))
    found = re.search(rf'<section class="section proposal" id="{proposal.public_id}"(.*?)</section>', body, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])) if found else ""


# The address


def test_a_case_that_is_unknown_or_a_draft_has_no_page(client):
    make_case("secret", state="draft")
    assert page(client, "secret").status_code == page(client, "nowhere").status_code == 404
    assert page(client, "secret").content == page(client, "nowhere").content


def test_a_withdrawn_case_says_so(client):
    make_case("gone", state="withdrawn", reason="Entered twice.")
    assert page(client, "gone").status_code == 200
    assert "Entered twice." in text_of(page(client, "gone"))


def test_a_case_without_proposals_says_that_none_is_entered(client):
    make_case()
    assert "We have found no proposal." in text_of(page(client))


def test_the_page_of_an_invented_case_says_so(client):
    make_case(invented="yes")
    assert "An invented case, for practice." in text_of(page(client))


def test_proposals_stand_in_their_sequence_each_at_its_anchor(client):
    second = make_proposal("second", sequence="2")
    first = make_proposal("first", sequence="1")
    make_proposal("secret", state="draft")
    make_proposal("elsewhere", case=make_case("other"))
    found = re.findall(r'<section class="section proposal" id="(\w+)"', html_of(page(client)))
    assert found == [first.public_id, second.public_id]


# One proposal


def test_each_leads_to_its_own_page_and_life(client):
    proposal = make_proposal("one", name="One council for the county", summary="In place of all.")
    answer = html_of(page(client))
    assert proposal.get_absolute_url() == f"/cases/case/proposals/{proposal.public_id}-one-council-for-the-county/"
    assert f'<h2 id="name-{proposal.public_id}"><a href="{proposal.get_absolute_url()}">' in answer
    assert "In place of all." in part(client, proposal)


def test_it_says_who_put_it_forward_or_that_this_is_not_stated(client):
    make_council("county")
    stated = make_proposal("stated", put_forward_by=["county"])
    not_stated = make_proposal("not-stated")
    assert "Put forward by County Council" in part(client, stated)
    assert "Put forward by We do not know who proposed it." in part(client, not_stated)


def test_names_that_parties_use_stand_under_ours(client):
    make_council("county")
    proposal = make_proposal("one", names=[{"name": "One Council", "used_by": "county"}, {"name": "One Council"}])
    assert part(client, proposal).count("“One Council”") == 1


def test_versions_stand_by_date_with_stage_title_document_authors_and_signatories_as_printed(client):
    make_council("county")
    make_document("plan", title="The plan of March")
    person = make_voice("allnatt", kind="person", name="Pip Allnatt")
    versions = [
        {"stage": "final", "when": {"edtf": "2025-11-28~"}},
        {
            "stage": "interim",
            "title": "Big Enough",
            "when": {"edtf": "2025-03-21"},
            "document": "plan",
            "authors": ["county"],
            "signatories": [{"voice": person.key, "as_printed": "Phil Allnatt"}],
            "note": "In ten parts.",
        },
        {"stage": "emerging"},
    ]
    words = part(client, make_proposal("one", versions=versions))
    assert re.search(
        r"Emerging , date not stated .*"
        r"Interim , “Big Enough”, 21 March 2025 \. The plan of March .*Written by County Council .*"
        r"Signed by Pip Allnatt , printed “Phil Allnatt” In ten parts\. .*"
        r"Final , about 28 November 2025",
        words,
    )


def test_options_stand_by_what_was_done_with_them_each_with_its_anchor_elements_and_words(client):
    element = make_element("boundary", name="Extension of the boundary", description="Land next to the city.")
    proposal = make_proposal("one")
    make_option("named", of="one", name="East and west", status="not-appraised", sequence="1")
    make_option("appraised", of="one", name="One for all", status="appraised", summary="Called too big.", sequence="2")
    option = make_option(
        "forward",
        of="one",
        name="A larger city",
        elements=["boundary"],
        passage=passage("a larger city", "plan", page="4"),
        sequence="3",
    )
    make_option("secret", of="one", name="A secret option", state="draft")
    answer = page(client)
    assert re.search(
        r"Options put forward A larger city .*With: Extension of the boundary .*The plan , .*, page 4: a larger city .*"
        r"Options considered and not put forward One for all . Called too big\. .*"
        r"Options mentioned only East and west",
        part(client, proposal),
    )
    assert f'<li id="{option.public_id}">' in html_of(answer)
    assert f'href="{proposal.get_absolute_url()}#{option.public_id}"' in html_of(answer)
    assert f'<li id="{element.public_id}">' in html_of(answer)
    assert "Land next to the city." in text_of(answer)
    assert "secret" not in text_of(answer)


def test_every_status_and_relation_has_words():
    assert set(STATUSES) == set(OptionStatus)
    assert set(RELATIONS) == set(NOTES) == set(BackingRelation)


def test_to_back_to_sign_to_leave_and_to_be_included_are_kept_apart_each_in_alphabetical_order(client):
    for key in ("alpha", "bravo", "county", "delta", "echo"):
        make_council(key)
    backers = [
        {"voice": "echo", "relation": "included", "when": {"edtf": "2025-03-21"}, "according_to": "alpha"},
        {"voice": "delta", "relation": "included"},
        {"voice": "alpha", "relation": "backs", "when": {"edtf": "2025-11-12"}},
        {"voice": "bravo", "relation": "signed"},
        {"voice": "county", "relation": "left", "when": {"edtf": "2026-03-05"}},
    ]
    assert re.search(
        r"Backs it Alpha Council Signed it Bravo Council Left it County Council "
        r"Named as included in it Delta Council; Echo Council \(according to Alpha Council\)",
        part(client, make_proposal("one", backers=backers)),
    )


def test_whoever_signed_a_version_has_signed_it_and_is_named_once(client):
    signatories = [{"voice": make_council(key).key} for key in ("alpha", "bravo")]
    versions = [{"stage": "final", "when": {"edtf": "2025-11-28"}, "signatories": signatories}]
    backers = [{"voice": "bravo", "relation": "signed", "when": {"edtf": "2025-12-01"}}]
    found = part(client, make_proposal("one", versions=versions, backers=backers))
    assert "Signed it Alpha Council; Bravo Council" in found


def test_who_signed_two_versions_is_named_once(client):
    signatories = [{"voice": make_council("alpha").key}]
    versions = [{"stage": stage, "signatories": signatories} for stage in ("interim", "final")]
    found = part(client, make_proposal("one", versions=versions))
    assert found.count("Signed it Alpha Council") == 1 and "Alpha Council; Alpha" not in found


def test_those_of_whom_one_source_says_so_stand_together_behind_it(client):
    names = ("alpha", "bravo", "county", "delta")
    for key in names:
        make_council(key)
    backers = [{"voice": key, "relation": "signed", "according_to": "delta"} for key in names[:2]]
    backers += [{"voice": key, "relation": "signed"} for key in names[2:]]
    assert "County Council; Delta Council; Alpha Council and Bravo Council (according to Delta Council)" in part(
        client, make_proposal("one", backers=backers)
    )


def test_a_relation_that_nobody_stands_in_prints_nothing(client):
    proposal = make_proposal("one", backers=[{"voice": make_council("alpha").key, "relation": "backs"}])
    assert "Signed it" not in part(client, proposal)


# Submissions and lists


def test_submissions_stand_with_who_made_them_and_to_whom(client):
    make_council("county")
    make_voice("department", kind="department", name="The Department")
    make_proposal("one")
    paper = make_submission("paper", title="The full proposal", when="2025-11-28", by=["county"], to="department")
    make_submission("secret", title="A secret paper", state="draft")
    answer = page(client)
    assert "The full proposal , 28 November 2025 , by County Council , to the Department" in text_of(answer)
    assert f'<li id="{paper.public_id}">' in html_of(answer)
    assert "secret" not in text_of(answer)


def test_lists_lead_to_their_own_pages(client):
    asked = make_list("asks", title="Asks of the Government", items=["Money"])
    make_list("secret", title="A secret list", items=["x"], state="draft")
    answer = page(client)
    assert "Asks of the Government , asks, in The document" in text_of(answer)
    assert f'<li id="{asked.public_id}"><a href="{asked.get_absolute_url()}">' in html_of(answer)
    assert "secret" not in text_of(answer)


# What it costs


@pytest.mark.measure
def test_the_page_takes_as_many_queries_for_thirty_proposals_as_for_three(client):
    make_case()
    make_council("county")

    def add(first, last):
        for number in range(first, last):
            make_document(f"plan-{number}")
            make_element(f"element-{number}")
            make_event(f"event-{number}")
            make_proposal(
                f"proposal-{number}",
                put_forward_by=["county"],
                names=[{"name": f"Name {number}", "used_by": "county", "document": f"plan-{number}"}],
                versions=[
                    {
                        "stage": "draft",
                        "document": f"plan-{number}",
                        "authors": ["county"],
                        "signatories": [{"voice": "county"}],
                    }
                ],
                backers=[
                    {
                        "voice": "county",
                        "relation": "backs",
                        "decided_at": f"event-{number}",
                        "according_to": "county",
                    }
                ],
                flags=[{"kind": "remark", "note": "x", "passage": passage("y", f"plan-{number}")}],
            )
            make_option(of=f"proposal-{number}", elements=[f"element-{number}"], passage=passage("x", f"plan-{number}"))
            make_submission(f"paper-{number}", by=["county"], to="county", carries=[{"proposal": f"proposal-{number}"}])
            make_list(f"list-{number}", in_document=f"plan-{number}", items=["x"])

    add(0, 3)
    few = queries_of(client, "/cases/case/proposals/")
    add(3, 12)
    assert queries_of(client, "/cases/case/proposals/") == few


def test_every_text_is_escaped(client):
    markup = "<script>alert(1)</script>"
    make_proposal("one", name=markup, summary=markup, names=[{"name": markup}])
    make_option(of="one", name=markup, summary=markup)
    assert "<script>alert" not in html_of(page(client))


def test_each_option_that_is_put_forward_is_pictured(client):
    make_council("melton")
    make_case(parties=[{"voice": "melton"}])
    proposal = make_proposal("one")
    option = make_option(of="one", creates={"north": ["melton"]})
    make_option(of="one", status="appraised", creates={"north": ["melton"]})
    html = html_of(page(client))
    assert html.count('<span class="picture map small">') == 1
    assert re.search(rf'<a href="{proposal.get_absolute_url()}#{option.public_id}">\s*<span class="picture', html)


@pytest.mark.audit
def test_the_shipped_proposals_are_read_within_twelve_screens(browser, live_server, transactional_db):
    load(ROOT / "cases/leicestershire-2025.yaml", [])
    addresses = [each.get_absolute_url() for each in Proposal.objects.published().select_related("case")]
    screen = browser.new_page(viewport={"width": 360, "height": 740})
    for address in ["/cases/leicestershire-2025/proposals/", *addresses]:
        screen.goto(f"{live_server.url}{address}")
        height, width = screen.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        assert (height <= 12 * 740, width) == (True, 360), address
        pictures = screen.locator(".option-tiles svg")
        if pictures.count():
            first = pictures.first.bounding_box()
            assert first["y"] + first["height"] <= 740, address
    screen.close()
