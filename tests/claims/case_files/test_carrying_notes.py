"""Notes in the report of a load on claims that their words do not carry."""

import pytest
from django.core.management import call_command

from claims.case_files import carrying_notes
from tests.builders import figure, make_claim, make_document, the_case

pytestmark = pytest.mark.django_db


def notes():
    return carrying_notes.carrying_notes(the_case())


def test_each_published_claim_that_its_words_do_not_carry_is_named():
    make_document("news", title="Single vote defeats partnership")
    make_claim("lost", quote="more than we thought", figures=[figure("43")])
    make_claim("held", quote="some 43 of them", figures=[figure("43")])
    make_claim("vote", quote="Single vote", in_document="news")
    make_claim("drafted", quote="more than that", figures=[figure("43")], state="draft")
    assert notes() == [
        "The claim 'lost' is not carried by its words. These words do not hold the number.",
        "The claim 'vote' is not carried by its words. A headline.",
    ]


def test_a_claim_whose_words_an_editor_found_short_is_carried_in_part_and_pages_say_so(client):
    claim = make_claim("survive", quote="able to survive", words_fall_short="yes")
    assert claim.computed.carrying == "part" and notes() == []
    short = "These words say less than our summary."
    for address in (claim.get_absolute_url(), "/claims/", claim.appearances.get().passage.document.get_absolute_url()):
        html = client.get(address).content.decode()
        assert short in html and 'data-carries="part"' in html


def test_words_that_are_struck_through_are_named_everywhere(client, capsys):
    make_document("draft", body="The council ~~will leave~~ may leave.\n")
    claim = make_claim("leave", quote="will leave", in_document="draft")
    remark = "The document strikes these words through, or some of them."
    assert claim.computed.carrying == "part"
    assert carrying_notes.struck_notes(the_case()) == [f"The document 'draft': “will leave”. {remark}"]
    call_command("verify_quotations", verbosity=2)
    assert capsys.readouterr().out.splitlines() == [
        "verified 0, struck through 1, compared 0, text not held 0, not found 0",
        f"{claim.case.key}: {claim.public_id}: {remark} 'will leave'",
        "claims: carried 0, in part 1, headline 0, not carried 0",
    ]
    for address in (claim.get_absolute_url(), "/claims/", claim.appearances.get().passage.document.get_absolute_url()):
        html = client.get(address).content.decode()
        assert remark in html and 'data-quote="struck"' in html


def test_a_long_list_is_cut(monkeypatch):
    monkeypatch.setattr(carrying_notes, "MOST", 1)
    for key in ("one", "two", "three"):
        make_claim(key, quote="more than we thought", figures=[figure("43")])
    assert notes()[1:] == ["2 more claims are not carried by their words."]
