"""The side whose account of an event each claim is, kept with its standing."""

from django.db import connection

from claims.choices import EventRole
from claims.models import ClaimStanding, EventAccount

# Parts of a statement, given the keys of published claims whose standings are kept.
KEEP_ACCOUNTS = f"""
accounts AS (
    SELECT DISTINCT e.claim_id, e.event_id, s.side_id
    FROM claims_claimevent e JOIN claims_claimstanding s ON s.claim_id = e.claim_id
    WHERE e.claim_id = ANY(%(claims)s) AND e.role = '{EventRole.ACCOUNT.value}' AND s.side_id IS NOT NULL
),
accounts_gone AS (
    DELETE FROM claims_eventaccount old
    WHERE old.claim_id = ANY(%(claims)s) AND NOT EXISTS (
        SELECT 1 FROM accounts WHERE accounts.claim_id = old.claim_id AND accounts.event_id = old.event_id)
),
accounts_kept AS (
    INSERT INTO claims_eventaccount (claim_id, event_id, side_id)
    SELECT claim_id, event_id, side_id FROM accounts
    ON CONFLICT (claim_id, event_id) DO UPDATE SET side_id = EXCLUDED.side_id
    WHERE claims_eventaccount.side_id <> EXCLUDED.side_id
)
"""


def fill_accounts() -> None:
    """Keep the accounts of claims that were published before they were kept."""
    if not EventAccount.objects.exists():
        claims = list(ClaimStanding.objects.filter(side__isnull=False).values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {KEEP_ACCOUNTS} SELECT 1", {"claims": claims})
