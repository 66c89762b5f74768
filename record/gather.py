"""Brings the rows that belong to a row along with it, so that a page about one thing asks the database less often."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Field, Model, QuerySet
from django.db.models.functions import JSONObject


def gathered(queryset, *fields, **named) -> ArraySubquery:
    """An annotation: the rows of a correlated queryset as mappings of these fields, in its order."""
    columns = {**{field: field for field in fields}, **named}
    return ArraySubquery(queryset.values(_gathered=JSONObject(**columns)))


def whole(queryset, *along, **named) -> ArraySubquery:
    """An annotation like ``gathered``, of all columns, so that ``Gathering.revive`` can make rows of it again.

    ``along`` are columns of what a row points at ("report__title"), as much of it as a page prints.
    """
    return gathered(queryset, *(field.attname for field in _columns(queryset.model)), *along, **named)


class Gathering:
    """Rows that came along with another, and what they point at, fetched together: one query for each table."""

    def __init__(self, *rows: Model):
        self.rows = list(rows)

    def revive(self, model: type[Model], rows: Iterable[dict]) -> list:
        """Rows of a model from what ``whole`` found; what was named beside them becomes attributes."""
        fields = _columns(model)
        names = [field.attname for field in fields]
        found = []
        for row in rows:
            made = model.from_db(None, names, [_value(field, row[field.attname]) for field in fields])
            pointed: dict[str, dict] = {}
            for name in row.keys() - set(names):
                column, _, rest = name.partition("__")
                if rest:
                    pointed.setdefault(column, {})[rest] = row[name]
                else:
                    setattr(made, name, row[name])
            for column, values in pointed.items():
                field = model._meta.get_field(column)
                if getattr(made, field.attname) is not None:
                    setattr(made, column, field.related_model(pk=getattr(made, field.attname), **values))
            found.append(made)
        self.rows += found
        return found

    def attach(self, *querysets: QuerySet) -> None:
        """Give every row the records of these querysets at which it points."""
        for queryset in querysets:
            pointing = [
                (row, field)
                for row in self.rows
                for field in row._meta.concrete_fields
                if field.related_model is queryset.model and getattr(row, field.attname) is not None
            ]
            # A row that carries what it points at needs nothing.
            pointing = [(row, field) for row, field in pointing if not field.is_cached(row)]
            if not pointing:
                continue
            found = queryset.in_bulk({getattr(row, field.attname) for row, field in pointing})
            for row, field in pointing:
                if (target := found.get(getattr(row, field.attname))) is not None:
                    setattr(row, field.name, target)


def _columns(model: type[Model]) -> list[Field]:
    """The columns of a table, without those that the database works out of the others."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _value(field: Field, value):
    return (field.target_field if field.is_relation else field).to_python(value)
