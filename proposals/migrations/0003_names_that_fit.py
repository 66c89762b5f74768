"""Rules across rows that the database keeps: what is named for its area is a council, and an option is its proposal's."""

from django.db import migrations

COUNCILS = """
CREATE FUNCTION proposals_name_councils() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM councils_voice v WHERE v.kind <> 'council' AND CASE TG_TABLE_NAME
        WHEN 'proposals_area' THEN v.id = (SELECT council_id FROM proposals_area WHERE id = NEW.id)
        WHEN 'proposals_inclusion' THEN v.id = (SELECT council_id FROM proposals_inclusion WHERE id = NEW.id)
        ELSE v.id = NEW.id AND (EXISTS (SELECT 1 FROM proposals_area a WHERE a.council_id = v.id)
            OR EXISTS (SELECT 1 FROM proposals_inclusion i WHERE i.council_id = v.id))
        END)
    THEN
        RAISE EXCEPTION 'What is named for its area is no council. Name the council itself.'
            USING ERRCODE = '23514', CONSTRAINT = 'proposals_name_councils';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER proposals_name_councils AFTER INSERT OR UPDATE ON proposals_area
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.council_id IS NOT NULL)
EXECUTE FUNCTION proposals_name_councils();

CREATE CONSTRAINT TRIGGER proposals_name_councils AFTER INSERT OR UPDATE ON proposals_inclusion
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.council_id IS NOT NULL)
EXECUTE FUNCTION proposals_name_councils();

CREATE CONSTRAINT TRIGGER proposals_name_councils AFTER UPDATE ON councils_voice
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.kind = 'council' AND NEW.kind <> 'council')
EXECUTE FUNCTION proposals_name_councils();
"""

COUNCILS_BACK = """
DROP TRIGGER proposals_name_councils ON councils_voice;
DROP TRIGGER proposals_name_councils ON proposals_inclusion;
DROP TRIGGER proposals_name_councils ON proposals_area;
DROP FUNCTION proposals_name_councils();
"""

OPTIONS = """
CREATE FUNCTION proposals_option_of_its_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM proposals_outcome u JOIN proposals_option o ON o.id = u.option_id
        WHERE u.proposal_id <> o.proposal_id
        AND CASE TG_TABLE_NAME WHEN 'proposals_outcome' THEN u.id ELSE o.id END = NEW.id
    ) THEN
        RAISE EXCEPTION 'An outcome names an option, and a proposal that is not its own. Name the option alone.'
            USING ERRCODE = '23514', CONSTRAINT = 'proposals_option_of_its_proposal';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER proposals_option_of_its_proposal AFTER INSERT OR UPDATE ON proposals_outcome
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.option_id IS NOT NULL AND NEW.proposal_id IS NOT NULL)
EXECUTE FUNCTION proposals_option_of_its_proposal();

CREATE CONSTRAINT TRIGGER proposals_option_of_its_proposal AFTER UPDATE ON proposals_option
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.proposal_id <> NEW.proposal_id)
EXECUTE FUNCTION proposals_option_of_its_proposal();
"""

OPTIONS_BACK = """
DROP TRIGGER proposals_option_of_its_proposal ON proposals_option;
DROP TRIGGER proposals_option_of_its_proposal ON proposals_outcome;
DROP FUNCTION proposals_option_of_its_proposal();
"""


class Migration(migrations.Migration):
    dependencies = [("proposals", "0002_rules")]

    operations = [migrations.RunSQL(COUNCILS, COUNCILS_BACK), migrations.RunSQL(OPTIONS, OPTIONS_BACK)]
