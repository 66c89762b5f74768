"""Inlines for the parts of a record, and for the parts of its parts."""

from functools import partial
from itertools import count

from django import forms
from django.apps import apps
from django.contrib.admin.checks import InlineModelAdminChecks
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, BaseFormSet, formset_factory
from django.forms.models import modelform_factory
from django.utils.functional import cached_property

from record.content.fields import Field
from record.content.schema import kind
from record.desk.access import DeskAccess
from record.desk.edit_buffer import part_path
from record.desk.fields import TypedFields
from record.desk.forms import PartForm

PARENT = "belongs_to"


class PartFormSet(BaseFormSet):
    """A formset for one table of parts; its n-th form is the n-th row of the content."""

    path: tuple[Field, ...]
    way: tuple[str, ...]  # the names of the path
    model = None
    # The formset of the rows that these belong to, where they do not belong to the record itself;
    # what one of them is called; and whether there is a choice.
    parent_label = ""
    has_choice = False
    first_line: tuple[str, ...] = ()
    # The field in which a row names another row of the same table, if there is one.
    names_row = ""
    parents: "PartFormSet | None" = None
    default_error_messages = {
        "missing_management_form": "These rows did not arrive as the page sends them. Load the page again."
    }

    def __init__(self, *args, buffer=None, **kwargs):
        self.buffer = buffer
        self.rows = buffer.rows(self.path)
        super().__init__(*args, **kwargs)

    @classmethod
    def get_default_prefix(cls):
        return "_".join(cls.way)

    @cached_property
    def management_form(self):
        form = super().management_form
        if not self.is_bound:
            return form
        initial, total = form.cleaned_data[INITIAL_FORM_COUNT], form.cleaned_data[TOTAL_FORM_COUNT]
        if not 0 <= initial <= total <= self._rows_sent():
            form.cleaned_data |= {INITIAL_FORM_COUNT: 0, TOTAL_FORM_COUNT: 0}
            form.add_error(None, self.error_messages["missing_management_form"])
        return form

    def _rows_sent(self) -> int:
        """The number of rows that were sent; a browser sends fields of each."""
        before = f"{self.prefix}-"
        places = {name.removeprefix(before).partition("-")[0] for name in self.data if name.startswith(before)}
        return 1 + max((int(place) for place in places if place.isdecimal() and len(place) < 6), default=-1)

    @cached_property
    def empty_form(self):
        """The form for a row to be added. Django makes it anew for each question about it."""
        return super().empty_form

    def initial_form_count(self):
        return super().initial_form_count() if self.is_bound else len(self.rows)

    def total_form_count(self):
        count = super().total_form_count()
        # The first row of what is expected stands open; a further one is asked for.
        return count if self.is_bound or not self.rows else max(count - self.extra, len(self.rows))

    def get_queryset(self):
        return [form.instance for form in self.initial_forms]

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        if index is not None and index < min(self.initial_form_count(), len(self.rows)):
            kwargs["instance"] = self.rows[index]
        return kwargs

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.can_order:
            form.fields["ORDER"].label = "Order"
            form.fields["ORDER"].widget.attrs["class"] = "place"
        if self.has_choice:
            edit_row = getattr(form.instance, "edit_row", None)
            form.fields[PARENT] = forms.ChoiceField(
                label=self.parent_label,
                choices=[("", "Choose …"), *self._parent_choices],
                initial=str(edit_row.parent) if edit_row else "",
                # The script offers what is added on the page; without it, what was there when the page was made.
                widget=forms.Select({"data-rows-of": "_".join(self.way[:-1])}),
            )
        if self.names_row in form.fields:
            self._offer_rows(form, index)

    def _offer_rows(self, form, index):
        """Offer the other rows by their places; their keys are no business of the page."""
        written = form.fields[self.names_row]
        places = range(self.total_form_count())
        choices = [(str(at), self._called_at(at)) for at in places if at != index]
        form.fields[self.names_row] = forms.ChoiceField(
            label=written.label,
            help_text=written.help_text,
            required=False,
            choices=[("", "None"), *choices],
            widget=forms.Select({"data-rows-of": self.prefix, "data-other": ""}),
        )
        named = getattr(form.instance, self.names_row)
        form.initial[self.names_row] = next((str(at) for at, row in enumerate(self.rows) if row.key == named), "")

    def _called_at(self, place) -> str:
        return f"{place + 1}: {self.called(self.rows[place]) if place < len(self.rows) else 'the new one'}"[:80]

    @property
    def _parent_choices(self):
        there = self.parents.initial_form_count()
        return [
            (str(place), f"{place + 1}: {self.parents.called(form.instance) if place < there else 'the new one'}"[:80])
            for place, form in enumerate(self.parents.forms)
        ]

    def called(self, row) -> str:
        """The name of a row in choices: the values of its first line."""
        values = [
            getattr(row, f"get_{name}_display", lambda name=name: getattr(row, name))() for name in self.first_line
        ]
        return ", ".join(str(value) for value in values if value)

    def kept(self):
        """The forms that hold a row, in order, each with its place among all forms."""
        kept = [
            (place, form)
            for place, form in enumerate(self.forms)
            if (form.has_changed() or place < self.initial_form_count()) and not self._is_removed(form)
        ]
        if self.can_order:
            kept.sort(key=lambda each: (each[1].cleaned_data.get("ORDER") is None, each[1].cleaned_data.get("ORDER")))
        for _, form in kept:
            form.parent_place = int(form.cleaned_data.get(PARENT) or 0)
        return kept

    def _is_removed(self, form) -> bool:
        return self.can_delete and self._should_delete_form(form)

    def clean(self):
        if any(self.errors):
            return
        kept = self.kept()
        self._make_keys([form for _, form in kept])
        if self.names_row:
            self._name_rows(dict(kept))
        parent = self.path[-1].schema.parent
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.fields and not constraint.condition:
                self._refuse_twice(kept, constraint, [name for name in constraint.fields if name != parent])
        if self.parents is not None and self.parents.is_valid():
            self._refuse_orphans(kept)

    def _make_keys(self, forms):
        """Number the keys made for rows that were given none, so that each is another."""
        taken = {
            (form.parent_place, form.instance.key) for form in forms if "key" in form.fields and not form.makes_key
        }
        for form in forms:
            if form.makes_key:
                made = form.instance.key
                numbered = (made if number == 1 else f"{made[:95]}-{number}" for number in count(1))
                form.instance.key = next(key for key in numbered if (form.parent_place, key) not in taken)
                taken.add((form.parent_place, form.instance.key))

    def _name_rows(self, kept: dict):
        """Turn the place of the row that each names into its key."""
        for form in kept.values():
            chosen = form.cleaned_data.get(self.names_row, "")
            if chosen and int(chosen) not in kept:
                form.add_error(self.names_row, "Fill that one in first, or choose another.")
            else:
                setattr(form.instance, self.names_row, kept[int(chosen)].instance.key if chosen else "")

    def _refuse_twice(self, kept, constraint, names):
        seen = set()
        for _, form in kept:
            values = (form.parent_place, *(getattr(form.instance, name) for name in names))
            if values in seen:
                field = names[-1] if names and names[-1] in form.fields else None
                form.add_error(field, ValidationError(constraint.get_violation_error_message(), code="unique"))
            seen.add(values)

    def _refuse_orphans(self, kept):
        there = {place for place, _ in self.parents.kept()}
        removed = {place for place, form in enumerate(self.parents.forms) if self.parents._is_removed(form)}
        for _, form in kept:
            if form.parent_place not in there | removed:
                form.add_error(
                    PARENT if PARENT in form.fields else None, f"Fill in the {self.parent_label.lower()} first."
                )


class _Checks(InlineModelAdminChecks):
    """The formset is ours, and finds its rows without a foreign key to the record."""

    def _check_relation(self, obj, parent_model):
        return []

    def _check_exclude_of_parent_model(self, obj, parent_model):
        return []

    def _check_formset(self, obj):
        return []


class PartInline(DeskAccess, TypedFields, InlineModelAdmin):
    """Inline for parts of a record. Declare ``model`` and ``fieldsets`` or ``fields``."""

    template = "admin/desk/inlines.html"
    form = PartForm
    formset = PartFormSet
    checks_class = _Checks
    # Whether a first row stands open, waiting to be filled in.
    expected = False
    names_row = ""

    def __init__(self, parent_model, admin_site):
        super().__init__(parent_model, admin_site)
        self.path = part_path(kind(parent_model.KIND), self.model)
        self.content_schema = self.path[-1].schema
        self.is_alone = self.path[-1].storage == "part"
        self.has_choice = len(self.path) > 1 and self.path[-2].storage == "parts"

    def has_delete_permission(self, request, obj=None):
        # A row of a draft goes with its next version; what was published stays in the versions.
        return self.has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        fieldsets = self.fieldsets or [(None, {"fields": list(self.fields)})]
        if not self.has_choice:
            return fieldsets
        (name, options), *others = fieldsets
        return [(name, {**options, "fields": [PARENT, *options["fields"]]}), *others]

    def get_formset(self, request, obj=None, **kwargs):
        names = set(flatten_fieldsets(self.get_fieldsets(request, obj))) - {PARENT}
        form = modelform_factory(
            self.model,
            form=self.form,
            fields=sorted(names - set(self.get_readonly_fields(request, obj))),
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )
        form.buffer = request.buffer
        formset = formset_factory(
            form,
            formset=self.formset,
            extra=1 if self.expected else 0,
            max_num=1 if self.is_alone else None,
            can_delete=True,
            can_order=not self.is_alone,
        )
        formset.path, formset.way = self.path, tuple(step.name for step in self.path)
        formset.model, formset.has_choice = self.model, self.has_choice
        formset.names_row = self.names_row
        first = next(each for each in self.get_fieldsets(request, obj)[0][1]["fields"] if each != PARENT)
        formset.first_line = (first,) if isinstance(first, str) else tuple(first)
        if len(self.path) > 1:
            above = apps.get_model(self.path[-2].schema.model)
            formset.parent_label = str(above._meta.verbose_name).capitalize()
        return formset
