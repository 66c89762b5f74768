from django.db import migrations

# The functions by which the words of claims are stored: see record/sql_files.py.
SEARCH_FUNCTIONS = "40c5ae52ace99ec0d2c6f1462cc27f39d295071d9d8d2f047960590e4b0eabc6"


class Migration(migrations.Migration):
    """Forget the stored words of claims and pages; they are made anew after migrating."""

    dependencies = [("claims", "0030_claims_of_the_same_wording")]

    operations = [
        migrations.RunSQL("UPDATE claims_claimstanding SET search = NULL", migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL("DELETE FROM claims_searchentry", migrations.RunSQL.noop, elidable=True),
    ]
