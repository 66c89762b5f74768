"""Records that may have been entered twice.

The desk tells officers, who decide. Two records are alike if all lookups of one tuple, such as
``("kind", "own_name__iexact")``, give the same. Only records that the officer may see are
compared. No index answers ``__near``: it is for the one record that is saved, and not for lists.
"""

from django.db.models import CharField, Exists, Lookup, OuterRef, Q, QuerySet, TextField

from record.workflow.states import State

Alike = tuple[tuple[str, ...], ...]
# Of all groups of three letters that two texts have, the share that both have.
LEAST_IN_COMMON = 0.8


@CharField.register_lookup
@TextField.register_lookup
class Near(Lookup):
    """Text with nearly the same letters, and with the same digits in the same order."""

    lookup_name = "near"

    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        digits = [rf"regexp_replace({side}, '\D', '', 'g')" for side in (left, right)]
        sql = f"(similarity({left}, {right}) >= {LEAST_IN_COMMON} AND {' = '.join(digits)})"
        return sql, (*left_params, *right_params) * 2


def possible_duplicates(row, officer, alike: Alike) -> QuerySet:
    """The other records like this one, as far as they exist for the officer."""
    return _others(type(row), officer, alike, lambda field: getattr(row, field)).exclude(pk=row.pk)


def with_possible_duplicates(rows: QuerySet, officer, alike: Alike) -> QuerySet:
    """The rows with a possible duplicate that exists for the officer."""
    rows = rows.exclude(state=State.WITHDRAWN)
    each_alike = [
        rows.filter(Exists(_others(rows.model, officer, (lookups,), OuterRef).exclude(pk=OuterRef("pk"))))
        for lookups in alike
    ]
    if len(each_alike) == 1:
        return each_alike[0]
    # One by one: a condition that joins them by OR is compared row by row.
    found = Q()
    for alike_rows in each_alike:
        found |= Q(pk__in=alike_rows.order_by().values("pk"))
    return rows.filter(found)


def _others(model, officer, alike: Alike, value) -> QuerySet:
    same = Q()
    for lookups in alike:
        fields = [lookup.split("__")[0] for lookup in lookups]
        # What is not stated is like nothing.
        stated = Q(*(~Q(**{field: ""}) for field in fields if model._meta.get_field(field).empty_strings_allowed))
        same |= Q(**{lookup: value(field) for lookup, field in zip(lookups, fields, strict=True)}) & stated
    return model.objects.readable_by(officer).exclude(state=State.WITHDRAWN).filter(same)
