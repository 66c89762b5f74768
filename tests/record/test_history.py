"""History: one entry for each row written, with who, why and through what."""

import pghistory
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, ProgrammingError, connection, transaction

from councils.models import Voice
from record import history
from record.models import Officer
from tests.builders import change, make_claim, make_officer, make_voice

pytestmark = pytest.mark.django_db

VOICES = apps.get_model("councils", "VoiceHistory").objects


def drafts(count=3):
    return [Voice(key=f"voice-{number}", kind="outlet", name=f"Voice {number}") for number in range(count)]


def save():
    for row in drafts():
        row.save()


def bulk_create():
    Voice.objects.bulk_create(drafts())


def upsert():
    Voice.objects.bulk_create(drafts(), update_conflicts=True, update_fields=["name"], unique_fields=["key"])


def plain_sql():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO councils_voice"
            " (public_id, key, refs, state, state_reason, kind, name, short_name, description)"
            " SELECT lpad(n::text, 10, '0'), 'voice-' || n, '{}', 'draft', '', 'outlet', 'Voice', '', ''"
            " FROM generate_series(0, 2) n"
        )


def copy():
    with connection.cursor() as cursor:
        # COPY itself tells nobody who writes: the first statement of the transaction does.
        cursor.execute("WITH x AS (SELECT 1) SELECT set_config('pgtrigger.ignore', '{}', true)")
        with cursor.cursor.copy(
            "COPY councils_voice (public_id, key, refs, state, state_reason, kind, name, short_name, description)"
            " FROM STDIN"
        ) as rows:
            for number in range(3):
                rows.write_row((f"{number:010}", f"voice-{number}", [], "draft", "", "outlet", "Voice", "", ""))


def update():
    Voice.objects.update(name="The Herald")


def bulk_update():
    rows = list(Voice.objects.all())
    for row in rows:
        row.name = "The Herald"
    Voice.objects.bulk_update(rows, ["name"])


def save_again():
    for row in Voice.objects.all():
        row.name = "The Herald"
        row.save()


def upsert_again():
    rows = drafts()
    for row in rows:
        row.name = "The Herald"
    Voice.objects.bulk_create(rows, update_conflicts=True, update_fields=["name"], unique_fields=["key"])


def update_by_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE councils_voice SET name = 'The Herald'")


def delete():
    for row in Voice.objects.all():
        row.delete()


def delete_all():
    Voice.objects.all().delete()


def delete_by_sql():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM councils_voice")


INSERTS = [save, bulk_create, upsert, plain_sql, copy]
CHANGES = [update, bulk_update, save_again, upsert_again, update_by_sql]
DELETIONS = [delete, delete_all, delete_by_sql]


def contexts():
    return [row.pgh_context for row in VOICES.order_by("pgh_id")]


@pytest.mark.parametrize("write", INSERTS)
def test_rows_that_are_made_leave_one_entry_each(write):
    write()
    assert list(VOICES.values_list("pgh_label", flat=True)) == ["insert"] * 3


@pytest.mark.parametrize("write", CHANGES)
def test_rows_that_are_changed_leave_one_entry_each(write):
    save()
    before = VOICES.count()
    write()
    assert list(VOICES.order_by("pgh_id")[before:].values_list("pgh_label", "name")) == [("update", "The Herald")] * 3


@pytest.mark.parametrize("write", DELETIONS)
def test_rows_that_are_deleted_leave_one_entry_each(write):
    save()
    before = VOICES.count()
    write()
    assert list(VOICES.order_by("pgh_id")[before:].values_list("pgh_label", flat=True)) == ["delete"] * 3


@pytest.mark.parametrize("write", INSERTS + CHANGES + DELETIONS)
def test_every_entry_says_who_wrote_why_and_through_what(write):
    if write not in INSERTS:
        save()
    before = VOICES.count()
    with transaction.atomic(), history.context(by=make_officer("ada@example.org"), why="a reason", through="a test"):
        write()
    assert contexts()[before:] == [{"by": "ada@example.org", "why": "a reason", "through": "a test"}] * 3


def test_a_row_that_is_written_as_it_was_leaves_no_entry():
    save()
    Voice.objects.update(name="Voice 0")
    assert VOICES.filter(pgh_label="update").count() == 2


def test_an_update_of_no_row_leaves_no_entry():
    Voice.objects.filter(pk=0).update(name="The Herald")
    assert not VOICES.exists()


def test_an_entry_of_a_change_holds_the_row_as_it_is_after():
    save()
    update()
    assert set(VOICES.filter(pgh_label="update").values_list("name", flat=True)) == {"The Herald"}


def test_an_entry_of_a_deletion_holds_the_row_as_it_was():
    save()
    delete_all()
    assert set(VOICES.filter(pgh_label="delete").values_list("name", flat=True)) == {"Voice 0", "Voice 1", "Voice 2"}


def test_dates_are_kept_with_their_bounds():
    claim = make_claim(said="2025-03~")
    rows = apps.get_model("claims", "AppearanceHistory").objects
    row = rows.get(pgh_obj_id=claim.appearances.get().pk)
    assert (row.said_edtf, str(row.said_earliest), str(row.said_latest)) == ("2025-03~", "2025-03-01", "2025-03-31")


def test_a_write_without_a_context_is_entered_without_one():
    save()
    assert contexts() == [None] * 3


def test_a_context_ends_with_its_block():
    with history.context(why="a reason"):
        save()
    update()
    assert [each and each["why"] for each in contexts()] == ["a reason"] * 3 + [None] * 3


def test_an_inner_context_says_what_it_knows_better():
    ada = make_officer("ada@example.org")
    with history.context(by=ada, why="outer", through="a test"), history.context(why="inner"):
        save()
    assert contexts() == [{"by": "ada@example.org", "why": "inner", "through": "a test"}] * 3


def test_an_inner_context_ends_with_its_block():
    with history.context(why="outer", through="a test"):
        with history.context(why="inner", through="a verb"):
            save()
        update()
    assert [each["why"] for each in contexts()] == ["inner"] * 3 + ["outer"] * 3


def test_a_block_that_failed_leaves_no_context_behind():
    with pytest.raises(ZeroDivisionError), history.context(why="a reason"):
        raise ZeroDivisionError
    save()
    assert contexts() == [None] * 3


def test_every_write_of_a_published_change_says_who_and_why():
    with pghistory.context(said="by the test"):
        change(make_voice(aliases=[{"name": "The Mail"}]), aliases=[{"name": "The Herald"}])
    for model in ("councils.VoiceHistory", "councils.AliasHistory", "record.PublicationHistory"):
        rows = apps.get_model(model).objects
        assert rows.exists()
        assert not rows.filter(pgh_context=None).exists()


# Lists of Django's own


def test_that_an_officer_enters_and_leaves_a_group_is_kept():
    officer, group = make_officer(), Group.objects.create(name="A group")
    officer.groups.add(group)
    officer.groups.remove(group)
    rows = apps.get_model("record", "OfficerGroupHistory").objects.order_by("pgh_id")
    assert list(rows.values_list("pgh_label", "officer", "group")) == [
        ("insert", officer.pk, group.pk),
        ("delete", officer.pk, group.pk),
    ]


def test_that_an_officer_is_given_a_permission_is_kept():
    officer = make_officer()
    officer.user_permissions.set(Permission.objects.all()[:2])
    assert apps.get_model("record", "OfficerPermissionHistory").objects.filter(officer=officer).count() == 2


# Nobody rewrites it


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE councils_voicehistory SET name = 'x'",
        "UPDATE councils_voicehistory SET pgh_context = NULL",
        "DELETE FROM councils_voicehistory",
        "TRUNCATE councils_voicehistory",
        "TRUNCATE councils_voice CASCADE",
        "TRUNCATE record_publication CASCADE",
    ],
)
def test_history_is_neither_changed_nor_deleted_nor_emptied(statement):
    save()
    connection.check_constraints()
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_entry_cannot_be_put_over_another():
    save()
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO councils_voicehistory SELECT * FROM councils_voicehistory"
            " ON CONFLICT (pgh_id) DO UPDATE SET name = 'x'"
        )


def test_a_primary_key_does_not_change():
    save()
    with pytest.raises(IntegrityError, match="primary key"), transaction.atomic():
        Voice.objects.filter(key="voice-0").update(id=999_999)


def test_nobody_s_history_goes_with_them():
    officer = make_officer()
    officer.delete()
    assert apps.get_model("record", "OfficerHistory").objects.filter(email=officer.email).count() == 2
    assert not Officer.objects.filter(email=officer.email).exists()
