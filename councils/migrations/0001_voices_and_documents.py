"""Voices, councils and cases, and the documents and passages that they printed."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import record.ids
import record.migration_operations
from record import sql_files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("record", "0001_the_log_and_its_officers"),
    ]

    operations = [
        sql_files.Functions(),
        record.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="Voice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=record.ids.random_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "key",
                            models.SlugField(
                                blank=True,
                                help_text="Lasting and unique, as case files name it: lower case letters, digits, hyphens. Leave empty for one to be made.",
                                max_length=100,
                            ),
                        ),
                        (
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300),
                                blank=True,
                                default=list,
                                help_text="Numbers of an outside checklist, separated by commas. Not shown to readers.",
                                size=None,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("needs-review", "needs review"),
                                    ("published", "published"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        ("state_reason", models.TextField(blank=True, editable=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("council", "council"),
                                    ("body", "body of a council"),
                                    ("group", "political group"),
                                    ("party", "political party"),
                                    ("office", "office"),
                                    ("person", "person"),
                                    ("alliance", "alliance of councils"),
                                    ("department", "government department"),
                                    ("commissioner", "commissioner"),
                                    ("parliament", "parliament or a member's office"),
                                    ("outlet", "news outlet"),
                                    ("petition", "petition"),
                                    ("respondents", "respondents to a consultation"),
                                    ("adviser", "adviser"),
                                    ("organisation", "organisation"),
                                    ("source", "unnamed source"),
                                    ("part", "part of a body"),
                                    ("unnamed", "unnamed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="In full, as council papers print it: Melton Borough Council; Cabinet of …",
                                max_length=300,
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(blank=True, help_text="For narrow columns: Melton.", max_length=300),
                        ),
                        (
                            "description",
                            models.TextField(
                                blank=True,
                                help_text="Who or what it is. For an unnamed voice, the words by which a source describes it.",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["name", "id"], name="councils_voice_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="councils_voice_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="councils_voice_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="councils_voice_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("key",),
                                name="councils_voice_key_once",
                                violation_error_message="Another voice has this key.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=record.ids.random_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "key",
                            models.SlugField(
                                blank=True,
                                help_text="Lasting and unique, as case files name it: lower case letters, digits, hyphens. Leave empty for one to be made.",
                                max_length=100,
                            ),
                        ),
                        (
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300),
                                blank=True,
                                default=list,
                                help_text="Numbers of an outside checklist, separated by commas. Not shown to readers.",
                                size=None,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("needs-review", "needs review"),
                                    ("published", "published"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        ("state_reason", models.TextField(blank=True, editable=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="As printed, or else say in the next field where it is from.", max_length=300
                            ),
                        ),
                        (
                            "title_basis",
                            models.CharField(
                                choices=[
                                    ("printed", "as printed"),
                                    ("address", "from the address"),
                                    ("described", "described by the record"),
                                ],
                                default="printed",
                                max_length=20,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("report", "report"),
                                    ("plan", "plan or proposal"),
                                    ("statement", "statement"),
                                    ("news-release", "news release"),
                                    ("minutes", "minutes"),
                                    ("decision-record", "decision record"),
                                    ("agenda", "agenda"),
                                    ("letter", "letter"),
                                    ("article", "article"),
                                    ("opinion", "signed opinion"),
                                    ("web-page", "web page"),
                                    ("answer", "written answer"),
                                    ("consultation", "consultation paper"),
                                    ("other", "other document"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "publisher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications_by",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "date_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The date that the work bears, or is inferred to have.",
                                max_length=23,
                                verbose_name="date (EDTF)",
                            ),
                        ),
                        ("date_printed", models.TextField(blank=True, default="", verbose_name="date, as printed")),
                        (
                            "date_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="date, basis",
                            ),
                        ),
                        (
                            "date_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="date, extent",
                            ),
                        ),
                        (
                            "date_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("date_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="date, earliest",
                            ),
                        ),
                        (
                            "date_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("date_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="date, latest",
                            ),
                        ),
                        (
                            "published_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When it became public, if that is another date.",
                                max_length=23,
                                verbose_name="published (EDTF)",
                            ),
                        ),
                        (
                            "published_printed",
                            models.TextField(blank=True, default="", verbose_name="published, as printed"),
                        ),
                        (
                            "published_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="published, basis",
                            ),
                        ),
                        (
                            "published_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="published, extent",
                            ),
                        ),
                        (
                            "published_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("published_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="published, earliest",
                            ),
                        ),
                        (
                            "published_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("published_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="published, latest",
                            ),
                        ),
                        (
                            "as_at_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As at when what it states is said to hold.",
                                max_length=23,
                                verbose_name="as at (EDTF)",
                            ),
                        ),
                        ("as_at_printed", models.TextField(blank=True, default="", verbose_name="as at, as printed")),
                        (
                            "as_at_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="as at, basis",
                            ),
                        ),
                        (
                            "as_at_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="as at, extent",
                            ),
                        ),
                        (
                            "as_at_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("as_at_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="as at, earliest",
                            ),
                        ),
                        (
                            "as_at_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("as_at_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="as at, latest",
                            ),
                        ),
                        (
                            "copy_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("original", "original"),
                                    ("mirror", "mirror"),
                                    ("archive", "archive"),
                                    ("machine-summary", "machine summary"),
                                    ("scan", "scan"),
                                    ("extract", "extract"),
                                    ("summary", "summary by an editor; the text was not kept"),
                                ],
                                max_length=20,
                                verbose_name="copy read",
                            ),
                        ),
                        ("copy_read_on", models.DateField(blank=True, null=True, verbose_name="read on")),
                        (
                            "copy_breaks_off",
                            models.TextField(
                                blank=True,
                                help_text="Where the copy ends before the work does. A cut text is never completed.",
                                verbose_name="breaks off",
                            ),
                        ),
                        ("text_file", models.CharField(blank=True, max_length=200, verbose_name="text")),
                        (
                            "text_sha256",
                            models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the text"),
                        ),
                        (
                            "text_shown",
                            models.CharField(
                                choices=[
                                    ("whole", "the whole text"),
                                    ("surroundings", "the words quoted and at most 40 words on either side"),
                                    ("quoted", "the quoted words only"),
                                ],
                                default="surroundings",
                                max_length=20,
                                verbose_name="shown to readers",
                            ),
                        ),
                        ("text_licence", models.CharField(blank=True, max_length=300, verbose_name="licence")),
                        (
                            "reproduces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reproduced_by",
                                to="councils.document",
                            ),
                        ),
                        (
                            "edition_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="councils.document",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, help_text="What it is, in the record's own words.")),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="councils_document_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="councils_document_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="councils_document_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("key",),
                                name="councils_document_key_once",
                                violation_error_message="Another document has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reproduces", None),
                                        models.Q(("reproduces", models.F("pk")), _negated=True),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("edition_of", None),
                                        models.Q(("edition_of", models.F("pk")), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="councils_document_of_another",
                                violation_error_message="A document does not reproduce itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("text_sha256", ""), ("text_sha256__regex", "^[0-9a-f]{64}$"), _connector="OR"
                                ),
                                name="councils_document_text_digest",
                                violation_error_message="A SHA-256 has 64 hexadecimal digits.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text_shown", "whole"), _negated=True),
                                    models.Q(("text_licence", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="councils_document_whole_with_licence",
                                violation_error_message="A whole text is shown only under an open licence: name it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("date_earliest__isnull", False), ("date_latest__isnull", False)),
                                        models.Q(("date_edtf", ""), ("date_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "date_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("date_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_document_date_is_a_date",
                                violation_error_message="Date: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("published_earliest__isnull", False), ("published_latest__isnull", False)
                                        ),
                                        models.Q(("published_edtf", ""), ("published_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "published_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("published_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_document_published_is_a_date",
                                violation_error_message="Published: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("as_at_earliest__isnull", False), ("as_at_latest__isnull", False)),
                                        models.Q(("as_at_edtf", ""), ("as_at_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "as_at_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("as_at_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_document_as_at_is_a_date",
                                violation_error_message="As at: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="councils.voice"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("used", "name in use"),
                                    ("printed", "name as printed, taken to be the same"),
                                    ("former", "former name"),
                                    ("short", "short form"),
                                ],
                                default="used",
                                max_length=20,
                            ),
                        ),
                        (
                            "used_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.document",
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="when (EDTF)"),
                        ),
                        ("when_printed", models.TextField(blank=True, default="", verbose_name="when, as printed")),
                        (
                            "when_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="when, basis",
                            ),
                        ),
                        (
                            "when_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="when, extent",
                            ),
                        ),
                        (
                            "when_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, earliest",
                            ),
                        ),
                        (
                            "when_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, latest",
                            ),
                        ),
                        ("note", models.TextField(blank=True, help_text="On what evidence this is the same voice.")),
                        (
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "aliases",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("when_earliest__isnull", False), ("when_latest__isnull", False)),
                                        models.Q(("when_edtf", ""), ("when_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "when_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("when_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_alias_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passages",
                                to="councils.document",
                            ),
                        ),
                        ("quote", models.TextField(blank=True)),
                        ("occurrence", models.PositiveIntegerField(default=1)),
                        ("page", models.CharField(blank=True, max_length=300)),
                        ("section", models.CharField(blank=True, max_length=300)),
                        ("paragraph", models.CharField(blank=True, max_length=300)),
                        ("line", models.CharField(blank=True, max_length=300)),
                        ("compared_office", models.CharField(blank=True, max_length=300)),
                        ("compared_on", models.DateField(blank=True, null=True)),
                        ("not_found", models.TextField(blank=True)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("verified", "verified in the text held"),
                                    ("compared", "compared with the page by a person"),
                                    ("not-held", "text not held"),
                                    ("not-found", "not found in the text held"),
                                    ("no-words", "no words quoted"),
                                    ("withheld", "withheld, as the law requires"),
                                ],
                                default="not-held",
                                max_length=20,
                            ),
                        ),
                        ("spans", models.JSONField(default=list)),
                        ("before", models.TextField(blank=True)),
                        ("after", models.TextField(blank=True)),
                        ("found_page", models.CharField(blank=True, max_length=300)),
                        ("found_section", models.CharField(blank=True, max_length=300)),
                        ("found_paragraph", models.CharField(blank=True, max_length=300)),
                        ("found_line", models.CharField(blank=True, max_length=300)),
                        ("folding_version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("occurrence__gte", 1)),
                                name="councils_passage_occurrence",
                                violation_error_message="Occurrences are counted from 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("compared_office", ""), ("compared_on", None)),
                                    models.Q(
                                        models.Q(("compared_office", ""), _negated=True), ("compared_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="councils_passage_compared_whole",
                                violation_error_message="Say both which office compared the words with the page, and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "verified"), _negated=True),
                                    models.Q(("spans", []), _negated=True),
                                    _connector="OR",
                                ),
                                name="councils_passage_verified_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "compared"), _negated=True),
                                    ("compared_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="councils_passage_compared_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quote", ""), ("state", "no-words")),
                                    models.Q(
                                        models.Q(("quote", ""), _negated=True),
                                        models.Q(("state", "no-words"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="councils_passage_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tenure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="councils.voice"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("part-of", "is part of"),
                                    ("holds", "holds the office of"),
                                    ("member-of", "is a member of"),
                                    ("group-in", "is a group in"),
                                    ("leads", "leads"),
                                    ("speaks-for", "speaks for"),
                                    ("engaged-by", "is engaged by"),
                                    ("party-member", "is a member of the party"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tied", to="councils.voice"
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="An interval: 2023-05-15/2025-05-01, or 2023-05-15/..",
                                max_length=23,
                                verbose_name="when (EDTF)",
                            ),
                        ),
                        ("when_printed", models.TextField(blank=True, default="", verbose_name="when, as printed")),
                        (
                            "when_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="when, basis",
                            ),
                        ),
                        (
                            "when_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="when, extent",
                            ),
                        ),
                        (
                            "when_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, earliest",
                            ),
                        ),
                        (
                            "when_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, latest",
                            ),
                        ),
                        (
                            "as_printed",
                            models.CharField(
                                blank=True, help_text="The office or tie in a source's words.", max_length=300
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.passage",
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("voice", models.F("of")), _negated=True),
                                name="councils_tenure_of_another",
                                violation_error_message="A voice is not tied to itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "part-of",
                                            "holds",
                                            "member-of",
                                            "group-in",
                                            "leads",
                                            "speaks-for",
                                            "engaged-by",
                                            "party-member",
                                        ],
                                    )
                                ),
                                name="councils_tenure_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("when_earliest__isnull", False), ("when_latest__isnull", False)),
                                        models.Q(("when_edtf", ""), ("when_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "when_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("when_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_tenure_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Council",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "voice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="council", to="councils.voice"
                            ),
                        ),
                        ("code", models.CharField(help_text="Upper case, as in addresses: MEL.", max_length=4)),
                        ("area", models.CharField(help_text="The name of the place alone: Melton.", max_length=300)),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("county", "county council"),
                                    ("district", "district or borough council"),
                                    ("unitary", "unitary authority"),
                                    ("metropolitan", "metropolitan district"),
                                    ("london", "London borough"),
                                    ("combined", "combined authority"),
                                    ("parish", "parish or town council"),
                                    ("special", "council of its own kind"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "starts_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="starts (EDTF)"),
                        ),
                        ("starts_printed", models.TextField(blank=True, default="", verbose_name="starts, as printed")),
                        (
                            "starts_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="starts, basis",
                            ),
                        ),
                        (
                            "starts_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="starts, extent",
                            ),
                        ),
                        (
                            "starts_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("starts_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="starts, earliest",
                            ),
                        ),
                        (
                            "starts_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("starts_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="starts, latest",
                            ),
                        ),
                        (
                            "ends_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="ends (EDTF)"),
                        ),
                        ("ends_printed", models.TextField(blank=True, default="", verbose_name="ends, as printed")),
                        (
                            "ends_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="ends, basis",
                            ),
                        ),
                        (
                            "ends_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="ends, extent",
                            ),
                        ),
                        (
                            "ends_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("ends_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="ends, earliest",
                            ),
                        ),
                        (
                            "ends_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("ends_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="ends, latest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("code",),
                                name="councils_council_code_once",
                                violation_error_message="Another council has this code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^[A-Z]{3,4}$")),
                                name="councils_council_code_form",
                                violation_error_message="A code is three or four capital letters, such as MEL.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_edtf", ""),
                                    ("starts_edtf", ""),
                                    ("ends_latest__gte", models.F("starts_earliest")),
                                    _connector="OR",
                                ),
                                name="councils_council_ends_after_it_starts",
                                violation_error_message="A council ends after it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("starts_earliest__isnull", False), ("starts_latest__isnull", False)),
                                        models.Q(("starts_edtf", ""), ("starts_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "starts_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("starts_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_council_starts_is_a_date",
                                violation_error_message="Starts: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("ends_earliest__isnull", False), ("ends_latest__isnull", False)),
                                        models.Q(("ends_edtf", ""), ("ends_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "ends_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("ends_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_council_ends_is_a_date",
                                violation_error_message="Ends: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Identifier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identifiers",
                                to="councils.council",
                            ),
                        ),
                        ("scheme", models.CharField(max_length=300)),
                        ("value", models.CharField(max_length=300)),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("scheme", "value"),
                                name="councils_identifier_once",
                                violation_error_message="Another council has this identifier.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="councils.council",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("abolished-into", "abolished into"),
                                    ("split-into", "split into"),
                                    ("continuing", "continuing authority for"),
                                    ("shadow-of", "shadow of"),
                                    ("boundary-transfer", "boundary transfer to"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.voice"
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="when (EDTF)"),
                        ),
                        ("when_printed", models.TextField(blank=True, default="", verbose_name="when, as printed")),
                        (
                            "when_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="when, basis",
                            ),
                        ),
                        (
                            "when_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="when, extent",
                            ),
                        ),
                        (
                            "when_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, earliest",
                            ),
                        ),
                        (
                            "when_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, latest",
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("when_earliest__isnull", False), ("when_latest__isnull", False)),
                                        models.Q(("when_edtf", ""), ("when_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "when_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("when_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_succession_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Control",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="controls",
                                to="councils.council",
                            ),
                        ),
                        ("when_edtf", models.CharField(default="", max_length=23, verbose_name="when (EDTF)")),
                        ("when_printed", models.TextField(blank=True, default="", verbose_name="when, as printed")),
                        (
                            "when_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="when, basis",
                            ),
                        ),
                        (
                            "when_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="when, extent",
                            ),
                        ),
                        (
                            "when_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, earliest",
                            ),
                        ),
                        (
                            "when_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, latest",
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.passage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("when_earliest__isnull", False),
                                    ("when_latest__isnull", False),
                                    (
                                        "when_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("when_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_control_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seats",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "control",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="councils.control"
                            ),
                        ),
                        ("group", models.CharField(max_length=300)),
                        ("seats", models.PositiveIntegerField()),
                    ],
                    options={
                        "verbose_name_plural": "seats",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CouncilMeasurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="councils.council",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("population", "population"),
                                    ("electors", "electors"),
                                    ("area", "area"),
                                    ("households", "households"),
                                    ("dwellings", "dwellings"),
                                    ("councillors", "councillors"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "value",
                            models.CharField(
                                help_text="Digits, with a point before decimals and no commas: 46100, or 481.2.",
                                max_length=17,
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("people", "people"),
                                    ("hectares", "hectares"),
                                    ("square-kilometres", "square kilometres"),
                                    ("square-miles", "square miles"),
                                    ("households", "households"),
                                    ("dwellings", "dwellings"),
                                    ("seats", "seats"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "as_at_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The date for which the number holds.",
                                max_length=23,
                                verbose_name="as at (EDTF)",
                            ),
                        ),
                        ("as_at_printed", models.TextField(blank=True, default="", verbose_name="as at, as printed")),
                        (
                            "as_at_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="as at, basis",
                            ),
                        ),
                        (
                            "as_at_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="as at, extent",
                            ),
                        ),
                        (
                            "as_at_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("as_at_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="as at, earliest",
                            ),
                        ),
                        (
                            "as_at_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("as_at_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="as at, latest",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.passage",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Where no document of the record prints it: ONS mid-year estimates, edition unverified.",
                                max_length=300,
                            ),
                        ),
                        (
                            "amount",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(("value__regex", "^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?$")),
                                        then=django.db.models.functions.comparison.Cast(
                                            "value", models.DecimalField(decimal_places=4, max_digits=16)
                                        ),
                                    )
                                ),
                                output_field=models.DecimalField(decimal_places=4, max_digits=16, null=True),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measure",
                        "verbose_name_plural": "measures",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("value__regex", "^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?$")),
                                name="councils_measurement_plain_number",
                                violation_error_message="A value is digits, with a point before decimals and no commas, such as 46100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "population"), ("unit__in", ["people"])),
                                    models.Q(("kind", "electors"), ("unit__in", ["people"])),
                                    models.Q(
                                        ("kind", "area"),
                                        ("unit__in", ["hectares", "square-kilometres", "square-miles"]),
                                    ),
                                    models.Q(("kind", "households"), ("unit__in", ["households", "dwellings"])),
                                    models.Q(("kind", "dwellings"), ("unit__in", ["dwellings"])),
                                    models.Q(("kind", "councillors"), ("unit__in", ["seats"])),
                                    _connector="OR",
                                ),
                                name="councils_measurement_unit_fits",
                                violation_error_message="This unit does not fit what is measured.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passage__isnull", False), models.Q(("source", ""), _negated=True), _connector="OR"
                                ),
                                name="councils_measurement_with_source",
                                violation_error_message="Say where the number is from: a passage, or a source.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("as_at_earliest__isnull", False), ("as_at_latest__isnull", False)),
                                        models.Q(("as_at_edtf", ""), ("as_at_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "as_at_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("as_at_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_councilmeasurement_as_at_is_a_date",
                                violation_error_message="As at: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Boundary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "council",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="boundary",
                                to="councils.council",
                            ),
                        ),
                        (
                            "path",
                            models.TextField(
                                help_text="The rings as SVG path data in the national grid of councils.geography.boundary_import."
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="Who made the outline, as the file or the importer says.", max_length=300
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                        ("imported", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "boundaries",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("path__regex", "^(?:M-?[0-9]+[ -][-0-9 ]+l[-0-9 ]+z)+$")),
                                name="councils_boundary_path_form",
                                violation_error_message="An outline is closed rings of whole numbers. Import it from a GeoJSON file.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=record.ids.random_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "key",
                            models.SlugField(
                                blank=True,
                                help_text="Lasting and unique, as case files name it: lower case letters, digits, hyphens. Leave empty for one to be made.",
                                max_length=100,
                            ),
                        ),
                        (
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300),
                                blank=True,
                                default=list,
                                help_text="Numbers of an outside checklist, separated by commas. Not shown to readers.",
                                size=None,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("needs-review", "needs review"),
                                    ("published", "published"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        ("state_reason", models.TextField(blank=True, editable=False)),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="A neutral description, without a party's name for it.", max_length=300
                            ),
                        ),
                        ("area", models.CharField(blank=True, max_length=300)),
                        (
                            "summary",
                            models.TextField(help_text="What is changing and who was asked, in neutral words."),
                        ),
                        (
                            "began_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="began (EDTF)"),
                        ),
                        ("began_printed", models.TextField(blank=True, default="", verbose_name="began, as printed")),
                        (
                            "began_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="began, basis",
                            ),
                        ),
                        (
                            "began_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="began, extent",
                            ),
                        ),
                        (
                            "began_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("began_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="began, earliest",
                            ),
                        ),
                        (
                            "began_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("began_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="began, latest",
                            ),
                        ),
                        (
                            "kept_up_to",
                            models.DateField(
                                blank=True, help_text="The day up to which the record has been kept.", null=True
                            ),
                        ),
                        (
                            "invented",
                            models.BooleanField(
                                default=False, help_text="A case made up for practice, and shown as such."
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="councils_case_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="councils_case_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="councils_case_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("key",),
                                name="councils_case_key_once",
                                violation_error_message="Another case has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("began_earliest__isnull", False), ("began_latest__isnull", False)),
                                        models.Q(("began_edtf", ""), ("began_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "began_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("began_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_case_began_is_a_date",
                                violation_error_message="Began: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="councils.case"
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_to",
                                to="councils.voice",
                            ),
                        ),
                        ("in_area", models.BooleanField(default=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name_plural": "parties",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "voice"),
                                name="councils_party_once",
                                violation_error_message="This party is listed already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Side",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sides", to="councils.case"
                            ),
                        ),
                        ("key", models.SlugField(max_length=100)),
                        ("label", models.CharField(max_length=300)),
                        (
                            "label_basis",
                            models.CharField(
                                choices=[
                                    ("names", "the names of its councils"),
                                    ("agreed", "a label that its members agreed to"),
                                ],
                                default="names",
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["label", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="councils_side_key_once",
                                violation_error_message="Another side of this case has this key.",
                            ),
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("case", "label"),
                                name="councils_side_label_once",
                                violation_error_message="Another side of this case has this label.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "side",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="councils.side",
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Leave empty for the whole of the case.",
                                max_length=23,
                                verbose_name="when (EDTF)",
                            ),
                        ),
                        ("when_printed", models.TextField(blank=True, default="", verbose_name="when, as printed")),
                        (
                            "when_basis",
                            models.CharField(
                                choices=[
                                    ("stated", "stated"),
                                    ("metadata", "metadata"),
                                    ("address", "in the address"),
                                    ("derived", "derived"),
                                    ("inferred", "inferred"),
                                    ("another-document", "another document"),
                                ],
                                default="stated",
                                max_length=16,
                                verbose_name="when, basis",
                            ),
                        ),
                        (
                            "when_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="when, extent",
                            ),
                        ),
                        (
                            "when_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, earliest",
                            ),
                        ),
                        (
                            "when_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("when_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="when, latest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("when_earliest__isnull", False), ("when_latest__isnull", False)),
                                        models.Q(("when_edtf", ""), ("when_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "when_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("when_extent__in", ["within", "throughout"]),
                                ),
                                name="councils_placement_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tiles", to="councils.case"
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.voice"
                            ),
                        ),
                        (
                            "column",
                            models.PositiveSmallIntegerField(
                                help_text="From the left, from 1.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(50),
                                ],
                            ),
                        ),
                        (
                            "row",
                            models.PositiveSmallIntegerField(
                                help_text="From the top, from 1.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(50),
                                ],
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "council"),
                                name="councils_tile_council_once",
                                violation_error_message="This council has a square on the map already.",
                            ),
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("case", "column", "row"),
                                name="councils_tile_square_once",
                                violation_error_message="Another council has this square of the map.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("column__range", (1, 50)), ("row__range", (1, 50))),
                                name="councils_tile_within_the_map",
                                violation_error_message="Columns and rows of the map are counted from 1 to 50.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoredText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stored",
                                to="councils.document",
                            ),
                        ),
                        ("body", models.TextField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("held_since", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Author",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authors",
                                to="councils.document",
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.voice"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DocumentAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addresses",
                                to="councils.document",
                            ),
                        ),
                        ("url", models.URLField(max_length=1000, verbose_name="address")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("original", "original"),
                                    ("mirror", "copy elsewhere"),
                                    ("archive", "archive"),
                                ],
                                default="original",
                                max_length=20,
                            ),
                        ),
                        ("read_on", models.DateField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name_plural": "addresses",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "url"),
                                name="councils_documentaddress_once",
                                violation_error_message="This address is listed already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("url__regex", "^https?://")),
                                name="councils_documentaddress_http",
                                violation_error_message="An address begins with http:// or https://.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentFlag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("does-not-add-up", "does not add up"),
                                    ("name-as-printed", "name as printed"),
                                    ("date-conflict", "dates differ"),
                                    ("wording-as-printed", "wording as printed"),
                                    ("contradiction", "statements in tension"),
                                    ("ambiguous", "ambiguous"),
                                    ("not-stated", "not stated in this document"),
                                    ("reading", "an editor's reading"),
                                    ("remark", "remark on the source"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(help_text="What is to be noticed. It corrects nothing.")),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.passage",
                            ),
                        ),
                        (
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "flagged",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="flags",
                                to="councils.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                limit_choices_to={"kind": "council"},
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("officer", "council"),
                                name="councils_membership_once",
                                violation_error_message="This officer is entered for this council already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.document",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.case",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("record", models.BigIntegerField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["document", "case"], name="councils_case_document_lookup")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "record", "document"), name="councils_case_document_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
