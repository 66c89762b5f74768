"""Have the offices of those who make claims computed: what the rows lack is made after migrating."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_claims_found_by_letters")]

    operations = [migrations.RunSQL("DELETE FROM claims_claimstanding", migrations.RunSQL.noop)]
