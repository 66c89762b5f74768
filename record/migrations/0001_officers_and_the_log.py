"""PostgreSQL's own reading of EDTF, from which it generates the earliest and latest day.

The rules are those of `record/dates/edtf.py`, where their sources are named; a test holds the
two together. NULL for anything that is no date of this record. Written in the RETURN form,
which a dump restores whatever the search path. Stored columns do not follow when a function
changes: a changed rule is a new function and a rewrite of the columns.
"""

import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
from django.conf import settings
from django.db import migrations, models

from record.migrating import Together

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
        Together(
            [
                migrations.CreateModel(
                    name="Loaded",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(help_text="The key of the case whose file it is.", max_length=100)),
                        ("kind", models.CharField(max_length=20)),
                        ("record_id", models.CharField(max_length=10)),
                        ("said_sha256", models.CharField(max_length=64)),
                        ("stood_sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name": "record as loaded",
                        "verbose_name_plural": "records as loaded",
                    },
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "change_note",
                            models.TextField(blank=True, help_text="What changes and why, for the public log."),
                        ),
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
                        (
                            "change_note",
                            models.TextField(blank=True, help_text="What changes and why, for the public log."),
                        ),
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
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("sha256", models.CharField(max_length=64)),
                        ("documents_sha256", models.CharField(blank=True, max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "case file loaded",
                        "verbose_name_plural": "case files loaded",
                        "indexes": [models.Index(fields=["name", "sha256"], name="record_load_file")],
                    },
                ),
                migrations.AddConstraint(
                    model_name="loaded",
                    constraint=models.UniqueConstraint(
                        fields=("record_id", "kind", "source"), name="record_loaded_once_a_file"
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
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="record.load",
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
                    index=models.Index(fields=["at", "number"], name="record_publication_at"),
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
                        condition=models.Q(("number__gte", 1), ("version__gte", 1)),
                        name="record_publication_counts_from_one",
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
            ]
        ),
    ]
