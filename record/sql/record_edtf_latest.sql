-- The last day that a date of this record may mean; NULL for what is no date.
--
-- The twin of record_edtf_earliest, where the rules are told.
--
-- If this file changes, so must a migration of record: every generated column ..._latest is computed
-- anew (dropped and added again, with the constraints that name it), and DATE_FUNCTIONS there is the new
-- digest. Stored columns do not follow by themselves.
CREATE OR REPLACE FUNCTION record_edtf_latest(form text) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    sides text[] := string_to_array(form, '/');
    side text;
    year int;
    month int;
    first date;
    latest date;
    earliest date;
BEGIN
    IF form IS NULL OR form = '../..' OR cardinality(sides) NOT IN (1, 2) THEN
        RETURN NULL;
    END IF;
    FOREACH side IN ARRAY sides LOOP
        IF side = '..' AND cardinality(sides) = 2 THEN
            first := DATE '0001-01-01';
            latest := DATE '9999-12-31';
        ELSIF side ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|2[1-4])|-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?[?~%]?$'
            AND side !~ '^(0000|0001|9999)'
        THEN
            year := substr(side, 1, 4);
            month := CASE WHEN substr(side, 5, 1) = '-' THEN substr(side, 6, 2) END;
            IF month IS NULL THEN
                first := make_date(year, 1, 1);
                latest := make_date(year, 12, 31);
            ELSIF month > 20 THEN
                first := make_date(year, 3 * (month - 20), 1);
                latest := (first + interval '3 months')::date - 1;
            ELSE
                first := make_date(year, month, 1);
                latest := (first + interval '1 month')::date - 1;
                IF substr(side, 8, 1) = '-' THEN
                    first := first + substr(side, 9, 2)::int - 1;
                    IF first > latest THEN
                        RETURN NULL;
                    END IF;
                    latest := first;
                END IF;
            END IF;
        ELSE
            RETURN NULL;
        END IF;
        earliest := COALESCE(earliest, first);
    END LOOP;
    IF earliest <= latest THEN
        RETURN latest;
    END IF;
    RETURN NULL;
END $$;
