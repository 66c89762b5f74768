"""The database's reading of a form, as expressions for columns and queries.

The functions are made by migration `record.0001_officers_and_the_log`; they give NULL for text that
is no date. Written with plain `Func`, so that migrations name nothing of this package.
"""

from django.db.models import DateField, F, Func


def earliest_day(column):
    """The first day that the form in `column` may be."""
    return Func(F(column), function="record_edtf_earliest", output_field=DateField())


def latest_day(column):
    """The last day that the form in `column` may be."""
    return Func(F(column), function="record_edtf_latest", output_field=DateField())
