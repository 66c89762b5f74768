-- Publications follow the last one and hold what is on record: their numbers without a gap, their versions each after
-- the one before, their times those of this transaction, and content, title and case as the rows have them.
-- It runs with the rights of its owner, and nobody else may make a trigger of it.
CREATE OR REPLACE FUNCTION record_check_publication() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before record;
    wrong record;
BEGIN
    SELECT coalesce(max(p.number), 0) AS number, coalesce(max(p.at), '-infinity') AS at INTO before
    FROM record_publication p WHERE p.number < (SELECT min(number) FROM new_rows);
    SELECT n.kind, n.record_id INTO wrong
    FROM (SELECT *, row_number() OVER (ORDER BY number) AS place,
            row_number() OVER (PARTITION BY kind, record_id ORDER BY number) AS nth FROM new_rows) n
    WHERE n.number <> before.number + n.place
        OR n.at < before.at OR n.at NOT BETWEEN now() AND clock_timestamp()
        OR n.version <> n.nth + coalesce((SELECT max(p.version) FROM record_publication p
            WHERE p.kind = n.kind AND p.record_id = n.record_id AND p.number <= before.number), 0)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The publication of the % % does not follow the last one.', wrong.kind, wrong.record_id
            USING ERRCODE = '23514', CONSTRAINT = 'record_publication_follows';
    END IF;
    SELECT n.kind, n.record_id INTO wrong
    FROM (SELECT *, coalesce(content ->> 'state', 'published') AS state FROM new_rows) n
    CROSS JOIN LATERAL record_as_it_is(n.kind, n.record_id) row
    LEFT JOIN LATERAL (
        SELECT coalesce(p.content ->> 'state', 'published') AS state FROM record_publication p
        WHERE p.kind = n.kind AND p.record_id = n.record_id AND p.version < n.version ORDER BY p.version DESC LIMIT 1
    ) was ON true
    WHERE (n.content, n.title, n.case_key) IS DISTINCT FROM (row.content, row.title, row.case_key)
        OR n.state NOT IN ('published', 'withdrawn')
        OR n.state <> CASE n.action WHEN 'withdrawn' THEN 'withdrawn' WHEN 'withheld' THEN 'withdrawn'
            WHEN 'restored' THEN 'published' ELSE coalesce(was.state, n.state) END
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The publication of the % % does not hold what is on record.', wrong.kind, wrong.record_id
            USING ERRCODE = '23514', CONSTRAINT = 'record_as_published';
    END IF;
    -- These have just been compared. A change that follows is noted anew.
    DELETE FROM record_openchange o USING new_rows n
    WHERE o.transaction = pg_current_xact_id()::text::bigint AND o.kind = n.kind AND o.record_id = n.record_id;
    RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION record_check_publication() FROM PUBLIC;
