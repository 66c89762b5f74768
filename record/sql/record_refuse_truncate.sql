-- Nothing that is tracked is emptied, nor are publications and history. record.guards makes the triggers.
CREATE OR REPLACE FUNCTION record_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never emptied.', TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = 'record_never_emptied';
END $$;
