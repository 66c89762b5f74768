-- Publications and history are only ever added to.
-- The one exception is the operator's withholding, as the owner of the tables. record.guards makes the triggers.
CREATE OR REPLACE FUNCTION record_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('counterpoint.withholding', true) = 'on'
       AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Entries of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = 'record_append_only';
END $$;
