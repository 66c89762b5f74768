-- A side is shown by its own label. Where that could name several councils, councils/side_labels.py adds whom it means.
CREATE OR REPLACE FUNCTION councils_label_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.own_label IS DISTINCT FROM OLD.own_label THEN
        NEW.label := NEW.own_label;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER councils_label_side
BEFORE INSERT OR UPDATE OF own_label ON councils_side
FOR EACH ROW EXECUTE FUNCTION councils_label_side();
