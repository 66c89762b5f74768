-- An area is not, by whatever way, part of itself.
CREATE OR REPLACE FUNCTION proposals_check_area() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT part_of_id FROM proposals_area WHERE id = NEW.id AND part_of_id IS NOT NULL
            UNION
            SELECT a.part_of_id FROM above JOIN proposals_area a ON a.id = above.part_of_id
            WHERE a.part_of_id IS NOT NULL
        )
        SELECT 1 FROM above WHERE part_of_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'An area is, by whatever way, part of itself. Take one of the steps away.'
            USING ERRCODE = '23514', CONSTRAINT = 'proposals_area_no_circle';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER proposals_area_circle AFTER INSERT OR UPDATE ON proposals_area
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.part_of_id IS NOT NULL)
EXECUTE FUNCTION proposals_check_area();
