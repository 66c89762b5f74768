-- Only the owner of the tables makes an administrator, never the role of the web server.
CREATE OR REPLACE FUNCTION record_refuse_new_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'INSERT' OR NOT OLD.is_superuser)
       AND NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RAISE EXCEPTION 'The operator makes administrators, by a command.'
            USING ERRCODE = '23514', CONSTRAINT = 'record_officer_administrator';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER record_officer_administrator BEFORE INSERT OR UPDATE ON record_officer
FOR EACH ROW WHEN (NEW.is_superuser) EXECUTE FUNCTION record_refuse_new_administrator();
