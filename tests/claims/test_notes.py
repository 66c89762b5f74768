"""Editors' notes stand beside what they flag, on every page that shows it."""

import pytest

from claims.models import Measure
from tests.builders import (
    change,
    figure,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_measure,
    make_option,
    make_point,
    passage,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

ON_CLAIM, FLAGGED, ON_FIGURE = "On the claim itself.", "It may mean two things.", "A year, or in all?"
ON_WORDS, ON_DOCUMENT = "The words do not add up.", "Two days are printed."
NOTES = [ON_CLAIM, FLAGGED, ON_FIGURE, ON_WORDS, ON_DOCUMENT]


@shared
def noted():
    """A claim with a note of each kind, on every page that shows claims."""
    make_case(sides={"county": ["county"]})
    document = make_document("plan")
    change(
        document,
        flags=[
            {"kind": "does-not-add-up", "note": ON_WORDS, "passage": passage("these words", document)},
            {"kind": "date-conflict", "note": ON_DOCUMENT},
            {"kind": "remark", "note": "On other words.", "passage": passage("quite another sentence", document)},
        ],
    )
    make_option("north", of="proposal")
    make_measure("savings")
    claim = make_claim(
        key="noted",
        by="county",
        note=ON_CLAIM,
        flags=[{"kind": "ambiguous", "note": FLAGGED}],
        appearances=[{"passage": passage("all of these words", document)}],
        figures=[figure(5, option="north", note=ON_FIGURE)],
        positions=[{"stance": "supports", "options": ["north"]}],
        points=[make_point("q").key],
        events=[{"event": make_event("meeting").key}],
        options=["north"],
        criteria=["services"],
    )
    return claim


def addresses(claim):
    case = f"/cases/{claim.case.key}"
    point, event = claim.points.get().point, claim.events.get().event
    return {
        "the claim": claim.get_absolute_url(),
        "the list of claims": "/claims/",
        "its file": "/claims.csv",
        "the question": point.get_absolute_url(),
        "the event": event.get_absolute_url(),
        "a measure": claim.figures.first().measure.get_absolute_url(),
        "their file": f"{case}/figures.csv",
        "compare": f"{case}/compare/",
        "positions": f"{case}/positions/",
    }


@pytest.mark.audit
def test_each_page_that_shows_a_claim_has_every_note_on_it(client, noted):
    for page, address in addresses(noted).items():
        response = client.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        for note in NOTES:
            assert note in content.decode(), f"{page} has not: {note}"
        assert "On other words." not in content.decode(), page


def test_no_note_stands_twice_beside_a_claim(client):
    document = make_document("plan")
    words = passage("these words", document)
    change(document, flags=[{"kind": "remark", "note": "Once.", "passage": words}, {"kind": "remark", "note": "Once."}])
    claim = make_claim(note="Once.", flags=[{"kind": "remark", "note": "Once."}], appearances=[{"passage": words}])
    assert text_of(client.get("/claims/")).count("Once.") == 1
    assert text_of(client.get(claim.get_absolute_url())).count("Once.") == 1


def test_a_note_on_one_figure_does_not_stand_beside_another(client):
    make_measure("savings")
    make_claim(figures=[figure(5, key="first", note="Of the first."), figure(6, key="second", note="Of the second.")])
    words = text_of(client.get(Measure.objects.get().get_absolute_url()))
    assert words.count("Of the first.") == words.count("Of the second.") == 1
    words = text_of(client.get("/claims/"))
    assert "Of the first." in words and "Of the second." in words


def test_notes_on_a_document_say_how_many_they_are_and_of_which_kinds(client):
    document = make_document("plan", title="The plan")
    change(document, flags=[{"kind": "date-conflict", "note": "x"}, {"kind": "remark", "note": "y"}])
    make_claim(appearances=[{"passage": passage("these words", document)}])
    assert "2 editor’s notes on the document: dates differ" in text_of(client.get("/claims/"))


def test_a_page_prints_the_notes_on_a_document_once_and_links_each_claim_to_them(client, noted):
    plan = noted.appearances.get().passage.document
    make_claim(by="county", statement="Of these words.", appearances=[{"passage": passage("these words", plan)}])
    pages = ("/claims/", "/search/?q=words", noted.made_for.get_absolute_url(), *addresses(noted).values())
    for address in pages:
        html = html_of(client.get(address, follow=True)) if not address.endswith(".csv") else ""
        assert html.count(f'id="notes-{plan.public_id}"') == (f'href="#notes-{plan.public_id}"' in html), address
        assert html.count(ON_DOCUMENT) <= 1, address


@pytest.mark.measure
def test_a_dozen_notes_cost_the_queries_of_one(client, noted):
    few = queries_of(client, "/claims/")
    for number in range(12):
        make_claim(note=f"Note {number}.", flags=[{"kind": "remark", "note": f"Flag {number}."}])
    assert queries_of(client, "/claims/") == few


# Dates outside a council's life


ENDED = {"code": "OQA", "area": "Oddquill", "type": "district", "ends": {"edtf": "2023-03-31"}}
BEGUN = {"code": "OQB", "area": "Oddquill", "type": "unitary", "starts": {"edtf": "2023-04"}}


def test_a_claim_dated_after_its_council_ended_says_so_beside_it(client):
    make_council("old", name="Oddquill Council", council=ENDED)
    claim = make_claim(by="old", appearances=[{"passage": passage("x", make_document(date="2026-03-03"))}])
    words = "dated after Oddquill Council ended on 31 March 2023."
    assert words in text_of(client.get(claim.get_absolute_url()))
    assert words in text_of(client.get("/claims/"))


def test_a_claim_dated_before_its_council_began_says_so(client):
    make_council("new", name="Oddquill Council", council=BEGUN)
    make_claim(by="new", appearances=[{"passage": passage("x", make_document(date="2023-03-03"))}])
    assert "dated before Oddquill Council began in April 2023." in text_of(client.get("/claims/"))


def test_a_date_that_may_lie_within_the_life_is_not_remarked_on(client):
    make_council("old", name="Oddquill Council", council=ENDED)
    make_claim(by="old", appearances=[{"passage": passage("x", make_document(date="2023"))}])
    assert "dated after" not in text_of(client.get("/claims/"))


def test_a_council_whose_end_is_corrected_is_no_longer_remarked_on(client):
    council = make_council("old", name="Oddquill Council", council=ENDED)
    make_claim(by="old", appearances=[{"passage": passage("x", make_document(date="2026-03-03"))}])
    change(council, council={**ENDED, "ends": {"edtf": "2028-03-31"}})
    assert "dated after" not in text_of(client.get("/claims/"))
