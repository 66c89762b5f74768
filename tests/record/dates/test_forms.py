"""The form field of a date, in forms and in the admin."""

# ruff: noqa: DJ008  these models are never shown

from datetime import date
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.checks import ModelAdminChecks
from django.db import connection, models
from django.db.models import Q
from django.forms.models import inlineformset_factory, modelform_factory
from django.test.utils import isolate_apps, override_settings
from django.urls import path, set_urlconf

from record.dates import DateBasis, DateExtent, UncertainDate, UncertainDateField
from record.dates.forms import UncertainDateFormField, UncertainDatesFormMixin

MARCH = UncertainDate("2025-03")
INFERRED = UncertainDate("2025-22/2025-23", "in the summer", DateBasis.INFERRED, DateExtent.THROUGHOUT)


def posted(edtf="", printed="", basis="stated", extent="within", name="said"):
    parts = {"edtf": edtf, "printed": printed, "basis": basis, "extent": extent}
    return {f"{name}_{part}": value for part, value in parts.items()}


@pytest.fixture(autouse=True)
def apart():
    with isolate_apps("record"):
        yield


@pytest.fixture
def saying():
    class Saying(models.Model):
        words = models.CharField(max_length=20)
        said = UncertainDateField("date said", help_text="When it was said.")
        heard = UncertainDateField("date heard", blank=True)
        place = models.CharField(max_length=20, blank=True)

        class Meta:
            app_label = "record"
            constraints = [
                models.CheckConstraint(
                    name="heard_after_said",
                    condition=Q(heard_latest__isnull=True) | Q(heard_latest__gte=models.F("said_earliest")),
                    violation_error_message="It was heard before it was said.",
                )
            ]

        def clean(self):
            if self.words == "unspeakable":
                raise forms.ValidationError({"said_edtf": "Nobody can have said that."})

    return Saying


@pytest.fixture
def table(saying, db):
    with connection.schema_editor() as editor:
        editor.create_model(saying)
    return saying


@pytest.fixture
def saying_form(saying):
    class SayingForm(UncertainDatesFormMixin, forms.ModelForm):
        class Meta:
            model = saying
            fields = ["said", "words", "heard"]

    return SayingForm


# --- The field alone ---


def test_the_parts_become_a_date():
    parts = [INFERRED.edtf, INFERRED.printed, INFERRED.basis, INFERRED.extent]
    assert UncertainDateFormField().clean(parts) == INFERRED


def test_a_browser_that_sends_no_choices_means_the_usual_ones():
    assert UncertainDateFormField().clean(["2025-03", "", "", ""]) == MARCH


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["01/04/2028", "", "", ""], "Write 2028-04-01 for 1 April 2028, or 2028-01-04 for"),
        (["2025-XX", "", "", ""], "leaves digits out"),
        (["", "in the spring", "", ""], "Write the date's form as well"),
        (["", "", "stated", "within"], "Write the date, as far as the source gives it."),
        (["2025", "", "guess", "within"], "guess is not one of the available choices"),
        (["2025\0", "", "", ""], "Null characters are not allowed"),
        (None, "Write the date, as far as the source gives it."),
    ],
)
def test_the_officer_hears_what_to_write(parts, words):
    with pytest.raises(forms.ValidationError) as refused:
        UncertainDateFormField().clean(parts)
    assert words in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("8 January 2025", "2025-01-08"), ("before January 2025", "../2024-12"), ("2025-05~", "2025-05~")],
)
def test_a_date_is_written_in_words_or_as_files_have_it(words, edtf):
    assert UncertainDateFormField().clean([words, "", "", ""]).edtf == edtf


def test_a_date_that_need_not_be_given_is_none_when_left_empty():
    assert UncertainDateFormField(required=False).clean(["", "", "stated", "within"]) is None


def test_untouched_parts_are_no_change():
    field = UncertainDateFormField(required=False)
    assert not field.has_changed(None, ["", "", "stated", "within"])
    assert not field.has_changed(
        INFERRED, ["between summer and autumn 2025", "in the summer", "inferred", "throughout"]
    )
    assert field.has_changed(None, ["2025", "", "stated", "within"])


class Labels(HTMLParser):
    """Reads the inputs of a page and their labels."""

    def __init__(self, html):
        super().__init__()
        self.inputs, self.labelled = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("input", "select"):
            self.inputs.append((attrs["name"], attrs.get("id")))
        if tag == "label" and attrs.get("for"):
            self.labelled.append(attrs["for"])


def test_every_part_has_a_visible_label(saying_form):
    found = Labels(str(saying_form(prefix="row")["said"]))
    assert [name for name, _ in found.inputs] == [f"row-{name}" for name in posted()]
    assert [place for _, place in found.inputs] == found.labelled


@pytest.mark.django_db
def test_label_help_and_errors_belong_to_the_first_part_and_the_group_has_the_name(saying_form):
    form = saying_form({"words": "a", **posted("2025-13")})
    page = form.as_div()
    assert '<label for="id_said">Date said:</label>' in page
    assert 'role="group" aria-label="Date said"' in page
    assert page.count('aria-describedby="id_said_helptext id_said_error"') == 1
    assert 'id="id_said_helptext"' in page


def test_the_field_shows_the_model_s_help_and_examples_of_every_form(saying_form):
    help_text = saying_form().fields["said"].help_text
    assert help_text.startswith("When it was said. ")
    assert "before January 2025" in help_text and "2024-12" not in help_text


# --- The form of a model ---


def test_one_field_stands_in_the_place_of_the_columns(saying, saying_form):
    assert list(saying_form.base_fields) == ["said", "words", "heard"]
    whole = modelform_factory(saying, form=UncertainForm, fields="__all__")
    assert list(whole.base_fields) == ["words", "said", "heard", "place"]


class UncertainForm(UncertainDatesFormMixin, forms.ModelForm):
    """A form of no model yet, as an admin declares it."""


def test_a_date_that_is_not_asked_for_is_not_in_the_form(saying, saying_form):
    excluding = modelform_factory(saying, form=UncertainForm, exclude=["heard"])
    assert list(excluding.base_fields) == ["words", "said", "place"]
    fewer = modelform_factory(saying, form=saying_form, fields=["words", "said"])
    assert list(fewer.base_fields) == ["words", "said"]


def test_a_form_may_declare_a_date_in_its_own_way(saying):
    class Own(UncertainDatesFormMixin, forms.ModelForm):
        said = UncertainDateFormField(label="Day of the speech")

        class Meta:
            model = saying
            fields = ["said"]

    again = modelform_factory(saying, form=Own, fields=["words", "said"])
    assert again.base_fields["said"].label == "Day of the speech"


def test_a_form_begins_with_the_dates_that_the_row_has(saying, saying_form):
    form = saying_form(instance=saying(said=INFERRED))
    assert form.initial["said"] == INFERRED and form.initial["heard"] is None
    assert 'value="between summer and autumn 2025"' in str(form["said"])
    assert '<option value="throughout" selected>' in str(form["said"])


def test_a_form_saves_and_changes_and_empties_dates(table, saying_form):
    row = saying_form({"words": "a", **posted("2025-03"), **posted("2025-04", name="heard")}).save()
    assert (row.said, row.heard) == (MARCH, UncertainDate("2025-04"))

    form = saying_form({"words": "a", **posted("2025-02"), **posted(name="heard")}, instance=row)
    assert sorted(form.changed_data) == ["heard", "said"]
    form.save()
    row = table.objects.get()
    assert (row.said.edtf, row.heard, row.said_latest) == ("2025-02", None, date(2025, 2, 28))


@pytest.mark.django_db
def test_what_was_typed_wrong_is_shown_again_with_its_reason(saying, saying_form):
    form = saying_form({"words": "a", **posted("2025-13", "Month 13")})
    assert form.errors == {
        "said": [
            "2025-13 cannot be read as a date: there is no month 13. Write a month from 01 to 12,"
            " or a season: 21 spring, 22 summer, 23 autumn, 24 winter."
        ]
    }
    assert 'value="2025-13"' in str(form["said"]) and 'value="Month 13"' in str(form["said"])


@pytest.mark.django_db
def test_rules_of_the_model_between_dates_reach_the_officer(saying, saying_form):
    form = saying_form({"words": "a", **posted("2025-03"), **posted("2025-02", name="heard")})
    assert form.errors == {"__all__": ["It was heard before it was said."]}


@pytest.mark.django_db
def test_what_the_model_says_of_a_column_stands_at_the_date(saying, saying_form):
    form = saying_form({"words": "unspeakable", **posted("2025-03")})
    assert form.errors == {"said": ["Nobody can have said that."]}


@pytest.mark.django_db
def test_a_form_that_need_not_ask_cannot_empty_a_date_that_must_be_given(saying, saying_form):
    form = saying_form({"words": "a", **posted()})
    form.fields["said"].required = False
    assert list(form.errors) == ["said"]


def test_an_empty_row_of_a_formset_is_left_alone(table):
    class Echo(models.Model):
        of = models.ForeignKey(table, models.CASCADE)
        heard = UncertainDateField("date heard")

        class Meta:
            app_label = "record"

    with connection.schema_editor() as editor:
        editor.create_model(Echo)
    row = table.objects.create(said=MARCH, words="a")
    formset = inlineformset_factory(table, Echo, form=UncertainForm, fields=["heard"], extra=2)
    management = {"echo_set-TOTAL_FORMS": 2, "echo_set-INITIAL_FORMS": 0}
    first, second = (posted(form, name=f"echo_set-{n}-heard") for n, form in enumerate(["2026", ""]))
    formset = formset({**management, **first, **second}, instance=row)
    assert formset.is_valid(), formset.errors
    formset.save()
    assert [echo.heard.edtf for echo in Echo.objects.all()] == ["2026"]


# --- The admin ---


class Desk:
    """An admin of its own for one model, asked by a person who may do everything."""

    person = SimpleNamespace(
        pk=1,
        is_active=True,
        is_staff=True,
        is_anonymous=False,
        is_authenticated=True,
        has_perm=lambda *args: True,
        has_module_perms=lambda *args: True,
        has_usable_password=lambda: False,
        get_short_name=lambda: "Officer",
        get_username=lambda: "officer",
    )

    def __init__(self, model, rf, **options):
        quiet = dict.fromkeys(["log_addition", "log_change", "message_user"], lambda *a, **k: None)
        self.rf, self.site = rf, admin.AdminSite()
        self.admin_class = type("SayingAdmin", (admin.ModelAdmin,), {"form": UncertainForm, **quiet, **options})
        self.site.register(model, self.admin_class)
        self.model_admin = self.site._registry[model]
        self.urlpatterns = [path("admin/", self.site.urls)]

    def answer(self, request, object_id=None):
        request.user = self.person
        request._dont_enforce_csrf_checks = True
        with override_settings(ROOT_URLCONF=self):
            set_urlconf(self)
            try:
                response = self.model_admin.changeform_view(request, object_id)
                return response.render() if hasattr(response, "render") else response
            finally:
                set_urlconf(None)


FIELDSETS = [("When", {"fields": ["said", "heard"]}), ("What", {"fields": ["words", "place"]})]


def test_an_admin_names_dates_in_its_fieldsets_and_shows_one_field_for_each(table, rf):
    desk = Desk(table, rf, fieldsets=FIELDSETS)
    assert ModelAdminChecks().check(desk.model_admin) == []
    page = desk.answer(rf.get("/")).content.decode()
    names = [name for name, _ in Labels(page[page.index("<fieldset") :]).inputs]
    assert names[:10] == [*posted(), *posted(name="heard"), "words", "place"]
    assert 'role="group" aria-label="Date said"' in page


def test_an_admin_adds_and_changes_a_row(table, rf):
    desk = Desk(table, rf, fields=["words", "said"])
    answer = desk.answer(rf.post("/", {"words": "a", **posted("2025-03")}))
    assert answer.status_code == 302
    row = table.objects.get()
    assert row.said == MARCH
    desk.answer(rf.post("/", {"words": "b", **posted("2025-04~")}), str(row.pk))
    row = table.objects.get()
    assert (row.words, row.said.edtf) == ("b", "2025-04~")


def test_an_admin_says_what_is_wrong_with_a_date(table, rf):
    desk = Desk(table, rf, fields=["words", "said"])
    page = desk.answer(rf.post("/", {"words": "a", **posted("01/04/2028")})).content.decode()
    assert "Write 2028-04-01 for 1 April 2028, or 2028-01-04 for 4 January 2028." in page
    assert not table.objects.exists()


def test_a_date_that_may_only_be_read_is_in_english_and_its_columns_do_not_appear(table, rf):
    row = table.objects.create(words="a", said=INFERRED)
    desk = Desk(table, rf, readonly_fields=["said"])
    page = desk.answer(rf.get("/"), str(row.pk)).content.decode()
    assert "during summer to autumn 2025" in page
    assert "said_edtf" not in page and "heard_edtf" in page
