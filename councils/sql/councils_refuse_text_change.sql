-- The stored text of a document, an uploaded file and a passage never change.
-- Only the operator's withholding, run as the owner of the tables, takes words out of them. The arguments
-- of the trigger are the message and the name of the constraint.
CREATE OR REPLACE FUNCTION councils_refuse_text_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('counterpoint.withholding', true) = 'on'
       AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = '23514', CONSTRAINT = TG_ARGV[1];
END $$;

CREATE TRIGGER councils_storedtext_lasting BEFORE UPDATE OR DELETE ON councils_storedtext
FOR EACH ROW EXECUTE FUNCTION councils_refuse_text_change(
    'The stored text of a document never changes.', 'councils_storedtext_lasting');

CREATE TRIGGER councils_filecontent_lasting BEFORE UPDATE OF data, file_id ON councils_filecontent
FOR EACH ROW EXECUTE FUNCTION councils_refuse_text_change(
    'A file never changes once it is given.', 'councils_filecontent_lasting');

CREATE TRIGGER councils_passage_lasting
BEFORE UPDATE OF document_id, quote, occurrence, page, section, paragraph, line,
    compared_office, compared_on, not_found, digest ON councils_passage
FOR EACH ROW WHEN (
    (OLD.document_id, OLD.quote, OLD.occurrence, OLD.page, OLD.section, OLD.paragraph, OLD.line,
     OLD.compared_office, OLD.compared_on, OLD.not_found, OLD.digest)
    IS DISTINCT FROM
    (NEW.document_id, NEW.quote, NEW.occurrence, NEW.page, NEW.section, NEW.paragraph, NEW.line,
     NEW.compared_office, NEW.compared_on, NEW.not_found, NEW.digest))
EXECUTE FUNCTION councils_refuse_text_change(
    'A passage never changes: what is quoted otherwise is another passage.', 'councils_passage_lasting');
