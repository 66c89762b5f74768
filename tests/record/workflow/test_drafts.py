"""A change to what is published: a draft beside it, and a second person."""

import pytest
from django.core.exceptions import ValidationError

from councils.models import Voice
from record.models import Draft, HistoryEntry, Publication
from record.models.draft import Collision
from record.workflow import drafts
from record.workflow.authors import authors_of
from record.workflow.states import NotAllowed, State
from tests.builders import (
    change,
    content_of,
    make_claim,
    make_document,
    make_event,
    make_officer,
    make_point,
    make_voice,
    passage,
    withdraw,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def author():
    return make_officer("author@example.org", office="Editor")


@shared
def second():
    return make_officer("second@example.org", office="Publisher")


@shared
def voice():
    return make_voice("courier", name="The Courier", short_name="Courier", description="A newspaper.")


def keep(record, by, **content):
    mine = content_of(record) | content
    return Draft.objects.keep(
        record, {key: value for key, value in mine.items() if value is not None}, by=by, note="Mended."
    )


def reviewed(record, by, **content):
    draft = keep(record, by, **content)
    draft.submit(by=by)
    return draft


def test_a_draft_changes_nothing_that_readers_see(voice, author):
    keep(voice, author, name="The Herald")
    voice.refresh_from_db()
    assert voice.name == "The Courier"


def test_a_draft_takes_no_number(voice, author):
    before = Publication.objects.revision()
    reviewed(voice, author, name="The Herald")
    assert Publication.objects.revision() == before


def test_a_second_person_publishes_it(voice, author, second):
    publication = reviewed(voice, author, name="The Herald").publish(by=second)
    voice.refresh_from_db()
    assert voice.name == "The Herald"
    assert (publication.version, publication.action, publication.office) == (2, "changed", "Publisher")
    assert publication.change_note == "Mended."


def test_a_published_draft_is_gone(voice, author, second):
    draft = reviewed(voice, author, name="The Herald")
    Draft.objects.get(pk=draft.pk).publish(by=second)
    assert not Draft.objects.exists()
    with pytest.raises(NotAllowed, match="This draft is gone"):
        draft.publish(by=second)


def test_the_author_is_known_as_the_last_editor(voice, author, second):
    reviewed(voice, author, name="The Herald").publish(by=second)
    voice.refresh_from_db()
    assert voice.edited_by == author


def test_the_author_does_not_publish_it(voice, author):
    with pytest.raises(NotAllowed, match="second person"):
        reviewed(voice, author, name="The Herald").publish(by=author)


def test_what_was_not_handed_over_is_not_published(voice, author, second):
    with pytest.raises(NotAllowed, match="Only what is awaiting review"):
        keep(voice, author, name="The Herald").publish(by=second)


def test_parts_are_changed_by_a_draft_as_well(author, second):
    event = make_event(facts=[{"kind": "place", "words": "Hall"}, {"kind": "number", "words": "Four"}])
    reviewed(event, author, facts=[{"kind": "number", "words": "Five"}]).publish(by=second)
    assert list(event.facts.values_list("kind", "words")) == [("number", "Five")]


def test_each_author_has_one_draft_of_a_record(voice, author):
    keep(voice, author, name="The Herald")
    keep(voice, author, name="The Mail")
    assert Draft.objects.get().content["name"] == "The Mail"


def test_two_authors_have_a_draft_each(voice, author, second):
    keep(voice, author, name="The Herald")
    keep(voice, second, name="The Mail")
    assert Draft.objects.of(voice).count() == 2


def test_a_draft_that_is_written_on_waits_no_longer(voice, author):
    reviewed(voice, author, name="The Herald")
    assert keep(voice, author, name="The Mail").state == State.DRAFT


def test_a_draft_is_called_as_it_would_be(voice, author):
    assert keep(voice, author, name="The Herald").title == "The Herald"


# Whose it is


@shared
def of_county():
    return make_officer(council="county")


@pytest.mark.parametrize("verb", ["submit", "discard", "renew", "take_over"])
def test_nobody_of_another_council_touches_it(voice, of_county, verb):
    draft = keep(voice, of_county)
    for other in (make_officer(council="city"), make_officer(role="reviewer", council="city")):
        with pytest.raises(NotAllowed, match="does not extend"):
            getattr(draft, verb)(by=other)


@pytest.mark.parametrize("verb", ["discard", "renew", "take_over"])
def test_a_neutral_editor_leaves_a_council_s_draft_to_it(voice, of_county, verb):
    with pytest.raises(NotAllowed, match="its officers do this"):
        getattr(keep(voice, of_county), verb)(by=make_officer())


@pytest.mark.parametrize("verb", ["submit", "discard", "renew"])
def test_a_colleague_goes_on_with_it(voice, of_county, verb):
    getattr(keep(voice, of_county), verb)(by=make_officer(council="county"))


def test_who_took_it_over_and_who_began_it_are_both_its_authors(voice, of_county):
    colleague = make_officer(council="county")
    draft = keep(voice, of_county)
    draft.take_over(by=colleague)
    keep(voice, colleague, name="The Mail")
    assert Draft.objects.get().author == colleague
    assert {*authors_of(voice, Draft.objects.get())} == {of_county, colleague}


def test_a_draft_stays_with_the_council_of_someone_who_leaves(voice, of_county):
    draft = keep(voice, of_county)
    of_county.memberships.update(starts="2026-01-01", ends="2026-01-31")
    left = type(of_county).objects.get(pk=of_county.pk)
    with pytest.raises(NotAllowed, match="does not extend"):
        draft.submit(by=left)
    draft.submit(by=make_officer(council="county"))


def test_who_may_not_draft_keeps_none(voice):
    stranger = make_officer(role=None)
    with pytest.raises(NotAllowed, match="does not extend"):
        Draft.objects.keep(voice, content_of(voice), by=stranger)


def test_who_may_not_draft_sends_none_back(voice, author):
    draft = reviewed(voice, author)
    with pytest.raises(NotAllowed, match="does not extend"):
        draft.send_back(by=make_officer(is_active=False), reason="No.")


def test_it_is_sent_back_with_a_reason(voice, author, second):
    draft = reviewed(voice, author)
    draft.send_back(by=second, reason="Which paper?")
    draft.refresh_from_db()
    assert (draft.state, draft.state_reason) == (State.DRAFT, "Which paper?")


def test_it_is_not_sent_back_without_one(voice, author, second):
    with pytest.raises(NotAllowed, match="Give a reason"):
        reviewed(voice, author).send_back(by=second, reason=" ")


def test_what_is_not_handed_over_is_not_sent_back(voice, author, second):
    with pytest.raises(NotAllowed, match="Only what is awaiting review"):
        keep(voice, author).send_back(by=second, reason="No.")


def test_what_is_given_up_stays_in_the_history(voice, author):
    keep(voice, author, name="The Herald").discard(by=author)
    assert not Draft.objects.exists()
    entry = HistoryEntry.objects.of(Draft).get(action="delete")
    assert entry.old["content"]["name"] == "The Herald"


def test_history_says_through_what_a_draft_was_written(voice, author):
    keep(voice, author)
    context = HistoryEntry.objects.of(Draft).get().context
    assert context == {"by": "author@example.org", "why": "Mended.", "through": "draft"}


# What no draft changes


@pytest.mark.parametrize(
    "content", [{"state": "draft"}, {"state": "withdrawn", "reason": "No."}, {"key": "herald"}, {"id": "0000000000"}]
)
def test_a_draft_changes_neither_state_nor_key_nor_id(voice, author, second, content):
    reviewed(voice, author, **content).publish(by=second)
    after = Voice.objects.get(pk=voice.pk)
    assert (after.state, after.key, after.public_id) == ("published", "courier", voice.public_id)


def test_a_draft_of_what_is_withdrawn_does_not_restore_it(author, second):
    voice = make_voice(state="withdrawn", reason="Entered twice.")
    reviewed(voice, author, state=None, reason=None, name="The Herald").publish(by=second)
    voice.refresh_from_db()
    assert (voice.state, voice.state_reason, voice.name) == ("withdrawn", "Entered twice.", "The Herald")


# Others were quicker


def test_a_draft_of_an_older_version_collides(voice, author, second):
    draft = reviewed(voice, author, name="The Herald")
    change(voice, description="A weekly.")
    with pytest.raises(Collision) as collision:
        draft.publish(by=second)
    assert collision.value.draft_content["name"] == "The Herald"
    assert collision.value.published_content["description"] == "A weekly."


def test_of_two_drafts_the_second_collides(voice, author, second):
    third = make_officer("third@example.org")
    one, other = reviewed(voice, author, name="The Herald"), reviewed(voice, second, name="The Mail")
    one.publish(by=third)
    with pytest.raises(Collision):
        other.publish(by=third)


def test_a_draft_collides_with_a_withdrawal(voice, author, second):
    draft = reviewed(voice, author, name="The Herald")
    withdraw(voice)
    with pytest.raises(Collision):
        draft.publish(by=second)


def test_a_renewed_draft_takes_over_what_only_others_changed(voice, author):
    draft = keep(voice, author, name="The Herald")
    change(voice, description="A weekly.")
    assert draft.renew(by=author) == []
    draft.refresh_from_db()
    assert (draft.content["name"], draft.content["description"]) == ("The Herald", "A weekly.")


def test_a_renewed_draft_says_what_both_changed_and_keeps_its_own(voice, author):
    draft = keep(voice, author, name="The Herald")
    change(voice, name="The Mail")
    assert draft.renew(by=author) == ["name"]
    draft.refresh_from_db()
    assert draft.content["name"] == "The Herald"


def test_what_both_changed_alike_is_no_conflict(voice, author):
    draft = keep(voice, author, name="The Herald")
    change(voice, name="The Herald")
    assert draft.renew(by=author) == []


def test_a_renewed_draft_leaves_out_what_either_took_away(voice, author):
    draft = keep(voice, author, short_name=None)
    change(voice, description=None)
    assert draft.renew(by=author) == []
    draft.refresh_from_db()
    assert not {"short_name", "description"} & set(draft.content)


def test_what_one_took_away_and_the_other_changed_is_told(voice, author):
    draft = keep(voice, author, short_name=None)
    change(voice, short_name="The C.")
    assert draft.renew(by=author) == ["short_name"]


def test_a_renewed_draft_is_reviewed_anew_and_then_published(voice, author, second):
    draft = reviewed(voice, author, name="The Herald")
    change(voice, description="A weekly.")
    draft.renew(by=author)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    draft.submit(by=author)
    assert draft.publish(by=second).version == 3


# Looked at before it is published


def test_the_record_is_shown_as_its_draft_would_have_it(voice):
    with drafts.applied(voice, content_of(voice) | {"name": "The Herald"}) as row:
        assert row.name == "The Herald"


def test_nothing_of_it_stays(voice):
    before = Publication.objects.revision()
    with drafts.applied(voice, content_of(voice) | {"name": "The Herald"}):
        pass
    voice.refresh_from_db()
    assert voice.name == "The Courier"
    assert Publication.objects.revision() == before


def test_a_draft_claim_is_shown_with_what_would_be_computed():
    claim = make_claim(state="draft", about=["city"], kind="characterisation")
    with drafts.applied(claim) as row:
        assert row.computed.words == ["no-reply"]
    assert not hasattr(type(claim).objects.get(pk=claim.pk), "computed")


def test_what_is_right_has_no_problems(voice):
    assert drafts.problems(voice, content_of(voice)) == []


def test_problems_tell_what_would_be_refused():
    assert "rests on at least one quotation" in drafts.problems(make_claim(quote="", state="draft"))[0]


def test_problems_tell_of_words_that_are_not_found():
    make_document("plan", body="The councils met in January.")
    claim = make_claim(state="draft", appearances=[{"passage": passage("met in March", "plan")}])
    assert "not in the stored text" in drafts.problems(claim)[0]


def test_problems_tell_of_names_that_nobody_may_see():
    point = make_point(state="draft", question="Who pays?")
    assert "question “Who pays?”" in drafts.problems(make_claim(state="draft", points=[point.key]))[0]


def test_problems_tell_of_names_that_are_not_there(voice):
    claim = make_claim()
    content = content_of(claim) | {"for": "nobody"}
    assert drafts.problems(claim, content) == ["It names the voice “nobody”, which does not exist."]


def test_a_draft_that_names_what_is_not_there_is_refused_in_a_sentence(author, second):
    claim = make_claim()
    with pytest.raises(ValidationError, match="voice “nobody”"):
        reviewed(claim, author, **{"for": "nobody"}).publish(by=second)


def test_asking_for_problems_changes_nothing(voice):
    drafts.problems(voice, content_of(voice) | {"name": "The Herald"})
    voice.refresh_from_db()
    assert voice.name == "The Courier"
