"""The index of claims by council and role, in one SQL statement.

A claim counts for a council if it is made for the council, or for a voice that speaks
for it on the claim's date. Two kinds are counted apart: claims of an alliance or a
shared body that the council is a member of, and claims of its groups and members, who
speak for themselves. The table councils_speaksfor says who speaks for whom.
"""

# With the words of search and the accounts of events in the same statement, which wait for nothing here.
INDEX_BY_COUNCIL = """
WITH
words AS ({words}),
{accounts},
live AS (
    SELECT c.id AS claim_id, c.made_for_id, s.is_reported_only,
           COALESCE(s.said_earliest, '0001-01-01') AS earliest, COALESCE(s.said_latest, '9999-12-31') AS latest
    FROM claims_claim c JOIN claims_claimstanding s ON s.claim_id = c.id
    WHERE c.id = ANY(%(claims)s) AND c.state = 'published'
),
-- Who is named by each claim or its responses, in which role, and on which date that counts.
named AS (
    SELECT claim_id, 'made-by' AS role, made_for_id AS voice_id, is_reported_only AS is_apart, earliest, latest
    FROM live
    UNION ALL
    SELECT claim_id, 'about', a.voice_id, a.reading, earliest, latest
    FROM live JOIN claims_about a USING (claim_id)
    UNION ALL
    -- About is every claim that names it; called on to reply is a party to some of them (AboutQuerySet).
    SELECT claim_id, 'called', a.voice_id, a.reading, earliest, latest
    FROM live JOIN claims_about a USING (claim_id)
    WHERE a.id = ANY(%(called)s)
    UNION ALL
    SELECT live.claim_id, CASE WHEN r.relation IN ('disputes', 'accepts') THEN r.relation ELSE 'replied' END,
           answer.made_for_id, s.is_reported_only,
           COALESCE(s.said_earliest, '0001-01-01'), COALESCE(s.said_latest, '9999-12-31')
    FROM live
    JOIN claims_response r ON r.to_id = live.claim_id AND r.relation = ANY(%(replies)s)
    JOIN claims_claim answer ON answer.id = r.claim_id AND answer.state = 'published'
    JOIN claims_claimstanding s ON s.claim_id = answer.id
    UNION ALL
    SELECT live.claim_id, 'disputed-by', target.made_for_id, s.is_reported_only, live.earliest, live.latest
    FROM live
    JOIN claims_response r ON r.claim_id = live.claim_id AND r.relation = 'disputes'
    JOIN claims_claim target ON target.id = r.to_id AND target.state = 'published'
    JOIN claims_claimstanding s ON s.claim_id = target.id
),
-- For which councils each named voice counts on each date; of several ways the one that counts for most.
reached AS (
    SELECT n.voice_id, n.earliest, n.latest, s.principal_id AS council_id, s.via_id,
           CASE WHEN s.way IN ('itself', 'speaks') THEN 'own' WHEN s.way = 'belongs' THEN 'members' ELSE 'joint' END
               AS counted,
           n.earliest >= s.surely_from AND n.latest <= s.surely_to AS is_certain
    FROM (SELECT DISTINCT voice_id, earliest, latest FROM named) n
    JOIN councils_speaksfor s ON s.voice_id = n.voice_id AND s.way <> 'member'
        AND s.earliest <= n.latest AND s.latest >= n.earliest
    JOIN councils_voice council ON council.id = s.principal_id AND council.kind = 'council'
),
best AS (
    SELECT DISTINCT ON (voice_id, earliest, latest, council_id, via_id)
           voice_id, earliest, latest, council_id, via_id, counted,
           bool_or(is_certain) OVER (PARTITION BY voice_id, earliest, latest, council_id, via_id, counted) AS is_certain
    FROM reached
    ORDER BY voice_id, earliest, latest, council_id, via_id, counted <> 'own', counted
),
found AS (
    SELECT n.claim_id, r.council_id, n.role, r.via_id, r.counted,
           bool_or(r.is_certain) AS is_certain, bool_and(n.is_apart) AS is_apart,
           -- A window and no join: the planner cannot know how large this is, and would loop.
           bool_or(n.role IN ('disputes', 'accepts', 'replied', 'made-by') AND r.counted <> 'members')
               OVER (PARTITION BY n.claim_id, r.council_id) AS has_spoken
    FROM named n JOIN best r USING (voice_id, earliest, latest)
    GROUP BY n.claim_id, r.council_id, n.role, r.via_id, r.counted
),
counts AS (
    SELECT claim_id, council_id, role, via_id, counted, is_certain, is_apart
    FROM found WHERE role NOT IN ('replied', 'called')
    UNION ALL
    SELECT claim_id, council_id, 'no-reply', via_id, counted, is_certain, is_apart
    FROM found WHERE role = 'called' AND counted <> 'members' AND NOT has_spoken
),
-- One way each, where one voice is reached in two ways on two dates.
rows AS (
    SELECT DISTINCT ON (claim_id, council_id, role, via_id) *
    FROM counts
    ORDER BY claim_id, council_id, role, via_id, is_apart, counted <> 'own', counted
),
gone AS (
    DELETE FROM claims_claimcouncil old
    WHERE old.claim_id = ANY(%(claims)s) AND NOT EXISTS (
        SELECT 1 FROM rows WHERE rows.claim_id = old.claim_id AND rows.council_id = old.council_id
            AND rows.role = old.role AND rows.via_id = old.via_id)
)
INSERT INTO claims_claimcouncil
    (claim_id, council_id, role, via_id, counted, is_certain, is_apart, said_earliest, said_latest)
SELECT rows.claim_id, council_id, role, via_id, counted, is_certain, is_apart, live.earliest, live.latest
FROM rows JOIN live USING (claim_id)
ON CONFLICT (claim_id, council_id, role, via_id) DO UPDATE SET
    is_certain = EXCLUDED.is_certain, is_apart = EXCLUDED.is_apart, counted = EXCLUDED.counted,
    said_earliest = EXCLUDED.said_earliest, said_latest = EXCLUDED.said_latest
WHERE (claims_claimcouncil.is_certain, claims_claimcouncil.is_apart, claims_claimcouncil.counted,
       claims_claimcouncil.said_earliest, claims_claimcouncil.said_latest)
    IS DISTINCT FROM (EXCLUDED.is_certain, EXCLUDED.is_apart, EXCLUDED.counted,
                      EXCLUDED.said_earliest, EXCLUDED.said_latest)
"""
