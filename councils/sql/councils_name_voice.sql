-- A voice is shown by its own name. Where councils share one, councils/names.py tells them apart afterwards.
CREATE OR REPLACE FUNCTION councils_name_voice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.own_name IS DISTINCT FROM OLD.own_name THEN
        NEW.name := NEW.own_name;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER councils_name_voice
BEFORE INSERT OR UPDATE OF own_name ON councils_voice
FOR EACH ROW EXECUTE FUNCTION councils_name_voice();
