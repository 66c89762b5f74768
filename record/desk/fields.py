"""Form fields that name other records, found by typing."""

import copy

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteMixin, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.http import urlencode

from record.content.schema import printable
from record.models import Record
from record.text.english import with_article

CASE = "case"
KIND = "kind"


class Day(forms.DateInput):
    """A day, by the browser's own calendar; written as the record writes days."""

    def __init__(self, attrs=None):
        super().__init__(format="%Y-%m-%d", attrs={"type": "date", **(attrs or {})})


class FreeTextField(forms.CharField):
    """Free text, validated like the texts of records."""

    def clean(self, value):
        words = super().clean(value).replace("\r\n", "\n")
        try:
            return words and printable(words)
        except ValueError as error:
            raise ValidationError(f"It {error}.") from None


class Typed(AutocompleteMixin):
    """A widget that finds records of the edited case by typing.

    ``buffer`` spares it a query for each record that is chosen already; ``kind`` narrows
    what is found to those of one kind, where the records have a column of that name.
    """

    buffer = None
    kind = ""

    @property
    def media(self):
        return super().media + forms.Media(js=["admin/js/autocomplete.js", "js/desk.js"])

    def get_url(self):
        address = super().get_url()
        query = {CASE: self.buffer.case.pk} if self.buffer and self.buffer.case else {}
        query |= {KIND: self.kind} if self.kind else {}
        return f"{address}?{urlencode(query)}" if query else address

    def optgroups(self, name, value, attrs=None):
        chosen = [str(each) for each in value if str(each) not in self.choices.field.empty_values]
        labels = self.buffer.labels(self.choices.queryset.model) if self.buffer else {}
        if unknown := [pk for pk in chosen if pk not in labels and pk.isdecimal()]:
            rows = self.choices.queryset.filter(pk__in=unknown)
            labels = labels | {str(row.pk): self.choices.field.label_from_instance(row) for row in rows}
        options = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        options += [(pk, labels[pk]) for pk in chosen if pk in labels]
        return [
            (
                None,
                [self.create_option(name, pk, label, pk in chosen, index) for index, (pk, label) in enumerate(options)],
                0,
            )
        ]


class OneTyped(Typed, forms.Select):
    pass


class SeveralTyped(Typed, forms.SelectMultiple):
    def build_attrs(self, base_attrs, extra_attrs=None):
        """Leave out the button that clears the list: it is not one of its items."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


class Named(forms.ModelChoiceField):
    """One record, found by typing. ``target`` is a foreign key of ``model``."""

    def __init__(self, model: str, target: str, **kwargs):
        field = apps.get_model(model)._meta.get_field(target)
        widget = Linked(OneTyped(field, admin.site), field.remote_field, admin.site, can_add_related=True)
        super().__init__(
            field.remote_field.model._default_manager.all(), **{"widget": widget, "required": False, **kwargs}
        )


class Listed(forms.ModelMultipleChoiceField):
    """Several records, found by typing and kept in the order given."""

    def __init__(self, model: str, target: str, **kwargs):
        field = apps.get_model(model)._meta.get_field(target)
        self.model_label, self.target = model, target
        super().__init__(
            field.remote_field.model._default_manager.all(),
            **{"widget": SeveralTyped(field, admin.site), "required": False, **kwargs},
        )

    def clean(self, value):
        """The primary keys, in the order in which they were given."""
        found = {str(row.pk): row.pk for row in super().clean(value)}
        return [found[str(pk)] for pk in dict.fromkeys(value or []) if str(pk) in found]

    def has_changed(self, initial, data):
        return [str(pk) for pk in initial or []] != [str(pk) for pk in data or []]

    def rows(self, pks):
        """The rows, unsaved, that keep this list."""
        model = apps.get_model(self.model_label)
        return [model(**{f"{self.target}_id": pk}) for pk in pks]


def attach(fields, buffer) -> None:
    """Limit the fields of a form to the records of the case that its entry may name."""
    for field in fields.values():
        widget = field.widget
        if isinstance(widget, Linked):
            widget.buffer, widget = buffer, widget.widget
        if not isinstance(widget, Typed):
            continue
        widget.buffer = buffer
        model = field.queryset.model
        if issubclass(model, Record):
            field.queryset = field.queryset.nameable_by(buffer.entered_for)
        if buffer.case is not None and any(column.name == CASE for column in model._meta.concrete_fields):
            field.queryset = field.queryset.filter(case=buffer.case)


class Linked(RelatedFieldWidgetWrapper):
    """A choice with links to open it or to add a record in the same case."""

    buffer = None

    @classmethod
    def over(cls, wrapper: RelatedFieldWidgetWrapper) -> "Linked":
        linked = copy.copy(wrapper)
        linked.__class__ = cls
        return linked

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.buffer and self.buffer.case:
            context["url_params"] += f"&{CASE}={self.buffer.case.pk}"
        return context


class TypedFields:
    """Mixin for admins: foreign keys by typing, small text areas, help from schemas."""

    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.DateField: {"widget": Day},
        models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
    }
    # The schema that these fields are of.
    content_schema = None
    # What a foreign key may name, where that is of one kind alone: {its name: that kind}.
    of_kind: dict[str, str] = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = Linked.over(field.widget)
        described = self.content_schema and self.content_schema.model_fields.get(db_field.name)
        if described and described.description and not field.help_text:
            field.help_text = described.description
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        widget = kwargs.setdefault("widget", OneTyped(db_field, self.admin_site))
        if kind := self.of_kind.get(db_field.name):
            widget.kind = kind
            rows = db_field.remote_field.model._default_manager
            kwargs |= {
                "queryset": rows.filter(kind=kind),
                "error_messages": {"invalid_choice": f"Name {with_article(kind)}."},
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
