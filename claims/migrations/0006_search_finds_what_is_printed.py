from django.db import migrations

# The functions by which the words of claims are stored: see record/sql_files.py.
SEARCH_FUNCTIONS = "e97048b1f77fe9cfe6a1a7d6a7a6517621fc1dad37699bc0d8838e58879078eb"


class Migration(migrations.Migration):
    """Forget the stored words of claims; they are made anew after migrating."""

    dependencies = [("claims", "0005_entries_belong_to_councils")]

    operations = [
        migrations.RunSQL("UPDATE claims_claimstanding SET search = NULL", migrations.RunSQL.noop, elidable=True),
    ]
