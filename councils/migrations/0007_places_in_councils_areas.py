import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0006_blogs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(help_text="As people write it: Market Harborough.", max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("city", "city"),
                            ("town", "town"),
                            ("village", "village"),
                            ("suburb", "suburb"),
                            ("ward", "ward"),
                            ("parish", "parish"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "source_name",
                    models.CharField(
                        help_text="Who says that it is in the area: a list of parishes, and its year.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_address",
                    models.CharField(blank=True, max_length=1000, verbose_name="web address of the source"),
                ),
                ("source_read_on", models.DateField(blank=True, null=True, verbose_name="read on")),
                ("source_licence", models.CharField(blank=True, max_length=300, verbose_name="licence of the source")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="councils.council"
                    ),
                ),
            ],
            options={
                "ordering": ["sequence", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("council", "name", "kind"),
                        name="councils_place_once",
                        violation_error_message="This council has a place of this name and kind already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_name", ""), _negated=True),
                        name="councils_place_with_source",
                        violation_error_message="Say who says that the place is in this council’s area.",
                    ),
                ],
            },
        ),
    ]
