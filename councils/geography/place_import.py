"""Import of places from a gazetteer in CSV: all or nothing, and safe to run twice.

One row a place. The columns are ``name``, ``kind`` (a word of PlaceKind; “ward (2013)” is a ward), the council by
``council_gss``, ``council_code`` or ``council`` (its name), and ``source``. ``address``, ``read_on`` and
``licence`` say more of the source; they may be left out.
"""

import csv
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from pydantic import ValidationError

from councils.choices import MOST_PLACES
from councils.models import Council, Identifier, Voice
from councils.schema import VOICE
from councils.schema.voice import PlaceSchema, VoiceSchema
from record import history
from record.content import codec, writing
from record.content.references import Resolver, keys_named
from record.content.schema import short
from record.content.validation_messages import reason
from record.text.sizes import megabytes
from record.text.spelling import folded
from record.workflow import publishing
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages

NEEDED = ["name", "kind", "source"]
COUNCIL = ["council_gss", "council_code", "council"]
# The columns that say more of the source, and their keys in case files.
OF_SOURCE = ["address", "read_on", "licence"]
# More errors than anyone corrects at a time; a hostile file could hold millions.
MOST_ERRORS = 1000


@dataclass
class PlaceImportResult:
    """The result; ``left_out`` counts places by the council that is not on record."""

    created: int = 0
    already_there: int = 0
    left_out: Counter = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


class PlaceFault(ValueError):
    """The reason why a file or row is refused, and how to correct it."""


def import_places(path: Path, *, dry_run: bool = False) -> PlaceImportResult:
    """Add the places in a file to their councils; leave those on record as they are.

    If any row has an error, nothing is stored; the result lists the errors by line. Places in councils that are
    not on record are left out, unless all are.
    """
    outcome = PlaceImportResult()
    try:
        rows = _rows(path)
    except PlaceFault as fault:
        outcome.errors.append(f"{path}: {fault}")
        return outcome
    with rules_as_messages(), transaction.atomic():
        places = _places(path, rows, outcome)
        voices = list(Voice.objects.published().filter(council__in=places).select_for_update())
        contents = codec.read(VOICE, voices)
        by_voice = {council.voice_id: given for council, given in places.items()}
        changed = [
            (voice, contents[voice.pk])
            for voice in voices
            if _add(contents[voice.pk], by_voice[voice.pk], path, outcome)
        ]
        if changed and not outcome.errors and not dry_run:
            _store(path, changed)
    return outcome


def _add(content: VoiceSchema, given: list[PlaceSchema], path, outcome) -> bool:
    """Add the places that a council lacks to its content; true if there were any."""
    on_record = {(folded(place.name), place.kind) for place in content.council.places}
    fresh = [each for each in given if (folded(each.name), each.kind) not in on_record]
    outcome.created += len(fresh)
    outcome.already_there += len(given) - len(fresh)
    if len(content.council.places) + len(fresh) > MOST_PLACES:
        outcome.errors.append(
            f"{path}: {content.own_name} would have more than {MOST_PLACES} places. Leave out the smallest."
        )
    content.council.places = [*content.council.places, *fresh]
    return bool(fresh)


def _store(path, items) -> None:
    """Write the contents, and publish each council anew."""
    resolver = Resolver()
    resolver.learn(keys_named([content for _, content in items]))
    file = short(path.name)[1:-1]
    with history.context(why=f"imported from {file}", through="import_places"), publishing.open_record():
        writing.write(VOICE, items, resolver)
        publishing.append(
            [row for row, _ in items],
            action=Action.CHANGED,
            office=f"Imported from {file}",
            note="Places in its area.",
            minor=True,
        )


# The file


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows with their lines, each a mapping of known columns to trimmed texts."""
    text = _text(path)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = [(name or "").strip() for name in reader.fieldnames or []]
        reader.fieldnames = columns
        if repeated := [name for name, count in Counter(columns).items() if name and count > 1]:
            raise PlaceFault(f"the column {repeated[0]} occurs twice. Keep one.")
        missing = [name for name in NEEDED if name not in columns]
        if not set(COUNCIL) & set(columns):
            missing.append(" or ".join(COUNCIL))
        if missing:
            raise PlaceFault(f"its first line lacks {', '.join(missing)}. Name each column there.")
        known = [*NEEDED, *COUNCIL, *OF_SOURCE]
        return [(reader.line_num, {name: (row.get(name) or "").strip() for name in known}) for row in reader]
    except csv.Error as error:
        raise PlaceFault(f"after line {reader.line_num} it is not CSV: {error}. Save it as CSV again.") from None


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise PlaceFault("is a folder. Give the path of a CSV file.")
        if (size := path.stat().st_size) > settings.CASE_FILE_LIMIT:
            raise PlaceFault(
                f"the file has {megabytes(size)}; the limit is {settings.CASE_FILE_LIMIT / 1e6:.0f} MB. Split it."
            )
        data = path.read_bytes()
    except OSError as error:
        raise PlaceFault(f"cannot be read: {error.strerror}. Check the path.") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PlaceFault("is UTF-16 and not UTF-8. Save it as “CSV UTF-8”.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PlaceFault(f"line {line} is not UTF-8. Save it as “CSV UTF-8”.") from None
    if "\0" in text:
        raise PlaceFault("holds the character U+0000. Save it as “CSV UTF-8”.")
    return text


# Its rows


def _places(path, rows, outcome) -> dict[Council, list[PlaceSchema]]:
    """The places of each council on record, in the order of the file."""
    on_record = _PublishedCouncils()
    places, lines = defaultdict(list), {}
    for line, row in rows:
        if len(outcome.errors) >= MOST_ERRORS:
            outcome.errors.append(f"{path}: these are the first {MOST_ERRORS:,} errors. Correct them and import again.")
            return {}
        try:
            council = on_record.council(row)
            place = _place(row)
            key = council or _named(row), folded(place.name), place.kind
            if key in lines:
                raise PlaceFault(f"{short(place.name)} is in line {lines[key]} too. Keep one.")
            lines[key] = line
        except PlaceFault as fault:
            outcome.errors.append(f"{path}:{line}: {fault}")
            continue
        if council:
            places[council].append(place)
        else:
            outcome.left_out[_named(row)] += 1
    if outcome.left_out and not places and not outcome.errors:
        names = ", ".join(list(outcome.left_out)[:5])
        outcome.errors.append(f"{path}: no council that it names is on record: {names}. Enter the councils first.")
    if not rows:
        outcome.errors.append(f"{path}: has no places. Write one a line.")
    return places


def _named(row) -> str:
    """A council as a row names it."""
    return short(next((row[column] for column in reversed(COUNCIL) if row[column]), ""))[1:-1]


def _place(row) -> PlaceSchema:
    kind = re.sub(r"\s*\(.*\)$", "", row["kind"].lower())
    source = {"name": row["source"]} | {name: row[name] for name in OF_SOURCE if row[name]}
    try:
        return PlaceSchema.model_validate({"name": row["name"], "kind": kind, "source": source})
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        column = detail["loc"][-1] if detail["loc"] != ("source", "name") else "source"
        if detail["type"] == "string_too_short":
            raise PlaceFault(f"its {column} is empty. Write it.") from None
        raise PlaceFault(f"{column}: {reason(detail)} Correct the row.") from None


class _PublishedCouncils:
    """The published councils, by GSS code, by code and by name."""

    def __init__(self):
        councils = Council.objects.published().select_related("voice").prefetch_related("voice__aliases")
        by_pk = {council.pk: council for council in councils}
        gss = Identifier.objects.filter(scheme__iexact="gss", council__in=by_pk).values_list("value", "council")
        self._by_code = {council.code: council for council in by_pk.values()}
        self._by_code |= {value.upper(): by_pk[pk] for value, pk in gss}
        self._by_name = defaultdict(set)
        for council in by_pk.values():
            names = (council.voice.name, council.voice.own_name, council.voice.short_name, council.area)
            for name in (*names, *(alias.name for alias in council.voice.aliases.all())):
                self._by_name[folded(name)].add(council)

    def council(self, row) -> Council | None:
        """The council that a row names; None if it is not on record."""
        found = {}
        for column in COUNCIL:
            value = row[column]
            if not value:
                continue
            if council := self._by_code.get(value.upper()) or self._called(value, column):
                found[council] = f"its {column} {short(value)} is of {council.voice.name}"
        if len(found) > 1:
            raise PlaceFault(f"{', and '.join(found.values())}. Correct one.")
        if not found and not any(row[column] for column in COUNCIL):
            raise PlaceFault("names no council. Give its code or its name.")
        return next(iter(found), None)

    def _called(self, value, column) -> Council | None:
        councils = self._by_name.get(folded(value), set()) if column == "council" else set()
        if len(councils) > 1:
            codes = " or ".join(sorted(council.code for council in councils))
            raise PlaceFault(f"{short(value)} may be any of {len(councils)} councils. Give the code: {codes}.")
        return next(iter(councils), None)
