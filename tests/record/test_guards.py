"""Refusals by the guards of the database, in every way of writing."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from record import guards
from record.content.fields import part_models
from record.content.schema import kinds
from record.workflow import publishing
from record.workflow.states import State
from tests.builders import make_case, make_claim, make_council, make_event, make_proposal, make_voice

pytestmark = pytest.mark.django_db

PARTS = [(kind, model, parent) for kind in kinds() for model, parent in part_models(kind.schema)]


def refused(match="only through a publication"):
    return pytest.raises(IntegrityError, match=match)


def named(error) -> str:
    return error.value.__cause__.diag.constraint_name


# A published record


@pytest.mark.parametrize("state", [State.DRAFT, State.NEEDS_REVIEW])
@pytest.mark.parametrize("start", ["published", "withdrawn"])
def test_what_was_published_never_becomes_a_draft_again(start, state):
    claim = make_claim(state=start, **({"reason": "Entered twice."} if start == "withdrawn" else {}))
    with refused("withdraw it") as error, transaction.atomic(), publishing.open_record():
        type(claim).objects.filter(pk=claim.pk).update(state=state)
    assert named(error) == "record_published_stays"


@pytest.mark.parametrize("column", ["public_id", "key"])
def test_what_was_published_keeps_its_address(column):
    claim = make_claim()
    with refused("keeps its id and its key") as error, transaction.atomic(), publishing.open_record():
        type(claim).objects.filter(pk=claim.pk).update(**{column: "0000000000"})
    assert named(error) == "record_lasting_address"


def test_a_draft_may_still_be_given_another_key():
    claim = make_claim(state="draft")
    type(claim).objects.filter(pk=claim.pk).update(key="another")


def test_a_draft_is_changed_and_deleted_freely():
    voice = make_voice(state="draft")
    voice.name = "The Herald"
    voice.save()
    voice.delete()


def test_a_withdrawn_record_is_guarded_as_a_published_one():
    voice = make_voice(state="withdrawn", reason="Entered twice.")
    with refused(), transaction.atomic():
        type(voice).objects.filter(pk=voice.pk).update(name="The Herald")


def test_nothing_is_withdrawn_without_a_reason():
    claim = make_claim()
    with refused("withdrawn_why"), transaction.atomic(), publishing.open_record():
        type(claim).objects.filter(pk=claim.pk).update(state=State.WITHDRAWN)


def test_a_state_that_is_none_is_refused():
    voice = make_voice(state="draft")
    with refused("state_known"), transaction.atomic():
        type(voice).objects.filter(pk=voice.pk).update(state="done")


@pytest.mark.parametrize("key", ["Upper", "two--hyphens", "-first", "last-", "under_score", "spaced out", ""])
def test_a_key_that_is_none_is_refused(key):
    voice = make_voice(state="draft")
    with refused("key_form"), transaction.atomic():
        type(voice).objects.filter(pk=voice.pk).update(key=key)


def test_the_guard_is_shut_again_after_the_block():
    voice = make_voice()
    with transaction.atomic(), publishing.open_record():
        pass
    with refused(), transaction.atomic():
        type(voice).objects.filter(pk=voice.pk).update(name="The Herald")


def test_the_guard_is_shut_again_after_a_block_that_failed():
    voice = make_voice()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), publishing.open_record():
        raise ZeroDivisionError
    with refused(), transaction.atomic():
        type(voice).objects.filter(pk=voice.pk).update(name="The Herald")


def test_the_guard_is_shut_again_after_a_block_that_the_database_refused():
    voice = make_voice()
    with refused("key_form"), transaction.atomic(), publishing.open_record():
        type(voice).objects.filter(pk=make_voice(state="draft").pk).update(key="Upper")
    with refused(), transaction.atomic():
        type(voice).objects.filter(pk=voice.pk).update(name="The Herald")


# Its parts


def test_a_part_does_not_leave_a_published_record_for_a_draft():
    published, draft = make_voice(aliases=[{"name": "The Mail"}]), make_voice(state="draft")
    with refused(), transaction.atomic():
        published.aliases.update(voice=draft)


def test_a_part_does_not_enter_a_published_record_from_a_draft():
    published, draft = make_voice(), make_voice(state="draft", aliases=[{"name": "The Mail"}])
    with refused(), transaction.atomic():
        draft.aliases.update(voice=published)


def test_a_part_moves_between_drafts():
    one, other = make_voice(state="draft", aliases=[{"name": "The Mail"}]), make_voice(state="draft")
    assert one.aliases.update(voice=other) == 1


def test_parts_three_levels_down_are_guarded():
    controls = [{"when": {"edtf": "2025-05/.."}, "words": "None", "seats": [{"group": "A", "seats": "9"}]}]
    council = make_council(council={"controls": controls})
    with refused(), transaction.atomic():
        council.council.controls.get().seats.update(seats=10)


def test_lists_of_names_are_guarded():
    proposal = make_proposal(put_forward_by=[make_council().key])
    with refused(), transaction.atomic():
        proposal.proposers.update(voice=make_council())


def test_every_table_of_parts_finds_its_record():
    """Each guard's own function runs, for a change, a new row and a row that goes."""
    with connection.cursor() as cursor:
        for kind, model, _ in PARTS:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [f"guard_{model._meta.db_table}"])
            (source,) = cursor.fetchone()
            assert f"{kind.model._meta.db_table} r" in source


def test_the_guards_may_be_put_in_place_again():
    guards.install()
    guards.install()


def test_a_guard_that_was_taken_away_comes_back():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER guard_published ON claims_claim")
    guards.install()
    with refused(), transaction.atomic():
        type(make_claim()).objects.update(note="x")


# The log


def test_a_number_is_given_once():
    make_claim()
    publications = apps.get_model("record", "Publication").objects
    first = publications.first()
    first.pk = None
    with refused("number"), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize("values", [{"content": {}}, {"title": "x"}, {"number": 99}, {"change_note": "x"}])
def test_an_entry_of_the_log_never_changes(values):
    make_claim()
    with refused("never changed"), transaction.atomic():
        apps.get_model("record", "Publication").objects.update(**values)


def test_an_entry_of_the_log_never_changes_while_records_are_published():
    make_claim()
    with refused("never changed"), transaction.atomic(), publishing.open_record():
        apps.get_model("record", "Publication").objects.update(title="x")


def test_the_setting_of_the_operator_does_not_help_another_role():
    make_claim()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE counterpoint_of_a_test")
        cursor.execute("GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA public TO counterpoint_of_a_test")
        cursor.execute("SET LOCAL ROLE counterpoint_of_a_test")
        cursor.execute("SELECT set_config('counterpoint.withholding', 'on', true)")
        with refused("never changed"), transaction.atomic():
            cursor.execute("UPDATE record_publication SET title = 'x'")
        with refused("never changes"), transaction.atomic():
            cursor.execute("UPDATE councils_passage SET quote = 'x'")


def test_the_parts_of_an_event_s_case_are_its_own():
    """A change of an event never needs the guard of its case: they are two records."""
    case = make_case("another", state="draft")
    event = make_event(case=case, state="draft")
    event.title = "Another title"
    event.save()
