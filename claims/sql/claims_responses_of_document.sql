-- Check the responses that rest on a document whose date changes (claims_check_response).
CREATE OR REPLACE FUNCTION claims_responses_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(r.id) FROM claims_response r
    WHERE r.passage_id IN (SELECT id FROM councils_passage WHERE document_id = NEW.id)
       OR EXISTS (
           SELECT 1 FROM claims_appearance a JOIN councils_passage p ON p.id = a.passage_id
           WHERE a.claim_id IN (r.claim_id, r.to_id) AND p.document_id = NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER UPDATE ON councils_document
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.date_edtf IS DISTINCT FROM NEW.date_edtf)
EXECUTE FUNCTION claims_responses_of_document();
