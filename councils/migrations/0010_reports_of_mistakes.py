import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0009_quotations_in_plainer_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MistakeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.CharField(
                        help_text="The address of the page, without the host.", max_length=500, verbose_name="page"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what is wrong")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="reporter's e-mail")),
                ("received", models.DateTimeField()),
                (
                    "sender",
                    models.CharField(help_text="A fingerprint of the network address, new each day.", max_length=64),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("noted", "note added"),
                            ("corrected", "corrected"),
                            ("withdrawn", "withdrawn"),
                            ("kept", "kept, with our reason"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="what came of it",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        help_text="In our words, for readers. Do not quote or name the reporter.",
                        max_length=500,
                    ),
                ),
                (
                    "answered_by",
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
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-received", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["received", "noted", "corrected", "withdrawn", "kept"])),
                        name="councils_mistakereport_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "received"), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="councils_mistakereport_answered",
                        violation_error_message="Say in a sentence for readers what came of it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(
                                models.Q(("status", "received"), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                                ("answered_by__isnull", False),
                                models.Q(("confirmed_by", models.F("answered_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="councils_mistakereport_two_people",
                        violation_error_message="A second person confirms an answer.",
                    ),
                ],
            },
        ),
    ]
