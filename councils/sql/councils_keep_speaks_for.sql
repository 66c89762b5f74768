-- Who speaks for whom: works out anew the rows of councils_speaksfor that a change of these voices may touch
-- (all rows, where `changed` is NULL), and returns the voices whose rows they are. The only place of the rule.
--
-- * Part of, holds, leads and speaks for carry upwards, to a council and not beyond it. A voice marked `speaks: no`
--   carries nothing; a part of a body, or an unnamed voice, is no officer and carries only if it is marked `speaks: yes`.
-- * Member of and group in do not carry: such a voice belongs to what is above it, and speaks for itself.
-- * An alliance counts for each of its members by way of itself; a body or an office that councils share, for each of
--   them, and so does who speaks for two councils in turn: in neither's own words.
-- * A member of an alliance goes up to it in one thing alone: to find its side, where it is placed in none itself.
--
-- A row holds from `earliest` to `latest`, and for certain from `surely_from` to `surely_to`, where these are in order.
CREATE OR REPLACE FUNCTION councils_keep_speaks_for(changed bigint[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    belonging CONSTANT text[] := ARRAY['part-of', 'holds', 'leads', 'speaks-for', 'member-of', 'group-in'];
    -- No chain of person, office, body, council and alliance is longer; a circle of tenures ends here.
    farthest CONSTANT int := 8;
    affected bigint[];
BEGIN
    -- Two changes at once would each miss the other's tenures.
    PERFORM pg_advisory_xact_lock(hashtext('councils_speaksfor'));
    affected := ARRAY(
        WITH RECURSIVE below AS (
            SELECT unnest(changed) AS id
            UNION
            SELECT t.voice_id FROM below JOIN councils_tenure t ON t.of_id = below.id AND t.kind = ANY(belonging)
        ),
        -- An alliance counts for those who join it, and so does who speaks for it; none of its other members.
        joint AS (
            SELECT t.of_id AS id FROM councils_tenure t WHERE t.voice_id = ANY(changed) AND t.kind = 'member-of'
            UNION
            SELECT t.voice_id
            FROM joint
            JOIN councils_tenure t ON t.of_id = joint.id AND t.kind = ANY(belonging)
            JOIN councils_voice v ON v.id = t.voice_id AND v.kind <> 'council'
        )
        SELECT id FROM below
        UNION SELECT id FROM joint
        UNION SELECT voice_id FROM councils_speaksfor WHERE principal_id = ANY(changed)
        UNION SELECT id FROM councils_voice WHERE changed IS NULL
    );
    DELETE FROM councils_speaksfor WHERE voice_id = ANY(affected);
    INSERT INTO councils_speaksfor
        (voice_id, principal_id, way, via_id, distance, earliest, latest, surely_from, surely_to)
    WITH RECURSIVE
    reach AS (
        SELECT unnest(affected) AS id
        UNION
        SELECT t.of_id FROM reach JOIN councils_tenure t ON t.voice_id = reach.id AND t.kind = ANY(belonging)
    ),
    tie AS MATERIALIZED (
        SELECT t.id, t.kind, t.voice_id AS below, t.of_id AS above, b.kind AS below_kind, a.kind AS above_kind,
               COALESCE(t.when_earliest, '0001-01-01') AS earliest, COALESCE(t.when_latest, '9999-12-31') AS latest,
               councils_inner_from(t.when_edtf, t.when_extent) AS surely_from,
               councils_inner_to(t.when_edtf, t.when_extent) AS surely_to,
               CASE
                   WHEN t.kind = 'member-of' AND a.kind = 'alliance' AND b.kind NOT IN ('person', 'group', 'office')
                       THEN 'member'
                   WHEN t.kind IN ('member-of', 'group-in') OR b.kind = 'council' OR b.speaks = 'no' THEN 'belongs'
                   WHEN t.kind = 'part-of' AND b.kind IN ('part', 'unnamed') AND b.speaks = '' THEN 'belongs'
                   ELSE 'speaks'
               END AS way
        FROM reach
        JOIN councils_tenure t ON t.voice_id = reach.id AND t.kind = ANY(belonging)
        JOIN councils_voice b ON b.id = t.voice_id AND b.state = 'published'
        JOIN councils_voice a ON a.id = t.of_id
    ),
    -- The councils for which a voice above speaks at any time, itself if it is one.
    council_of AS (
        SELECT above AS voice, above AS council FROM tie WHERE above_kind = 'council' AND way = 'speaks'
        UNION
        SELECT tie.below, council_of.council
        FROM council_of JOIN tie ON tie.above = council_of.voice AND tie.way = 'speaks' AND tie.below_kind <> 'council'
    ),
    -- The days on which a voice speaks for another council as well, by each of the ties that make it so. The leader of
    -- a council who chairs a body that it shares speaks for it as its leader.
    shared AS (
        SELECT t.id, range_agg(daterange(GREATEST(t.earliest, o.earliest), LEAST(t.latest, o.latest), '[]')) AS days
        FROM tie t
        JOIN tie o ON o.below = t.below AND o.above <> t.above AND o.way = 'speaks'
            AND o.earliest <= t.latest AND o.latest >= t.earliest
        WHERE t.way = 'speaks'
          AND EXISTS (SELECT FROM council_of WHERE voice = t.above)
          AND EXISTS (SELECT council FROM council_of WHERE voice = o.above
                      EXCEPT SELECT council FROM council_of WHERE voice = t.above)
          AND ((t.kind = 'part-of' AND o.kind = 'part-of')
               OR EXISTS (SELECT council FROM council_of WHERE voice = t.above
                          EXCEPT SELECT council FROM council_of WHERE voice = o.above))
        GROUP BY t.id
    ),
    step AS (
        SELECT below, above, above_kind, way, earliest, latest, surely_from, surely_to
        FROM tie WHERE id NOT IN (SELECT id FROM shared)
        UNION ALL
        SELECT below, above, above_kind, way, lower(alone), upper(alone) - 1, surely_from, surely_to
        FROM tie JOIN shared USING (id), unnest(datemultirange(daterange(earliest, latest, '[]')) - days) alone
        UNION ALL
        SELECT below, above, above_kind, 'shared', lower(together), upper(together) - 1, surely_from, surely_to
        FROM tie JOIN shared USING (id), unnest(days) together
    ),
    walk AS (
        SELECT v.id AS voice, v.id AS at, v.kind AS at_kind, 'itself' AS way, v.id AS via, 0 AS distance,
               DATE '0001-01-01' AS earliest, DATE '9999-12-31' AS latest,
               DATE '0001-01-01' AS surely_from, DATE '9999-12-31' AS surely_to
        FROM councils_voice v WHERE v.id = ANY(affected) AND v.state IN ('published', 'withdrawn')
        UNION
        SELECT walk.voice, step.above, step.above_kind,
               CASE WHEN walk.way IN ('itself', 'speaks') THEN step.way ELSE walk.way END,
               CASE WHEN walk.way IN ('itself', 'speaks') AND step.way = 'shared' THEN step.below ELSE walk.via END,
               walk.distance + 1, GREATEST(walk.earliest, step.earliest), LEAST(walk.latest, step.latest),
               GREATEST(walk.surely_from, step.surely_from, step.earliest),
               LEAST(walk.surely_to, step.surely_to, step.latest)
        FROM walk
        JOIN step ON step.below = walk.at AND step.earliest <= walk.latest AND step.latest >= walk.earliest
        WHERE walk.distance < farthest AND step.above <> walk.voice
          AND (walk.at_kind <> 'council' OR (step.way = 'member' AND walk.way IN ('itself', 'speaks')))
          AND CASE walk.way
                  WHEN 'shared' THEN step.way = 'speaks'
                  WHEN 'belongs' THEN step.way IN ('speaks', 'belongs')
                  WHEN 'member' THEN step.way IN ('speaks', 'member')
                  ELSE true
              END
    ),
    counting AS (
        SELECT voice, at AS principal, way, via, distance, earliest, latest, surely_from, surely_to FROM walk
        UNION ALL
        SELECT walk.voice, t.voice_id, CASE walk.at_kind WHEN 'alliance' THEN 'alliance' ELSE 'shared' END, walk.at,
               walk.distance + 1,
               GREATEST(walk.earliest, t.when_earliest), LEAST(walk.latest, t.when_latest),
               GREATEST(walk.surely_from, councils_inner_from(t.when_edtf, t.when_extent)),
               LEAST(walk.surely_to, councils_inner_to(t.when_edtf, t.when_extent))
        FROM walk
        JOIN councils_tenure t ON t.of_id = walk.at AND t.kind = 'member-of' AND t.voice_id <> walk.voice
            AND (t.when_edtf = '' OR (t.when_earliest <= walk.latest AND t.when_latest >= walk.earliest))
        JOIN councils_voice m ON m.id = t.voice_id AND m.state = 'published'
        WHERE walk.way IN ('itself', 'speaks')
          AND CASE walk.at_kind
                  WHEN 'alliance' THEN m.kind NOT IN ('person', 'group', 'office')
                  WHEN 'body' THEN m.kind = 'council'
                  ELSE false
              END
    )
    SELECT voice, principal, way, via, MIN(distance), earliest, latest, surely_from, surely_to
    FROM counting
    GROUP BY voice, principal, way, via, earliest, latest, surely_from, surely_to;
    RETURN affected;
END $$;
