from django.db import migrations

# The id in the address of the page of a record, or else the address of the page.
FILL = """
UPDATE councils_mistakereport SET subject = coalesce(
    substring(split_part(about, '?', 1) FROM '/([0-9a-hjkmnp-tv-z]{10})(?:-[^/]*)?/'),
    split_part(about, '?', 1))
WHERE subject = ''
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0012_contacts_for_replies")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
