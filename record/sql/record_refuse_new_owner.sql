-- An entry belongs to the council for which its author acted when it was begun, and keeps that.
-- record.guards puts it on the table of each kind of record, and on drafts.
CREATE OR REPLACE FUNCTION record_refuse_new_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An entry stays with the council for which it was begun.'
        USING ERRCODE = '23514', CONSTRAINT = 'record_entered_for_stays';
END $$;
