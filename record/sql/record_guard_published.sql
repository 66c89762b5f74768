-- What is published or withdrawn changes only inside record.workflow.publishing.open_record, keeps its id and key,
-- and never becomes a draft again; what was ever published is never deleted.
-- The trigger's argument is the kind of record. record.guards puts it on the table of each kind.
CREATE OR REPLACE FUNCTION record_guard_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM record_publication WHERE record_id = OLD.public_id AND kind = TG_ARGV[0]) THEN
            RAISE EXCEPTION 'What was published is withdrawn, never deleted.'
                USING ERRCODE = '23514', CONSTRAINT = 'record_never_deleted';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('published', 'withdrawn') THEN
        IF NEW.state NOT IN ('published', 'withdrawn') THEN
            RAISE EXCEPTION 'What was published does not become a draft again: withdraw it, with a public reason.'
                USING ERRCODE = '23514', CONSTRAINT = 'record_published_stays';
        END IF;
        IF (NEW.public_id, NEW.key) IS DISTINCT FROM (OLD.public_id, OLD.key) THEN
            RAISE EXCEPTION 'What was published keeps its id and its key.'
                USING ERRCODE = '23514', CONSTRAINT = 'record_lasting_address';
        END IF;
    END IF;
    IF current_setting('counterpoint.publishing', true) = 'on' THEN
        RETURN NEW;
    END IF;
    IF NEW.state IN ('published', 'withdrawn') OR (TG_OP = 'UPDATE' AND OLD.state IN ('published', 'withdrawn')) THEN
        RAISE EXCEPTION 'What is published changes only through a publication.'
            USING ERRCODE = '23514', CONSTRAINT = 'record_published_guard';
    END IF;
    RETURN NEW;
END $$;
