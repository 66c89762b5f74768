-- A figure has its measure's unit, and an option's figure its proposal.
CREATE OR REPLACE FUNCTION claims_check_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM claims_figure f JOIN claims_measure m ON m.id = f.measure_id
        WHERE f.unit <> m.unit AND CASE TG_TABLE_NAME
            WHEN 'claims_figure' THEN f.id = NEW.id WHEN 'claims_measure' THEN m.id = NEW.id ELSE FALSE END
    ) THEN
        RAISE EXCEPTION 'The unit of a figure is not that of its measure. Make them one.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_figure_unit';
    END IF;
    IF EXISTS (
        SELECT 1 FROM claims_figure f JOIN proposals_option o ON o.id = f.option_id
        WHERE f.proposal_id <> o.proposal_id AND CASE TG_TABLE_NAME
            WHEN 'claims_figure' THEN f.id = NEW.id WHEN 'proposals_option' THEN o.id = NEW.id ELSE FALSE END
    ) THEN
        RAISE EXCEPTION 'A figure names an option, and a proposal that is not its own. Name the option alone.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_figure_option';
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
