-- The last number of the public log, and the last version of each of some records, under the lock on numbering
-- (record/workflow/publication.py): within a volatile function each statement sees what is committed by then, so that
-- the second sees what the first waited for.
CREATE OR REPLACE FUNCTION record_number_publications(
    numbering_lock bigint, wanted text[], OUT number bigint, OUT now timestamptz, OUT record_id text, OUT version integer
) RETURNS SETOF record LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(numbering_lock);
    RETURN QUERY
        SELECT last.number, last.now, each.id, COALESCE(MAX(p.version), 0)
        FROM (
            SELECT COALESCE(MAX(l.number), 0) AS number, clock_timestamp() AS now FROM record_publication l
        ) AS last
        CROSS JOIN unnest(wanted) AS each (id) LEFT JOIN record_publication p ON p.record_id = each.id
        GROUP BY last.number, last.now, each.id;
END $$;
