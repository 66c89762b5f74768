"""Query expressions for the SQL functions that parse an EDTF form.

The app `record` installs the functions; they return NULL for text that is not a date. They
are called by plain `Func`, so that migrations import nothing from this package.
"""

from django.db.models import DateField, F, Func


def earliest_day(column):
    """The first day that the form in `column` can mean."""
    return Func(F(column), function="record_edtf_earliest", output_field=DateField())


def latest_day(column):
    """The last day that the form in `column` can mean."""
    return Func(F(column), function="record_edtf_latest", output_field=DateField())
