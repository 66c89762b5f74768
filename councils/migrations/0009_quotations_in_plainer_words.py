from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0008_short_names_of_sides"),
    ]

    operations = [
        migrations.AlterField(
            model_name="passage",
            name="state",
            field=models.CharField(
                choices=[
                    ("verified", "checked against our copy"),
                    ("compared", "compared with the page by a person"),
                    ("not-held", "not checked: we have no copy"),
                    ("not-found", "not found in our copy"),
                    ("no-words", "no words quoted"),
                    ("withheld", "withheld, as the law requires"),
                ],
                default="not-held",
                max_length=20,
            ),
        ),
    ]
