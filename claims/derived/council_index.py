"""Claims by council: one set-based statement that keeps the closure of (claim, council, role, by way of).

A claim counts for a council when it is made for the council, its bodies,
offices, groups and holders in their tenure, or an alliance of which it is a
member, on the claim's date. The walk goes up by tenure and stops at a council;
from an alliance it goes one step down, to its members; never from a council to
the other members of its alliance, nor by adviser or party.
"""

CLOSURE = """
WITH RECURSIVE
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
asked AS (SELECT DISTINCT voice_id, earliest, latest FROM named),
-- Up by tenure from each voice that is asked for, once a date, stopping at a council.
walk AS (
    SELECT asked.voice_id, earliest, latest, asked.voice_id AS at, v.kind, true AS is_certain
    FROM asked JOIN councils_voice v ON v.id = asked.voice_id
    UNION
    SELECT walk.voice_id, walk.earliest, walk.latest, t.of_id, above.kind,
           walk.is_certain AND councils_surely_during(t.when_edtf, t.when_extent, walk.earliest, walk.latest)
    FROM walk
    JOIN councils_tenure t ON t.voice_id = walk.at AND t.kind = ANY(%(speaking)s)
        AND (t.when_edtf = '' OR (t.when_earliest <= walk.latest AND t.when_latest >= walk.earliest))
    JOIN councils_voice holder ON holder.id = t.voice_id AND holder.state = 'published'
    JOIN councils_voice above ON above.id = t.of_id
    WHERE walk.kind <> 'council'
),
reached AS (
    SELECT voice_id, earliest, latest, at AS council_id, voice_id AS via_id, is_certain, true AS is_own
    FROM walk WHERE kind = 'council'
    UNION ALL
    SELECT walk.voice_id, walk.earliest, walk.latest, t.voice_id, walk.at,
           walk.is_certain AND councils_surely_during(t.when_edtf, t.when_extent, walk.earliest, walk.latest), false
    FROM walk
    JOIN councils_tenure t ON t.of_id = walk.at AND t.kind = 'member-of'
        AND (t.when_edtf = '' OR (t.when_earliest <= walk.latest AND t.when_latest >= walk.earliest))
    JOIN councils_voice member ON member.id = t.voice_id AND member.kind = 'council' AND member.state = 'published'
    WHERE walk.kind = 'alliance'
),
found AS (
    SELECT n.claim_id, r.council_id, n.role, r.via_id,
           bool_or(r.is_certain) AS is_certain, bool_and(n.is_apart) AS is_apart, bool_or(r.is_own) AS is_own,
           -- A window and no join: the planner cannot know how large this is, and would loop.
           bool_or(n.role IN ('disputes', 'accepts', 'replied', 'made-by'))
               OVER (PARTITION BY n.claim_id, r.council_id) AS has_spoken
    FROM named n JOIN reached r USING (voice_id, earliest, latest)
    GROUP BY n.claim_id, r.council_id, n.role, r.via_id
),
rows AS (
    SELECT claim_id, council_id, role, via_id, is_certain, is_apart, is_own FROM found WHERE role <> 'replied'
    UNION ALL
    SELECT claim_id, council_id, 'no-reply', via_id, is_certain, is_apart, is_own
    FROM found WHERE role = 'about' AND NOT has_spoken
),
gone AS (
    DELETE FROM claims_claimcouncil old
    WHERE old.claim_id = ANY(%(claims)s) AND NOT EXISTS (
        SELECT 1 FROM rows WHERE rows.claim_id = old.claim_id AND rows.council_id = old.council_id
            AND rows.role = old.role AND rows.via_id = old.via_id)
)
INSERT INTO claims_claimcouncil
    (claim_id, council_id, role, via_id, is_certain, is_apart, is_own, said_earliest, said_latest)
SELECT rows.claim_id, council_id, role, via_id, is_certain, is_apart, is_own, live.earliest, live.latest
FROM rows JOIN live USING (claim_id)
ON CONFLICT (claim_id, council_id, role, via_id) DO UPDATE SET
    is_certain = EXCLUDED.is_certain, is_apart = EXCLUDED.is_apart, is_own = EXCLUDED.is_own,
    said_earliest = EXCLUDED.said_earliest, said_latest = EXCLUDED.said_latest
WHERE (claims_claimcouncil.is_certain, claims_claimcouncil.is_apart, claims_claimcouncil.is_own,
       claims_claimcouncil.said_earliest, claims_claimcouncil.said_latest)
    IS DISTINCT FROM (EXCLUDED.is_certain, EXCLUDED.is_apart, EXCLUDED.is_own,
                      EXCLUDED.said_earliest, EXCLUDED.said_latest)
"""
