"""Find one claim of a voice, or about it, without reading the tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0027_sides_with_accounts_of_events")]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state", "published")), fields=["made_for", "case"], name="claims_claim_of_voice"
            ),
        ),
        migrations.AddIndex(
            model_name="about", index=models.Index(fields=["voice", "claim"], name="claims_about_of_voice")
        ),
    ]
