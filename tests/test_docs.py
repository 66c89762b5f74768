"""docs/case-file.md agrees with the schemas and with the practice case."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema_rs import Draft202012Validator

from claims.case_files.json_schema import schema
from claims.case_files.yaml_source import read
from councils.schema.passage import FlagSchema
from proposals.schema.proposal import BackerSchema, PlanStateSchema
from record.content.codec import dump
from record.content.fields import fields_of
from record.content.schema import DateSchema, PeriodSchema, RecordSchema, Schema, kinds
from record.dates import InvalidDate, UncertainDate
from record.desk.guide import GUIDE, guide

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/case-file.md").read_text()
PRACTICE = yaml.load((ROOT / "cases/practice.yaml").read_text(), yaml.CBaseLoader)
QUICK_START, *EXAMPLES = [
    yaml.load(block, yaml.CBaseLoader) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
]


class EditorsLoader(yaml.CSafeLoader):
    """Read numbers as YAML 1.2 does, which knows no dates."""

    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in forms if tag.endswith((":int", ":float"))]
        for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


# What every record has is shown once, and not on each kind anew.
COMMON = {info.alias or name for name, info in RecordSchema.model_fields.items()}


def records(block):
    for kind in kinds():
        value = block.get(kind.plural, [])
        for record in [value] if isinstance(value, dict) else value:
            yield kind, record


def is_part(shown, whole) -> bool:
    """True if the practice case contains everything that an example says."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(key in whole and is_part(shown[key], whole[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(whole, list) and all(any(is_part(item, other) for other in whole) for item in shown)
    return shown == whole


def _shown_as(schema):
    """The schema under which keys are counted; alike ones count as one."""
    for shared in (FlagSchema, PlanStateSchema, BackerSchema):
        if issubclass(schema, shared):
            return shared
    return DateSchema if schema is PeriodSchema else schema


def keys_shown(schema, raw, found):
    for field in fields_of(schema):
        if field.alias in raw:
            found.setdefault(_shown_as(schema), set()).add(field.alias)
            if field.schema is not None:
                value = raw[field.alias]
                for item in value if isinstance(value, list) else [value]:
                    keys_shown(field.schema, item, found)


def schemas_below(schema: type[Schema]) -> set:
    below = {schema}
    for field in fields_of(schema):
        if field.schema is not None:
            below |= schemas_below(field.schema)
    return below


def test_every_example_is_a_part_of_the_practice_case():
    held = {(kind.name, record["key"]): kind.schema.model_validate(record) for kind, record in records(PRACTICE)}
    for block in EXAMPLES:
        for kind, record in records(block):
            shown = dump(kind.schema.model_validate(record))
            assert is_part(shown, dump(held[kind.name, record["key"]])), record["key"]


def test_every_key_of_every_form_is_shown():
    found = {}
    for block in EXAMPLES:
        for kind, record in records(block):
            keys_shown(kind.schema, record, found)
    missing = {}
    for below in set().union(*(schemas_below(kind.schema) for kind in kinds())) - {PeriodSchema}:
        keys = {field.alias for field in fields_of(below)}
        if issubclass(below, RecordSchema):
            keys -= COMMON
        if keys - found.get(_shown_as(below), set()):
            missing[below.__name__] = keys - found.get(_shown_as(below), set())
    assert not missing


def test_what_every_record_has_is_shown():
    shown = set().union(*(record for block in EXAMPLES for _, record in records(block)))
    assert shown >= COMMON


def test_the_quick_start_loads_on_its_own(db, tmp_path):
    from claims.case_files import load

    path = tmp_path / "quill.yaml"
    path.write_text(re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1])
    assert load(path).created == 7


@pytest.mark.parametrize("line", [line for line in PAGE.splitlines() if re.match(r"\| `[\d.]", line)])
def test_the_table_of_dates_prints_what_the_site_prints(line):
    edtf, within, throughout = re.match(r"\| `([^`]+)`.*? \| (.*?) \| (.*?) \|$", line).groups()
    assert str(UncertainDate(edtf, extent="within")) == within
    assert str(UncertainDate(edtf, extent="throughout")) == throughout


def test_the_dates_named_as_refused_are_refused():
    refused = re.search(r"Refused, with what to write\sinstead:(.*?)A basis", PAGE, re.DOTALL)[1].split("`")[1::2]
    assert refused
    for edtf in refused:
        with pytest.raises(InvalidDate):
            UncertainDate(edtf)


def test_the_schema_in_docs_is_the_schema_of_the_forms():
    assert json.loads((ROOT / "docs/case.schema.json").read_text()) == schema()


@pytest.mark.parametrize("path", sorted((ROOT / "cases").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_strict_validator_takes_the_schema_and_the_shipped_files(path):
    validator = Draft202012Validator(schema(), validate_formats=True)
    assert [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(read(path).tree)] == []


def test_a_strict_validator_takes_the_numbers_that_an_editor_reads_without_quotation_marks():
    validator = Draft202012Validator(schema() | {"required": []}, validate_formats=True)
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL):
        assert [f"{e.instance_path}: {e.message}" for e in validator.iter_errors(yaml.load(block, EditorsLoader))] == []


def test_a_strict_validator_refuses_what_the_schema_refuses():
    validator = Draft202012Validator(schema(), validate_formats=True)
    content = read(ROOT / "cases/practice.yaml").tree
    (event,) = [each for each in content["events"] if "at" in each][:1]
    event["at"] = "half past six"
    assert not validator.is_valid(content)


def test_the_desk_names_the_six_actions_of_the_editors_guide():
    guide = (ROOT / "docs/editing.md").read_text()
    actions = re.findall(r"^\d\. \*\*(.+?)\*\*", guide, re.MULTILINE)
    page = (ROOT / "templates/admin/desk/_six_actions.html").read_text()
    assert re.findall(r"<b>(.+?)</b>", page) == actions and len(actions) == 6


def test_the_desk_shows_the_whole_guide():
    title, blocks = guide()
    shown = " ".join(run.words.strip() for block in blocks for runs in block.items for run in runs)
    marks = r"\]\(pictures/[a-z-]+\.png\)|^\d\. |^- |^#+ |!\[|[*`]"
    plain = re.sub(marks, "", GUIDE.read_text(), flags=re.MULTILINE)
    assert re.findall(r"\w+", f"{title} {shown}") == re.findall(r"\w+", plain)
    assert {block.kind for block in blocks} == {"heading", "paragraph", "picture", "steps", "bullets"}


def test_the_pictures_of_the_guide_are_there_and_small():
    guide = (ROOT / "docs/editing.md").read_text()
    pictures = re.findall(r"\]\((pictures/[a-z-]+\.png)\)", guide)
    assert len(pictures) == 4
    assert all((ROOT / "docs" / picture).stat().st_size <= 100_000 for picture in pictures)
