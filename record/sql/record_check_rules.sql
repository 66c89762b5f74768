-- Check every deferred rule now, save that by which what is public is as published: it holds once the publication
-- is written, at the end of the transaction.
CREATE OR REPLACE FUNCTION record_check_rules() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE (
        SELECT 'SET CONSTRAINTS ' || string_agg(DISTINCT quote_ident(conname), ', ') || ' IMMEDIATE'
        FROM pg_constraint
        WHERE condeferrable AND conname <> 'record_as_published' AND connamespace = 'public'::regnamespace
    );
    SET CONSTRAINTS ALL DEFERRED;
END $$;
