from django.db import migrations

# The functions by which the words of claims are stored: see record/sql_files.py.
SEARCH_FUNCTIONS = "ab82147e3fcc7db939e230a33fed3204f5b7124fff3fc8463f91814ea8b2cb16"


class Migration(migrations.Migration):
    """Forget the stored words of claims; they are made anew after migrating."""

    dependencies = [("claims", "0005_entries_belong_to_councils")]

    operations = [
        migrations.RunSQL("UPDATE claims_claimstanding SET search = NULL", migrations.RunSQL.noop, elidable=True),
    ]
