"""The form field for uncertain dates: one field with four labelled inputs.

A ModelForm or ModelAdmin form with `UncertainDatesFormMixin` names a date as the model does
("said") in `fields` or `fieldsets`; the columns behind it never appear:

    class ClaimForm(UncertainDatesFormMixin, forms.ModelForm): ...

    class ClaimAdmin(admin.ModelAdmin):
        form = ClaimForm
        fields = ["statement", "said"]

The parts are posted as `said_edtf`, `said_printed`, `said_basis` and `said_extent`.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ALL_FIELDS, ModelFormMetaclass
from django.utils.html import format_html

from record.dates.refusal import InvalidDate
from record.dates.value import DateBasis, DateExtent, UncertainDate
from record.dates.written import edtf_form, in_words

PARTS = {
    "edtf": "Date",
    "printed": "As printed",
    "basis": "How it is known",
    "extent": "It happened",
}

EXTENTS = [(extent.value, f"{extent.label} these bounds") for extent in DateExtent]

HELP = (
    "Write the date as far as the source gives it: 8 January 2025; January 2025; summer 2025; about May 2025; "
    "perhaps May 2025; July to September 2025; before January 2025; October 2025 or later."
)


class UncertainDateWidget(forms.MultiWidget):
    """Four labelled inputs, one for each part that the record keeps.

    They are a group with its own name, because the admin of Django 5.2 puts no fieldset
    round several inputs. The field's label, help and errors belong to the first input.
    """

    template_name = "admin/desk/_uncertain_date.html"
    use_fieldset = False
    name_of_group = ""

    def __init__(self, attrs=None):
        super().__init__(
            {
                "edtf": forms.TextInput({"size": 24, "spellcheck": "false"}),
                "printed": forms.TextInput({"size": 40}),
                "basis": forms.Select(choices=DateBasis.choices),
                "extent": forms.Select(choices=EXTENTS),
            },
            attrs,
        )

    def decompress(self, value):
        if value is None:
            return ["", "", DateBasis.STATED.value, DateExtent.WITHIN.value]
        return [in_words(value.edtf), value.printed, value.basis.value, value.extent.value]

    def id_for_label(self, id_):
        return id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["name_of_group"] = self.name_of_group
        for part, label in zip(widget["subwidgets"], PARTS.values(), strict=True):
            part["label"] = label
        first, *others = widget["subwidgets"]
        if "id" in first["attrs"]:
            first["attrs"]["id"] = widget["attrs"]["id"]
        for part in others:
            for attribute in ("aria-describedby", "aria-invalid"):
                part["attrs"].pop(attribute, None)
        return context


class UncertainDateFormField(forms.MultiValueField):
    """Clean four inputs into an UncertainDate, or None if all are empty."""

    widget = UncertainDateWidget
    default_error_messages = {
        "required": "Write the date, as far as the source gives it.",
        "printed_only": ("Write the date's form as well: the wording as printed cannot be searched or sorted by."),
    }

    def __init__(self, **kwargs):
        kwargs["help_text"] = format_html("{} {}", kwargs.get("help_text") or "", HELP)
        super().__init__(
            fields=[
                forms.CharField(required=False),
                forms.CharField(required=False),
                forms.ChoiceField(choices=DateBasis.choices, required=False),
                forms.ChoiceField(choices=DateExtent.choices, required=False),
            ],
            require_all_fields=False,
            **kwargs,
        )
        self.widget.name_of_group = self.label or ""

    def compress(self, parts):
        edtf, printed, basis, extent = parts or ("", "", "", "")
        if edtf:
            try:
                return UncertainDate(edtf_form(edtf), printed, basis or DateBasis.STATED, extent or DateExtent.WITHIN)
            except InvalidDate as invalid:
                raise ValidationError(str(invalid), code="invalid") from invalid
        if printed:
            raise ValidationError(self.error_messages["printed_only"], code="printed_only")
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None

    def has_changed(self, initial, data):
        # Django takes None for four empty inputs, but two of ours start with a choice made, so
        # an empty row of an inline would count as filled in.
        return super().has_changed(self.widget.decompress(initial), data)


class UncertainDatesFormMetaclass(ModelFormMetaclass):
    """Replace the columns of each date by one form field."""

    def __new__(mcs, name, bases, attrs):
        meta = attrs.get("Meta") or next((b.Meta for b in bases if hasattr(b, "Meta")), None)
        dates = getattr(getattr(meta, "model", None), "_uncertain_dates", {})
        for date in dates.values():
            if not _is_wanted(date, meta):
                # Removes a field that a parent form declared for a longer list of fields.
                attrs.setdefault(date.name, None)
            elif not any(date.name in getattr(b, "declared_fields", {}) for b in bases):
                attrs.setdefault(date.name, date.formfield())
        form = super().__new__(mcs, name, bases, attrs)
        if dates:
            form.base_fields = _in_place_of_columns(form.base_fields, dates)
        return form


def _is_wanted(date, meta):
    fields = getattr(meta, "fields", None)
    if date.name in (getattr(meta, "exclude", None) or ()):
        return False
    if fields is None or fields == ALL_FIELDS:
        return True
    return not {date.name, *date.columns}.isdisjoint(fields)


def _in_place_of_columns(base_fields, dates):
    owner = {column: name for name, date in dates.items() for column in date.columns}
    names = dict.fromkeys(owner.get(name, name) for name in base_fields)
    return {name: base_fields[name] for name in names if name in base_fields}


class UncertainDatesFormMixin(metaclass=UncertainDatesFormMetaclass):
    """Mixin for a ModelForm whose model has uncertain dates; see the module."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._dates():
            self.initial.setdefault(name, getattr(self.instance, name))

    def _dates(self):
        """The model's dates that are in this form, by name."""
        dates = getattr(self._meta.model, "_uncertain_dates", {})
        return {name: date for name, date in dates.items() if name in self.fields}

    def _post_clean(self):
        for name in self._dates():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()

    def _get_validation_exclusions(self):
        """Let the model's constraints check every date that was entered correctly."""
        exclude = super()._get_validation_exclusions()
        for name, date in self._dates().items():
            if name not in self._errors:
                exclude.difference_update(date.columns, date.generated)
        return exclude

    def _update_errors(self, errors):
        """Move the model's errors about a column to the date that it belongs to."""
        if hasattr(errors, "error_dict"):
            owner = {
                column: name for name, date in self._dates().items() for column in (*date.columns, *date.generated)
            }
            moved = {}
            for column, messages in errors.error_dict.items():
                place = owner.get(column, column)
                moved.setdefault(place, []).extend(messages)
            errors = ValidationError(moved)
        super()._update_errors(errors)
