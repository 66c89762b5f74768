-- A proposed council has no place both whole and in part; an option has no council whole in two of them.
-- Sources are kept as they are, errors included (docs/laws.md, law 8); but no source can mean these two.
CREATE OR REPLACE FUNCTION proposals_check_composition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM proposals_inclusion other
        WHERE other.proposed_id = NEW.proposed_id AND other.id <> NEW.id
        AND (other.council_id = NEW.council_id OR other.area_id = NEW.area_id)
        AND (other.extent = 'whole') <> (NEW.extent = 'whole')
    ) THEN
        RAISE EXCEPTION 'A proposed council has the same place both whole and in part. Keep one of the two.'
            USING ERRCODE = '23514', CONSTRAINT = 'proposals_inclusion_whole_or_part';
    END IF;
    IF NEW.extent = 'whole' AND EXISTS (
        SELECT 1 FROM proposals_inclusion other
        JOIN proposals_proposedcouncil theirs ON theirs.id = other.proposed_id
        JOIN proposals_proposedcouncil mine ON mine.id = NEW.proposed_id
        WHERE theirs.option_id = mine.option_id AND theirs.id <> mine.id
        AND other.council_id = NEW.council_id AND other.extent = 'whole'
    ) THEN
        RAISE EXCEPTION 'One option has a council whole in two proposed councils. Keep it in one.'
            USING ERRCODE = '23514', CONSTRAINT = 'proposals_inclusion_whole_in_one';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER proposals_composition AFTER INSERT OR UPDATE ON proposals_inclusion
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION proposals_check_composition();
