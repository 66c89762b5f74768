-- Check the responses of a claim that is made for another voice, or that is published (claims_check_response).
CREATE OR REPLACE FUNCTION claims_responses_of_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(id) FROM claims_response WHERE claim_id = NEW.id OR to_id = NEW.id;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER UPDATE OF made_for_id, state ON claims_claim
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (OLD.made_for_id IS DISTINCT FROM NEW.made_for_id OR OLD.state IS DISTINCT FROM NEW.state)
EXECUTE FUNCTION claims_responses_of_claim();
