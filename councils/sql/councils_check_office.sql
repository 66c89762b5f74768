-- The role of the web server publishes in an office that somebody on record holds now, and names as authors offices
-- that somebody on record holds or held; what a file brings, the owner of the tables publishes. So an office that was
-- made up leaves at least an officer and a membership in the history. As councils.permissions.memberships.office has it.
CREATE OR REPLACE FUNCTION councils_check_office() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    now_held text[];
    ever_held text[];
    wrong record;
BEGIN
    IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NULL;
    END IF;
    WITH held AS (
        SELECT CASE
                WHEN o.office = '' THEN upper(left(role.words, 1)) || substr(role.words, 2) || coalesce(' of ' || v.name, '')
                WHEN strpos(o.office, v.name) > 0 THEN o.office
                ELSE o.office || coalesce(', ' || v.name, '')
            END AS office,
            o.is_active AND m.starts <= today.day AND (m.ends IS NULL OR m.ends >= today.day) AS is_now
        FROM record_officer o
        LEFT JOIN councils_membership m ON m.officer_id = o.id
        LEFT JOIN councils_voice v ON v.id = m.council_id
        CROSS JOIN LATERAL (SELECT replace(coalesce(m.role, 'officer'), '-', ' ') AS words) role
        CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today
    )
    SELECT array_agg(office) FILTER (WHERE is_now), array_agg(office) INTO now_held, ever_held FROM held;
    SELECT n.* INTO wrong FROM new_rows n
    WHERE (n.office = ANY(now_held)) IS NOT TRUE
        -- An office may hold a semicolon itself, and the last of many is cut off.
        OR NOT trim_array(string_to_array(n.written_by, '; '), (length(n.written_by) = 600)::int)
            <@ string_to_array(array_to_string(ever_held, '; '), '; ')
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'No officer on record is “%”, who publishes the % %, or one of its authors, “%”.',
            wrong.office, wrong.kind, wrong.record_id, wrong.written_by
            USING ERRCODE = '23514', CONSTRAINT = 'record_publication_office';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER record_publication_office AFTER INSERT ON record_publication
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION councils_check_office();
