"""Import of councils from a CSV file: all or nothing, and safe to run twice."""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from pydantic import ValidationError

from councils.choices import CouncilType
from councils.models import Council, Identifier, Voice
from councils.schema import VOICE, VoiceSchema
from record import history
from record.content import codec
from record.content.references import Resolver
from record.content.validation_messages import reason
from record.ids import derived_id
from record.workflow import publishing
from record.workflow.publication import Action

COLUMNS = ["code", "gss", "name", "official_name", "type", "start_date", "end_date"]

# The columns that hold a population, with the date if the column's name gives one.
POPULATIONS = {
    "population_mye": None,
    "population_2020": {"edtf": "2020", "basis": "metadata"},
}
POPULATION_SOURCE = "ONS mid-year estimate, edition unverified"

# The codes in mySociety's list of UK local authorities.
TYPES = {
    "CTY": CouncilType.COUNTY,
    "NMD": CouncilType.DISTRICT,
    "UA": CouncilType.UNITARY,
    "MD": CouncilType.METROPOLITAN,
    "LBO": CouncilType.LONDON,
    "COMB": CouncilType.COMBINED,
    "CC": CouncilType.SPECIAL,
    "SRA": CouncilType.COMBINED,
}


@dataclass
class CouncilImportResult:
    created: int = 0
    already_there: int = 0
    errors: list[str] = field(default_factory=list)


def import_councils(path: Path, *, dry_run: bool = False) -> CouncilImportResult:
    """Add the councils of a file that are not on record; leave the others as they are.

    If any row has an error, nothing is stored; the result lists all errors by row.
    """
    outcome = CouncilImportResult()
    lines = _forms(path, outcome)
    if outcome.errors:
        return outcome
    known = set(Council.objects.values_list("code", flat=True))
    fresh = {line: content for line, content in lines.items() if content.council.code not in known}
    outcome.already_there = len(lines) - len(fresh)
    outcome.created = len(fresh)
    _refuse_taken(path, fresh, outcome)
    if outcome.errors or dry_run or not fresh:
        return outcome
    new = list(fresh.values())
    with (
        publishing.rules_as_messages(),
        transaction.atomic(),
        history.context(why=f"imported from {path.name}", through="import_councils"),
        publishing.open_record(),
    ):
        rows = [
            Voice(pk=pk, key=content.key, public_id=derived_id("voice", "", content.key))
            for pk, content in zip(codec.reserve_pks(Voice, len(new)), new, strict=True)
        ]
        codec.write(VOICE, list(zip(rows, new, strict=True)), Resolver())
        publishing.append(rows, action=Action.PUBLISHED, office=f"Imported from {path.name}")
    return outcome


def _refuse_taken(path, fresh, outcome) -> None:
    """Refuse a key or identifier that another council has, in the file or on record."""
    keys = (
        Voice.objects.nameable_by()
        .filter(key__in=[content.key for content in fresh.values()])
        .values_list("key", flat=True)
    )
    taken_by = {("key", key): "on record" for key in keys}
    values = [each.value for content in fresh.values() for each in content.council.identifiers]
    for scheme, value in Identifier.objects.filter(
        council__voice__in=Voice.objects.nameable_by(), value__in=values
    ).values_list("scheme", "value"):
        taken_by[scheme, value] = "on record"
    for line, content in fresh.items():
        for own in [("key", content.key), *((each.scheme, each.value) for each in content.council.identifiers)]:
            if own in taken_by:
                outcome.errors.append(
                    f"{path}:{line}: another voice, {taken_by[own]}, has the {own[0]} {own[1]!r}. "
                    "Correct the row, or enter the council by hand."
                )
            taken_by.setdefault(own, f"in line {line}")


def _forms(path, outcome) -> dict[int, VoiceSchema]:
    """The contents of the rows, by line."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [column for column in COLUMNS[:5] if column not in (reader.fieldnames or [])]
            if missing:
                outcome.errors.append(f"{path}:1: the columns {', '.join(missing)} are missing. Give them.")
                return {}
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        outcome.errors.append(f"{path}: cannot be read: {error}. Give a CSV file in UTF-8.")
        return {}
    contents, seen = {}, {}
    for line, row in rows:
        code = (row["code"] or "").strip()
        if code in seen:
            outcome.errors.append(f"{path}:{line}: the code {code!r} is in line {seen[code]} too. Keep one.")
            continue
        seen[code] = line
        content = _content(path, line, row, outcome)
        if content:
            contents[line] = content
    return contents


def _content(path, line, row, outcome):
    row = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
    kind = TYPES.get(row["type"])
    if kind is None:
        outcome.errors.append(
            f"{path}:{line}: the type {row['type']!r} is not known. Write one of {', '.join(sorted(TYPES))}."
        )
        return None
    council = {"code": row["code"], "area": row["name"], "type": kind.value}
    if row["gss"]:
        council["identifiers"] = [{"scheme": "gss", "value": row["gss"]}]
    for column, name in (("start_date", "starts"), ("end_date", "ends")):
        if row.get(column):
            council[name] = {"edtf": row[column]}
    if measures := _populations(row):
        council["measures"] = measures
    record = {"key": _key(row), "kind": "council", "name": row["official_name"] or row["name"], "council": council}
    try:
        return VoiceSchema.model_validate(record)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            column = ".".join(map(str, detail["loc"]))
            outcome.errors.append(f"{path}:{line}: {column}: {reason(detail)} Correct the row.")
        return None


def _populations(row) -> list[dict]:
    found = []
    for column, as_at in POPULATIONS.items():
        if row.get(column):
            # Spreadsheets and data tools may write whole numbers as 64187.0.
            value = re.sub(r"\.0+$", "", row[column])
            measure = {"kind": "population", "value": value, "unit": "people", "source": POPULATION_SOURCE}
            found.append(measure | ({"as_at": as_at} if as_at else {}))
    return found


def _key(row) -> str:
    """The key for case files: the council's area without “and”, “of” and “the”."""
    words = [word for word in row["name"].split() if word.lower() not in ("and", "of", "the")]
    return slugify(" ".join(words))[:100]
