-- A tenure ties kinds of voices that it can tie (councils_tenure_fits).
CREATE OR REPLACE FUNCTION councils_check_tenures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM councils_tenure t
        JOIN councils_voice below ON below.id = t.voice_id
        JOIN councils_voice above ON above.id = t.of_id
        WHERE CASE TG_TABLE_NAME WHEN 'councils_tenure' THEN t.id = NEW.id ELSE NEW.id IN (t.voice_id, t.of_id) END
        AND NOT councils_tenure_fits(t.kind, below.kind, above.kind)
    ) THEN
        RAISE EXCEPTION 'A tie of this kind does not go from such a voice to such a one. Choose another kind of tie.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_tenure_fits';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER councils_tenure_fits AFTER INSERT OR UPDATE ON councils_tenure
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION councils_check_tenures();

CREATE CONSTRAINT TRIGGER councils_tenure_fits AFTER UPDATE ON councils_voice
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.kind <> NEW.kind) EXECUTE FUNCTION councils_check_tenures();
