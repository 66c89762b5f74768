-- Check the words of a claim whose appearances or responses change (claims_check_words).
CREATE OR REPLACE FUNCTION claims_words_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_words(CASE TG_OP WHEN 'DELETE' THEN OLD.claim_id ELSE NEW.claim_id END);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_words AFTER UPDATE OR DELETE ON claims_appearance
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_words_of_part();

CREATE CONSTRAINT TRIGGER claims_words_new AFTER INSERT ON claims_appearance
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.wording <> '') EXECUTE FUNCTION claims_words_of_part();

CREATE CONSTRAINT TRIGGER claims_words_new AFTER INSERT ON claims_response
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_words_of_part();
