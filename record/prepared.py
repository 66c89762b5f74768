"""Querysets that are compiled once and read with other values.

Django builds and compiles the SQL of a queryset for each page anew: a third of the CPU of an event's page.
"""

from collections.abc import Callable
from copy import copy

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.postgresql.compiler import SQLCompiler
from django.db.models import Prefetch, QuerySet, Value, prefetch_related_objects
from django.db.models.fields.reverse_related import ManyToOneRel
from django.utils.functional import cached_property


class Given(Value):
    """A value that is given under this name when the rows are read."""

    sql = "%s"

    def as_sql(self, compiler, connection):
        return self.sql, [self]


class AnyGiven(Given):
    """Any of the values of a given list, as in ``pk=AnyGiven("claims")``.

    The SQL is the same for lists of all lengths.
    """

    sql = "ANY(%s)"


class Prepared:
    """A queryset that is built and compiled once.

    ``make`` names with ``Given`` whatever differs from one reading to the next. All else stays as it was when it was
    first read, so that nothing in it may depend on the day or on the reader. What it prefetches is prepared likewise.

        listed = Prepared(lambda: Claim.objects.published().for_listing().filter(pk=AnyGiven("claims")))
        listed.read(claims=[1, 2, 3])
    """

    def __init__(self, make: Callable[[], QuerySet]):
        self.make = make

    def first(self, **given):
        """The first row, or None; a queryset of many should have a limit."""
        return next(iter(self.read(**given)), None)

    def read(self, **given) -> list:
        """The rows, all at once."""
        try:
            reading = _Reading(self._queryset, self._compiler.bound_to(given))
        except EmptyResultSet:
            # The database need not be asked, as with a list of no keys.
            return []
        rows = list(self._queryset._iterable_class(reading))
        if rows:
            for each in self._prefetched:
                each.set_on(rows, given)
            prefetch_related_objects(rows, *self._left_to_django)
        return rows

    @cached_property
    def _queryset(self) -> QuerySet:
        return self.make()

    @cached_property
    def _compiler(self) -> "_KeptCompiler":
        return _KeptCompiler(self._queryset)

    @cached_property
    def _prefetched(self) -> list["_PreparedPrefetch"]:
        return [_PreparedPrefetch(self._queryset.model, each) for each in self._lookups if self._is_of_rows_below(each)]

    @cached_property
    def _left_to_django(self) -> list[Prefetch]:
        return [each for each in self._lookups if not self._is_of_rows_below(each)]

    @property
    def _lookups(self) -> list[Prefetch]:
        lookups = self._queryset._prefetch_related_lookups
        return [each if isinstance(each, Prefetch) else Prefetch(each) for each in lookups]

    def _is_of_rows_below(self, prefetch: Prefetch) -> bool:
        """True for rows with a foreign key to those read, or selected with them."""
        *path, name = prefetch.prefetch_through.split("__")
        selected = self._queryset.query.select_related
        for step in path:
            if not isinstance(selected, dict) or step not in selected:
                return False
            selected = selected[step]
        return isinstance(_relation_at(self._queryset.model, path, name), ManyToOneRel)


class _KeptCompiler(SQLCompiler):
    """Django's compiler with the SQL that it made, for any connection."""

    def __init__(self, queryset: QuerySet):
        super().__init__(queryset.query, connections[queryset.db], queryset.db)
        self.kept_sql, self.kept_params = super().as_sql()
        self.given = {}

    def bound_to(self, given: dict) -> "_KeptCompiler":
        bound = copy(self)
        bound.given = given
        # Each thread has its own.
        bound.connection = connections[self.using]
        return bound

    def as_sql(self, *args, **kwargs):
        given = self.given
        return self.kept_sql, tuple(given[each.value] if isinstance(each, Given) else each for each in self.kept_params)


class _Reading:
    """The part of a queryset, and of its query, that Django's iterables use."""

    _known_related_objects = {}

    def __init__(self, queryset: QuerySet, compiler: _KeptCompiler):
        self.kept_query = queryset.query
        self._fields = queryset._fields
        self.compiler = compiler
        self.db = compiler.using

    @property
    def query(self) -> "_Reading":
        return self

    def get_compiler(self, using) -> _KeptCompiler:
        return self.compiler

    def __getattr__(self, name):
        return getattr(self.kept_query, name)


class _PreparedPrefetch:
    """Rows with a foreign key to those read, or to what these point at."""

    def __init__(self, model, prefetch: Prefetch):
        *self.path, self.name = prefetch.prefetch_through.split("__")
        self.to_attr = prefetch.to_attr
        relation = _relation_at(model, self.path, self.name)
        self.foreign_key = relation.field
        self.cache_name = relation.get_accessor_name()
        rows = relation.related_model._default_manager.all() if prefetch.queryset is None else prefetch.queryset
        self.rows = Prepared(lambda: rows.filter(**{self.foreign_key.name: AnyGiven("parents")}))

    def set_on(self, rows: list, given: dict) -> None:
        """Set on each row, or on what it points at, those that point at it."""
        parents = rows
        for name in self.path:
            parents = [found for each in parents if (found := getattr(each, name)) is not None]
        found = {parent.pk: [] for parent in parents}
        if not found:
            return
        parent_of = {parent.pk: parent for parent in parents}
        for row in self.rows.read(**{**given, "parents": list(found)}):
            key = getattr(row, self.foreign_key.attname)
            found[key].append(row)
            if not self.foreign_key.is_cached(row):
                self.foreign_key.set_cached_value(row, parent_of[key])
        for parent in parents:
            if self.to_attr:
                setattr(parent, self.to_attr, found[parent.pk])
            else:
                self._keep_in_manager(parent, found[parent.pk])

    def _keep_in_manager(self, parent, rows: list) -> None:
        """As Django does, for ``parent.rows.all()``."""
        queryset = getattr(parent, self.name).get_queryset()
        queryset._result_cache, queryset._prefetch_done = rows, True
        parent.__dict__.setdefault("_prefetched_objects_cache", {})[self.cache_name] = queryset


def _relation_at(model, path: list[str], name: str):
    for step in path:
        model = model._meta.get_field(step).related_model
    relations = {each.get_accessor_name(): each for each in model._meta.related_objects}
    return relations.get(name)
