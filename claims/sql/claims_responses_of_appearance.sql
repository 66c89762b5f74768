-- Check the responses of a claim whose appearances change (claims_check_response).
CREATE OR REPLACE FUNCTION claims_responses_of_appearance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(id) FROM claims_response
    WHERE claim_id = COALESCE(NEW.claim_id, OLD.claim_id) OR to_id = COALESCE(NEW.claim_id, OLD.claim_id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER UPDATE OR DELETE ON claims_appearance
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_responses_of_appearance();
