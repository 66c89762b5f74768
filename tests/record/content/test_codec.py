import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from record.content import codec, writing
from record.content.fields import fields_of
from record.content.references import Resolver, keys_named
from record.content.schema import kind, kinds
from record.dates import UncertainDate
from record.models import HistoryEntry
from tests import builders
from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_council,
    make_event,
    make_option,
    make_proposal,
    make_voice,
)
from tests.record.contents import FEW, contents, every_part

pytestmark = pytest.mark.django_db

# What a row has beside what its content says.
BESIDE = {"id", "edited_by", "entered_for", "sent_to"}
# Set by the record itself, and by nobody: the name by which a voice is shown (councils.names).
COMPUTED = {"voice": {"name"}}
KINDS = [each.name for each in kinds()]


class Pools(dict):
    """Keys on record that a content may name, by kind: made when first asked for."""

    def __missing__(self, name):
        self[name] = [row.key for row in MAKERS[name](builders.the_case())]
        return self[name]


def three(make, **content):
    return lambda case: [make(case=case, **content) for _ in range(3)]


MAKERS = {
    "voice": lambda case: [builders.voice(key) for key in ("county", "city", "rutland", "melton")],
    "document": lambda case: [builders.document(key) for key in ("plan", "statement", "letter")],
    "element": three(builders.make_element),
    "proposal": three(make_proposal),
    "event": three(make_event),
    "point": three(builders.make_point),
    "claim": three(make_claim),
    "area": three(builders.make_area),
    "option": three(make_option),
    "decision": three(builders.make_decision),
    "list": three(builders.make_list, items=[{"words": "One."}]),
    "risk-register": three(builders.make_risk_register),
    "measure": three(builders.make_measure),
    "reckoning": lambda case: three(builders.make_reckoning, of=[builders.make_figure(1, case=case) for _ in range(2)])(
        case
    ),
    "case": lambda case: [case],
}


@pytest.fixture
def pools():
    builders.the_case()
    return Pools()


def written(name, content, row=None):
    """The row of a content, written over a row on record or anew."""
    record_kind = kind(name)
    resolver = Resolver(builders.the_case())
    resolver.learn(keys_named([content]))
    row = row or record_kind.model(pk=writing.reserve_pks(record_kind.model, 1)[0])
    writing.write(record_kind, [(row, content)], resolver)
    return record_kind.model.objects.get(pk=row.pk)


def read(name, row):
    return codec.dump(codec.read(kind(name), [row])[row.pk])


def valid(name, content):
    validated = kind(name).schema.model_validate(content)
    validated.public_id = validated.public_id or "zzzzzzzzzz"
    return validated


def drawn(data, name, pools):
    voice_kind = st.sampled_from(["outlet", "person"]) if name == "voice" else None
    fixed = {"key": st.just("the-record"), "state": st.just("draft"), "public_id": st.just("zzzzzzzzzz")}
    if name == "voice" and data.draw(st.booleans()):
        fixed |= {
            "kind": st.just("council"),
            "council": contents(kind(name).schema.model_fields["council"].annotation.__args__[0], pools),
        }
    elif voice_kind is not None:
        fixed |= {"kind": voice_kind, "council": None}
    if name == "case":
        fixed["quiet"] = st.sampled_from([None, {"first": "2026-03-20", "last": "2026-05-07"}])
    return valid(name, data.draw(contents(kind(name).schema, pools, **fixed)))


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
@FEW
def test_any_content_is_read_back_as_written_and_brought_to_any_other(name, pools, data):
    before, after = drawn(data, name, pools), drawn(data, name, pools)
    with transaction.atomic():
        row = written(name, before)
        assert read(name, row) == codec.dump(before)
        assert read(name, written(name, after, row)) == codec.dump(after)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", KINDS)
def test_every_column_is_said_by_the_form(name):
    schema = kind(name).schema
    assert columns(kind(name).model) - BESIDE - COMPUTED.get(name, set()) - {kind(name).scope} == said(schema)


@pytest.mark.parametrize("name", KINDS)
def test_every_column_of_a_part_is_said_by_its_form(name):
    for part in parts(kind(name).schema):
        model = apps.get_model(part.model)
        assert columns(model) - {"id", part.parent, "sequence", *model.REPEATED_WORDS} == said(part), part


def columns(model):
    """The columns that are set by somebody, and the dates of several columns as one."""
    dates = getattr(model, "_uncertain_dates", {})
    of_dates = {column for date in dates.values() for column in (*date.columns, *date.generated)}
    return {field.name for field in model._meta.concrete_fields if not field.generated} - of_dates | set(dates)


def said(schema, prefix=""):
    found = set()
    for field in fields_of(schema):
        if field.storage == "embedded":
            found |= said(field.schema, field.schema.prefix)
        elif field.storage not in ("part", "parts", "through"):
            found.add(prefix + field.name)
    return found


def parts(schema):
    for field in fields_of(schema):
        if field.storage in ("part", "parts"):
            yield field.schema
            yield from parts(field.schema)


@pytest.mark.parametrize("name", KINDS)
def test_reading_many_records_costs_the_queries_of_one(name, pools):
    if name == "case":
        rows = [make_case(f"case-{number}", sides={"one": ["county"], "two": ["city"]}) for number in range(3)]
    elif name == "submission":
        rows = [builders.make_submission(by=pools["voice"][:1]) for _ in range(3)]
    else:
        rows = list(kind(name).model.objects.filter(key__in=pools[name]))
    assert len(rows) > 1
    with CaptureQueriesContext(connection) as one:
        codec.read(kind(name), rows[-1:])
    with CaptureQueriesContext(connection) as many:
        codec.read(kind(name), rows)
    assert len(many) == len(one)


def test_writing_thirty_claims_costs_the_queries_of_one(pools):
    def write(keys):
        contents_ = [
            valid("claim", {**content_of(claim), "key": key, "id": f"{key:0>10}", "state": "draft"}) for key in keys
        ]
        pks = writing.reserve_pks(kind("claim").model, len(contents_))
        resolver = Resolver(builders.the_case())
        resolver.learn(keys_named(contents_))
        with CaptureQueriesContext(connection) as queries:
            rows = [kind("claim").model(pk=pk) for pk in pks]
            writing.write(kind("claim"), list(zip(rows, contents_, strict=True)), resolver)
        return len(queries)

    claim = make_claim(about=["city"], said="2025-03", reported_by=["rutland"])
    assert write([f"many{number}" for number in range(30)]) == write(["few"])


# The same row stays the same row


def sides(case):
    return dict(case.sides.values_list("key", "pk"))


def test_parts_that_change_places_stay_who_they_are():
    case = make_case(sides={"one": ["county"], "two": ["city"]})
    before = sides(case)
    change(case, sides=content_of(case)["sides"][::-1])
    assert sides(case) == before
    assert list(case.sides.order_by("sequence").values_list("key", flat=True)) == ["two", "one"]


def test_two_sides_may_swap_their_labels():
    case = make_case(sides={"one": ["county"], "two": ["city"]})
    first, second = content_of(case)["sides"]
    first["label"], second["label"] = second["label"], first["label"]
    change(case, sides=[first, second])
    assert dict(case.sides.values_list("key", "label")) == {"one": "Two", "two": "One"}


def test_two_proposed_councils_that_change_places_keep_their_rows():
    option = make_option(creates=[{"key": "a", "name": "A"}, {"key": "b", "name": "B"}])
    before = dict(option.creates.values_list("key", "pk"))
    change(option, creates=[{"key": "b", "name": "B"}, {"key": "a", "name": "A"}])
    assert dict(option.creates.values_list("key", "pk")) == before


def test_a_part_that_goes_takes_no_other_with_it():
    option = make_option(creates=[{"key": key, "name": key} for key in "abc"])
    before = dict(option.creates.values_list("key", "pk"))
    change(option, creates=[{"key": "a", "name": "a"}, {"key": "c", "name": "c"}])
    assert dict(option.creates.values_list("key", "pk")) == {"a": before["a"], "c": before["c"]}


def test_a_part_without_a_key_is_known_by_all_that_it_says():
    aliases = [{"name": name} for name in ("One", "Two", "Three")]
    voice = make_voice(aliases=aliases)
    before = dict(voice.aliases.values_list("name", "pk"))
    change(voice, aliases=aliases[1:])
    assert dict(voice.aliases.values_list("name", "pk")) == {"Two": before["Two"], "Three": before["Three"]}


def test_parts_below_a_part_go_with_it():
    event = make_event(facts=[{"kind": "place", "words": "Hall"}])
    change(event, facts=None)
    assert not event.facts.exists()


def test_parts_of_two_levels_go_together():
    when = {"edtf": "2025-05/.."}
    council = make_council(
        council={"controls": [{"when": when, "words": "None", "seats": [{"group": "A", "seats": "9"}]}]}
    )
    content = content_of(council)["council"]
    del content["controls"]
    change(council, council=content)
    assert not council.council.controls.exists()


def test_what_says_the_same_is_not_written_again():
    claim = make_claim(about=["city"])
    history = HistoryEntry.objects.of(apps.get_model("claims", "About"))
    before = history.count()
    change(claim, note="An editor's note.")
    assert history.count() == before


# What is empty


def test_what_is_empty_is_not_written():
    content = content_of(make_voice(name="The Courier"))
    assert set(content) == {"key", "id", "kind", "name"}


def test_what_is_taken_away_is_empty_again():
    voice = make_voice(short_name="Courier", aliases=[{"name": "The Mail"}])
    assert "short_name" not in content_of(change(voice, short_name=None, aliases=None))


def test_a_date_that_is_taken_away_leaves_nothing_behind():
    claim = make_claim(as_at={"edtf": "2025-03", "printed": "in March", "basis": "derived"})
    assert change(claim, as_at=None).as_at is None


def test_a_date_is_the_value_that_the_form_says():
    when = {"edtf": "2025-03~", "printed": "in March", "basis": "derived", "extent": "throughout"}
    assert make_event(when=when).when == UncertainDate("2025-03~", "in March", "derived", "throughout")


def test_a_key_that_names_nothing_is_told_by_kind_and_key():
    content = valid("claim", {**content_of(make_claim()), "for": "nobody"})
    with pytest.raises(KeyError) as missing:
        written("claim", content)
    assert missing.value.args == ("voice", "nobody")


def test_the_parts_of_every_record_are_known():
    assert {model._meta.label for each in kinds() for model in every_part(each.schema)} >= {
        "councils.Seats",
        "councils.Author",
        "proposals.Signatory",
        "claims.Reporter",
    }
