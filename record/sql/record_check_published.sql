-- What is public is as its last publication has it, whoever wrote and whatever the settings of the session:
-- record.guards notes each change of a public record in record_openchange, and this compares at the end of the
-- transaction. It runs with the rights of its owner, since the role of the web server can neither read nor write the
-- notes; and nobody else may make a trigger of it.
CREATE OR REPLACE FUNCTION record_check_published() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    row record;
    last record;
BEGIN
    -- Published since it was noted: record_check_publication has compared it.
    IF NOT EXISTS (SELECT 1 FROM record_openchange WHERE id = NEW.id) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO row FROM record_as_it_is(NEW.kind, NEW.record_id);
    SELECT p.content, p.case_key INTO last FROM record_publication p
    WHERE p.kind = NEW.kind AND p.record_id = NEW.record_id ORDER BY p.version DESC LIMIT 1;
    IF (row.content, row.case_key) IS DISTINCT FROM (last.content, last.case_key) THEN
        RAISE EXCEPTION 'The % % is public, and would not be as it was last published.', NEW.kind, NEW.record_id
            USING ERRCODE = '23514', CONSTRAINT = 'record_as_published';
    END IF;
    DELETE FROM record_openchange WHERE id = NEW.id;
    RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION record_check_published() FROM PUBLIC;

CREATE CONSTRAINT TRIGGER record_as_published AFTER INSERT ON record_openchange
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_check_published();
