"""Rules that every model keeps; a new model that breaks one is found here."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from record import history
from record.content.fields import part_models
from record.content.schema import kinds
from record.models import HistoryEntry, Publication, Record
from record.workflow import publishing
from tests.builders import make_case, make_claim, make_officer, voice

OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label in ("record", "councils", "proposals", "claims", "timeline")
]
PASSING = [model for model in OURS if getattr(model, "PASSING", False)]
KEPT = [
    model
    for model in OURS
    if model is not HistoryEntry and model not in PASSING and not getattr(model, "COMPUTED", False)
]
COMPUTED = [model for model in OURS if getattr(model, "COMPUTED", False)]
PARTS = {model for kind in kinds() for model, _ in part_models(kind.schema)}


def labels(models):
    return [model._meta.label for model in models]


def test_every_table_has_a_history():
    assert labels(model for model in KEPT if not history.is_tracked(model)) == []


def test_what_is_computed_has_none():
    assert labels(model for model in COMPUTED if history.is_tracked(model)) == []


def test_only_what_follows_from_the_rest_is_computed():
    assert {model._meta.label for model in COMPUTED} == {
        "claims.ClaimCouncil",
        "claims.ClaimStanding",
        "claims.EventAccount",
        "claims.HeldPosition",
        "claims.SearchEntry",
        "councils.CaseDocument",
        "councils.SpeaksFor",
    }


def test_only_what_nobody_has_saved_or_published_passes_without_a_history():
    """And the bytes of uploaded files, which never change and whose hash has one."""
    assert labels(PASSING) == ["record.OpenForm", "record.OpenChange", "councils.FileContent"]
    assert not any(map(history.is_tracked, PASSING))


def test_nothing_is_deleted_with_something_else():
    for model in [*KEPT, *COMPUTED, *PASSING]:
        for field in model._meta.concrete_fields:
            # Django's own tables of an officer's groups and permissions go with the officer, who is never deleted.
            if field.is_relation and not model._meta.auto_created:
                assert field.remote_field.on_delete is models.PROTECT, field


def test_every_record_has_a_public_id_a_key_and_a_lifecycle():
    for model in [kind.model for kind in kinds()]:
        assert issubclass(model, Record), model
        assert model._meta.get_field("public_id").unique, model
        names = {constraint.name for constraint in model._meta.constraints}
        start = f"{model._meta.app_label}_{model._meta.model_name}"
        assert {f"{start}_state_known", f"{start}_withdrawn_why", f"{start}_key_form", f"{start}_key_once"} <= names


def test_every_record_model_is_registered_with_a_form():
    assert {model for model in KEPT if issubclass(model, Record)} == {kind.model for kind in kinds()}


def test_every_part_has_its_place_in_its_record():
    for model in sorted(PARTS, key=lambda model: model._meta.label):
        assert model._meta.get_field("sequence"), model


def test_every_rule_has_a_message_for_the_officer():
    for model in KEPT:
        plain = str(models.CheckConstraint(condition=models.Q(pk=1), name="x").get_violation_error_message())
        without = [
            constraint.name
            for constraint in model._meta.constraints
            if str(constraint.get_violation_error_message()) == plain.replace("“x”", f"“{constraint.name}”")
        ]
        # Those that no form can break: choices, and what matching or the verbs alone write.
        assert all(
            name.endswith(("_known", "_state", "_counts_from_one", "_once", "_digest", "_forward"))
            or name.startswith(("councils_passage_", "record_"))
            for name in without
        ), (model, without)


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# History


def rows_of(model, pk):
    return HistoryEntry.objects.of(model, pk)


def outlet(**fields):
    from councils.models import Voice

    return Voice(kind="outlet", key="courier", own_name="The Courier", **fields)


def written_by_save():
    row = outlet()
    row.save()
    return row.pk


def written_by_bulk_create():
    from councils.models import Voice

    (row,) = Voice.objects.bulk_create([outlet()])
    return row.pk


def written_by_sql():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO councils_voice"
            " (public_id, key, refs, state, state_reason, kind, own_name, short_name, description)"
            " VALUES ('0000000000', 'courier', '{}', 'draft', '', 'outlet', 'The Courier', '', '') RETURNING id"
        )
        return cursor.fetchone()[0]


def written_by_copy():
    with connection.cursor() as cursor:
        with cursor.cursor.copy(
            "COPY councils_voice (public_id, key, refs, state, state_reason, kind, own_name, short_name, description)"
            " FROM STDIN"
        ) as copy:
            copy.write_row(("0000000000", "courier", [], "draft", "", "outlet", "The Courier", "", ""))
        cursor.execute("SELECT id FROM councils_voice WHERE key = 'courier'")
        return cursor.fetchone()[0]


def written_on_conflict():
    from councils.models import Voice

    Voice.objects.bulk_create(
        [outlet()], update_conflicts=True, update_fields=["own_name"], unique_fields=["key", "entered_for"]
    )
    return Voice.objects.get(key="courier").pk


@pytest.mark.parametrize(
    "write", [written_by_save, written_by_bulk_create, written_by_sql, written_by_copy, written_on_conflict]
)
def test_each_way_of_writing_leaves_one_row_of_history(db, write):
    from councils.models import Voice

    assert rows_of(Voice, write()).count() == 1


def changed_by_save(row):
    row.own_name = "The Herald"
    row.save()


def changed_by_update(row):
    type(row).objects.filter(pk=row.pk).update(own_name="The Herald")


def changed_in_bulk(row):
    row.own_name = "The Herald"
    type(row).objects.bulk_update([row], ["own_name"])


def changed_by_sql(row):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE councils_voice SET own_name = 'The Herald' WHERE id = %s", [row.pk])


@pytest.mark.parametrize("change", [changed_by_save, changed_by_update, changed_in_bulk, changed_by_sql])
def test_each_way_of_changing_leaves_one_row_of_history(db, change):
    row = outlet()
    row.save()
    change(row)
    assert list(rows_of(type(row), row.pk).order_by("id").values_list("new__name", flat=True)) == [
        "The Courier",
        "The Herald",
    ]


def test_a_deletion_leaves_a_row_of_history(db):
    row = outlet()
    row.save()
    pk = row.pk
    row.delete()
    assert rows_of(type(row), pk).filter(action="delete").count() == 1


def test_history_tells_who_why_and_through_what(db):
    officer = make_officer("ada@example.org")
    with history.context(by=officer, why="a reason", through="a test"):
        row = outlet()
        row.save()
    context = rows_of(type(row), row.pk).get().context
    assert context == {"by": "ada@example.org", "why": "a reason", "through": "a test"}


def guards_of(model) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'", [model._meta.db_table]
        )
        return {name for (name,) in cursor.fetchall()}


def test_history_and_publications_are_guarded(db):
    for model in [HistoryEntry, Publication]:
        assert {"guard_append_only", "guard_truncate"} <= guards_of(model), model


def test_no_table_that_is_tracked_is_emptied_and_no_primary_key_changes(db):
    for model in KEPT:
        assert {"guard_truncate", "guard_key"} <= guards_of(model), model


def test_every_table_has_the_triggers_that_write_its_history(db):
    for model in KEPT:
        assert {"history_insert", "history_update", "history_delete"} <= guards_of(model), model
        assert model._meta.pk.column == "id", model


# What a reader wrote to us and from where, and to whom we write: nobody's but the neutral editors'.
PRIVATE = {
    "councils.MistakeReport": {"text", "email", "sender"},
    "councils.ReplyContact": {"email"},
    "record.Remark": {"text"},
}


def test_no_secret_is_kept_in_history():
    for model in KEPT:
        secrets = {
            column.column for column in model._meta.concrete_fields if re.search("password|secret|token", column.column)
        }
        assert secrets | PRIVATE.get(model._meta.label, set()) == set(history.tracked_models()[model]), model


@pytest.mark.parametrize("table", ["record_publication", "record_history"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET id = id", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_the_database_refuses_to_rewrite_them(db, table, statement):
    make_claim()
    with pytest.raises(IntegrityError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("setting", ["counterpoint.publishing", "counterpoint.withholding"])
@pytest.mark.parametrize("table", ["record_publication", "record_history"])
def test_no_session_setting_lifts_the_guard(db, table, setting):
    make_claim()
    with pytest.raises(IntegrityError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'on', true)", [setting])
        cursor.execute(f"DELETE FROM {table}")


# What is published


def test_what_is_published_is_guarded(db):
    for model in [kind.model for kind in kinds()] + sorted(PARTS, key=lambda model: model._meta.label):
        assert "guard_published" in guards_of(model), model


def test_a_published_record_does_not_change_outside_a_publication(db):
    claim = make_claim()
    with pytest.raises(IntegrityError, match="only through a publication"), transaction.atomic():
        type(claim).objects.filter(pk=claim.pk).update(statement="Something else.")


@pytest.mark.parametrize("change", ["update", "delete", "insert"])
def test_nor_do_its_parts(db, change):
    appearance = make_claim().appearances.get()
    rows = type(appearance).objects.filter(pk=appearance.pk)
    with pytest.raises(IntegrityError, match="only through a publication"), transaction.atomic():
        if change == "update":
            rows.update(office_as_printed="Leader")
        elif change == "delete":
            rows._raw_delete(rows.db)
        else:
            appearance.pk = None
            appearance.save(force_insert=True)


def test_nor_do_the_parts_of_its_parts(db):
    case = make_case(sides={"county": ["county"]})
    placements = case.sides.get().placements.all()
    with pytest.raises(IntegrityError, match="only through a publication"), transaction.atomic():
        placements.update(voice=voice("city"))


def test_nothing_is_published_outside_a_publication(db):
    with pytest.raises(IntegrityError, match="only through a publication"), transaction.atomic():
        outlet(state="published").save()


def test_what_was_published_is_never_deleted(db):
    claim = make_claim()
    rows = type(claim).objects.filter(pk=claim.pk)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), publishing.open_record():
        rows._raw_delete(rows.db)
