"""Rules across rows that the database keeps: a figure has its measure's unit, and names what is there."""

from django.db import migrations

FIGURES = """
CREATE FUNCTION claims_check_figures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END;
    figures bigint[] := CASE TG_TABLE_NAME
        WHEN 'claims_figure' THEN ARRAY[changed]
        WHEN 'claims_measure' THEN ARRAY(SELECT id FROM claims_figure WHERE measure_id = changed)
        WHEN 'proposals_option' THEN ARRAY(SELECT id FROM claims_figure WHERE option_id = changed)
        ELSE ARRAY(SELECT f.id FROM claims_figure f
                   WHERE f.proposed IS NOT NULL AND f.option_id = (to_jsonb(OLD) ->> 'option_id')::bigint)
    END;
BEGIN
    IF EXISTS (SELECT 1 FROM claims_figure f JOIN claims_measure m ON m.id = f.measure_id
               WHERE f.id = ANY(figures) AND f.unit <> m.unit) THEN
        RAISE EXCEPTION 'The unit of a figure is not that of its measure. Make them one.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_figure_unit';
    END IF;
    IF EXISTS (SELECT 1 FROM claims_figure f JOIN proposals_option o ON o.id = f.option_id
               WHERE f.id = ANY(figures) AND f.proposal_id <> o.proposal_id) THEN
        RAISE EXCEPTION 'A figure names an option, and a proposal that is not its own. Name the option alone.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_figure_option';
    END IF;
    IF EXISTS (SELECT 1 FROM claims_figure f
               WHERE f.id = ANY(figures) AND f.option_id IS NOT NULL AND f.proposed IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM proposals_proposedcouncil p
                               WHERE p.option_id = f.option_id AND p.key = f.proposed)) THEN
        RAISE EXCEPTION 'A figure is of a proposed council that its option does not create.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_figure_proposed';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_figure_rules AFTER INSERT OR UPDATE ON claims_figure
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_figures();

CREATE CONSTRAINT TRIGGER claims_figure_rules AFTER UPDATE ON claims_measure
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.unit <> NEW.unit) EXECUTE FUNCTION claims_check_figures();

CREATE CONSTRAINT TRIGGER claims_figure_rules AFTER UPDATE ON proposals_option
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.proposal_id <> NEW.proposal_id)
EXECUTE FUNCTION claims_check_figures();

CREATE CONSTRAINT TRIGGER claims_figure_rules AFTER UPDATE OR DELETE ON proposals_proposedcouncil
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_figures();
"""

FIGURES_BACK = """
DROP TRIGGER claims_figure_rules ON proposals_proposedcouncil;
DROP TRIGGER claims_figure_rules ON proposals_option;
DROP TRIGGER claims_figure_rules ON claims_measure;
DROP TRIGGER claims_figure_rules ON claims_figure;
DROP FUNCTION claims_check_figures();
"""

RECKONINGS = """
CREATE FUNCTION claims_check_reckonings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (
            SELECT t.claim_id, t.figure FROM claims_term t
            WHERE CASE TG_TABLE_NAME WHEN 'claims_term' THEN t.id = (to_jsonb(NEW) ->> 'id')::bigint
                WHEN 'claims_figure' THEN t.claim_id = (to_jsonb(OLD) ->> 'claim_id')::bigint ELSE FALSE END
            UNION
            SELECT r.stated_in_id, r.stated_figure FROM claims_reckoning r
            WHERE r.stated_figure IS NOT NULL
            AND CASE TG_TABLE_NAME WHEN 'claims_reckoning' THEN r.id = (to_jsonb(NEW) ->> 'id')::bigint
                WHEN 'claims_figure' THEN r.stated_in_id = (to_jsonb(OLD) ->> 'claim_id')::bigint ELSE FALSE END
        ) named
        WHERE NOT EXISTS (SELECT 1 FROM claims_figure f WHERE f.claim_id = named.claim_id AND f.key = named.figure)
    ) THEN
        RAISE EXCEPTION 'Our arithmetic rests on a figure that its claim does not state. Name one of its.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_term_figure';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_term_rules AFTER INSERT OR UPDATE ON claims_term
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_reckonings();

CREATE CONSTRAINT TRIGGER claims_term_rules AFTER INSERT OR UPDATE ON claims_reckoning
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.stated_figure IS NOT NULL)
EXECUTE FUNCTION claims_check_reckonings();

CREATE CONSTRAINT TRIGGER claims_term_rules AFTER UPDATE OR DELETE ON claims_figure
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_reckonings();
"""

RECKONINGS_BACK = """
DROP TRIGGER claims_term_rules ON claims_figure;
DROP TRIGGER claims_term_rules ON claims_reckoning;
DROP TRIGGER claims_term_rules ON claims_term;
DROP FUNCTION claims_check_reckonings();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_one_position_at_once"), ("proposals", "0003_names_that_fit")]

    operations = [migrations.RunSQL(FIGURES, FIGURES_BACK), migrations.RunSQL(RECKONINGS, RECKONINGS_BACK)]
