from django.db import migrations

# The functions by which the words of claims are stored: see record/sql_files.py.
SEARCH_FUNCTIONS = "5b6ade71e58c859f6c029dccae3a276eafcee5f3dc65095617a0afccf9d843f3"


class Migration(migrations.Migration):
    """Forget the stored words of claims; they are made anew after migrating."""

    dependencies = [("claims", "0005_entries_belong_to_councils")]

    operations = [
        migrations.RunSQL("UPDATE claims_claimstanding SET search = NULL", migrations.RunSQL.noop, elidable=True),
    ]
