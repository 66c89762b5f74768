-- Check the words of a claim that somebody no longer reports (claims_check_words).
CREATE OR REPLACE FUNCTION claims_words_of_reporter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_words((SELECT claim_id FROM claims_appearance WHERE id = OLD.appearance_id));
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_words AFTER UPDATE OR DELETE ON claims_reporter
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_words_of_reporter();
