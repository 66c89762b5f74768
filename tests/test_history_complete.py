"""History is complete: every way of writing leaves one entry for each row.

It says who wrote, why and through what, and nothing switches it off.
"""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from councils.models import Voice
from record import history
from record.models import HistoryEntry, Officer, Publication
from tests.builders import change, make_claim, make_officer, make_voice
from tests.pages import posted

pytestmark = pytest.mark.django_db


def voices():
    """The history of voices, in the order in which it was written."""
    return HistoryEntry.objects.of(Voice).order_by("id")


def drafts(count=3):
    return [Voice(key=f"voice-{number}", kind="outlet", own_name=f"Voice {number}") for number in range(count)]


def save():
    for row in drafts():
        row.save()


def bulk_create():
    Voice.objects.bulk_create(drafts())


OURS = {"update_conflicts": True, "update_fields": ["own_name"], "unique_fields": ["key", "entered_for"]}


def upsert():
    Voice.objects.bulk_create(
        drafts(), update_conflicts=True, update_fields=["own_name"], unique_fields=["key", "entered_for"]
    )


def plain_sql():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO councils_voice"
            " (public_id, key, refs, state, state_reason, kind, own_name, short_name, description)"
            " SELECT lpad(n::text, 10, '0'), 'voice-' || n, '{}', 'draft', '', 'outlet', 'Voice', '', ''"
            " FROM generate_series(0, 2) n"
        )


def copy():
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(
            "COPY councils_voice (public_id, key, refs, state, state_reason, kind, own_name, short_name, description)"
            " FROM STDIN"
        ) as rows,
    ):
        for number in range(3):
            rows.write_row((f"{number:010}", f"voice-{number}", [], "draft", "", "outlet", "Voice", "", ""))


def update():
    Voice.objects.update(own_name="The Herald")


def bulk_update():
    rows = list(Voice.objects.all())
    for row in rows:
        row.own_name = "The Herald"
    Voice.objects.bulk_update(rows, ["own_name"])


def save_again():
    for row in Voice.objects.all():
        row.own_name = "The Herald"
        row.save()


def upsert_again():
    rows = drafts()
    for row in rows:
        row.own_name = "The Herald"
    Voice.objects.bulk_create(rows, **OURS)


def update_by_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE councils_voice SET own_name = 'The Herald'")


def delete():
    for row in Voice.objects.all():
        row.delete()


def delete_all():
    Voice.objects.all().delete()


def delete_by_sql():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM councils_voice")


def function_that_writes():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.write_voices() RETURNS void LANGUAGE sql AS $$"
            " INSERT INTO councils_voice"
            " (public_id, key, refs, state, state_reason, kind, own_name, short_name, description)"
            " SELECT lpad(n::text, 10, '0'), 'voice-' || n, '{}', 'draft', '', 'outlet', 'Voice', '', ''"
            " FROM generate_series(0, 2) n $$"
        )
        cursor.execute("SELECT pg_temp.write_voices()")


INSERTS = [save, bulk_create, upsert, plain_sql, copy, function_that_writes]
CHANGES = [update, bulk_update, save_again, upsert_again, update_by_sql]
DELETIONS = [delete, delete_all, delete_by_sql]


def contexts():
    return [entry.context for entry in voices()]


@pytest.mark.parametrize("write", INSERTS)
def test_rows_that_are_made_leave_one_entry_each(write):
    write()
    assert list(voices().values_list("action", flat=True)) == ["insert"] * 3


@pytest.mark.parametrize("write", CHANGES)
def test_rows_that_are_changed_leave_one_entry_each(write):
    save()
    before = voices().count()
    write()
    assert list(voices()[before:].values_list("action", "new__name")) == [("update", "The Herald")] * 3


@pytest.mark.parametrize("write", DELETIONS)
def test_rows_that_are_deleted_leave_one_entry_each(write):
    save()
    before = voices().count()
    write()
    assert list(voices()[before:].values_list("action", flat=True)) == ["delete"] * 3


@pytest.mark.parametrize(
    ("trigger", "check", "write"),
    [
        ("history_insert", test_rows_that_are_made_leave_one_entry_each, bulk_create),
        ("history_update", test_rows_that_are_changed_leave_one_entry_each, update),
        ("history_delete", test_rows_that_are_deleted_leave_one_entry_each, delete_all),
    ],
)
def test_a_guard_that_is_missing_is_noticed(trigger, check, write):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger} ON councils_voice")
    with pytest.raises(AssertionError):
        check(write)


@pytest.mark.parametrize("write", INSERTS + CHANGES + DELETIONS)
def test_every_entry_says_who_wrote_why_and_through_what(write):
    if write not in INSERTS:
        save()
    before = voices().count()
    with transaction.atomic(), history.context(by=make_officer("ada@example.org"), why="a reason", through="a test"):
        write()
    assert contexts()[before:] == [{"by": "ada@example.org", "why": "a reason", "through": "a test"}] * 3


def test_a_row_that_is_written_as_it_was_leaves_no_entry():
    save()
    Voice.objects.update(own_name="Voice 0")
    assert voices().filter(action="update").count() == 2


def test_an_update_of_no_row_leaves_no_entry():
    Voice.objects.filter(pk=0).update(own_name="The Herald")
    assert not voices().exists()


def test_an_entry_of_a_change_holds_the_row_as_it_is_after():
    save()
    update()
    assert set(voices().filter(action="update").values_list("new__name", flat=True)) == {"The Herald"}


def test_an_entry_of_a_change_holds_what_changed_as_it_was():
    save()
    update()
    # In what order one statement changes its rows is for the database to choose.
    assert [entry.old for entry in voices().filter(action="update").order_by("row_id")] == [
        {"own_name": f"Voice {n}", "name": f"Voice {n}"} for n in range(3)
    ]


def test_an_entry_of_a_deletion_holds_the_row_as_it_was():
    save()
    delete_all()
    assert set(voices().filter(action="delete").values_list("old__name", flat=True)) == {
        "Voice 0",
        "Voice 1",
        "Voice 2",
    }


def test_dates_are_kept_with_their_bounds():
    claim = make_claim(said="2025-03~")
    appearance = claim.appearances.get()
    row = HistoryEntry.objects.of(type(appearance), appearance.pk).get().new
    assert (row["said_edtf"], row["said_earliest"], row["said_latest"]) == ("2025-03~", "2025-03-01", "2025-03-31")


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
    change(make_voice(aliases=[{"name": "The Mail"}]), aliases=[{"name": "The Herald"}])
    for model in (Voice, apps.get_model("councils", "Alias"), Publication):
        assert HistoryEntry.objects.of(model).exists()
    assert not HistoryEntry.objects.of(Voice).filter(context=None).exists()
    assert not HistoryEntry.objects.of(Publication).filter(context=None).exists()


# Lists of Django's own


def test_that_an_officer_enters_and_leaves_a_group_is_kept():
    officer, group = make_officer(), Group.objects.create(name="A group")
    officer.groups.add(group)
    officer.groups.remove(group)
    entries = HistoryEntry.objects.of(Officer.groups.through).order_by("id")
    assert [(entry.action, entry.new or entry.old) for entry in entries] == [
        ("insert", {"id": entries[0].row_id, "officer_id": officer.pk, "group_id": group.pk}),
        ("delete", {"id": entries[0].row_id, "officer_id": officer.pk, "group_id": group.pk}),
    ]


def test_that_an_officer_is_given_a_permission_is_kept():
    officer = make_officer()
    officer.user_permissions.set(Permission.objects.all()[:2])
    assert HistoryEntry.objects.of(Officer.user_permissions.through).filter(new__officer_id=officer.pk).count() == 2


def test_a_password_stays_out_and_its_change_does_not():
    officer = make_officer()
    officer.set_password("another long password")
    officer.save(update_fields=["password"])
    first, last = HistoryEntry.objects.of(Officer, officer.pk).order_by("id")
    assert (last.action, last.old) == ("update", {})
    assert "password" not in first.new and "password" not in last.new


# Ways of writing, of which each leaves the whole history


def broken() -> list[str]:
    """Rows that differ from their last entry, and entries that do not follow on."""
    found = []
    for model, without in history.tracked_models().items():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.id FROM (SELECT id, to_jsonb(t) - %s::text[] AS now FROM {table} t) r FULL JOIN ("
                " SELECT DISTINCT ON (row_id) row_id, new FROM record_history WHERE table_name = %s"
                " ORDER BY row_id, id DESC) h ON h.row_id = r.id WHERE r.now IS DISTINCT FROM h.new",
                [list(without), table],
            )
            found += [f"{table} {pk}" for (pk,) in cursor.fetchall()]
            cursor.execute(
                "SELECT id FROM (SELECT id, action, old, new,"
                " lag(new) OVER (PARTITION BY row_id ORDER BY id) AS before FROM record_history"
                " WHERE table_name = %s) h WHERE before IS DISTINCT FROM CASE action"
                " WHEN 'insert' THEN NULL WHEN 'update' THEN new || old ELSE old END"
                " OR (action = 'update' AND old = '{}')",
                [table],
            )
            found += [f"{table}, entry {pk}" for (pk,) in cursor.fetchall()]
    return found


def signed_in():
    client = Client()
    client.force_login(make_officer("ada@example.org"))
    return client


def admin_form():
    voice = make_voice(state="draft")
    yield
    client, page = signed_in(), f"/admin/councils/voice/{voice.pk}/change/"
    client.post(page, posted(client.get(page)) | {"own_name": "The Herald", "_continue": "on"})
    voice.refresh_from_db()
    assert voice.name == "The Herald"


def inline():
    voice = make_voice(state="draft", aliases=[{"name": "The Mail"}])
    yield
    client, page = signed_in(), f"/admin/councils/voice/{voice.pk}/change/"
    fields = posted(client.get(page))
    name = next(name for name, value in fields.items() if value == "The Mail")
    client.post(page, fields | {name: "The Herald", "_continue": "on"})
    assert voice.aliases.get().name == "The Herald"


def admin_action():
    voice = make_voice(state="needs-review")
    yield
    client, page = signed_in(), f"/admin/councils/voice/step/publish/?id={voice.pk}"
    client.post(page, posted(client.get(page)))
    voice.refresh_from_db()
    assert voice.state == "published"


def case_file():
    yield
    call_command("load_case", str(settings.BASE_DIR / "cases" / "practice.yaml"))


def shell():
    yield
    call_command("shell", "--command", "from councils.models import Voice; Voice(key='a', kind='outlet').save()")


def many_to_many():
    yield
    make_officer().user_permissions.set(Permission.objects.all()[:3])


def cascade():
    officer = make_officer(role=None)
    officer.groups.add(Group.objects.create(name="A group"))
    yield
    officer.delete()


@pytest.mark.parametrize("way", [admin_form, inline, admin_action, case_file, shell, many_to_many, cascade])
def test_each_way_of_writing_leaves_one_entry_for_each_row(way):
    steps = way()
    next(steps)
    before = HistoryEntry.objects.count()
    next(steps, None)
    assert HistoryEntry.objects.count() > before
    assert broken() == []


@pytest.mark.parametrize("write", INSERTS + CHANGES + DELETIONS)
def test_nor_is_the_history_broken_by_what_goes_past_the_pages(write):
    save() if write not in INSERTS else None
    write()
    assert broken() == []


# Rows as they once were


def test_a_row_is_found_by_what_it_once_held():
    save()
    voice, other, gone = Voice.objects.order_by("key")
    Voice.objects.filter(pk=voice.pk).update(kind="person")
    pk = gone.pk
    gone.delete()
    assert history.pks_ever(Voice, "kind", ["outlet"]) == {voice.pk, other.pk, pk}
    assert history.pks_ever(Voice, "kind", ["person"]) == {voice.pk}
    assert history.pks_ever(Voice, "kind", []) == set()


def test_what_a_column_once_held_is_found():
    ada, eve = make_officer("ada@example.org"), make_officer("eve@example.org")
    save()
    Voice.objects.update(edited_by=ada)
    Voice.objects.update(edited_by=eve)
    pks = list(Voice.objects.values_list("pk", flat=True))
    delete_all()
    assert history.values_ever(Voice, pks, "edited_by_id") == {ada.pk, eve.pk}


# Nobody rewrites it


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_history SET new = '{}'",
        "UPDATE record_history SET context = NULL",
        "DELETE FROM record_history",
        "TRUNCATE record_history",
        "TRUNCATE record_history CASCADE",
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
            "INSERT INTO record_history SELECT * FROM record_history ON CONFLICT (id) DO UPDATE SET new = '{}'"
        )


def test_a_primary_key_does_not_change():
    save()
    with pytest.raises(IntegrityError, match="primary key"), transaction.atomic():
        Voice.objects.filter(key="voice-0").update(id=999_999)


def test_nobody_s_history_goes_with_them():
    officer = make_officer(role=None)
    pk = officer.pk
    officer.delete()
    assert list(HistoryEntry.objects.of(Officer, pk).order_by("id").values_list("action", flat=True)) == [
        "insert",
        "delete",
    ]
    assert not Officer.objects.filter(email=officer.email).exists()


# Nothing switches it off


@pytest.mark.parametrize(
    "setting",
    [
        ("pgtrigger.ignore", "{councils_voice:history_insert}"),
        ("counterpoint.publishing", "on"),
        ("counterpoint.withholding", "on"),
        ("counterpoint.context", ""),
        ("search_path", "pg_temp, public"),
        ("check_function_bodies", "off"),
    ],
)
def test_no_setting_of_a_session_switches_it_off(setting):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE record_history (LIKE public.record_history) ON COMMIT DROP")
        cursor.execute("SELECT set_config(%s, %s, true)", setting)
        save()
        cursor.execute("SELECT count(*) FROM public.record_history WHERE table_name = 'councils_voice'")
        assert cursor.fetchone() == (3,)


def test_a_context_without_a_transaction_lasts_for_its_block(transactional_db):
    with history.context(why="a reason"):
        save()
    update()
    assert [each and each["why"] for each in contexts()] == ["a reason"] * 3 + [None] * 3


def test_what_is_rolled_back_takes_its_context_with_it():
    with pytest.raises(ZeroDivisionError), transaction.atomic(), history.context(why="a reason"):
        raise ZeroDivisionError
    with transaction.atomic(), history.context(why="outer"):
        with pytest.raises(IntegrityError), transaction.atomic(), history.context(why="inner"):
            Voice.objects.bulk_create([*drafts(1), *drafts(1)])
        save()
    assert [each["why"] for each in contexts()] == ["outer"] * 3
