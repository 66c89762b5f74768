"""Brings the rows that belong to a row along with it, so that a page about one thing asks the database less often."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject


def gathered(queryset, *fields, **named) -> ArraySubquery:
    """An annotation: the rows of a correlated queryset as mappings of these fields, in its order."""
    columns = {**{field: field for field in fields}, **named}
    return ArraySubquery(queryset.values(_gathered=JSONObject(**columns)))
