-- Primary keys never change: history names rows by them. record.guards makes the triggers.
CREATE OR REPLACE FUNCTION record_refuse_new_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The primary key of a row of % never changes.', TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = 'record_lasting_key';
END $$;
