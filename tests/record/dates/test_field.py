"""The model field of a date: columns, property, constraint and migrations."""

# ruff: noqa: DJ008  these models are never shown

from datetime import date

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import Q
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from record.dates import DateBasis, DateExtent, InvalidDate, UncertainDate, UncertainDateField, inside, overlapping
from record.dates.order import by_date
from record.guards import HISTORY_TRIGGERS
from record.models import HistoryEntry
from tests.record.dates_strategies import dates, texts

pytestmark = pytest.mark.django_db

MARCH = UncertainDate("2025-03")


@pytest.fixture(autouse=True)
def apart():
    """Models defined here are nobody else's."""
    with isolate_apps("record"):
        yield


@pytest.fixture
def saying():
    """A model with a date that must be given and one that need not, and its table."""

    class Dated(models.Model):
        said = UncertainDateField("date said")

        class Meta:
            abstract = True
            app_label = "record"

    class Saying(Dated):
        words = models.CharField(max_length=20, default="words")
        heard = UncertainDateField("date heard", blank=True, help_text="If it was heard.")

        class Meta:
            app_label = "record"
            ordering = ["said_earliest", "said_latest", "id"]
            constraints = [
                models.CheckConstraint(
                    name="heard_after_said",
                    condition=Q(heard_latest__isnull=True) | Q(heard_latest__gte=models.F("said_earliest")),
                    violation_error_message="It was heard before it was said.",
                )
            ]

    make_table(Saying)
    return Saying


def make_table(model):
    with connection.schema_editor() as editor:
        editor.create_model(model)


def stored(model, **filters):
    return model.objects.filter(**filters).get()


# --- The property ---


def test_a_date_goes_in_with_the_model_and_comes_back_from_the_database(saying):
    when = UncertainDate("2025-22/2025-23", "during the summer", DateBasis.INFERRED, DateExtent.THROUGHOUT)
    row = saying.objects.create(said=when)
    assert row.said == when and stored(saying, pk=row.pk).said == when
    assert stored(saying, pk=row.pk).said_basis == "inferred"


@given(when=dates())
def test_the_generated_columns_are_the_bounds_that_the_value_has(saying, when):
    when = UncertainDate(when.edtf, when.printed.replace("\0", ""), when.basis, when.extent)
    row = stored(saying, pk=saying.objects.create(said=when, heard=when).pk)
    assert row.said == row.heard == when
    assert (row.said_earliest, row.said_latest) == (when.earliest, when.latest)


def test_no_date_is_none(saying):
    row = saying.objects.create(said=MARCH)
    assert row.heard is None and (row.heard_earliest, row.heard_latest) == (None, None)


def test_setting_none_empties_all_four_columns(saying):
    row = saying(said=MARCH, heard=UncertainDate("2025-04", "in April", DateBasis.DERIVED))
    row.heard = None
    assert (row.heard_edtf, row.heard_printed, row.heard_basis) == ("", "", "stated")


def test_only_an_uncertain_date_can_be_set(saying):
    with pytest.raises(TypeError, match="said is an UncertainDate or None"):
        saying(said="2025-03")


def test_the_property_does_not_wait_for_the_generated_columns(saying):
    row = saying.objects.create(said=MARCH)
    row.said = UncertainDate("2026-01-08")
    row.save()
    assert row.said.earliest == date(2026, 1, 8)
    assert stored(saying, pk=row.pk).said_earliest == date(2026, 1, 8)


def test_a_form_put_into_the_column_by_hand_is_refused_when_read(saying):
    with pytest.raises(InvalidDate, match="no month 13"):
        _ = saying(said_edtf="2025-13").said


def test_the_columns_stand_where_the_date_was_declared(saying):
    names = [field.name for field in saying._meta.fields]
    assert names == [
        "id",
        *(f"said_{part}" for part in ("edtf", "printed", "basis", "extent", "earliest", "latest")),
        "words",
        *(f"heard_{part}" for part in ("edtf", "printed", "basis", "extent", "earliest", "latest")),
    ]


def test_only_with_the_columns_costs_no_query_a_part(saying, django_assert_num_queries):
    saying.objects.create(said=MARCH)
    with django_assert_num_queries(1):
        row = saying.objects.only(*saying._uncertain_dates["said"].columns).get()
        assert row.said == MARCH


def test_querysets_know_the_columns_and_not_the_property(saying):
    with pytest.raises(FieldError):
        saying.objects.filter(said="2025-03")


# --- The questions ---


@given(given_dates=st.lists(dates(), min_size=1, max_size=10), window=dates())
def test_the_database_finds_what_the_values_say_of_each_other(saying, given_dates, window):
    saying.objects.all().delete()
    rows = saying.objects.bulk_create(
        saying(said=UncertainDate(when.edtf), words=str(n)) for n, when in enumerate(given_dates)
    )

    def found(question):
        return set(saying.objects.filter(question).values_list("words", flat=True))

    assert found(overlapping("said", window)) == {row.words for row in rows if row.said.overlaps(window)}
    assert found(inside("said", window)) == {row.words for row in rows if window.includes(row.said)}


def test_rows_are_in_the_order_of_the_values(saying):
    forms = ["2025", "2025-01", "../2025-01", "2025-01-31", "2024/..", "2025-01-01~"]
    saying.objects.bulk_create(saying(said=UncertainDate(form)) for form in forms)
    in_order = [row.said.sort_key for row in saying.objects.order_by(*by_date("said"))]
    assert in_order == sorted(in_order) and len(in_order) == 6
    backwards = [row.said.sort_key for row in saying.objects.order_by(*by_date("said", descending=True))]
    assert backwards == in_order[::-1]


# --- What the database refuses ---


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"said_edtf": ""}, "record_saying_said_is_a_date"),
        ({"said_edtf": "2025-XX"}, "record_saying_said_is_a_date"),
        ({"said_edtf": "2025-02-30"}, "record_saying_said_is_a_date"),
        ({"said_edtf": "../.."}, "record_saying_said_is_a_date"),
        ({"said_basis": "guess"}, "record_saying_said_is_a_date"),
        ({"said_extent": ""}, "record_saying_said_is_a_date"),
        ({"heard_edtf": "2025-13"}, "record_saying_heard_is_a_date"),
        ({"heard_printed": "some time ago"}, "record_saying_heard_is_a_date"),
        ({"heard_edtf": "2025-02"}, "heard_after_said"),
    ],
)
def test_the_database_refuses_what_is_no_date(saying, columns, constraint):
    row = saying.objects.create(said=MARCH)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        saying.objects.filter(pk=row.pk).update(**columns)


@given(form=texts().filter(lambda text: len(text) <= 23))
def test_the_database_takes_exactly_the_forms_that_python_takes(saying, form):
    try:
        UncertainDate(form)
    except InvalidDate:
        with pytest.raises(IntegrityError), transaction.atomic():
            saying.objects.create(said_edtf=form)
    else:
        saying.objects.create(said_edtf=form)


def test_the_editor_hears_in_words_what_the_database_would_refuse(saying):
    with pytest.raises(ValidationError) as refused:
        saying(said_edtf="2025-XX").full_clean()
    assert refused.value.messages == [
        "Date said: write a date such as 2025-01-08, 2025-01, 2025 or 2025-07/2025-09,"
        " and the wording as printed only beside it."
    ]


def test_the_editor_hears_of_rules_between_two_dates(saying):
    with pytest.raises(ValidationError, match="It was heard before it was said"):
        saying(said=MARCH, heard=UncertainDate("2025-02")).full_clean()


def test_a_constraint_has_a_name_that_postgresql_can_hold_and_no_other_model_has():
    def named(model_name, label):
        body = {
            "__module__": __name__,
            "a_date_with_quite_a_long_name": UncertainDateField("date"),
            "Meta": type("Meta", (), {"app_label": label}),
        }
        return type(model_name, (models.Model,), body)._meta.constraints[0].name

    names = {
        named(model, label)
        for model in ("APersonWithARatherLongNameIndeed", "APersonWithARatherLongNameIndeed2")
        for label in ("record", "claims")
    }
    assert len(names) == 4
    assert all(len(name) <= 63 for name in names)


# --- Inheritance ---


def test_each_child_of_an_abstract_base_has_the_date_and_a_constraint_of_its_own():
    class Dated(models.Model):
        held = UncertainDateField("date held")

        class Meta:
            abstract = True
            app_label = "record"

    class Meeting(Dated):
        class Meta:
            app_label = "record"

    class Election(Dated):
        called = UncertainDateField("date called")

        class Meta(Dated.Meta):
            pass

    assert set(Dated._uncertain_dates) == set(Meeting._uncertain_dates) == {"held"}
    assert set(Election._uncertain_dates) == {"held", "called"}
    assert [c.name for c in Meeting._meta.constraints] == ["record_meeting_held_is_a_date"]
    assert sorted(c.name for c in Election._meta.constraints) == [
        "record_election_called_is_a_date",
        "record_election_held_is_a_date",
    ]


def test_a_child_with_a_table_of_its_own_and_a_proxy_add_no_second_constraint(saying):
    class Speech(saying):
        class Meta:
            app_label = "record"

    class Whisper(saying):
        class Meta:
            app_label = "record"
            proxy = True

    assert Speech._meta.constraints == Whisper._meta.constraints == []
    make_table(Speech)
    assert stored(Speech, pk=Speech.objects.create(said=MARCH).pk).said == MARCH
    assert Whisper(said=MARCH).said == MARCH


# --- Migrations ---


def changes_between(one, other):
    return MigrationAutodetector(one, other).changes(graph=MigrationLoader(None).graph)


def state_of(*written):
    state = ProjectState()
    for model in written:
        state.add_model(ModelState.from_model(model))
    return state


def test_a_migration_holds_plain_fields_and_makes_the_same_table(saying):
    found = changes_between(ProjectState(), state_of(saying))["record"]
    assert len(found) == 1
    text = MigrationWriter(found[0], include_header=False).as_string()
    assert "record.dates" not in text and "UncertainDate" not in text
    assert text.count("record_edtf_earliest") == text.count("record_edtf_latest") == 2
    assert "name='record_saying_said_is_a_date'" in text
    assert "name='record_saying_heard_is_a_date'" in text

    written = {}
    exec(compile(text, "migration", "exec"), written)  # as Django would import the file
    state = ProjectState()
    with connection.schema_editor() as editor:
        editor.delete_model(saying)
        migration = written["Migration"]("0001_initial", "record")
        migration.dependencies = []
        state = migration.apply(state, editor)
    assert stored(saying, pk=saying.objects.create(said=MARCH).pk).said_latest == date(2025, 3, 31)

    assert changes_between(state, state_of(saying)) == {}
    assert changes_between(state_of(saying), state_of(saying)) == {}


def test_a_historical_model_has_the_columns_and_the_constraint_once(saying):
    old = state_of(saying).apps.get_model("record", "Saying")
    assert not hasattr(old, "said")
    assert len(old._meta.constraints) == 3
    row = old.objects.create(said_edtf="2025-03")
    assert stored(saying, pk=row.pk).said == MARCH


# --- History ---


@pytest.fixture
def kept(saying):
    """The model with the triggers that write its history."""
    with connection.cursor() as cursor:
        cursor.execute(HISTORY_TRIGGERS.format(table=saying._meta.db_table, without=""))
    return saying


def test_history_holds_the_columns_of_a_date_and_its_bounds(kept):
    row = kept.objects.create(said=MARCH)
    row.said = UncertainDate("2025-04~", "in spring")
    row.save()
    kept.objects.update(said_edtf="2025-05")
    entries = HistoryEntry.objects.of(kept).order_by("id")
    assert list(entries.values_list("new__said_edtf", "new__said_printed", "new__said_latest")) == [
        ("2025-03", "", "2025-03-31"),
        ("2025-04~", "in spring", "2025-04-30"),
        ("2025-05", "in spring", "2025-05-31"),
    ]
