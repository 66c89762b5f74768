"""Which records rest on which passages: found from the forms, so that a new kind of record cannot be forgotten."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from councils.models.passage import Passage
from record.codec import fields_of
from record.forms import Kind, kinds
from record.lifecycle import State


def tables(kind: Kind) -> Iterator[tuple[type[Model], str]]:
    """Each table of a kind that points at passages, with the way from its rows up to the record, as a lookup."""
    if _points_at_passages(kind.model):
        yield kind.model, ""
    yield from _below(kind.form, "")


def _below(form, path):
    for field in fields_of(form):
        if field.how in ("part", "parts"):
            model = apps.get_model(field.form.model)
            way = f"{field.form.parent}__{path}" if path else field.form.parent
            if _points_at_passages(model):
                yield model, way
            yield from _below(field.form, way)


def _points_at_passages(model) -> bool:
    return any(column.name == "passage" for column in model._meta.concrete_fields)


def in_state(state: Q) -> QuerySet[Passage]:
    """The passages with words on which a record in such a state rests."""
    resting = Q(pk__in=[])
    for kind in kinds():
        for model, way in tables(kind):
            owner = Q(**{f"{way}__{name}" if way else name: value for name, value in state.children})
            resting |= Q(pk__in=model._default_manager.filter(owner, passage__isnull=False).values("passage"))
    return Passage.objects.with_words().filter(resting)


def published() -> QuerySet[Passage]:
    return in_state(Q(state=State.PUBLISHED))


def records_resting_on(passage_pks) -> list[Model]:
    """The records, of any state, that rest on any of these passages."""
    found = []
    for kind in kinds():
        for model, way in tables(kind):
            rows = model._default_manager.filter(passage__in=passage_pks)
            for row in rows.select_related(way) if way else rows:
                record = row
                for step in filter(None, way.split("__")):
                    record = getattr(record, step)
                if record not in found:
                    found.append(record)
    return found
