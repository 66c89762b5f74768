"""Names of columns at the desk: those by which schemas call them in comparisons."""

from functools import cache

from django.apps import apps
from django.db.models import Field, Model

from record.content.fields import fields_of, label_of
from record.content.schema import Schema, kinds


@cache
def column_labels() -> dict[Field, str]:
    """Labels that schemas give to columns for which the model has no name."""
    labels = {}
    for each in kinds():
        _note_labels(each.schema, each.model, labels)
    return labels


def _note_labels(schema: type[Schema], model: type[Model], labels: dict) -> None:
    for each in fields_of(schema):
        if each.storage in ("plain", "reference"):
            column = model._meta.get_field(each.name)
            if each.label != label_of(each.alias) and column._verbose_name is None:
                labels[column] = each.label
        elif each.storage in ("part", "parts"):
            _note_labels(each.schema, apps.get_model(each.schema.model), labels)
