"""The officers, the public log and history, and the functions that every uncertain date rests on."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import record.migration_operations
from record import sql_files

# What the stored columns of dates were computed by: a test compares it with today's text of these functions.
DATE_FUNCTIONS = "3e977e7c5189ec2bb933b83de2f5de0a16b3d8c3e82027c3e55a14d9028ca64f"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        sql_files.Functions("record_edtf_earliest", "record_edtf_latest"),
        record.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="HistoryEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("table_name", models.CharField(max_length=63)),
                        ("row_id", models.BigIntegerField()),
                        (
                            "action",
                            models.CharField(
                                choices=[("insert", "written"), ("update", "changed"), ("delete", "taken away")],
                                max_length=6,
                            ),
                        ),
                        ("at", models.DateTimeField(help_text="When the transaction began.")),
                        (
                            "context",
                            models.JSONField(
                                help_text="Who wrote, why, and through what, where our code said so.", null=True
                            ),
                        ),
                        (
                            "old",
                            models.JSONField(
                                help_text="Of a change, the columns that changed, as they were; else the row.",
                                null=True,
                            ),
                        ),
                        ("new", models.JSONField(help_text="The row as it is after.", null=True)),
                    ],
                    options={
                        "verbose_name_plural": "history entries",
                        "db_table": "record_history",
                        "indexes": [
                            models.Index(fields=["table_name", "row_id"], name="record_history_row"),
                            django.contrib.postgres.indexes.GinIndex(
                                condition=models.Q(("old__isnull", False)),
                                fastupdate=False,
                                fields=["old"],
                                name="record_history_old",
                                opclasses=["jsonb_path_ops"],
                            ),
                        ],
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
                    options={
                        "indexes": [
                            models.Index(fields=["case_key", "-number"], name="record_publication_case"),
                            models.Index(fields=["at", "number"], name="record_publication_at"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record_id", "kind", "version"), name="record_publication_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1), ("version__gte", 1)),
                                name="record_publication_counts_from_one",
                            ),
                        ],
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
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="record_officer_email_once",
                                violation_error_message="Another officer has this e-mail address.",
                            )
                        ],
                    },
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
                            "author",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record_id", "kind", "author"),
                                name="record_draft_once_by_author",
                                violation_error_message="You have a draft of this record already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review"])), name="record_draft_state"
                            ),
                        ],
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("record_id", "kind", "source"), name="record_loaded_once_a_file"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
