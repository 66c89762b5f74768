"""A rule across rows that the database keeps: what a proposed council is made of."""

from django.db import migrations

# Law 8 keeps what sources say as they say it; these two no source can mean.
COMPOSITION = """
CREATE FUNCTION proposals_check_composition() RETURNS trigger LANGUAGE plpgsql AS $$
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

-- An area is not, by whatever way, part of itself.
CREATE FUNCTION proposals_check_area() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""

COMPOSITION_BACK = """
DROP TRIGGER proposals_area_circle ON proposals_area;
DROP FUNCTION proposals_check_area();
DROP TRIGGER proposals_composition ON proposals_inclusion;
DROP FUNCTION proposals_check_composition();
"""


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_what_is_proposed_and_done")]

    operations = [migrations.RunSQL(COMPOSITION, COMPOSITION_BACK)]
