-- A square of the map of a case is a council's: no other voice has an area.
CREATE OR REPLACE FUNCTION councils_tile_of_a_council() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM councils_tile t JOIN councils_voice v ON v.id = t.council_id
        WHERE v.kind <> 'council' AND CASE TG_TABLE_NAME WHEN 'councils_tile' THEN t.id ELSE v.id END = NEW.id
    ) THEN
        RAISE EXCEPTION 'Only councils have squares on the map of a case.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_tile_of_a_council';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER councils_tile_of_a_council
AFTER INSERT OR UPDATE ON councils_tile DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION councils_tile_of_a_council();

CREATE CONSTRAINT TRIGGER councils_tile_of_a_council
AFTER UPDATE ON councils_voice DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (OLD.kind = 'council' AND NEW.kind <> 'council') EXECUTE FUNCTION councils_tile_of_a_council();
