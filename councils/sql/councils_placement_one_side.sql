-- A voice stands in one side of a case at a time.
-- Two placements may meet at uncertain edges, but not lie over each other for certain.
CREATE OR REPLACE FUNCTION councils_placement_one_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM councils_placement p
        JOIN councils_side mine ON mine.id = NEW.side_id
        JOIN councils_side theirs ON theirs.id = p.side_id AND theirs.case_id = mine.case_id
        WHERE p.voice_id = NEW.voice_id AND p.id <> NEW.id
        AND (
            NEW.when_edtf = '' OR p.when_edtf = ''
            OR GREATEST(councils_inner_from(NEW.when_edtf, NEW.when_extent),
                        councils_inner_from(p.when_edtf, p.when_extent))
             < LEAST(councils_inner_to(NEW.when_edtf, NEW.when_extent),
                     councils_inner_to(p.when_edtf, p.when_extent))
        )
    ) THEN
        RAISE EXCEPTION 'This voice is placed twice in this case for the same time.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_placement_one_side';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER councils_placement_one_side
AFTER INSERT OR UPDATE ON councils_placement DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION councils_placement_one_side();
