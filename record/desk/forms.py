"""The forms of the desk: one of a record, and one for each row that belongs to it."""

from django import forms
from django.db.models import CheckConstraint
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from record.content.fields import fields_of
from record.dates.forms import HELP, UncertainDateFormField, UncertainDatesFormMixin
from record.desk.fields import FreeTextField, Listed, attach
from record.desk.labels import column_labels

OUTSIDE_NUMBERS = "Outside numbers"
REMINDER = mark_safe(
    "<code>2025-01-08</code>, <code>2025-01</code>, <code>2025</code>, <code>2025-05~</code> about, "
    "<code>2023-05/..</code> from, <code>../2024-12</code> until."
)


class ContentForm(UncertainDatesFormMixin, forms.ModelForm):
    """A form over a row that is never saved. Each request sets ``buffer``."""

    buffer = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shared: dict = {}
        edit_row = getattr(self.instance, "edit_row", None)
        if edit_row:
            for name, listed in edit_row.listed.items():
                self.initial.setdefault(name, listed)
        attach(self.fields, self.buffer)
        for column in self._meta.model._meta.concrete_fields:
            if column.name in self.fields and column in column_labels():
                self.fields[column.name].label = column_labels()[column]

    def lists(self) -> dict[str, list]:
        """The rows, unsaved, of each list of records."""
        return {
            name: field.rows(self.cleaned_data.get(name) or [])
            for name, field in self.fields.items()
            if isinstance(field, Listed)
        }

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                # A browser ends each line of a text with two characters.
                cleaned[name] = value.replace("\r\n", "\n")
        for prefix, where, message in self.buffer.messages:
            if prefix == self.prefix:
                field = self._field_at(where)
                if where and field is None:
                    message = f"{where[0].replace('_', ' ').capitalize()}: {message[:1].lower()}{message[1:]}"
                self.add_error(field, message)
        return cleaned

    def _field_at(self, where: tuple) -> str | None:
        """The form field for a part of the content, or None for the whole form."""
        edit_row = getattr(self.instance, "edit_row", None)
        schema = type(edit_row.content) if edit_row else self.buffer.kind.schema
        names = {each.alias: each.name for each in fields_of(schema)}
        where = tuple(names.get(each, each) for each in where)
        return next((name for name in ("_".join(where), *where[:1]) if name in self.fields), None)


class RecordForm(ContentForm):
    """The record's own form, with a note for the public log where it is published."""

    change_note = FreeTextField(
        label="What changes, and why",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="For the public log, once this is published: “Date corrected from the minutes.”",
    )
    is_minor = forms.BooleanField(
        label="Minor", required=False, help_text="A change that alters no meaning, such as a slip of the pen."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"instance": self.buffer.row})
        draft = self.buffer.draft
        if "key" in self.fields:
            relabel_key(self.fields["key"], "Lower case letters, digits and hyphens; empty for one to be made.")
        if "refs" in self.fields:
            self.fields["refs"].label = OUTSIDE_NUMBERS
        if not self.buffer.is_public:
            del self.fields["change_note"], self.fields["is_minor"]
        elif draft:
            self.initial |= {"change_note": draft.change_note, "is_minor": draft.is_minor}


def relabel_key(field, help_text: str) -> None:
    """Call a key what officers call it: they have no file before them."""
    field.label, field.help_text = "Lasting name", f"It stays when the wording changes. {help_text}"


class PartForm(ContentForm):
    """One row that belongs to the record.

    The formset refuses two equal rows of the record. The database refuses a row that
    another record has, when it is written: the rows that this record has now are
    about to be replaced.
    """

    parent_place = 0
    # True where the key is left to us; the formset sees to it that no other row has it.
    makes_key = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = self._validate_checks
        if "refs" in self.fields:
            self.fields["refs"].label = OUTSIDE_NUMBERS
        if "key" in self.fields:
            self.fields["key"].required = False
            relabel_key(self.fields["key"], "Leave it empty for one to be made.")
        for field in self.fields.values():
            if isinstance(field, UncertainDateFormField):
                # The record's own dates say at length how; here a reminder does.
                own = conditional_escape(field.help_text).removesuffix(str(HELP))
                field.help_text = format_html("{} {}", mark_safe(own), REMINDER)

    def clean(self):
        cleaned = super().clean()
        self.makes_key = "key" in self.fields and not cleaned.get("key")
        if self.makes_key:
            called = cleaned.get("own_label") or cleaned.get("name") or self._usual_key()
            cleaned["key"] = slugify(called).replace("_", "-")[:100].strip("-")
        return cleaned

    def _usual_key(self) -> str:
        """The default key, for a row with no name or label to make one from."""
        return self._meta.model._meta.get_field("key").get_default() or self._meta.model._meta.model_name

    def validate_unique(self):
        pass

    def _validate_checks(self, exclude=None):
        for constraint in self.instance._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                constraint.validate(type(self.instance), self.instance, exclude)
