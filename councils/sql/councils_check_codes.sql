-- A code, and an identifier of a scheme, is one council's: among what is public, and among the unpublished entries of
-- one council (or of none). That a rival has used a code in a draft must not show.
CREATE OR REPLACE FUNCTION councils_check_codes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine bigint[];
BEGIN
    CASE TG_TABLE_NAME
        WHEN 'councils_voice' THEN SELECT array_agg(id) INTO mine FROM councils_council WHERE voice_id = NEW.id;
        WHEN 'councils_council' THEN mine := ARRAY[NEW.id];
        ELSE mine := ARRAY[NEW.council_id];
    END CASE;
    IF mine IS NULL THEN RETURN NULL; END IF;
    -- Two transactions that enter the same code see each other.
    PERFORM pg_advisory_xact_lock(hashtext('councils_check_codes'));
    IF EXISTS (
        SELECT 1 FROM councils_council c JOIN councils_voice v ON v.id = c.voice_id
        JOIN councils_council other ON other.code = c.code AND other.id <> c.id
        JOIN councils_voice w ON w.id = other.voice_id
        WHERE c.id = ANY(mine) AND (v.entered_for = w.entered_for
            OR (v.state IN ('published', 'withdrawn') AND w.state IN ('published', 'withdrawn')))
    ) THEN
        RAISE EXCEPTION 'Another council has this code.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_council_code_once';
    END IF;
    IF EXISTS (
        SELECT 1 FROM councils_identifier i
        JOIN councils_council c ON c.id = i.council_id JOIN councils_voice v ON v.id = c.voice_id
        JOIN councils_identifier j ON (j.scheme, j.value) = (i.scheme, i.value) AND j.id <> i.id
        JOIN councils_council d ON d.id = j.council_id JOIN councils_voice w ON w.id = d.voice_id
        WHERE i.council_id = ANY(mine) AND (v.entered_for = w.entered_for
            OR (v.state IN ('published', 'withdrawn') AND w.state IN ('published', 'withdrawn')))
    ) THEN
        RAISE EXCEPTION 'Another council has this identifier.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_identifier_once';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER councils_codes_once AFTER INSERT OR UPDATE ON councils_council
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION councils_check_codes();

CREATE CONSTRAINT TRIGGER councils_codes_once AFTER INSERT OR UPDATE ON councils_identifier
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION councils_check_codes();

CREATE CONSTRAINT TRIGGER councils_codes_once AFTER UPDATE ON councils_voice
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION councils_check_codes();
