"""PostgreSQL's own reading of EDTF, from which it generates the earliest and latest day.

The rules are those of `record/dates/edtf.py`, where their sources are named; a test holds the
two together. NULL for anything that is no date of this record. Written in the RETURN form,
which a dump restores whatever the search path. Stored columns do not follow when a function
changes: a changed rule is a new function and a rewrite of the columns.
"""

import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# One date: year, month, season or day, with or without a mark.
FIRST_DAY = """
CREATE FUNCTION record_edtf_first_day(form text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form ~ '^(0000|0001|9999)' THEN NULL
    WHEN form ~ '^[0-9]{4}[?~%]?$'
        THEN make_date(substr(form, 1, 4)::int, 1, 1)
    WHEN form ~ '^[0-9]{4}-(0[1-9]|1[0-2])[?~%]?$'
        THEN make_date(substr(form, 1, 4)::int, substr(form, 6, 2)::int, 1)
    WHEN form ~ '^[0-9]{4}-2[1-4][?~%]?$'
        THEN make_date(substr(form, 1, 4)::int, 3 * (substr(form, 6, 2)::int - 20), 1)
    WHEN form ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[?~%]?$'
        THEN CASE
            WHEN substr(form, 9, 2)::int <= extract(day FROM
                make_date(substr(form, 1, 4)::int, substr(form, 6, 2)::int, 1)
                + interval '1 month' - interval '1 day')
            THEN make_date(
                substr(form, 1, 4)::int, substr(form, 6, 2)::int, substr(form, 9, 2)::int)
        END
END
"""

LAST_DAY = """
CREATE FUNCTION record_edtf_last_day(form text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN length(rtrim(form, '?~%')) = 4
        THEN (record_edtf_first_day(form) + interval '1 year')::date - 1
    WHEN length(rtrim(form, '?~%')) = 7
        THEN (record_edtf_first_day(form)
            + CASE WHEN substr(form, 6, 1) = '2' THEN interval '3 months'
                ELSE interval '1 month' END)::date - 1
    ELSE record_edtf_first_day(form)
END
"""

# A date or an interval; an open side is the first or last day that can be stored.
EARLIEST = """
CREATE FUNCTION record_edtf_earliest(form text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form NOT LIKE '%/%'
        THEN record_edtf_first_day(form)
    WHEN form LIKE '%/%/%'
        THEN NULL
    WHEN form LIKE '../%'
        THEN CASE WHEN record_edtf_last_day(split_part(form, '/', 2)) IS NOT NULL
            THEN DATE '0001-01-01' END
    WHEN form LIKE '%/..'
        THEN record_edtf_first_day(split_part(form, '/', 1))
    WHEN record_edtf_first_day(split_part(form, '/', 1))
            <= record_edtf_last_day(split_part(form, '/', 2))
        THEN record_edtf_first_day(split_part(form, '/', 1))
END
"""

LATEST = """
CREATE FUNCTION record_edtf_latest(form text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form NOT LIKE '%/%'
        THEN record_edtf_last_day(form)
    WHEN form LIKE '%/%/%'
        THEN NULL
    WHEN form LIKE '%/..'
        THEN CASE WHEN record_edtf_first_day(split_part(form, '/', 1)) IS NOT NULL
            THEN DATE '9999-12-31' END
    WHEN form LIKE '../%'
        THEN record_edtf_last_day(split_part(form, '/', 2))
    WHEN record_edtf_first_day(split_part(form, '/', 1))
            <= record_edtf_last_day(split_part(form, '/', 2))
        THEN record_edtf_last_day(split_part(form, '/', 2))
END
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(FIRST_DAY, "DROP FUNCTION record_edtf_first_day(text)"),
        migrations.RunSQL(LAST_DAY, "DROP FUNCTION record_edtf_last_day(text)"),
        migrations.RunSQL(EARLIEST, "DROP FUNCTION record_edtf_earliest(text)"),
        migrations.RunSQL(LATEST, "DROP FUNCTION record_edtf_latest(text)"),
        migrations.CreateModel(
            name="Loaded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(help_text="The key of the case whose file it is.", max_length=100)),
                ("kind", models.CharField(max_length=20)),
                ("record_id", models.CharField(max_length=10)),
                ("said_sha256", models.CharField(max_length=64)),
                ("stood_sha256", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="LoadedHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("source", models.CharField(help_text="The key of the case whose file it is.", max_length=100)),
                ("kind", models.CharField(max_length=20)),
                ("record_id", models.CharField(max_length=10)),
                ("said_sha256", models.CharField(max_length=64)),
                ("stood_sha256", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LoadHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=300)),
                ("sha256", models.CharField(max_length=64)),
                ("documents_sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficerHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "office",
                    models.CharField(
                        default="Editor",
                        help_text="How the public log names this person's work, such as “Editor”. Never a name.",
                        max_length=200,
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True, help_text="Clear this to end someone's access.", verbose_name="active"
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="may sign in here")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("record_id", models.CharField(max_length=10)),
                ("case_key", models.CharField(blank=True, max_length=100)),
                ("version", models.PositiveIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("published", "published"),
                            ("changed", "changed"),
                            ("withdrawn", "withdrawn"),
                            ("restored", "published again"),
                            ("withheld", "words withheld"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("change_note", models.TextField(blank=True)),
                ("is_minor", models.BooleanField(default=False)),
                ("office", models.CharField(max_length=300)),
                ("content", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="PublicationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("record_id", models.CharField(max_length=10)),
                ("case_key", models.CharField(blank=True, max_length=100)),
                ("version", models.PositiveIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("published", "published"),
                            ("changed", "changed"),
                            ("withdrawn", "withdrawn"),
                            ("restored", "published again"),
                            ("withheld", "words withheld"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("change_note", models.TextField(blank=True)),
                ("is_minor", models.BooleanField(default=False)),
                ("office", models.CharField(max_length=300)),
                ("content", models.JSONField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "office",
                    models.CharField(
                        default="Editor",
                        help_text="How the public log names this person's work, such as “Editor”. Never a name.",
                        max_length=200,
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True, help_text="Clear this to end someone's access.", verbose_name="active"
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="may sign in here")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("record_id", models.CharField(editable=False, max_length=10)),
                ("base_version", models.PositiveIntegerField(editable=False)),
                ("title", models.CharField(editable=False, max_length=300)),
                ("content", models.JSONField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("needs-review", "needs review")],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("state_reason", models.TextField(blank=True, editable=False)),
                ("change_note", models.TextField(blank=True, help_text="What changes and why, for the public log.")),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False, help_text="A change that alters no meaning.", verbose_name="minor"
                    ),
                ),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("record_id", models.CharField(editable=False, max_length=10)),
                ("base_version", models.PositiveIntegerField(editable=False)),
                ("title", models.CharField(editable=False, max_length=300)),
                ("content", models.JSONField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("needs-review", "needs review")],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("state_reason", models.TextField(blank=True, editable=False)),
                ("change_note", models.TextField(blank=True, help_text="What changes and why, for the public log.")),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False, help_text="A change that alters no meaning.", verbose_name="minor"
                    ),
                ),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="record.draft",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Load",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300)),
                ("sha256", models.CharField(max_length=64)),
                ("documents_sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [models.Index(fields=["name", "sha256"], name="record_load_file")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="load",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_loadhistory" ("at", "documents_sha256", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") SELECT new_values."at", new_values."documents_sha256", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."sha256" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0b89479a793dae02a0b2faafe6fd4c86b6654f55",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5d685",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="record_load",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="load",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_loadhistory" ("at", "documents_sha256", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") SELECT new_values."at", new_values."documents_sha256", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."sha256" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1ed7ce46c2da995494b528b08147f2800472cc4a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ab964",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="record_load",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="load",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_loadhistory" ("at", "documents_sha256", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") SELECT old_values."at", old_values."documents_sha256", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."sha256" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="72237e03550d93021e1e33e34fd39468899baebb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a196d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="record_load",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="loaded",
            constraint=models.UniqueConstraint(
                fields=("record_id", "kind", "source"), name="record_loaded_once_a_file"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loaded",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_loadedhistory" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "said_sha256", "source", "stood_sha256") SELECT new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."record_id", new_values."said_sha256", new_values."source", new_values."stood_sha256" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fcc7725b0d2f77460ed27c848a9fef9fd151a69f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3e707",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="record_loaded",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loaded",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_loadedhistory" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "said_sha256", "source", "stood_sha256") SELECT new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."record_id", new_values."said_sha256", new_values."source", new_values."stood_sha256" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="edd01123760aa946427278f62fb327b8326433c9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e2544",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="record_loaded",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loaded",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_loadedhistory" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "said_sha256", "source", "stood_sha256") SELECT old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."record_id", old_values."said_sha256", old_values."source", old_values."stood_sha256" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b268527088a2fe2182f9122a91bb60b826a8a0a9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_615e2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="record_loaded",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="loadedhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="record.loaded",
            ),
        ),
        migrations.AddField(
            model_name="loadhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="record.load"
            ),
        ),
        migrations.AddField(
            model_name="officerhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["case_key", "-number"], name="record_publication_case"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["at"], name="record_publication_at"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                fields=("record_id", "kind", "version"), name="record_publication_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("version__gte", 1)), name="record_publication_counts_from_one"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_publicationhistory" ("action", "at", "case_key", "change_note", "content", "id", "is_minor", "kind", "number", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "title", "version") SELECT new_values."action", new_values."at", new_values."case_key", new_values."change_note", new_values."content", new_values."id", new_values."is_minor", new_values."kind", new_values."number", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."record_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a8e11ab6285e2d77908884487fe9d97025c18044",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5b83a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="record_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_publicationhistory" ("action", "at", "case_key", "change_note", "content", "id", "is_minor", "kind", "number", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "title", "version") SELECT new_values."action", new_values."at", new_values."case_key", new_values."change_note", new_values."content", new_values."id", new_values."is_minor", new_values."kind", new_values."number", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."record_id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="de79978e0f3658891c13623bae88f06348290e3e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8d84c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="record_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_publicationhistory" ("action", "at", "case_key", "change_note", "content", "id", "is_minor", "kind", "number", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "title", "version") SELECT old_values."action", old_values."at", old_values."case_key", old_values."change_note", old_values."content", old_values."id", old_values."is_minor", old_values."kind", old_values."number", old_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."record_id", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3ad5c7dc12eb850eb35c91f708ff322b07b07a95",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a827d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="record_publication",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="publicationhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="record.publication",
            ),
        ),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="record_officer_email_once",
                violation_error_message="Another officer has this e-mail address.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_officerhistory" ("email", "id", "is_active", "is_staff", "is_superuser", "last_login", "name", "office", "password", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."email", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."last_login", new_values."name", new_values."office", new_values."password", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2c872b7f59deed0c6b830182bce5f9223194e161",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b12fc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="record_officer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_officerhistory" ("email", "id", "is_active", "is_staff", "is_superuser", "last_login", "name", "office", "password", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."email", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."last_login", new_values."name", new_values."office", new_values."password", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d636e2c8f1f29767e7f7e742e1ff622bae1626d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af50e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="record_officer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_officerhistory" ("email", "id", "is_active", "is_staff", "is_superuser", "last_login", "name", "office", "password", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."email", old_values."id", old_values."is_active", old_values."is_staff", old_values."is_superuser", old_values."last_login", old_values."name", old_values."office", old_values."password", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f8a0a5431cc26c92a94a4935870d4851e4e7e29",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ab1ce",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="record_officer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("record_id", "kind", "author"),
                name="record_draft_once_by_author",
                violation_error_message="You have a draft of this record already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "needs-review"])), name="record_draft_state"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="draft",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_drafthistory" ("author_id", "base_version", "change_note", "content", "id", "is_minor", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "state", "state_reason", "title", "updated") SELECT new_values."author_id", new_values."base_version", new_values."change_note", new_values."content", new_values."id", new_values."is_minor", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."record_id", new_values."state", new_values."state_reason", new_values."title", new_values."updated" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3216a4b7975f311384b5e668689c5ae03cdd3630",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e4bbd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="record_draft",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="draft",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_drafthistory" ("author_id", "base_version", "change_note", "content", "id", "is_minor", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "state", "state_reason", "title", "updated") SELECT new_values."author_id", new_values."base_version", new_values."change_note", new_values."content", new_values."id", new_values."is_minor", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."record_id", new_values."state", new_values."state_reason", new_values."title", new_values."updated" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a0d92894f288ec7c959e90ed73a57c845418fcd1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_93a6a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="record_draft",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="draft",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "record_drafthistory" ("author_id", "base_version", "change_note", "content", "id", "is_minor", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "state", "state_reason", "title", "updated") SELECT old_values."author_id", old_values."base_version", old_values."change_note", old_values."content", old_values."id", old_values."is_minor", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."record_id", old_values."state", old_values."state_reason", old_values."title", old_values."updated" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="71f51e65210821d5673bd0f21f632565a50db477",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6ec8d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="record_draft",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="drafthistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7e8f4251ad36ec01cbf453243b3f0d6d5cf72f0e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7ce3d",
                    table="record_drafthistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loadedhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4857b1e37687d56083880642d42d42e4169eda7f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6e3f9",
                    table="record_loadedhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loadhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2de1d17e8ffe8a0f44a141995955d6ee4062806e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ca57a",
                    table="record_loadhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officerhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="06dbdb3c6f5bcd4340b5c3fa29984e51ff818f5c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e26f1",
                    table="record_officerhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0c29289ac92da612ee128d2b0ff0f0767821fe83",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a8f1",
                    table="record_publicationhistory",
                    when="BEFORE",
                ),
            ),
        ),
    ]
