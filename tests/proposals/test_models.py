"""Proposals, submissions and events: refusals of the database, and their order."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from proposals.models import Element, Event, EventFact, Proposal, Submission
from record.dates import UncertainDate
from tests.builders import (
    content_of,
    make_case,
    make_document,
    make_element,
    make_event,
    make_proposal,
    make_submission,
    voice,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (make_element, "proposals_element_key_once"),
        (make_proposal, "proposals_proposal_key_once"),
        (make_submission, "proposals_submission_key_once"),
        (make_event, "proposals_event_key_once"),
    ],
)
def test_a_key_is_one_record_s_within_a_case(make, constraint):
    make("same", case=make_case("one"))
    make("same", case=make_case("other"))
    with refused(constraint), transaction.atomic():
        (
            make("same", case=make_case("third")),
            make("same", case=make_case("fourth")),
            make("same", case=Event._meta.get_field("case").related_model.objects.get(key="one")),
        )


# Events


def keys(events):
    return [event.key for event in events]


@shared
def events():
    make_event("march", when="2025-03"), make_event("march-1", when="2025-03-01")
    (
        make_event("year", when="2025"),
        make_event("by-april", when="../2025-04"),
        make_event("from-may", when="2025-05/.."),
    )
    make_event("march-later", when="2025-03", sequence="2")
    return Event.objects.all()


def test_events_stand_by_date_then_sequence_and_by_their_end_where_that_alone_is_known(events):
    assert keys(events.in_order()) == ["year", "march-1", "march", "march-later", "by-april", "from-may"]


def test_what_is_known_by_its_end_alone_is_printed_there(events):
    assert keys(events.as_printed()) == ["year", "march-1", "march", "march-later", "by-april", "from-may"]


def test_each_event_stands_between_those_before_and_after_it(events):
    order = keys(events.as_printed())
    for place, event in enumerate(events.as_printed()):
        assert keys(events.before(event.printed_place)) == order[:place][::-1]
        assert keys(events.after(event.printed_place)) == order[place + 1 :]


def test_events_of_one_date_stand_in_the_order_of_entry():
    for key in ("b", "a", "c"):
        make_event(key, when="2025-03")
    assert keys(Event.objects.in_order()) == ["b", "a", "c"]


def test_what_is_planned_and_not_past_is_ahead():
    make_event("past", when="2025-01", status="planned"), make_event("ahead", when="2025-06", status="planned")
    make_event("open", when="2025-01/..", status="planned"), make_event("held", when="2025-06")
    assert set(keys(Event.objects.ahead_of(datetime.date(2025, 3, 1)))) == {"ahead", "open"}


def test_a_status_that_is_none_is_refused():
    event = make_event(state="draft")
    with refused("proposals_event_status_known"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(status="done")


def test_an_event_has_a_date():
    event = make_event(state="draft")
    with refused("when_is_a_date"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(when_edtf="")


@pytest.mark.parametrize("edtf", ["2025-XX", "01/04/2028", "2025-13", "2025-10/2025-05", "2025/"])
def test_a_form_that_is_no_date_is_refused(edtf):
    event = make_event(state="draft")
    with refused("when_is_a_date"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(when_edtf=edtf)


def test_a_fact_says_something():
    event = make_event(state="draft", facts=[{"kind": "host", "stated": "no"}])
    with refused("proposals_eventfact_says_something"), transaction.atomic():
        EventFact.objects.filter(event=event).update(stated=True)


@pytest.mark.parametrize(
    "fact", [{"voice": "county"}, {"words": "Hall"}, {"when": {"edtf": "2025-03"}}, {"stated": "no"}]
)
def test_a_fact_is_a_voice_or_words_or_a_date_or_that_it_is_not_stated(fact):
    voice("county")
    assert make_event(facts=[{"kind": "host", **fact}]).facts.count() == 1


def test_facts_of_one_kind_may_differ():
    facts = [{"kind": "date", "when": {"edtf": edtf}} for edtf in ("2026-01-14", "2026-01-15")]
    assert make_event(facts=facts).facts.count() == 2


def test_an_event_is_not_linked_to_itself():
    event = make_event("one", state="draft")
    with refused("proposals_eventlink_to_another"), transaction.atomic():
        event.links.create(relation="follows", to=event)


def test_a_link_is_entered_once():
    make_event("one")
    with refused("proposals_eventlink_once"), transaction.atomic():
        make_event(links=[{"relation": "follows", "to": "one"}] * 2)


def test_two_events_may_be_linked_in_two_ways():
    make_event("one")
    assert make_event(links=[{"relation": each, "to": "one"} for each in ("follows", "answers")]).links.count() == 2


def test_links_of_drafts_are_not_published():
    one = make_event("one")
    make_event("draft", state="draft", links=[{"relation": "follows", "to": "one"}])
    public = make_event("public", links=[{"relation": "follows", "to": "one"}])
    assert [link.event for link in one.linked_from.published()] == [public]


def test_links_are_found_from_either_end():
    one = make_event("one")
    other = make_event("other", links=[{"relation": "follows", "to": "one"}])
    links = type(other.links.get()).objects
    assert list(links.touching(one)) == list(links.touching(other)) == [other.links.get()]


# Proposals


def test_a_proposal_is_written_back_as_it_was_read():
    voice("county"), make_event("decision")
    content = {
        "names": [{"name": "One Council", "used_by": "county"}],
        "put_forward_by": ["county"],
        "versions": [
            {
                "stage": "interim",
                "when": {"edtf": "2025-03-21"},
                "authors": ["county"],
                "signatories": [{"voice": "county", "as_printed": "The Leader"}],
            }
        ],
        "backers": [
            {"voice": "county", "relation": "backs", "when": {"edtf": "2025-03/.."}, "decided_at": "decision"},
            {"voice": "county", "relation": "included"},
        ],
        "flags": [{"kind": "not-stated", "note": "The cost."}],
    }
    found = content_of(make_proposal(**content))
    assert {name: found[name] for name in content} == content


def test_to_back_and_to_be_included_are_two_rows():
    voice("rutland")
    backers = [{"voice": "rutland", "relation": relation} for relation in ("included", "backs", "left")]
    assert make_proposal(backers=backers).backers.count() == 3


def test_proposals_stand_in_the_order_of_the_case():
    make_proposal("b", sequence="1"), make_proposal("a", sequence="2"), make_proposal("c", sequence="1")
    assert [each.key for each in Proposal.objects.in_sequence()] == ["b", "c", "a"]


def test_records_are_asked_for_by_case():
    one, other = make_case("one"), make_case("other")
    make_element("a", case=one), make_element("b", case=other)
    assert [each.key for each in Element.objects.of_case(one)] == ["a"]


def test_a_submission_carries_proposals_each_with_its_voice():
    make_proposal("north"), make_proposal("south"), voice("county"), make_document("paper")
    carries = [{"proposal": "north", "stage": "final", "voice": "county"}, {"proposal": "south"}]
    found = make_submission(carries=carries, by=["county"], to="county", document="paper")
    assert content_of(found)["carries"] == carries
    assert Submission.objects.get().when == UncertainDate("2025-03-21")


@pytest.mark.parametrize(("title", "slug"), [("Meeting at Melton", "meeting-at-melton"), ("…", "event")])
def test_the_address_of_an_event_has_words_in_it(title, slug):
    assert make_event(title=title).slug == slug
