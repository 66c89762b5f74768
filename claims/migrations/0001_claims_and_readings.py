"""Claims with their appearances, responses and readings, and what is computed from them."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import record.ids
import record.migration_operations
from record import sql_files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proposals", "0001_proposals_and_events"),
    ]

    operations = [
        sql_files.Functions(),
        BtreeGistExtension(),
        record.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="Point",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.case"
                            ),
                        ),
                        (
                            "question",
                            models.CharField(
                                help_text="Without adjectives: “Was a note of the meeting shared?”", max_length=300
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's questions."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="claims_point_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claims_point_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="claims_point_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="claims_point_key_once",
                                violation_error_message="Another question in this case has this key.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.case"
                            ),
                        ),
                        (
                            "statement",
                            models.TextField(
                                help_text="The proposition in the record's wording, hedges kept. It is marked as ours; the quotation is theirs."
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("fact", "statement of fact"),
                                    ("figure", "figure"),
                                    ("forecast", "forecast"),
                                    ("promise", "promise"),
                                    ("characterisation", "characterisation"),
                                    ("interpretation", "interpretation or motive"),
                                    ("position", "position"),
                                    ("procedure", "procedure"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "made_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims_made",
                                to="councils.voice",
                                verbose_name="made for",
                            ),
                        ),
                        (
                            "absence",
                            models.BooleanField(
                                default=False,
                                help_text="It says that something is not there.",
                                verbose_name="of absence",
                            ),
                        ),
                        (
                            "about_not_named",
                            models.BooleanField(
                                default=False, help_text="It speaks of somebody whom it does not name."
                            ),
                        ),
                        (
                            "as_at_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As at when it is said to hold.",
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
                            "criteria",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("single-tier", "A single tier of local government for the whole area"),
                                        (
                                            "right-size",
                                            "The right size: efficient, with capacity, able to withstand shocks",
                                        ),
                                        ("services", "High-quality and sustainable public services"),
                                        ("working-together", "Working together, and meeting local needs"),
                                        ("devolution", "Support for devolution"),
                                        ("engagement", "Stronger community engagement and neighbourhood empowerment"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="Those of the Government's criteria of which it speaks.",
                                size=None,
                            ),
                        ),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Order among claims of one date."),
                        ),
                        ("note", models.TextField(blank=True, help_text="An editor's note, shown as such.")),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="claims_claim_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claims_claim_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="claims_claim_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="claims_claim_key_once",
                                violation_error_message="Another claim in this case has this key.",
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
                                name="claims_claim_as_at_is_a_date",
                                violation_error_message="As at: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="About",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="about", to="claims.claim"
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spoken_of",
                                to="councils.voice",
                            ),
                        ),
                        ("reading", models.BooleanField(default=False, verbose_name="editor's reading")),
                    ],
                    options={
                        "verbose_name_plural": "about",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("claim", "voice"),
                                name="claims_about_once",
                                violation_error_message="This voice is listed already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appearance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appearances",
                                to="claims.claim",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appearances",
                                to="councils.passage",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spoken",
                                to="councils.voice",
                            ),
                        ),
                        ("office_as_printed", models.CharField(blank=True, max_length=300)),
                        (
                            "said_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="If that is not the document's date.",
                                max_length=23,
                                verbose_name="said (EDTF)",
                            ),
                        ),
                        ("said_printed", models.TextField(blank=True, default="", verbose_name="said, as printed")),
                        (
                            "said_basis",
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
                                verbose_name="said, basis",
                            ),
                        ),
                        (
                            "said_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="said, extent",
                            ),
                        ),
                        (
                            "said_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("said_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="said, earliest",
                            ),
                        ),
                        (
                            "said_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("said_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="said, latest",
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
                                        models.Q(("said_earliest__isnull", False), ("said_latest__isnull", False)),
                                        models.Q(("said_edtf", ""), ("said_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "said_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("said_extent__in", ["within", "throughout"]),
                                ),
                                name="claims_appearance_said_is_a_date",
                                violation_error_message="Said: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reporter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "appearance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reporters",
                                to="claims.appearance",
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
                    name="ClaimPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="points", to="claims.claim"
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="claims.point"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="claims.claim"
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.event"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("account", "is an account of"), ("subject", "is a subject of")],
                                default="account",
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="claims.claim"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.proposal"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="options", to="claims.claim"
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.option"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimElement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="elements", to="claims.claim"
                            ),
                        ),
                        (
                            "element",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.element"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimFlag",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="claims.claim"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.case"
                            ),
                        ),
                        ("name", models.CharField(help_text="A neutral description: Savings a year.", max_length=300)),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("pounds", "£"),
                                    ("people", "people"),
                                    ("electors", "electors"),
                                    ("households", "households"),
                                    ("dwellings", "dwellings"),
                                    ("jobs", "jobs"),
                                    ("councillors", "councillors"),
                                    ("councils", "councils"),
                                    ("hectares", "hectares"),
                                    ("square-miles", "square miles"),
                                    ("square-kilometres", "square kilometres"),
                                    ("per-cent", "%"),
                                    ("ratio", "to one"),
                                    ("full-time-equivalent", "full-time equivalents"),
                                    ("days", "days"),
                                    ("months", "months"),
                                    ("years", "years"),
                                    ("responses", "responses"),
                                    ("count", "in number"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's measures."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="claims_measure_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claims_measure_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="claims_measure_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="claims_measure_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "unit__in",
                                        [
                                            "pounds",
                                            "people",
                                            "electors",
                                            "households",
                                            "dwellings",
                                            "jobs",
                                            "councillors",
                                            "councils",
                                            "hectares",
                                            "square-miles",
                                            "square-kilometres",
                                            "per-cent",
                                            "ratio",
                                            "full-time-equivalent",
                                            "days",
                                            "months",
                                            "years",
                                            "responses",
                                            "count",
                                        ],
                                    )
                                ),
                                name="claims_measure_unit_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="claims.claim"
                            ),
                        ),
                        (
                            "key",
                            models.SlugField(
                                default="figure", help_text="Among the figures of this claim.", max_length=100
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="claims.measure"
                            ),
                        ),
                        (
                            "bound",
                            models.CharField(
                                choices=[
                                    ("exactly", ""),
                                    ("about", "about"),
                                    ("nearly", "nearly"),
                                    ("over", "over"),
                                    ("at-least", "at least"),
                                    ("up-to", "up to"),
                                    ("under", "under"),
                                    ("between", "between"),
                                ],
                                default="exactly",
                                max_length=20,
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Written out: 43000000. Empty between two bounds.",
                                max_digits=21,
                                null=True,
                                verbose_name="",
                            ),
                        ),
                        (
                            "low",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=21, null=True, verbose_name="lower bound"
                            ),
                        ),
                        (
                            "high",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=21, null=True, verbose_name="upper bound"
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("pounds", "£"),
                                    ("people", "people"),
                                    ("electors", "electors"),
                                    ("households", "households"),
                                    ("dwellings", "dwellings"),
                                    ("jobs", "jobs"),
                                    ("councillors", "councillors"),
                                    ("councils", "councils"),
                                    ("hectares", "hectares"),
                                    ("square-miles", "square miles"),
                                    ("square-kilometres", "square kilometres"),
                                    ("per-cent", "%"),
                                    ("ratio", "to one"),
                                    ("full-time-equivalent", "full-time equivalents"),
                                    ("days", "days"),
                                    ("months", "months"),
                                    ("years", "years"),
                                    ("responses", "responses"),
                                    ("count", "in number"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("printed", models.CharField(blank=True, help_text="As printed: £43 million.", max_length=300)),
                        (
                            "per",
                            models.CharField(
                                choices=[
                                    ("total", "in total"),
                                    ("year", "a year"),
                                    ("month", "a month"),
                                    ("one-off", "once"),
                                ],
                                default="total",
                                max_length=20,
                            ),
                        ),
                        (
                            "starts_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="From when it runs: by 2030.",
                                max_length=23,
                                verbose_name="from (EDTF)",
                            ),
                        ),
                        ("starts_printed", models.TextField(blank=True, default="", verbose_name="from, as printed")),
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
                                verbose_name="from, basis",
                            ),
                        ),
                        (
                            "starts_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="from, extent",
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
                                verbose_name="from, earliest",
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
                                verbose_name="from, latest",
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(
                                blank=True, default="", max_length=23, verbose_name="period or as at (EDTF)"
                            ),
                        ),
                        (
                            "when_printed",
                            models.TextField(blank=True, default="", verbose_name="period or as at, as printed"),
                        ),
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
                                verbose_name="period or as at, basis",
                            ),
                        ),
                        (
                            "when_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="period or as at, extent",
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
                                verbose_name="period or as at, earliest",
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
                                verbose_name="period or as at, latest",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                blank=True, help_text="What it is of, in words, where no name is below.", max_length=300
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                blank=True,
                                help_text="Of which.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                help_text="For whose plan it is stated.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proposals.option",
                            ),
                        ),
                        (
                            "proposed",
                            models.SlugField(
                                blank=True,
                                help_text="The key of a proposed council of that option.",
                                max_length=100,
                                null=True,
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[("gross", "gross"), ("net", "net"), ("not-stated", "basis not stated")],
                                default="not-stated",
                                max_length=20,
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                blank=True, help_text="Words of certainty as printed: will, estimated.", max_length=300
                            ),
                        ),
                        ("price_year", models.CharField(blank=True, max_length=300)),
                        ("compared_with", models.CharField(blank=True, max_length=300)),
                        ("leaves_in", models.CharField(blank=True, max_length=300, verbose_name="what is left in")),
                        ("leaves_out", models.CharField(blank=True, max_length=300, verbose_name="what is left out")),
                        (
                            "model_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose model it comes from.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "share_of",
                            models.CharField(blank=True, help_text="For a percentage: what it is of.", max_length=300),
                        ),
                        ("asked", models.PositiveIntegerField(blank=True, null=True)),
                        ("answered", models.PositiveIntegerField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
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
                            models.UniqueConstraint(
                                fields=("claim", "key"),
                                name="claims_figure_key_once",
                                violation_error_message="Another figure of this claim has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("low", None), ("high", None), ("low__lte", models.F("high")), _connector="OR"
                                ),
                                name="claims_figure_bounds_in_order",
                                violation_error_message="The lower bound is above the upper one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("bound", "between"),
                                        ("high__isnull", False),
                                        ("low__isnull", False),
                                        ("value", None),
                                    ),
                                    models.Q(
                                        models.Q(("bound", "between"), _negated=True),
                                        ("high", None),
                                        ("low", None),
                                        ("value__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="claims_figure_value_or_bounds",
                                violation_error_message="Give a value; or, for “between”, a lower and an upper bound.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "unit__in",
                                        [
                                            "pounds",
                                            "people",
                                            "electors",
                                            "households",
                                            "dwellings",
                                            "jobs",
                                            "councillors",
                                            "councils",
                                            "hectares",
                                            "square-miles",
                                            "square-kilometres",
                                            "per-cent",
                                            "ratio",
                                            "full-time-equivalent",
                                            "days",
                                            "months",
                                            "years",
                                            "responses",
                                            "count",
                                        ],
                                    )
                                ),
                                name="claims_figure_unit_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("proposed", None), ("option__isnull", False), _connector="OR"),
                                name="claims_figure_proposed_of_an_option",
                                violation_error_message="Name the option of which it is a proposed council.",
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
                                name="claims_figure_starts_is_a_date",
                                violation_error_message="From: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
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
                                name="claims_figure_when_is_a_date",
                                violation_error_message="Period or as at: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="positions", to="claims.claim"
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose stance it is, where that is not the voice for whom the claim is made.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("preferred", "preferred"),
                                    ("supports", "supports"),
                                    ("with-reservations", "supports with reservations"),
                                    ("on-condition", "supports on condition"),
                                    ("open", "open"),
                                    ("undecided", "undecided"),
                                    ("no-preference", "expresses no preference"),
                                    ("no-agreed-position", "no agreed position"),
                                    ("does-not-support", "does not support"),
                                    ("opposes", "opposes"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "on",
                            models.CharField(
                                blank=True,
                                choices=[("all", "all the proposals"), ("process", "the process itself")],
                                help_text="Where nothing is named below.",
                                max_length=20,
                            ),
                        ),
                        (
                            "decided_by",
                            models.CharField(
                                choices=[
                                    ("full-council", "full council"),
                                    ("executive", "cabinet or executive"),
                                    ("committee", "committee"),
                                    ("leader", "leader’s statement"),
                                    ("administration", "administration"),
                                    ("group", "political group"),
                                    ("officer", "officer"),
                                    ("joint", "joint statement"),
                                    ("majority", "majority, told without a vote"),
                                    ("not-stated", "not stated"),
                                ],
                                default="not-stated",
                                max_length=20,
                            ),
                        ),
                        ("firmness", models.CharField(blank=True, help_text="As worded: likely to.", max_length=300)),
                        ("condition", models.CharField(blank=True, help_text="As worded.", max_length=300)),
                        (
                            "when_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="If it is not said to hold when the claim was made.",
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
                        ("note", models.CharField(blank=True, max_length=300)),
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
                                name="claims_position_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PositionProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="claims.position",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.proposal"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PositionOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="options",
                                to="claims.position",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.option"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PositionElement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="elements",
                                to="claims.position",
                            ),
                        ),
                        (
                            "element",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.element"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reckoning",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.case"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="What it works out: People to the square mile, Harborough.", max_length=300
                            ),
                        ),
                        (
                            "operation",
                            models.CharField(
                                choices=[
                                    ("sum", "sum"),
                                    ("difference", "difference"),
                                    ("ratio", "ratio"),
                                    ("share", "share, in per cent"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("pounds", "£"),
                                    ("people", "people"),
                                    ("electors", "electors"),
                                    ("households", "households"),
                                    ("dwellings", "dwellings"),
                                    ("jobs", "jobs"),
                                    ("councillors", "councillors"),
                                    ("councils", "councils"),
                                    ("hectares", "hectares"),
                                    ("square-miles", "square miles"),
                                    ("square-kilometres", "square kilometres"),
                                    ("per-cent", "%"),
                                    ("ratio", "to one"),
                                    ("full-time-equivalent", "full-time equivalents"),
                                    ("days", "days"),
                                    ("months", "months"),
                                    ("years", "years"),
                                    ("responses", "responses"),
                                    ("count", "in number"),
                                ],
                                help_text="Of the result.",
                                max_length=20,
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reckonings",
                                to="claims.measure",
                            ),
                        ),
                        (
                            "stated_in",
                            models.ForeignKey(
                                blank=True,
                                help_text="The claim that states the result.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.claim",
                            ),
                        ),
                        (
                            "stated_figure",
                            models.SlugField(
                                blank=True, help_text="Which figure of that claim.", max_length=100, null=True
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's reckonings."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="claims_reckoning_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claims_reckoning_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="claims_reckoning_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="claims_reckoning_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "reckoning",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="claims.reckoning"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.claim"
                            ),
                        ),
                        (
                            "figure",
                            models.SlugField(default="figure", help_text="Which figure of that claim.", max_length=100),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReckoningFlag",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="claims.reckoning"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimStanding",
                    fields=[
                        (
                            "claim",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="computed",
                                serialize=False,
                                to="claims.claim",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.case"
                            ),
                        ),
                        (
                            "said_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="said (EDTF)"),
                        ),
                        ("said_printed", models.TextField(blank=True, default="", verbose_name="said, as printed")),
                        (
                            "said_basis",
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
                                verbose_name="said, basis",
                            ),
                        ),
                        (
                            "said_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="said, extent",
                            ),
                        ),
                        (
                            "said_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("said_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="said, earliest",
                            ),
                        ),
                        (
                            "said_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("said_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="said, latest",
                            ),
                        ),
                        (
                            "side",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.side",
                            ),
                        ),
                        (
                            "is_reported_only",
                            models.BooleanField(
                                default=False,
                                help_text="Every appearance is another side's report: it stands in the reporter's column.",
                            ),
                        ),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("disputed", "Disputed"),
                                        ("accepted", "Accepted"),
                                        ("qualified", "Qualified"),
                                        ("answered", "Answered"),
                                        ("no-reply", "No reply in this record"),
                                        ("no-dispute", "No dispute in this record"),
                                        ("superseded", "Superseded by its maker"),
                                        ("retracted", "Retracted by its maker"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                            ),
                        ),
                        ("detail", models.JSONField()),
                        ("search", django.contrib.postgres.search.SearchVectorField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["said_earliest", "said_latest", "claim"], name="claims_standing_said"),
                            models.Index(
                                fields=["case", "said_earliest", "said_latest", "claim"], name="claims_standing_case"
                            ),
                            models.Index(
                                fields=["side", "said_earliest", "said_latest", "claim"], name="claims_standing_side"
                            ),
                            django.contrib.postgres.indexes.GinIndex(fields=["words"], name="claims_standing_words"),
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="claims_standing_search"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("said_earliest__isnull", False), ("said_latest__isnull", False)),
                                        models.Q(("said_edtf", ""), ("said_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "said_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("said_extent__in", ["within", "throughout"]),
                                ),
                                name="claims_claimstanding_said_is_a_date",
                                violation_error_message="Said: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimCouncil",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="councils", to="claims.claim"
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.voice"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("made-by", "Claims made by it"),
                                    ("about", "Claims about it"),
                                    ("disputes", "Claims that it disputes"),
                                    ("accepts", "Claims that it accepts"),
                                    ("disputed-by", "Claims that dispute what it says"),
                                    ("no-reply", "Claims about it with no reply in this record"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "via",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.voice"
                            ),
                        ),
                        (
                            "is_certain",
                            models.BooleanField(help_text="False where only uncertain bounds make the dates overlap."),
                        ),
                        (
                            "is_apart",
                            models.BooleanField(
                                help_text="An editor's reading of an unnamed target, or words that others say are the council's."
                            ),
                        ),
                        (
                            "is_own",
                            models.BooleanField(
                                help_text="The council's own words, or those of its bodies and officers: no alliance's."
                            ),
                        ),
                        ("said_earliest", models.DateField()),
                        ("said_latest", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["council", "role", "said_earliest", "said_latest", "claim"],
                                name="claims_claimcouncil_list",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("claim", "council", "role", "via"), name="claims_claimcouncil_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeldPosition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="stands", to="claims.position"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="stands", to="claims.claim"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.case"
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="stands", to="councils.voice"
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.voice"
                            ),
                        ),
                        (
                            "is_own",
                            models.BooleanField(
                                help_text="Said by the holder, or by one that speaks for it; else it is attributed."
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("preferred", "preferred"),
                                    ("supports", "supports"),
                                    ("with-reservations", "supports with reservations"),
                                    ("on-condition", "supports on condition"),
                                    ("open", "open"),
                                    ("undecided", "undecided"),
                                    ("no-preference", "expresses no preference"),
                                    ("no-agreed-position", "no agreed position"),
                                    ("does-not-support", "does not support"),
                                    ("opposes", "opposes"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                help_text="proposal, option or element with its id; all; process.", max_length=40
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proposals.option",
                            ),
                        ),
                        (
                            "element",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proposals.element",
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
                        ("surely_from", models.DateField()),
                        ("surely_to", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["case", "holder", "subject", "when_earliest"], name="claims_held_case")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("position", "subject"), name="claims_held_once"),
                            models.UniqueConstraint(
                                fields=("claim", "holder", "subject", "when_edtf"),
                                name="claims_held_once_a_claim",
                                violation_error_message="This claim has two positions of one voice on the same thing, for the same date. Give each a date of its own, or make them one.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("surely_from__lt", models.F("surely_to"))),
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                expressions=[
                                    ("case", "="),
                                    ("holder", "="),
                                    ("said_by", "="),
                                    ("subject", "="),
                                    (models.Func("surely_from", "surely_to", function="daterange"), "&&"),
                                ],
                                name="claims_held_one_at_a_time",
                                violation_error_message="This voice has another position on the same thing, for the same time, on the same word. Give each its dates, or make them one.",
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
                                name="claims_heldposition_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="responses", to="claims.claim"
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered_by",
                                to="claims.claim",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("disputes", "disputes"),
                                    ("accepts", "accepts"),
                                    ("qualifies", "qualifies"),
                                    ("answers", "answers"),
                                    ("restates", "restates"),
                                    ("corrects", "corrects"),
                                    ("supersedes", "supersedes"),
                                    ("retracts", "retracts"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.passage"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("claim", models.F("to")), _negated=True),
                                name="claims_response_to_another",
                                violation_error_message="A claim does not answer itself.",
                            ),
                            models.UniqueConstraint(
                                fields=("claim", "to"),
                                name="claims_response_once",
                                violation_error_message="This response is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "relation__in",
                                        [
                                            "disputes",
                                            "accepts",
                                            "qualifies",
                                            "answers",
                                            "restates",
                                            "corrects",
                                            "supersedes",
                                            "retracts",
                                        ],
                                    )
                                ),
                                name="claims_response_relation_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="claims.claim"
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="linked_from",
                                to="claims.claim",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=[("bears-on", "bears on"), ("mirrors", "mirrors")], max_length=20),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("claim", models.F("to")), _negated=True),
                                name="claims_claimlink_to_another",
                                violation_error_message="A claim is not linked to itself.",
                            ),
                            models.UniqueConstraint(
                                fields=("claim", "to", "kind"),
                                name="claims_claimlink_once",
                                violation_error_message="This link is entered already.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
