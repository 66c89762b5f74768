"""The desk's pages of proposals, submissions and events."""

import pytest
from django.test import Client

from proposals.models import Submission
from tests.builders import (
    content_of,
    make,
    make_council,
    make_decision,
    make_document,
    make_element,
    make_event,
    make_list,
    make_officer,
    make_option,
    make_proposal,
    make_voice,
    the_case,
)
from tests.pages import posted
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def client():
    client = Client()
    client.force_login(make_officer())
    return client


def page_of(record):
    return f"/admin/proposals/{record._meta.model_name}/{record.pk}/change/"


def save(client, record, **changes):
    data = posted(client.get(page_of(record)), f"{record._meta.model_name}_form")
    return client.post(page_of(record), data | changes | {"_continue": "1"}, follow=True)


def errors_of(answer, prefix):
    formsets = [each.formset for each in answer.context["inline_admin_formsets"]]
    return next(formset.errors for formset in formsets if formset.prefix == prefix)


def test_a_proposal_is_entered_with_versions_and_backers(client):
    county, city, document = make_council("county"), make_council("city"), make_document("plan")
    proposal = make_proposal("two-councils", state="draft")
    save(
        client,
        proposal,
        put_forward_by=[city.pk, county.pk],
        **{
            "versions-TOTAL_FORMS": "1",
            "versions-0-stage": "final",
            "versions-0-document": document.pk,
            "versions-0-authors": [county.pk],
            "backers-TOTAL_FORMS": "1",
            "backers-0-voice": city.pk,
            "backers-0-relation": "backs",
            "backers-0-passage_document": document.pk,
            "backers-0-passage_page": "3",
        },
    )
    save(
        client,
        proposal,
        **{
            "versions_signatories-TOTAL_FORMS": "1",
            "versions_signatories-0-belongs_to": "0",
            "versions_signatories-0-voice": city.pk,
            "versions_signatories-0-as_printed": "Leader of the City",
        },
    )
    content = content_of(proposal)
    assert content["put_forward_by"] == ["city", "county"]
    assert content["versions"] == [
        {
            "stage": "final",
            "document": "plan",
            "authors": ["county"],
            "signatories": [{"voice": "city", "as_printed": "Leader of the City"}],
        }
    ]
    assert content["backers"] == [{"voice": "city", "relation": "backs", "passage": {"document": "plan", "page": "3"}}]


def test_an_option_is_entered_with_the_councils_that_it_creates(client):
    melton, rutland, element = make_council("melton"), make_council("rutland"), make_element("split")
    option = make_option("two", state="draft")
    rows = {"creates-TOTAL_FORMS": "1", "creates-0-name": "North Mere", "elements": [element.pk]}
    save(client, option, **rows)

    def parts(*extents):
        of = {"extent": "whole", "stated": "on", "belongs_to": "0"}
        rows = [of | {"council": council.pk, "extent": extent} for council, extent in extents]
        return {"creates_made_of-TOTAL_FORMS": str(len(rows))} | {
            f"creates_made_of-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()
        }

    answer = save(client, option, **parts((melton, "whole"), (melton, "part")))
    assert "both whole and in part" in answer.content.decode()
    save(client, option, **parts((melton, "whole"), (rutland, "part")))
    content = content_of(option)
    assert content["elements"] == ["split"]
    assert content["creates"] == [
        {
            "key": "north-mere",
            "name": "North Mere",
            "made_of": [{"council": "melton"}, {"council": "rutland", "extent": "part"}],
        }
    ]


def test_a_proposed_council_continues_a_council_alone(client):
    option = make_option("two", creates={"north": ["melton"]}, state="draft")
    ministry = make_voice("ministry", kind="department")
    answer = save(client, option, **{"creates-0-continues": ministry.pk})
    assert "Name a council." in answer.content.decode()
    assert "kind=council" in answer.content.decode()


@pytest.mark.parametrize("counts", [{"TOTAL": -1}, {"TOTAL": 0}, {"INITIAL": -1}, {"INITIAL": 9}])
def test_rows_that_are_miscounted_are_told_and_nothing_is_lost(client, counts):
    option = make_option("two", creates={"north": []}, state="draft")
    answer = save(client, option, **{f"creates-{name}_FORMS": str(count) for name, count in counts.items()})
    assert "These rows did not arrive as the page sends them." in answer.content.decode()
    assert [each["key"] for each in content_of(option)["creates"]] == ["north"]


def test_what_a_vote_and_funding_cannot_say_is_told_at_its_row(client):
    voice = make_voice("cllr-a", kind="person")
    names = [{"voice": "cllr-a", "cast": "for"}, {"as_printed": "B", "cast": "for"}]
    vote = {"manner": "by-name", "names": names}
    decision = make_decision("vote", state="draft", motions=[{"key": "motion", "votes": [vote]}])
    answer = save(client, decision, **{"motions_votes_names-1-voice": voice.pk})
    assert "votes twice in one vote" in str(errors_of(answer, "motions_votes_names")[1]["voice"])
    answer = save(client, decision, **{"funding-TOTAL_FORMS": "1", "funding-0-bound": "up-to"})
    assert "Says nothing." in str(errors_of(answer, "funding"))


def test_a_list_without_items_is_told_so_in_plain_words(client):
    asks = make_list("asks", items=["A bridge"], state="draft")
    answer = save(client, asks, **{"items-0-DELETE": "on"})
    assert "Items: has none, and needs at least 1." in answer.content.decode()


def test_a_decision_is_entered_with_its_motions_and_votes(client):
    decision = make(
        "decision", {"key": "vote", "title": "Vote", "when": {"edtf": "2026"}, "state": "draft"}, case=the_case()
    )
    save(client, decision, **{"motions-TOTAL_FORMS": "1", "motions-0-kind": "motion", "motions-0-result": "carried"})
    vote = {"belongs_to": "0", "manner": "counted", "in_favour": "12", "against": "-1"}
    votes = {f"motions_votes-0-{name}": value for name, value in vote.items()} | {"motions_votes-TOTAL_FORMS": "1"}
    assert "greater than or equal to 0" in save(client, decision, **votes).content.decode()
    save(client, decision, **votes | {"motions_votes-0-against": "3"})
    votes = [{"manner": "counted", "for": "12", "against": "3"}]
    assert content_of(decision)["motions"] == [{"key": "motion", "result": "carried", "votes": votes}]


def test_a_submission_is_entered_with_its_passage_and_what_it_carries(client):
    case = the_case()
    city, proposal = make_council("city"), make_proposal("plan")
    document = make_document("letter", body="We submit this plan.\n")
    page = client.get(f"/admin/proposals/submission/add/?case={case.pk}")
    client.post(
        f"/admin/proposals/submission/add/?case={case.pk}",
        posted(page, "submission_form")
        | {
            "title": "The city's submission",
            "when_edtf": "2025-11-28",
            "by": [city.pk],
            "passage_document": document.pk,
            "passage_quote": "We submit this plan",
            "carries-0-proposal": proposal.pk,
            "_continue": "1",
        },
    )
    submission = Submission.objects.get()
    assert submission.passage.state == "verified"
    content = content_of(submission)
    assert (content["by"], content["carries"]) == (["city"], [{"proposal": "plan"}])


def test_facts_of_an_event_stand_each_on_somebodys_word(client):
    event, county = make_event("meeting", state="draft"), make_council("county")
    answer = save(client, event, **{"facts-TOTAL_FORMS": "1", "facts-0-kind": "present", "facts-0-stated": "on"})
    assert "Give a voice, words or a date" in answer.content.decode()
    save(
        client,
        event,
        **{
            "facts-TOTAL_FORMS": "1",
            "facts-0-kind": "date",
            "facts-0-stated": "on",
            "facts-0-when_edtf": "2025-01-08",
            "facts-0-when_printed": "last Wednesday",
            "facts-0-according_to": county.pk,
        },
    )
    assert content_of(event)["facts"] == [
        {"kind": "date", "when": {"edtf": "2025-01-08", "printed": "last Wednesday"}, "according_to": "county"}
    ]


def test_an_event_is_not_linked_to_itself(client):
    event = make_event("meeting", state="draft")
    answer = save(client, event, **{"links-TOTAL_FORMS": "1", "links-0-relation": "follows", "links-0-to": event.pk})
    assert "An event is not linked to itself." in answer.content.decode()
