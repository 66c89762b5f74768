from django.db import migrations


class Migration(migrations.Migration):
    """Empty the standings where others report a reply: they are made anew, and count its maker's words alone."""

    dependencies = [
        ("claims", "0025_lists_of_work_in_large_records"),
    ]

    operations = [
        migrations.RunSQL(
            """
            DELETE FROM claims_claimstanding WHERE EXISTS (
                SELECT FROM claims_response
                JOIN claims_claimstanding reply USING (claim_id) WHERE reply.is_reported_only
            )
            """,
            migrations.RunSQL.noop,
        ),
    ]
