from django.db import migrations


class Migration(migrations.Migration):
    """Empty the entries of the search: they are made anew, with the days of events."""

    dependencies = [
        ("claims", "0022_words_fall_short"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM claims_searchentry", migrations.RunSQL.noop),
    ]
