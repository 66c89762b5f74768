-- A document whose text is held keeps that text: another copy is another document.
CREATE OR REPLACE FUNCTION councils_refuse_other_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM councils_storedtext WHERE document_id = NEW.id AND sha256 <> NEW.text_sha256) THEN
        RAISE EXCEPTION 'The text of this document is held, and never changes. Another copy is another document.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_document_text_held';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER councils_document_text_held BEFORE UPDATE OF text_sha256 ON councils_document
FOR EACH ROW WHEN (OLD.text_sha256 IS DISTINCT FROM NEW.text_sha256) EXECUTE FUNCTION councils_refuse_other_text();
