-- An outcome that names an option and a proposal names the proposal of that option.
CREATE OR REPLACE FUNCTION proposals_option_of_its_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
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
