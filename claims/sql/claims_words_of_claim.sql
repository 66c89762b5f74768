-- Check the words of a claim that is published (claims_check_words).
CREATE OR REPLACE FUNCTION claims_words_of_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_words(NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_words AFTER INSERT OR UPDATE ON claims_claim
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'published')
EXECUTE FUNCTION claims_words_of_claim();
