-- Check a response that is written (claims_check_response).
CREATE OR REPLACE FUNCTION claims_response_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER INSERT OR UPDATE ON claims_response
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_response_checked();
