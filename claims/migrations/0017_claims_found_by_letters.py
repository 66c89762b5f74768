from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_words_that_carry"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=GinIndex(OpClass(Upper("statement"), name="gin_trgm_ops"), name="claims_claim_letters"),
        ),
    ]
