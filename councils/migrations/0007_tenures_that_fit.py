"""A rule across rows that the database keeps: a tenure ties kinds of voices that it can tie (councils.choices)."""

from django.db import migrations

FITTING = """
CREATE FUNCTION councils_tenure_fits(tenure text, below text, above text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tenure
    WHEN 'part-of' THEN below IN ('body', 'office', 'part', 'unnamed', 'department')
        AND above IN ('council', 'body', 'alliance', 'department', 'group', 'party', 'parliament',
            'commissioner', 'organisation', 'part')
    WHEN 'holds' THEN below IN ('person')
        AND above IN ('office', 'commissioner')
    WHEN 'member-of' THEN below IN ('council', 'person', 'office', 'group', 'organisation', 'alliance',
            'department', 'commissioner')
        AND above IN ('alliance', 'council', 'body', 'group', 'organisation')
    WHEN 'group-in' THEN below IN ('group')
        AND above IN ('council', 'body', 'alliance', 'group')
    WHEN 'leads' THEN below IN ('person', 'office', 'unnamed', 'source')
        AND above IN ('council', 'body', 'alliance', 'department', 'group', 'party', 'part', 'adviser',
            'organisation', 'petition', 'outlet', 'parliament')
    WHEN 'speaks-for' THEN below IN ('person', 'office', 'unnamed', 'source')
        AND above IN ('council', 'body', 'alliance', 'department', 'group', 'party', 'part', 'adviser',
            'organisation', 'petition', 'outlet', 'parliament')
    WHEN 'engaged-by' THEN below IN ('adviser', 'organisation', 'person')
    WHEN 'party-member' THEN below IN ('person', 'group')
        AND above IN ('party')
END;

CREATE FUNCTION councils_check_tenures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM councils_tenure t
        JOIN councils_voice below ON below.id = t.voice_id
        JOIN councils_voice above ON above.id = t.of_id
        WHERE CASE TG_TABLE_NAME WHEN 'councils_tenure' THEN t.id = NEW.id ELSE NEW.id IN (t.voice_id, t.of_id) END
        AND NOT councils_tenure_fits(t.kind, below.kind, above.kind)
    ) THEN
        RAISE EXCEPTION 'A tie of this kind does not go from such a voice to such a one. Choose another kind of tie.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_tenure_fits';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER councils_tenure_fits AFTER INSERT OR UPDATE ON councils_tenure
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION councils_check_tenures();

CREATE CONSTRAINT TRIGGER councils_tenure_fits AFTER UPDATE ON councils_voice
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.kind <> NEW.kind) EXECUTE FUNCTION councils_check_tenures();
"""

FITTING_BACK = """
DROP TRIGGER councils_tenure_fits ON councils_voice;
DROP TRIGGER councils_tenure_fits ON councils_tenure;
DROP FUNCTION councils_check_tenures();
DROP FUNCTION councils_tenure_fits(text, text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0006_where_records_rest")]

    operations = [migrations.RunSQL(FITTING, FITTING_BACK)]
