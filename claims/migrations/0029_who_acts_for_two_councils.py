from django.db import migrations


class Migration(migrations.Migration):
    """Empty what is computed, to be made anew, if some voice may act for two councils or has retracted a claim."""

    dependencies = [
        ("claims", "0028_claims_of_a_voice"),
        ("councils", "0019_words_struck_through"),
    ]

    operations = [
        migrations.RunSQL(
            """
            DELETE FROM claims_claimstanding
            WHERE EXISTS (SELECT FROM claims_response WHERE relation = 'retracts')
                OR EXISTS (
                    SELECT FROM councils_tenure t JOIN councils_tenure o USING (voice_id)
                    WHERE o.of_id <> t.of_id
                        AND t.kind IN ('part-of', 'holds', 'leads', 'speaks-for')
                        AND o.kind IN ('part-of', 'holds', 'leads', 'speaks-for')
                )
            """,
            migrations.RunSQL.noop,
        ),
    ]
