"""Import of councils from a CSV file: all or nothing, and safe to run twice.

The file is mySociety's table of UK local authorities as it is published, or one with
the columns of COLUMNS. Commas, semicolons and tabs may part the cells.
"""

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from pydantic import ValidationError

from councils.choices import CouncilType
from councils.models import Council, Identifier, Voice
from councils.schema import VOICE
from councils.schema.voice import VoiceSchema
from record import history
from record.content import writing
from record.content.references import Resolver
from record.content.validation_messages import reason
from record.ids import derived_id
from record.workflow import publishing
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages

# A column's name here, and in mySociety's table. The last two may be missing.
COLUMNS = {
    "code": "local-authority-code",
    "gss": "gss-code",
    "name": "nice-name",
    "official_name": "official-name",
    "type": "local-authority-type",
    "start_date": "start-date",
    "end_date": "end-date",
}
MAY_BE_MISSING = {"start_date", "end_date"}

# The columns that hold a population, with the date if the column's name gives one.
POPULATIONS = {
    "population_mye": None,
    "population_2020": {"edtf": "2020", "basis": "metadata"},
    "pop-2020": {"edtf": "2020", "basis": "metadata"},
}
POPULATION_SOURCE = "ONS mid-year estimate, edition unverified"

# The types of that table. The councils of Wales, Scotland and Northern Ireland have one tier.
TYPES = {
    "CTY": CouncilType.COUNTY,
    "NMD": CouncilType.DISTRICT,
    "UA": CouncilType.UNITARY,
    "WPA": CouncilType.UNITARY,
    "SCO": CouncilType.UNITARY,
    "NID": CouncilType.UNITARY,
    "MD": CouncilType.METROPOLITAN,
    "LBO": CouncilType.LONDON,
    "COMB": CouncilType.COMBINED,
    "CC": CouncilType.SPECIAL,
    "SRA": CouncilType.COMBINED,
}

# A file in UTF-16 says so with its first two bytes; spreadsheets write one as "Unicode text".
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


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
    _set_apart(fresh)
    if outcome.errors or dry_run or not fresh:
        return outcome
    new = list(fresh.values())
    with (
        rules_as_messages(),
        transaction.atomic(),
        history.context(why=f"imported from {path.name}", through="import_councils"),
        publishing.open_record(),
    ):
        rows = [
            Voice(pk=pk, key=content.key, public_id=derived_id("voice", "", content.key))
            for pk, content in zip(writing.reserve_pks(Voice, len(new)), new, strict=True)
        ]
        writing.write(VOICE, list(zip(rows, new, strict=True)), Resolver())
        publishing.append(rows, action=Action.PUBLISHED, office=f"Imported from {path.name}")
    return outcome


def _refuse_taken(path, fresh, outcome) -> None:
    """Refuse an identifier that another council has, in the file or on record."""
    values = [each.value for content in fresh.values() for each in content.council.identifiers]
    on_record = Identifier.objects.filter(council__voice__in=Voice.objects.nameable_by(), value__in=values)
    taken_by = dict.fromkeys(on_record.values_list("scheme", "value"), "on record")
    for line, content in fresh.items():
        for own in ((each.scheme, each.value) for each in content.council.identifiers):
            if own in taken_by:
                outcome.errors.append(
                    f"{path}:{line}: another council, {taken_by[own]}, has the {own[0]} {own[1]!r}. "
                    "Correct the row, or enter the council by hand."
                )
            taken_by.setdefault(own, f"in line {line}")


def _set_apart(fresh: dict[int, VoiceSchema]) -> None:
    """Give councils of one area keys of their own: “somerset” and “somerset-som”.

    In the file the council that goes on keeps the short key, if it is one alone; a key
    on record stays with who has it.
    """
    by_key = defaultdict(list)
    for content in fresh.values():
        by_key[content.key].append(content)
    taken = set(Voice.objects.nameable_by().filter(key__in=by_key).values_list("key", flat=True))
    for key, contents in by_key.items():
        going_on = [content for content in contents if not content.council.ends]
        keeps = going_on[0] if len(going_on) == 1 and key not in taken else None
        for content in contents:
            if content is not keeps and (key in taken or len(contents) > 1):
                content.key = f"{key}-{content.council.code.lower()}"


def _forms(path, outcome) -> dict[int, VoiceSchema]:
    """The contents of the rows, by line."""
    try:
        rows = _rows(path.read_bytes())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        outcome.errors.append(f"{path}: cannot be read: {error}. Save it as a CSV file in UTF-8.")
        return {}
    header = rows[0][1] if rows else {}
    missing = [column for column in COLUMNS if column not in header and column not in MAY_BE_MISSING]
    if missing:
        theirs = ", ".join(COLUMNS[column] for column in missing)
        outcome.errors.append(
            f"{path}:1: the columns {', '.join(missing)} are missing (in mySociety's table: {theirs}). Give them."
        )
        return {}
    contents, seen = {}, {}
    for line, row in rows[1:]:
        code = row["code"]
        if code in seen:
            outcome.errors.append(f"{path}:{line}: the code {code!r} is in line {seen[code]} too. Keep one.")
            continue
        seen[code] = line
        content = _content(path, line, row, outcome)
        if content:
            contents[line] = content
    return contents


def _rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """The lines of a table by number, header first; cells by our names of columns."""
    text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    ours = {theirs: name for name, theirs in COLUMNS.items()}
    header = [ours.get(name.strip(), name.strip()) for name in next(reader, [])]
    blank = dict.fromkeys(header, "")
    rows = [(1, {name: name for name in header})]
    for cells in reader:
        if any(cells):
            rows.append(
                (reader.line_num, blank | {n: " ".join(c.split()) for n, c in zip(header, cells, strict=False)})
            )
    return rows


def _content(path, line, row, outcome):
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
