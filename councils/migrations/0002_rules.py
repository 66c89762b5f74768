"""Rules across rows that the database keeps: who stands where on a date, and words that never change."""

from django.db import migrations

# Within the inner bounds of a tenure or placement it holds for certain; between inner and
# outer bounds it may hold. An interval's inner bounds are the last day of its beginning and
# the first day of its end. A single date is known for that date alone, unless it is said
# to hold throughout.
INNER_BOUNDS = """
CREATE FUNCTION councils_inner_from(form text, extent text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form = '' OR form LIKE '../%' THEN DATE '0001-01-01'
    WHEN form LIKE '%/%' THEN record_edtf_latest(split_part(form, '/', 1))
    WHEN extent = 'throughout' THEN record_edtf_earliest(form)
    ELSE record_edtf_latest(form)
END;

CREATE FUNCTION councils_inner_to(form text, extent text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form = '' OR form LIKE '%/..' THEN DATE '9999-12-31'
    WHEN form LIKE '%/%' THEN record_edtf_earliest(split_part(form, '/', 2))
    WHEN extent = 'throughout' THEN record_edtf_latest(form)
    ELSE record_edtf_earliest(form)
END;

CREATE FUNCTION councils_surely_during(form text, extent text, earliest date, latest date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN earliest >= councils_inner_from(form, extent) AND latest <= councils_inner_to(form, extent);
"""

INNER_BOUNDS_BACK = """
DROP FUNCTION councils_surely_during(text, text, date, date);
DROP FUNCTION councils_inner_to(text, text);
DROP FUNCTION councils_inner_from(text, text);
"""

# Two placements of one voice in a case may meet at uncertain edges, but not lie over each other for certain.
ONE_SIDE = """
CREATE FUNCTION councils_placement_one_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM councils_placement p
        JOIN councils_side mine ON mine.id = NEW.side_id
        JOIN councils_side theirs ON theirs.id = p.side_id AND theirs.case_id = mine.case_id
        WHERE p.voice_id = NEW.voice_id AND p.id <> NEW.id
        AND (
            NEW.when_edtf = '' OR p.when_edtf = ''
            OR GREATEST(councils_inner_from(NEW.when_edtf, NEW.when_extent),
                        councils_inner_from(p.when_edtf, p.when_extent))
             < LEAST(councils_inner_to(NEW.when_edtf, NEW.when_extent),
                     councils_inner_to(p.when_edtf, p.when_extent))
        )
    ) THEN
        RAISE EXCEPTION 'This voice is placed twice in this case for the same time.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_placement_one_side';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER councils_placement_one_side
AFTER INSERT OR UPDATE ON councils_placement DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION councils_placement_one_side();
"""

ONE_SIDE_BACK = """
DROP TRIGGER councils_placement_one_side ON councils_placement;
DROP FUNCTION councils_placement_one_side();
"""

# Only the operator's withholding, run as the owner of the tables, takes words out of what is held and quoted.
LASTING = """
CREATE FUNCTION councils_refuse_text_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('counterpoint.withholding', true) = 'on'
       AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = '23514', CONSTRAINT = TG_ARGV[1];
END $$;

CREATE TRIGGER councils_storedtext_lasting BEFORE UPDATE OR DELETE ON councils_storedtext
FOR EACH ROW EXECUTE FUNCTION councils_refuse_text_change(
    'The stored text of a document never changes.', 'councils_storedtext_lasting');

CREATE FUNCTION councils_refuse_other_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM councils_storedtext WHERE document_id = NEW.id AND sha256 <> NEW.text_sha256) THEN
        RAISE EXCEPTION 'The text of this document is held, and never changes. Another copy is another document.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_document_text_held';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER councils_document_text_held BEFORE UPDATE OF text_sha256 ON councils_document
FOR EACH ROW WHEN (OLD.text_sha256 IS DISTINCT FROM NEW.text_sha256) EXECUTE FUNCTION councils_refuse_other_text();

CREATE TRIGGER councils_passage_lasting
BEFORE UPDATE OF document_id, quote, occurrence, page, section, paragraph, line,
    compared_office, compared_on, not_found, digest ON councils_passage
FOR EACH ROW WHEN (
    (OLD.document_id, OLD.quote, OLD.occurrence, OLD.page, OLD.section, OLD.paragraph, OLD.line,
     OLD.compared_office, OLD.compared_on, OLD.not_found, OLD.digest)
    IS DISTINCT FROM
    (NEW.document_id, NEW.quote, NEW.occurrence, NEW.page, NEW.section, NEW.paragraph, NEW.line,
     NEW.compared_office, NEW.compared_on, NEW.not_found, NEW.digest))
EXECUTE FUNCTION councils_refuse_text_change(
    'A passage never changes: what is quoted otherwise is another passage.', 'councils_passage_lasting');
"""

LASTING_BACK = """
DROP TRIGGER councils_passage_lasting ON councils_passage;
DROP TRIGGER councils_document_text_held ON councils_document;
DROP FUNCTION councils_refuse_other_text();
DROP TRIGGER councils_storedtext_lasting ON councils_storedtext;
DROP FUNCTION councils_refuse_text_change();
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_who_speaks_and_what_they_printed")]

    operations = [
        migrations.RunSQL(INNER_BOUNDS, INNER_BOUNDS_BACK),
        migrations.RunSQL(ONE_SIDE, ONE_SIDE_BACK),
        migrations.RunSQL(LASTING, LASTING_BACK),
    ]
