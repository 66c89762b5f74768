"""PostgreSQL's reading of EDTF as PL/pgSQL: planned once a session, where SQL is planned at every insert.

Inlined into six columns and their history, the SQL took longer to plan than a row took to write.
Each function stands alone, so that a dump restores whatever the search path; the rules are as
before, those of `record/dates/edtf.py`, and stored columns stay true.
"""

from importlib import import_module

from django.db import migrations

first = import_module("record.migrations.0001_officers_and_the_log")

# A date or an interval, of which each side has a first and a last day; an open one those that can be stored.
BOUND = """
CREATE OR REPLACE FUNCTION record_edtf_%(bound)s(form text) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    sides text[] := string_to_array(form, '/');
    side text;
    year int;
    month int;
    first date;
    latest date;
    earliest date;
BEGIN
    IF form IS NULL OR form = '../..' OR cardinality(sides) NOT IN (1, 2) THEN
        RETURN NULL;
    END IF;
    FOREACH side IN ARRAY sides LOOP
        IF side = '..' AND cardinality(sides) = 2 THEN
            first := DATE '0001-01-01';
            latest := DATE '9999-12-31';
        ELSIF side ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|2[1-4])|-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?[?~%%]?$'
            AND side !~ '^(0000|0001|9999)'
        THEN
            year := substr(side, 1, 4);
            month := CASE WHEN substr(side, 5, 1) = '-' THEN substr(side, 6, 2) END;
            IF month IS NULL THEN
                first := make_date(year, 1, 1);
                latest := make_date(year, 12, 31);
            ELSIF month > 20 THEN
                first := make_date(year, 3 * (month - 20), 1);
                latest := (first + interval '3 months')::date - 1;
            ELSE
                first := make_date(year, month, 1);
                latest := (first + interval '1 month')::date - 1;
                IF substr(side, 8, 1) = '-' THEN
                    first := first + substr(side, 9, 2)::int - 1;
                    IF first > latest THEN
                        RETURN NULL;
                    END IF;
                    latest := first;
                END IF;
            END IF;
        ELSE
            RETURN NULL;
        END IF;
        earliest := COALESCE(earliest, first);
    END LOOP;
    IF earliest <= latest THEN
        RETURN %(bound)s;
    END IF;
    RETURN NULL;
END $$;
"""


def anew(function):
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0002_history_of_groups"),
    ]

    operations = [
        migrations.RunSQL(BOUND % {"bound": "earliest"}, anew(first.EARLIEST)),
        migrations.RunSQL(BOUND % {"bound": "latest"}, anew(first.LATEST)),
        migrations.RunSQL("DROP FUNCTION record_edtf_last_day(text)", first.LAST_DAY),
        migrations.RunSQL("DROP FUNCTION record_edtf_first_day(text)", first.FIRST_DAY),
    ]
