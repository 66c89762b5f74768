"""Publishing: step by step, by a second person, into a log without gaps."""

import subprocess
import sys
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from claims.models import ReplyNotice
from councils.models import ReplyContact
from record.content.references import Resolver
from record.models import Draft, HistoryEntry, Publication
from record.workflow import drafts, publishing
from record.workflow.authors import authors_of
from record.workflow.publication import Action
from record.workflow.publishing import publish_together
from record.workflow.refusals import rules_as_messages
from record.workflow.states import NotAllowed, State
from tests.builders import (
    change,
    content_of,
    figure,
    make,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_measure,
    make_officer,
    make_point,
    make_voice,
    passage,
    response,
    the_case,
    voice,
    withdraw,
)


@pytest.fixture
def author(db):
    return make_officer("author@example.org", office="Editor")


@pytest.fixture
def second(db):
    return make_officer("second@example.org", office="Publisher")


@pytest.fixture
def draft(author):
    """A claim that waits for review."""
    return make_claim(state="needs-review", edited_by=author)


def log(record):
    return list(Publication.objects.of(record).order_by("version"))


# The log


def test_the_first_publication_has_number_one(db):
    make_voice()
    assert Publication.objects.get().number == 1


def test_numbers_have_no_gaps(db):
    for _ in range(3):
        make_claim()
    numbers = list(Publication.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_publication_that_fails_uses_up_no_number(db):
    make_voice("courier")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_voice("herald")
        raise ZeroDivisionError
    assert Publication.objects.revision() == 1


def test_the_revision_before_the_first_publication_is_zero(db):
    assert Publication.objects.revision() == 0


def test_times_are_in_the_order_of_numbers(db):
    for _ in range(3):
        make_voice()
    times = list(Publication.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)


def test_each_record_counts_its_own_versions(db):
    voice, other = make_voice(), make_voice()
    change(voice, name="The Herald")
    assert [each.version for each in log(voice)] == [1, 2]
    assert [each.version for each in log(other)] == [1]


def test_an_entry_holds_the_whole_content(db):
    claim = make_claim(about=["city"], said="2025-03")
    # Without the contents given, as it is when an officer publishes.
    with transaction.atomic(), publishing.open_record():
        publishing.append([claim], action=Action.CHANGED, office="Editor")
    first, read = log(claim)
    assert read.content == first.content == content_of(claim)


def test_an_entry_stays_as_it_was_when_the_record_changes(db):
    voice = make_voice(name="The Courier")
    change(voice, name="The Herald")
    assert [each.content["name"] for each in log(voice)] == ["The Courier", "The Herald"]


def test_an_entry_is_called_by_the_record(db):
    assert log(make_point(question="Who pays?"))[0].title == "Who pays?"


def test_a_long_statement_is_cut_for_the_log(db):
    assert len(log(make_claim(statement="word " * 500 + "end"))[0].title) == 300


@pytest.mark.parametrize(
    ("make", "key"), [(make_point, "case"), (make_event, "case"), (make_claim, "case"), (make_voice, "")]
)
def test_an_entry_says_to_which_case_it_belongs(db, make, key):
    assert log(make())[0].case_key == key


def test_a_case_is_of_its_own_case(db):
    assert log(make_case("llr"))[0].case_key == "llr"


def test_nothing_is_logged_outside_a_transaction(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        Publication.objects.append([Publication(kind="voice", record_id="x")])


# The first and the last of these begin and end the transaction.
@pytest.mark.parametrize("is_answer", [False, True])
def test_a_claim_is_published_in_40_statements(author, second, django_assert_max_num_queries, is_answer):
    """A claim on a question, and one that answers another and is told to a contact."""
    make_case(sides={"county": ["county"], "city": ["city"]})
    answered = [response(make_claim(by="city"))] if is_answer else []
    claim = make_claim(
        "ours",
        about=["city"],
        points=[make_point().key],
        responses=answered,
        state="needs-review",
        edited_by=author,
    )
    ReplyContact.objects.create(voice=voice("city"), email="city@example.org", starts="2020-01-01")
    claim, publisher = type(claim).objects.get(pk=claim.pk), type(second).objects.get(pk=second.pk)
    with django_assert_max_num_queries(40):
        claim.publish(by=publisher)
    assert claim.is_published and ReplyNotice.objects.count() == is_answer


def test_a_changed_figure_is_published_in_40_statements(author, second, django_assert_max_num_queries):
    make_case(sides={"county": ["county"], "city": ["city"]})
    make_measure("savings")
    claim = make_claim("ours", about=["city"], points=[make_point().key], figures=[figure("30")])
    draft = Draft.objects.keep(claim, content_of(claim) | {"figures": [figure("35")]}, by=author)
    draft.submit(by=author)
    draft, publisher = Draft.objects.get(pk=draft.pk), type(second).objects.get(pk=second.pk)
    with django_assert_max_num_queries(40):
        draft.publish(by=publisher)
    claim.refresh_from_db()
    assert [each.value for each in claim.figures.all()] == [35]


def test_many_records_are_logged_in_one_go_and_in_their_order(db, django_assert_max_num_queries):
    rows = [make_voice() for _ in range(30)]
    with transaction.atomic(), publishing.open_record(), django_assert_max_num_queries(60):
        publishing.append(rows, action=Action.CHANGED, office="Editor")
    last = Publication.objects.order_by("-number")[:30]
    assert [each.record_id for each in reversed(last)] == [row.public_id for row in rows]


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_many_publish_at_once():
    """Six officers at once, and some of them think better of it."""

    def publish(worker):
        try:
            for turn in range(8):
                try:
                    with transaction.atomic():
                        make_voice(f"voice-{worker}-{turn}")
                        if (worker + turn) % 4 == 0:
                            raise ZeroDivisionError
                except ZeroDivisionError:
                    pass
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=[worker]) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = list(Publication.objects.order_by("number").values_list("number", "at"))
    assert [number for number, _ in found] == list(range(1, 37))
    assert [at for _, at in found] == sorted(at for _, at in found)


# Step by step


def test_a_draft_is_submitted_published_withdrawn_and_restored(author, second):
    claim = make_claim(state="draft", edited_by=author)
    claim.submit(by=author)
    claim.publish(by=second)
    claim.ask_to_withdraw(by=author, reason="Entered twice.")
    claim.withdraw(by=second)
    claim.ask_to_restore(by=second, reason="It was not.")
    claim.restore(by=author)
    assert claim.state == State.PUBLISHED
    assert [each.action for each in log(claim)] == ["published", "withdrawn", "restored"]


def test_what_is_submitted_or_returned_takes_no_number(author, second):
    claim = make_claim(state="draft", edited_by=author)
    before = Publication.objects.revision()
    claim.submit(by=author)
    claim.send_back(by=second, reason="Which meeting?")
    assert Publication.objects.revision() == before


def test_the_reason_of_a_return_is_kept_with_the_draft(draft, second):
    draft.send_back(by=second, reason="Which meeting?")
    draft.refresh_from_db()
    assert (draft.state, draft.state_reason) == (State.DRAFT, "Which meeting?")


def test_the_author_does_not_publish(draft, author):
    with pytest.raises(NotAllowed, match="second person"):
        draft.publish(by=author)
    draft.refresh_from_db()
    assert draft.state == State.NEEDS_REVIEW


def written_on(record, by, **content):
    """An unpublished record after another officer has changed these parts."""
    with transaction.atomic():
        record.edited_by = by
        drafts.write(record, content_of(record) | content, publishing.resolver_of(record))
    return record


def test_nobody_who_wrote_any_of_it_publishes_it_whoever_wrote_last(author, second):
    claim = make_claim(state="draft", edited_by=author)
    written_on(claim, second, statement="A word of it is another.")
    written_on(claim, make_officer(), appearances=[{"passage": passage("other words")}])
    assert {*authors_of(claim)} >= {author, second}
    claim.submit(by=author)
    for one in (author, second):
        with pytest.raises(NotAllowed, match="second person"):
            claim.publish(by=one)
    claim.publish(by=make_officer())
    assert claim.state == State.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_who_wrote_an_earlier_version_may_publish_a_later_one():
    first, second, third = (make_officer() for _ in range(3))
    claim = make_claim(state="draft", edited_by=first)
    written_on(claim, second, statement="A word of it is another.")
    claim.submit(by=first)
    claim.publish(by=third)
    draft = Draft.objects.keep(claim, content_of(claim) | {"statement": "Put otherwise."}, by=third)
    assert authors_of(claim, draft) == [third]
    draft.submit(by=third)
    draft.publish(by=first)
    assert type(claim).objects.get(pk=claim.pk).statement == "Put otherwise."


def test_what_was_not_reviewed_is_not_published(author, second):
    with pytest.raises(NotAllowed, match="Only what is awaiting review"):
        make_claim(state="draft", edited_by=author).publish(by=second)


def test_the_state_on_record_counts_and_not_that_of_the_row_at_hand(draft, second):
    type(draft).objects.filter(pk=draft.pk).update(state=State.DRAFT)
    with pytest.raises(NotAllowed):
        draft.publish(by=second)


def test_the_log_names_the_office_and_never_the_person(draft, second):
    draft.publish(by=second, note="First published.", minor=True)
    entry = log(draft)[0]
    assert (entry.office, entry.change_note, entry.is_minor) == ("Publisher", "First published.", True)
    assert (entry.written_by, entry.by_whom) == ("Editor", "Written by Editor; published by Publisher")
    assert "second" not in str(entry.content)


def test_a_withdrawal_says_why_in_the_log_and_at_the_address(draft, second):
    draft.publish(by=second)
    withdraw(draft, "Entered twice.")
    draft.refresh_from_db()
    assert draft.state_reason == "Entered twice."
    assert log(draft)[-1].change_note == "Entered twice."
    assert log(draft)[-1].content["reason"] == "Entered twice."


def test_a_withdrawal_without_a_reason_is_refused(draft, second):
    draft.publish(by=second)
    with pytest.raises(NotAllowed, match="reason"):
        draft.ask_to_withdraw(by=second, reason=" ")


def test_nothing_is_withdrawn_that_nobody_asked_for(draft, second):
    draft.publish(by=second)
    with pytest.raises(NotAllowed, match="Nobody has asked"):
        draft.withdraw(by=second)


def test_who_asked_does_not_confirm(draft, second):
    draft.publish(by=second)
    draft.ask_to_withdraw(by=second, reason="Entered twice.")
    with pytest.raises(NotAllowed, match="second person"):
        draft.withdraw(by=second)


def test_a_request_that_is_dropped_is_gone(draft, second):
    draft.publish(by=second)
    draft.ask_to_withdraw(by=second, reason="Entered twice.")
    draft.drop_request(by=make_officer())
    with pytest.raises(NotAllowed, match="Nobody has asked"):
        draft.withdraw(by=make_officer())


def test_two_do_not_ask_for_the_same(draft, second):
    draft.publish(by=second)
    draft.ask_to_withdraw(by=second, reason="Entered twice.")
    with pytest.raises(ValidationError, match="has asked for this already"):
        draft.ask_to_withdraw(by=make_officer(), reason="So it is.")


def test_a_refused_step_leaves_the_row_at_hand_as_it_was(draft, author):
    with pytest.raises(NotAllowed):
        draft.publish(by=author)
    assert draft.state == State.NEEDS_REVIEW


def test_what_is_withdrawn_counts_no_longer(draft, second):
    draft.publish(by=second)
    assert hasattr(type(draft).objects.get(pk=draft.pk), "computed")
    withdraw(draft)
    assert not hasattr(type(draft).objects.get(pk=draft.pk), "computed")


def test_history_says_who_took_the_step_and_why(draft, second):
    draft.publish(by=second, note="First published.")
    context = HistoryEntry.objects.of(type(draft), draft.pk).newest_first().first().context
    assert context == {"by": "second@example.org", "why": "First published.", "through": "publish"}


# Rules


def test_a_rule_that_is_broken_is_told_in_a_sentence(author, second):
    claim = make_claim(quote="", state="needs-review", edited_by=author)
    with pytest.raises(ValidationError, match="rests on at least one quotation"):
        claim.publish(by=second)


def test_a_rule_that_is_broken_leaves_nothing_behind(author, second):
    claim = make_claim(quote="", state="needs-review", edited_by=author)
    before = Publication.objects.revision()
    with pytest.raises(ValidationError):
        claim.publish(by=second)
    claim.refresh_from_db()
    assert claim.state == State.NEEDS_REVIEW
    assert Publication.objects.revision() == before


@pytest.mark.parametrize("make", [make_claim, make_event, make_voice])
def test_words_that_are_not_in_the_text_held_are_not_published(author, second, make):
    make_document("plan", body="The councils met in January.")
    wrong = passage("The councils met in March", "plan")
    rest = {
        make_claim: {"appearances": [{"passage": wrong}]},
        make_event: {"facts": [{"kind": "place", "words": "Hall", "passage": wrong}]},
        make_voice: {"kind": "person", "tenures": [{"kind": "speaks-for", "of": make_council().key, "passage": wrong}]},
    }
    record = make(state="needs-review", **rest[make])
    with pytest.raises(ValidationError, match="not in the stored text"):
        record.publish(by=second)


def test_two_claims_of_one_key_are_refused_with_our_message(db):
    make_claim("same")
    with (
        pytest.raises(ValidationError, match="Another claim in this case has this lasting name"),
        rules_as_messages(),
    ):
        make_claim("same")


def test_two_records_of_one_id_are_refused_in_a_sentence(db):
    first = make_voice()
    with pytest.raises(ValidationError, match="Another record already has this value"), rules_as_messages():
        make_voice(id=first.public_id)


def test_what_something_rests_on_is_not_deleted_and_the_officer_is_told(db):
    voice = make_voice(state="draft")
    make_claim(by=voice, state="draft")
    with (
        pytest.raises(ValidationError, match="still refers to"),
        rules_as_messages(),
        transaction.atomic(),
    ):
        rows = type(voice).objects.filter(pk=voice.pk)
        rows._raw_delete(rows.db)
        publishing.check_rules()


# What names what is not public


def test_what_names_a_draft_is_not_published(author, second):
    point = make_point(state="draft", question="Who pays?")
    claim = make_claim(points=[point.key], state="needs-review", edited_by=author)
    with pytest.raises(ValidationError, match="names what is not published: question “Who pays\\?”"):
        claim.publish(by=second)


def test_what_belongs_to_a_case_in_draft_is_not_published(author, second):
    case = make_case("new", state="draft")
    claim = make_claim(case=case, state="needs-review", edited_by=author)
    with pytest.raises(ValidationError, match="case “The new"):
        claim.publish(by=second)


def test_what_names_what_is_withdrawn_is_published(author, second):
    point = make_point(state="withdrawn", reason="Put otherwise.")
    claim = make_claim(points=[point.key], state="needs-review", edited_by=author)
    claim.publish(by=second)
    assert claim.is_published


def test_records_that_name_each_other_are_published_together(author, second):
    one, other = make_event("one", state="draft"), make_event("other", state="draft", links=[])
    for event, target in ((one, other), (other, one)):
        event.links.create(relation="follows", to=target, sequence=1)
        event.submit(by=author)
    publish_together([one, other], by=second)
    assert Publication.objects.filter(kind="event").count() == 2


def test_a_claim_is_published_together_with_its_new_case_and_event(author, second):
    case = make_case("new", state="needs-review")
    event = make_event("meeting", case=case, state="needs-review")
    claim = make_claim(case=case, events=[{"event": "meeting"}], state="needs-review", edited_by=author)
    publish_together([claim, *publishing.hidden(claim)], by=second)
    assert {type(row).objects.get(pk=row.pk).state for row in (case, event, claim)} == {State.PUBLISHED}


def test_together_all_are_published_or_none(author, second):
    good = make_point(state="needs-review")
    bad = make_claim(quote="", points=[good.key], state="needs-review", edited_by=author)
    with pytest.raises(ValidationError):
        publish_together([good, bad], by=second)
    good.refresh_from_db()
    assert good.state == State.NEEDS_REVIEW


def test_together_a_second_person_is_needed_for_each(author, second):
    good = make_point(state="needs-review")
    own = make_claim(state="needs-review", edited_by=second)
    with pytest.raises(NotAllowed, match="The statement of"):
        publish_together([good, own], by=second)


def test_what_no_reader_may_see_is_hidden(db):
    point = make_point(state="draft")
    claim = make_claim(points=[point.key], state="draft")
    assert publishing.hidden(claim) == [point]


def test_a_record_never_hides_behind_itself(db):
    event = make_event("one", state="draft")
    assert publishing.hidden(event) == []


def test_the_case_of_a_claim_is_asked_by_its_own_key(db):
    """A point of another case with the same key is not meant."""
    make_point("upkeep", case=make_case("other"), state="draft")
    make_point("upkeep", case=the_case())
    assert publishing.hidden(make_claim(points=["upkeep"])) == []


def test_of_two_with_one_key_the_public_one_is_named(db):
    """A council may have begun an entry under the key of one that it did not know of."""
    ours = make_officer(council="county")
    own = make("point", {"key": "upkeep", "question": "Ours?", "state": "draft"}, case=the_case(), by=ours)
    public = make_point("upkeep")
    assert own.entered_for
    resolver = Resolver(the_case(), own.entered_for)
    resolver.learn({"point": {"upkeep"}})
    assert resolver.get("point", "upkeep") == public.pk
    assert resolver.unpublished({"point": {"upkeep"}}) == []


def test_a_draft_of_a_public_record_names_no_unpublished_entry_of_its_council(second):
    ours = make_officer(council="county")
    claim = make_claim()
    make("point", {"key": "own", "question": "Ours?", "state": "draft"}, case=the_case(), by=ours)
    draft = Draft.objects.keep(claim, content_of(claim) | {"points": ["own"]}, by=ours)
    draft.submit(by=ours)
    with pytest.raises(ValidationError, match="names what is not published: question “Ours\\?”"):
        draft.publish(by=second)


# What is computed


def test_a_publication_has_what_rests_on_it_computed_anew(db):
    voice = make_council("county")
    claim = make_claim(by="county", about=["city"], kind="characterisation")
    change(voice, name="The County")
    claim.refresh_from_db()
    assert claim.computed.detail["silent"][0]["name"] == "City Council"
    make_claim(by="city", responses=[{"to": claim.key, "relation": "disputes", "passage": passage("as to that")}])
    change(type(voice).objects.get(key="city"), name="The City")
    claim = type(claim).objects.get(pk=claim.pk)
    assert claim.computed.detail["replies"]["disputed"][0]["name"] == "The City"


def test_all_that_publishing_calls_is_registered_when_the_site_starts():
    code = (
        "import django; django.setup(); from record.workflow import publishing as p; "
        "from record.workflow.authority import registered; "
        "print([f.__module__ for f in (registered().refuse, *p._state_rules, *p._refreshers, *p._announcers)])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip().split() == [
        "['councils.permissions.steps',",
        "'councils.quiet_period',",
        "'councils.names',",
        "'councils.quotations.references',",
        "'claims.derived.refresh',",
        "'councils.uploads',",
        "'claims.replies.notices']",
    ]
