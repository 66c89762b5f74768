-- What is named for its area is a council.
CREATE OR REPLACE FUNCTION proposals_name_councils() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM councils_voice v WHERE v.kind <> 'council' AND CASE TG_TABLE_NAME
        WHEN 'proposals_area' THEN v.id = (SELECT council_id FROM proposals_area WHERE id = NEW.id)
        WHEN 'proposals_inclusion' THEN v.id = (SELECT council_id FROM proposals_inclusion WHERE id = NEW.id)
        ELSE v.id = NEW.id AND (EXISTS (SELECT 1 FROM proposals_area a WHERE a.council_id = v.id)
            OR EXISTS (SELECT 1 FROM proposals_inclusion i WHERE i.council_id = v.id))
        END)
    THEN
        RAISE EXCEPTION 'What is named for its area is no council. Name the council itself.'
            USING ERRCODE = '23514', CONSTRAINT = 'proposals_name_councils';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER proposals_name_councils AFTER INSERT OR UPDATE ON proposals_area
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.council_id IS NOT NULL)
EXECUTE FUNCTION proposals_name_councils();

CREATE CONSTRAINT TRIGGER proposals_name_councils AFTER INSERT OR UPDATE ON proposals_inclusion
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.council_id IS NOT NULL)
EXECUTE FUNCTION proposals_name_councils();

CREATE CONSTRAINT TRIGGER proposals_name_councils AFTER UPDATE ON councils_voice
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.kind = 'council' AND NEW.kind <> 'council')
EXECUTE FUNCTION proposals_name_councils();
