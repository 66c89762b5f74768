"""Proposals with their options, events, decisions, risks and lists."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import record.ids
import record.migration_operations
from record import sql_files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("councils", "0001_voices_and_documents"),
    ]

    operations = [
        sql_files.Functions(),
        record.migration_operations.Together(
            operations=[
                migrations.CreateModel(
                    name="Element",
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
                        ("name", models.CharField(help_text="A neutral description.", max_length=300)),
                        ("description", models.TextField(blank=True)),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's elements."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_element_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_element_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_element_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_element_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
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
                            "name",
                            models.CharField(
                                help_text="A neutral description. The names that parties use are entered below.",
                                max_length=300,
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's proposals."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_proposal_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_proposal_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_proposal_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_proposal_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="proposals.proposal",
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
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
                                name="proposals_proposalname_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposers",
                                to="proposals.proposal",
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
                    name="ProposalVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("emerging", "emerging"),
                                    ("interim", "interim"),
                                    ("draft", "draft"),
                                    ("final", "final"),
                                    ("revised", "revised"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(blank=True, help_text="As printed.", max_length=300)),
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
                                name="proposals_proposalversion_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VersionAuthor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authors",
                                to="proposals.proposalversion",
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
                    name="Signatory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatories",
                                to="proposals.proposalversion",
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.voice"
                            ),
                        ),
                        ("as_printed", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "verbose_name_plural": "signatories",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Event",
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
                        ("title", models.CharField(help_text="A neutral description.", max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("meeting", "meeting"),
                                    ("pre-meeting", "pre-meeting"),
                                    ("discussion", "discussion"),
                                    ("decision", "decision"),
                                    ("publication", "publication"),
                                    ("statement", "statement"),
                                    ("request", "request"),
                                    ("reply", "reply to a request"),
                                    ("referral", "referral"),
                                    ("election", "election"),
                                    ("appointment", "appointment"),
                                    ("deadline", "deadline"),
                                    ("consultation", "consultation"),
                                    ("poll", "poll or referendum"),
                                    ("legal-challenge", "legal challenge"),
                                    ("ruling", "ruling"),
                                    ("legislation", "order or act"),
                                    ("submission", "submission"),
                                    ("study", "study"),
                                    ("step", "step in a plan"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("held", "held"),
                                    ("postponed", "postponed"),
                                    ("adjourned", "adjourned"),
                                    ("cancelled", "cancelled"),
                                    ("declined", "declined"),
                                    ("superseded", "superseded"),
                                    ("unknown", "not known to have taken place"),
                                ],
                                default="held",
                                max_length=20,
                            ),
                        ),
                        ("series", models.BooleanField(default=False, help_text="Several occasions, entered as one.")),
                        (
                            "when_edtf",
                            models.CharField(
                                default="",
                                help_text="The date by which it is sorted. What each source says goes among the facts, as kind Date.",
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
                            "when_reason",
                            models.CharField(
                                blank=True,
                                help_text="Why it is sorted by this date, where sources differ.",
                                max_length=300,
                            ),
                        ),
                        (
                            "at",
                            models.TimeField(
                                blank=True,
                                help_text="In Leicester, that is Europe/London.",
                                null=True,
                                verbose_name="clock time",
                            ),
                        ),
                        ("summary", models.TextField(blank=True)),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Order among events of one date."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "published")),
                                fields=["case", "when_earliest", "when_latest", "sequence", "id"],
                                name="proposals_event_timeline",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_event_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_event_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_event_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_event_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "planned",
                                            "held",
                                            "postponed",
                                            "adjourned",
                                            "cancelled",
                                            "declined",
                                            "superseded",
                                            "unknown",
                                        ],
                                    )
                                ),
                                name="proposals_event_status_known",
                            ),
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
                                name="proposals_event_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Backing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="backers",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="backings",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("backs", "backs"),
                                    ("included", "is included in"),
                                    ("signed", "signed"),
                                    ("left", "left"),
                                ],
                                max_length=20,
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
                        ("condition", models.CharField(blank=True, help_text="As worded.", max_length=300)),
                        (
                            "decided_at",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "according_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                                name="proposals_backing_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalFlag",
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
                                to="proposals.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EventFact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="proposals.event"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("date", "Date"),
                                    ("host", "Host"),
                                    ("present", "Took part"),
                                    ("represented", "Represented"),
                                    ("invited", "Invited"),
                                    ("absent", "Absent"),
                                    ("excluded", "Not included"),
                                    ("level", "Level"),
                                    ("place", "Place"),
                                    ("purpose", "Purpose"),
                                    ("number", "Number"),
                                    ("outcome", "Outcome"),
                                    ("from", "Made by"),
                                    ("to", "Made to"),
                                    ("status", "Whether it took place"),
                                    ("made-public", "Became public"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whom it concerns.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "words",
                            models.CharField(
                                blank=True, help_text="Where a voice or a date does not say it.", max_length=300
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The date stated; for other facts, when that was so.",
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
                            "stated",
                            models.BooleanField(
                                default=True, help_text="Clear this where the document does not state it."
                            ),
                        ),
                        (
                            "according_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                                    ("stated", False),
                                    ("voice__isnull", False),
                                    models.Q(("words", ""), _negated=True),
                                    models.Q(("when_edtf", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_eventfact_says_something",
                                violation_error_message="Give a voice, words or a date; or clear “stated”.",
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
                                name="proposals_eventfact_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="proposals.event"
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("pre-meeting-of", "pre-meeting of"),
                                    ("answers", "answers"),
                                    ("follows", "follows"),
                                    ("part-of", "is part of"),
                                    ("came-of", "is what came of"),
                                    ("replaces", "replaces"),
                                    ("seeks-record-of", "seeks a record of"),
                                    ("calls-in", "calls in"),
                                    ("refers-back", "refers back"),
                                    ("reconsiders", "reconsiders"),
                                    ("resumes", "resumes"),
                                    ("challenges", "challenges in court"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="linked_from",
                                to="proposals.event",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("event", models.F("to")), _negated=True),
                                name="proposals_eventlink_to_another",
                                violation_error_message="An event is not linked to itself.",
                            ),
                            models.UniqueConstraint(
                                fields=("event", "to", "relation"),
                                name="proposals_eventlink_once",
                                violation_error_message="This link is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="proposals.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EventDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.document"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EventFlag",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="proposals.event"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="agenda", to="proposals.event"
                            ),
                        ),
                        ("number", models.CharField(blank=True, help_text="As printed.", max_length=300)),
                        ("title", models.CharField(max_length=300)),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.document",
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
                    },
                ),
                migrations.CreateModel(
                    name="MeetingRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="A neutral description: Melton’s note of the meeting.", max_length=300
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecordState",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="states",
                                to="proposals.meetingrecord",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("held", "held"),
                                    ("asked-for", "asked for"),
                                    ("declined", "declined"),
                                    ("unpublished", "not published"),
                                    ("published", "published"),
                                    ("not-made", "said not to have been made"),
                                    ("unknown", "not known to this record"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who holds, asks, declines.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                blank=True,
                                help_text="Asked of whom.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once it is published.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.document",
                            ),
                        ),
                        (
                            "according_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                                name="proposals_recordstate_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "period_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="period (EDTF)"),
                        ),
                        ("period_printed", models.TextField(blank=True, default="", verbose_name="period, as printed")),
                        (
                            "period_basis",
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
                                verbose_name="period, basis",
                            ),
                        ),
                        (
                            "period_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="period, extent",
                            ),
                        ),
                        (
                            "period_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("period_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="period, earliest",
                            ),
                        ),
                        (
                            "period_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("period_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="period, latest",
                            ),
                        ),
                        ("audience", models.CharField(blank=True, max_length=300)),
                        ("method", models.CharField(blank=True, max_length=300)),
                        (
                            "asked",
                            models.PositiveIntegerField(
                                blank=True, help_text="How many were asked, as stated.", null=True
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
                            "responses",
                            models.PositiveIntegerField(
                                blank=True, help_text="How many answered, as stated.", null=True
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "according_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                                        models.Q(("period_earliest__isnull", False), ("period_latest__isnull", False)),
                                        models.Q(("period_edtf", ""), ("period_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "period_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("period_extent__in", ["within", "throughout"]),
                                ),
                                name="proposals_consultation_period_is_a_date",
                                violation_error_message="Period: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Area",
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
                            "name",
                            models.CharField(
                                help_text="As printed, without the council’s name: Glen Parva.", max_length=300
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ward", "ward"),
                                    ("parish", "parish"),
                                    ("division", "county division"),
                                    ("settlement", "town or village"),
                                    ("former", "area of a former council"),
                                    ("map", "within a line on a map"),
                                    ("part", "part of a council’s area"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                blank=True,
                                help_text="The council in whose area it lies.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "part_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="proposals.area",
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
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
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's areas."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_area_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_area_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_area_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_area_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part_of", None),
                                    models.Q(("part_of", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_area_part_of_another",
                                violation_error_message="An area is not part of itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="names", to="proposals.area"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
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
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Option",
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
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="options",
                                to="proposals.proposal",
                            ),
                        ),
                        ("name", models.CharField(help_text="A neutral description.", max_length=300)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("put-forward", "put forward"),
                                    ("appraised", "appraised and not put forward"),
                                    ("not-appraised", "named, not appraised"),
                                ],
                                default="put-forward",
                                max_length=20,
                            ),
                        ),
                        (
                            "variant_of",
                            models.ForeignKey(
                                blank=True,
                                help_text="If it differs in little.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="variants",
                                to="proposals.option",
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When it was put forward, if not with every version.",
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
                        ("summary", models.TextField(blank=True)),
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
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's options."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_option_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_option_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_option_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_option_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("variant_of", None),
                                    models.Q(("variant_of", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_option_variant_of_another",
                                violation_error_message="An option is no variant of itself.",
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
                                name="proposals_option_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OptionElement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="elements",
                                to="proposals.option",
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
                    name="Appraisal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appraisals",
                                to="proposals.option",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.document"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "appraised",
                            models.BooleanField(
                                default=True, help_text="Clear this where the document does not appraise it."
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True, help_text="As the document has it, in the record's words.", max_length=300
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
                            models.UniqueConstraint(
                                fields=("option", "document", "by"),
                                name="proposals_appraisal_once",
                                nulls_distinct=False,
                                violation_error_message="What this document says of the option is entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("appraised", True), ("verdict", ""), _connector="OR"),
                                name="proposals_appraisal_no_verdict_without",
                                violation_error_message="What a document does not appraise has no verdict in it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppraisalPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="points",
                                to="proposals.appraisal",
                            ),
                        ),
                        ("weighs", models.CharField(choices=[("for", "for"), ("against", "against")], max_length=20)),
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
                    },
                ),
                migrations.CreateModel(
                    name="ProposedCouncil",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="creates",
                                to="proposals.option",
                            ),
                        ),
                        ("key", models.SlugField(max_length=100)),
                        ("name", models.CharField(help_text="As the proposal calls it.", max_length=300)),
                        (
                            "continues",
                            models.ForeignKey(
                                blank=True,
                                help_text="The council of today that it would be, where the proposal says so.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
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
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("option", "key"),
                                name="proposals_proposedcouncil_key_once",
                                violation_error_message="Another proposed council of this option has this key.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "proposed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="made_of",
                                to="proposals.proposedcouncil",
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="included",
                                to="proposals.area",
                            ),
                        ),
                        (
                            "words",
                            models.CharField(
                                blank=True, help_text="Where neither a council nor an area is named.", max_length=300
                            ),
                        ),
                        (
                            "extent",
                            models.CharField(
                                choices=[
                                    ("whole", "the whole"),
                                    ("most", "most of it"),
                                    ("part", "part of it"),
                                    ("remainder", "the remainder"),
                                ],
                                default="whole",
                                max_length=20,
                            ),
                        ),
                        (
                            "count",
                            models.PositiveIntegerField(
                                blank=True, help_text="Parts counted without names: 23 parishes.", null=True
                            ),
                        ),
                        (
                            "count_of",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ward", "ward"),
                                    ("parish", "parish"),
                                    ("division", "county division"),
                                    ("settlement", "town or village"),
                                    ("former", "area of a former council"),
                                    ("map", "within a line on a map"),
                                    ("part", "part of a council’s area"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "stated",
                            models.BooleanField(
                                default=True, help_text="Clear this where the document does not state it."
                            ),
                        ),
                        (
                            "inferred",
                            models.BooleanField(default=False, help_text="Worked out by an editor, and marked so."),
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
                                    ("stated", False),
                                    ("council__isnull", False),
                                    ("area__isnull", False),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_inclusion_says_something",
                                violation_error_message="Name a council, an area or words; or clear “stated”.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("council", None), ("area", None), _connector="OR"),
                                name="proposals_inclusion_one_thing",
                                violation_error_message="Name a council or an area, not both: an area says in which council it lies.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OptionFlag",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="proposals.option"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                        ("title", models.CharField(help_text="A neutral description.", max_length=300)),
                        (
                            "when_edtf",
                            models.CharField(default="", max_length=23, verbose_name="date of decision (EDTF)"),
                        ),
                        (
                            "when_printed",
                            models.TextField(blank=True, default="", verbose_name="date of decision, as printed"),
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
                                verbose_name="date of decision, basis",
                            ),
                        ),
                        (
                            "when_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="date of decision, extent",
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
                                verbose_name="date of decision, earliest",
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
                                verbose_name="date of decision, latest",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="councils.voice",
                                verbose_name="decision maker",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                help_text="The meeting at which.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                blank=True,
                                help_text="The number of the agenda item or minute, as printed.",
                                max_length=300,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("recommended", "recommended; what was decided is not known to this record"),
                                    ("advised", "advice given to whoever decides"),
                                    ("taken", "taken"),
                                    ("deferred", "deferred"),
                                    ("not-taken", "not taken"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="taken",
                                max_length=20,
                            ),
                        ),
                        (
                            "settles",
                            models.BooleanField(
                                default=False,
                                help_text="It decides the case itself, as a minister's does, and stands on the case's page.",
                            ),
                        ),
                        (
                            "advises",
                            models.ForeignKey(
                                blank=True,
                                help_text="The decision to which this one is advice.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="advised_by",
                                to="proposals.decision",
                            ),
                        ),
                        (
                            "is_key",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "yes"), ("no", "no"), ("not-stated", "not stated")],
                                max_length=20,
                                verbose_name="is key decision?",
                            ),
                        ),
                        (
                            "open_to_call_in",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "yes"), ("no", "no"), ("not-stated", "not stated")],
                                max_length=20,
                                verbose_name="is subject to call-in?",
                            ),
                        ),
                        (
                            "called_in",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "yes"), ("no", "no"), ("not-stated", "not stated")],
                                max_length=20,
                                verbose_name="called in?",
                            ),
                        ),
                        (
                            "exempt",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "yes"), ("no", "no"), ("not-stated", "not stated")],
                                max_length=20,
                                verbose_name="exempt information?",
                            ),
                        ),
                        (
                            "lead_member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                help_text="The report before it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.document",
                            ),
                        ),
                        (
                            "report_author",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, help_text="What was decided, in the record's words.")),
                        ("reasons", models.TextField(blank=True, help_text="As stated.")),
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
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Order among decisions of one date."),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_decision_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_decision_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_decision_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_decision_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("advises", None),
                                    models.Q(("advises", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_decision_advises_another",
                                violation_error_message="A decision is no advice to itself.",
                            ),
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
                                name="proposals_decision_when_is_a_date",
                                violation_error_message="Date of decision: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="proposals.decision",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="proposals.proposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="proposals.decision",
                            ),
                        ),
                        ("number", models.CharField(blank=True, help_text="As printed.", max_length=300)),
                        ("words", models.CharField(max_length=300)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("agreed", "agreed"),
                                    ("amended", "agreed as amended"),
                                    ("refused", "not agreed"),
                                    ("deferred", "deferred"),
                                    ("unknown", "not known to this record"),
                                ],
                                default="unknown",
                                max_length=20,
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
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Resolution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
                                to="proposals.decision",
                            ),
                        ),
                        ("number", models.CharField(blank=True, help_text="As printed.", max_length=300)),
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
                    },
                ),
                migrations.CreateModel(
                    name="Motion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="motions",
                                to="proposals.decision",
                            ),
                        ),
                        ("key", models.SlugField(max_length=100)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("motion", "motion"),
                                    ("amendment", "amendment"),
                                    ("recommendation", "recommendation put to the vote"),
                                    ("part", "part of a motion, voted on by itself"),
                                ],
                                default="motion",
                                max_length=20,
                            ),
                        ),
                        (
                            "amends",
                            models.SlugField(
                                blank=True,
                                help_text="The key of the motion that it amends or is part of.",
                                max_length=100,
                            ),
                        ),
                        (
                            "moved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                                verbose_name="mover",
                            ),
                        ),
                        (
                            "seconded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                                verbose_name="seconder",
                            ),
                        ),
                        (
                            "mover_printed",
                            models.CharField(
                                blank=True,
                                help_text="Also where the mover is no voice of this record.",
                                max_length=300,
                                verbose_name="mover as printed",
                            ),
                        ),
                        (
                            "seconder_printed",
                            models.CharField(blank=True, max_length=300, verbose_name="seconder as printed"),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("carried", "carried"),
                                    ("lost", "lost"),
                                    ("fell", "fell"),
                                    ("out-of-order", "ruled out of order"),
                                    ("withdrawn", "withdrawn"),
                                    ("not-put", "not put to the vote"),
                                    ("unknown", "not known to this record"),
                                ],
                                default="unknown",
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
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
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "key"),
                                name="proposals_motion_key_once",
                                violation_error_message="Another motion of this decision has this key.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amends", models.F("key")), _negated=True),
                                name="proposals_motion_amends_another",
                                violation_error_message="A motion does not amend itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MotionText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="proposals.motion"
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("moved", "as moved"),
                                    ("altered", "as altered by its mover"),
                                    ("amended", "as amended"),
                                    ("carried", "as carried"),
                                ],
                                default="moved",
                                max_length=20,
                            ),
                        ),
                        ("words", models.TextField(help_text="In the record's words; what is quoted goes below.")),
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
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="proposals.motion"
                            ),
                        ),
                        (
                            "manner",
                            models.CharField(
                                choices=[
                                    ("counted", "counted"),
                                    ("by-name", "recorded by name"),
                                    ("by-group", "told by group"),
                                    ("show-of-hands", "on a show of hands"),
                                    ("in-words", "told in words"),
                                    ("agreed", "agreed without a vote"),
                                    ("not-recorded", "not recorded"),
                                    ("not-taken", "no vote taken"),
                                    ("unknown", "not known to this record"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("in_favour", models.PositiveIntegerField(blank=True, null=True, verbose_name="for")),
                        ("against", models.PositiveIntegerField(blank=True, null=True, verbose_name="against")),
                        ("abstained", models.PositiveIntegerField(blank=True, null=True, verbose_name="abstained")),
                        ("absent", models.PositiveIntegerField(blank=True, null=True, verbose_name="absent")),
                        (
                            "present",
                            models.PositiveIntegerField(
                                blank=True, help_text="As stated, never added up.", null=True, verbose_name="present"
                            ),
                        ),
                        (
                            "casting",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("for", "for"),
                                    ("against", "against"),
                                    ("abstained", "abstained"),
                                    ("absent", "absent"),
                                    ("not-voting", "present, not voting"),
                                ],
                                max_length=20,
                                verbose_name="casting vote",
                            ),
                        ),
                        (
                            "casting_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "words",
                            models.CharField(blank=True, help_text="As told: “by a large majority”.", max_length=300),
                        ),
                        (
                            "according_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                            "refs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VoteGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "vote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="proposals.vote"
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "words",
                            models.CharField(
                                blank=True,
                                help_text="Where no voice is named: “two Labour councillors”.",
                                max_length=300,
                            ),
                        ),
                        ("in_favour", models.PositiveIntegerField(blank=True, null=True, verbose_name="for")),
                        ("against", models.PositiveIntegerField(blank=True, null=True, verbose_name="against")),
                        ("abstained", models.PositiveIntegerField(blank=True, null=True, verbose_name="abstained")),
                        ("absent", models.PositiveIntegerField(blank=True, null=True, verbose_name="absent")),
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
                                    ("voice__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="proposals_votegroup_says_who",
                                violation_error_message="Say which group.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoteName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "vote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="names", to="proposals.vote"
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        ("as_printed", models.CharField(blank=True, max_length=300)),
                        (
                            "cast",
                            models.CharField(
                                choices=[
                                    ("for", "for"),
                                    ("against", "against"),
                                    ("abstained", "abstained"),
                                    ("absent", "absent"),
                                    ("not-voting", "present, not voting"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("voice__isnull", False),
                                    models.Q(("as_printed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_votename_says_who",
                                violation_error_message="Say who.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="proposals.decision",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "together_with",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                                verbose_name="with, or after consulting",
                            ),
                        ),
                        ("words", models.CharField(help_text="What is delegated.", max_length=300)),
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
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Condition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conditions",
                                to="proposals.decision",
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
                    },
                ),
                migrations.CreateModel(
                    name="Funding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="funding",
                                to="proposals.decision",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who pays.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, help_text="The reserve or budget; empty: not stated.", max_length=300
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
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="amount, £"
                            ),
                        ),
                        (
                            "balance",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="balance left, £"
                            ),
                        ),
                        (
                            "balance_as_at_edtf",
                            models.CharField(
                                blank=True, default="", max_length=23, verbose_name="balance as at (EDTF)"
                            ),
                        ),
                        (
                            "balance_as_at_printed",
                            models.TextField(blank=True, default="", verbose_name="balance as at, as printed"),
                        ),
                        (
                            "balance_as_at_basis",
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
                                verbose_name="balance as at, basis",
                            ),
                        ),
                        (
                            "balance_as_at_extent",
                            models.CharField(
                                choices=[("within", "at some time within"), ("throughout", "throughout")],
                                default="within",
                                max_length=10,
                                verbose_name="balance as at, extent",
                            ),
                        ),
                        (
                            "balance_as_at_earliest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("balance_as_at_edtf"),
                                    function="record_edtf_earliest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="balance as at, earliest",
                            ),
                        ),
                        (
                            "balance_as_at_latest",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("balance_as_at_edtf"),
                                    function="record_edtf_latest",
                                    output_field=models.DateField(),
                                ),
                                output_field=models.DateField(),
                                verbose_name="balance as at, latest",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(blank=True, help_text="As worded: on current forecasts.", max_length=300),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
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
                    ],
                    options={
                        "verbose_name_plural": "funding",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("bound", "between"), _negated=True),
                                name="proposals_funding_one_amount",
                                violation_error_message="Funding has one amount, and “between” has two. Give the lower one as “at least” or the upper one as “up to”, and both as printed in the words.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("balance_as_at_earliest__isnull", False),
                                            ("balance_as_at_latest__isnull", False),
                                        ),
                                        models.Q(("balance_as_at_edtf", ""), ("balance_as_at_printed", "")),
                                        _connector="OR",
                                    ),
                                    (
                                        "balance_as_at_basis__in",
                                        ["stated", "metadata", "address", "derived", "inferred", "another-document"],
                                    ),
                                    ("balance_as_at_extent__in", ["within", "throughout"]),
                                ),
                                name="proposals_funding_balance_as_at_is_a_date",
                                violation_error_message="Balance as at: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BackgroundPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="background_papers",
                                to="proposals.decision",
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
                            "words",
                            models.CharField(
                                blank=True, help_text="Its title as printed, where it is not on record.", max_length=300
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
                                    ("document__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="proposals_backgroundpaper_says_which",
                                violation_error_message="Name the paper.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="proposals.decision",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="proposals.option",
                            ),
                        ),
                        (
                            "effect",
                            models.CharField(
                                choices=[
                                    ("chooses", "chosen"),
                                    ("modifies", "chosen with changes"),
                                    ("rejects", "not chosen"),
                                    ("leaves-open", "left open"),
                                    ("supports", "supported"),
                                    ("does-not-support", "not supported"),
                                    ("submits", "approved to be submitted"),
                                    ("counts", "counted among the proposals received"),
                                    ("rules-out", "ruled out"),
                                    ("takes-forward", "taken forward"),
                                    ("ends", "ended"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "words",
                            models.CharField(blank=True, help_text="For changes: what is changed.", max_length=300),
                        ),
                        (
                            "condition",
                            models.CharField(blank=True, help_text="As worded: subject to Parliament.", max_length=300),
                        ),
                        ("still_to_come", models.CharField(blank=True, max_length=300)),
                        (
                            "according_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                                    ("proposal__isnull", False),
                                    ("option__isnull", False),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_outcome_says_of_what",
                                violation_error_message="Name a proposal or an option, or say it in words.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionFlag",
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
                                to="proposals.decision",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NumberedList",
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
                                help_text="A neutral description: Asks of the Government.", max_length=300
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("principles", "principles"),
                                    ("criteria", "criteria"),
                                    ("aims", "aims"),
                                    ("asks", "asks"),
                                    ("messages", "consultation messages"),
                                    ("recommendations", "recommendations"),
                                    ("reasons", "reasons"),
                                    ("benefits", "benefits"),
                                    ("risks", "risks"),
                                    ("contents", "contents"),
                                    ("engagement", "ways of engaging"),
                                    ("next-steps", "next steps"),
                                    ("other", "list"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                help_text="Where it is printed.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.document",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose list it is.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                blank=True,
                                help_text="To whom it is addressed.",
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
                                related_name="lists",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lists",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "stated_count",
                            models.PositiveIntegerField(
                                blank=True, help_text="How many the document says they are.", null=True
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where it states the count.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.passage",
                            ),
                        ),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, help_text="Its place among the case's lists."),
                        ),
                    ],
                    options={
                        "verbose_name": "list",
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_numberedlist_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_numberedlist_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_numberedlist_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_numberedlist_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "numbered_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="proposals.numberedlist",
                            ),
                        ),
                        ("number", models.CharField(blank=True, help_text="As printed.", max_length=300)),
                        ("words", models.CharField(max_length=300)),
                        (
                            "to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                        (
                            "when_edtf",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="For a plan: when it was to be.",
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
                            "passage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.passage",
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
                                name="proposals_listitem_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="came_of",
                                to="proposals.listitem",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proposals.event",
                            ),
                        ),
                        (
                            "according_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
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
                                    models.Q(("words", ""), _negated=True), ("event__isnull", False), _connector="OR"
                                ),
                                name="proposals_itemoutcome_says_something",
                                violation_error_message="Give an event or words.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListFlag",
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
                                to="proposals.numberedlist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskRegister",
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
                        ("title", models.CharField(max_length=300)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="councils.document"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_registers",
                                to="proposals.decision",
                            ),
                        ),
                        (
                            "as_at_edtf",
                            models.CharField(blank=True, default="", max_length=23, verbose_name="as at (EDTF)"),
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
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_riskregister_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_riskregister_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_riskregister_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_riskregister_key_once",
                                violation_error_message="Another one in this case has this key.",
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
                                name="proposals_riskregister_as_at_is_a_date",
                                violation_error_message="As at: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScaleStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scales",
                                to="proposals.riskregister",
                            ),
                        ),
                        (
                            "axis",
                            models.CharField(
                                choices=[("likelihood", "likelihood"), ("impact", "impact")], max_length=20
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("words", models.CharField(max_length=300)),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("register", "axis", "number"),
                                name="proposals_scalestep_once",
                                violation_error_message="This step of the scale is entered already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risks",
                                to="proposals.riskregister",
                            ),
                        ),
                        ("number", models.CharField(blank=True, help_text="As printed.", max_length=300)),
                        ("words", models.CharField(max_length=300)),
                        ("likelihood", models.CharField(blank=True, help_text="As printed.", max_length=300)),
                        ("impact", models.CharField(blank=True, help_text="As printed.", max_length=300)),
                        (
                            "rating",
                            models.CharField(blank=True, help_text="As printed, never worked out.", max_length=300),
                        ),
                        ("mitigation", models.TextField(blank=True)),
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
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MatrixCell",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matrix",
                                to="proposals.riskregister",
                            ),
                        ),
                        ("likelihood", models.CharField(max_length=300)),
                        ("impact", models.CharField(max_length=300)),
                        ("printed", models.CharField(max_length=300)),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("register", "likelihood", "impact"),
                                name="proposals_matrixcell_once",
                                violation_error_message="This cell is entered already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskFlag",
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
                                to="proposals.riskregister",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
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
                        ("title", models.CharField(max_length=300)),
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
                        (
                            "to",
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
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "needs-review", "published", "withdrawn"])),
                                name="proposals_submission_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposals_submission_withdrawn_why",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="proposals_submission_key_form",
                                violation_error_message="A key has lower case letters, digits and single hyphens only.",
                            ),
                            models.UniqueConstraint(
                                fields=("case", "key"),
                                name="proposals_submission_key_once",
                                violation_error_message="Another one in this case has this key.",
                            ),
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
                                name="proposals_submission_when_is_a_date",
                                violation_error_message="When: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09, and the wording as printed only beside it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Submitter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submitters",
                                to="proposals.submission",
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
                    name="Carried",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carries",
                                to="proposals.submission",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_by",
                                to="proposals.proposal",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("emerging", "emerging"),
                                    ("interim", "interim"),
                                    ("draft", "draft"),
                                    ("final", "final"),
                                    ("revised", "revised"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="councils.voice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "proposals carried",
                        "ordering": ["sequence", "pk"],
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
