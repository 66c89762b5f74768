"""Rules across rows that the database keeps: who stands where on a date, and texts that never change."""

from django.db import migrations

# Within the inner bounds of a tenure or placement it holds for certain; between inner and
# outer bounds it may hold. An interval's inner bounds are the last day of its beginning and
# the first day of its end; a single date without an interval is known for that date alone.
SURELY_DURING = """
CREATE FUNCTION councils_surely_during(form text, earliest date, latest date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form = '' THEN true
    WHEN form LIKE '%/%' THEN
        earliest >= CASE split_part(form, '/', 1) WHEN '..' THEN DATE '0001-01-01'
                    ELSE record_edtf_latest(split_part(form, '/', 1)) END
        AND latest <= CASE split_part(form, '/', 2) WHEN '..' THEN DATE '9999-12-31'
                      ELSE record_edtf_earliest(split_part(form, '/', 2)) END
    ELSE earliest >= record_edtf_latest(form) AND latest <= record_edtf_earliest(form)
END
"""

# Two placements of one voice in two sides of a case may meet at uncertain edges, but not lie over each other for certain.
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
            OR EXISTS (
                SELECT 1
                FROM (VALUES (GREATEST(councils_inner_from(NEW.when_edtf), councils_inner_from(p.when_edtf)),
                              LEAST(councils_inner_to(NEW.when_edtf), councils_inner_to(p.when_edtf)))) AS both_hold(a, b)
                WHERE a < b
            )
        )
    ) THEN
        RAISE EXCEPTION 'This voice is placed twice in this case for the same time.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_placement_one_side';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION councils_inner_from(form text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form LIKE '../%' THEN DATE '0001-01-01'
    WHEN form LIKE '%/%' THEN record_edtf_latest(split_part(form, '/', 1))
    ELSE record_edtf_latest(form)
END;

CREATE FUNCTION councils_inner_to(form text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form LIKE '%/..' THEN DATE '9999-12-31'
    WHEN form LIKE '%/%' THEN record_edtf_earliest(split_part(form, '/', 2))
    ELSE record_edtf_earliest(form)
END;

CREATE CONSTRAINT TRIGGER councils_placement_one_side
AFTER INSERT OR UPDATE ON councils_placement DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION councils_placement_one_side();
"""

STORED_TEXT = """
CREATE FUNCTION councils_refuse_text_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('counterpoint.withholding', true) = 'on'
       AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The stored text of a document never changes.'
        USING ERRCODE = '23514', CONSTRAINT = 'councils_storedtext_lasting';
END $$;

CREATE TRIGGER councils_storedtext_lasting BEFORE UPDATE OR DELETE ON councils_storedtext
FOR EACH ROW EXECUTE FUNCTION councils_refuse_text_change();
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_who_speaks_and_what_they_printed")]

    operations = [
        migrations.RunSQL(SURELY_DURING, "DROP FUNCTION councils_surely_during(text, date, date)"),
        migrations.RunSQL(
            ONE_SIDE,
            """
            DROP TRIGGER councils_placement_one_side ON councils_placement;
            DROP FUNCTION councils_placement_one_side();
            DROP FUNCTION councils_inner_from(text);
            DROP FUNCTION councils_inner_to(text);
            """,
        ),
        migrations.RunSQL(
            STORED_TEXT,
            """
            DROP TRIGGER councils_storedtext_lasting ON councils_storedtext;
            DROP FUNCTION councils_refuse_text_change();
            """,
        ),
    ]
