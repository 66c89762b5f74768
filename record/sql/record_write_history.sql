-- Writes the history of a table: one entry for each row that a statement inserted, changed or deleted.
-- A row written as it was leaves none. Of a change, "old" holds the columns that changed and "new" the
-- whole row; a deletion has the whole row in "old". The arguments of the trigger name the columns that
-- stay out (passwords).
--
-- It obeys no setting. It runs with the rights of its owner, so that the role of the web server can
-- read history and never write it; and nobody else may make a trigger of it.
CREATE OR REPLACE FUNCTION record_write_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context jsonb := nullif(current_setting('counterpoint.context', true), '');
    secret text[] := coalesce(TG_ARGV, '{}');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO public.record_history (table_name, row_id, action, at, context, new)
        SELECT TG_TABLE_NAME, n.id, 'insert', now(), context, to_jsonb(n) - secret
        FROM new_rows n;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO public.record_history (table_name, row_id, action, at, context, old, new)
        SELECT TG_TABLE_NAME, change.id, 'update', now(), context,
            (SELECT coalesce(jsonb_object_agg(key, value), '{}')
             FROM jsonb_each(change.old_row - secret) WHERE value IS DISTINCT FROM change.new_row -> key),
            change.new_row - secret
        FROM (
            SELECT n.id, to_jsonb(o) AS old_row, to_jsonb(n) AS new_row
            FROM new_rows n JOIN old_rows o ON o.id = n.id
        ) change
        WHERE change.old_row IS DISTINCT FROM change.new_row;
    ELSE
        INSERT INTO public.record_history (table_name, row_id, action, at, context, old)
        SELECT TG_TABLE_NAME, o.id, 'delete', now(), context, to_jsonb(o) - secret
        FROM old_rows o;
    END IF;
    RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION record_write_history() FROM PUBLIC;
