"""Read YAML into dicts, lists and strings, with line numbers and all problems.

All scalars are strings: YAML 1.1 would read NO as a boolean, 18:30 as a number
and 2025-10-01 as a date. Aliases are refused, so that a small file cannot expand
to a huge one. Written on PyYAML's events, because its loaders give no line
numbers and stop at the first error.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import yaml
from django.conf import settings

from record.content.schema import short
from record.text.sizes import megabytes

DEEPEST = 30
# A case file may hold one value or list for every 20 bytes. Real ones have 22 bytes or more for each; a file
# made of `[],` would fill the memory.
BYTES_A_NODE = 20
# And one record for every 150 bytes.
BYTES_A_RECORD = 150
# The most values that one record may hold: a million of them, each with a fault, would fill the memory too.
MOST_IN_RECORD = 50_000

# More problems than anyone corrects at a time; a hostile file could hold millions.
MOST = 1000


@dataclass(frozen=True)
class Problem:
    """One reason why a file is refused: line, path, and reason with remedy."""

    line: int
    path: str
    reason: str

    def text(self, name: str) -> str:
        return f"{name}:{self.line}: " + (f"{self.path}: " if self.path else "") + self.reason


# Takes the source, the path and the value of an item.
Take = Callable[["Source", tuple[str, int], object], None]


class TooMany(Exception):
    """The file in the first argument has more problems than are listed."""


@dataclass
class Source:
    """A file as read: its ``tree`` and its ``problems``.

    Most files have no problem, so lines are not kept: ``problems_by_line`` reads the file again.

    ``spoilt`` holds the paths whose YAML is itself wrong, so that no further problem is
    reported there; ``spoilt_records`` the kinds and keys of records that are not valid.
    """

    name: str
    sha256: str = ""
    tree: dict | None = None
    problems: list[Problem] = field(default_factory=list)
    spoilt: set[tuple] = field(default_factory=set)
    spoilt_records: set[tuple[str, str]] = field(default_factory=set)
    _unplaced: dict[int, tuple] = field(default_factory=dict)

    def problem(self, path: tuple, reason: str, line: int | None = None) -> None:
        """Record a problem at a line, by default that of the path. Raises TooMany."""
        if len(self.problems) >= MOST:
            raise TooMany(self)
        if line is None and path:
            self._unplaced[len(self.problems)] = path
        self.problems.append(Problem(line or 1, ".".join(map(_word, path)), reason))

    def problems_by_line(self) -> list[Problem]:
        """Each problem once, in the order of lines.

        One is at the line of its path, or of the nearest part of it that the file has.
        """
        if self._unplaced:
            lines = _lines(Path(self.name), self.sha256, set(self._unplaced.values()))
            for index, path in self._unplaced.items():
                self.problems[index] = replace(self.problems[index], line=lines.get(path, 1))
            self._unplaced = {}
        return sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line)


def _word(step) -> str:
    """One step of a path as messages print it, shortened and on one line."""
    text = str(step)
    return text if text.isprintable() and len(text) <= 60 else short(text)


def read(path: Path, take: Take | None = None) -> Source:
    """Read a case file; errors in it are collected in ``problems``. Raises TooMany.

    Each item of a list at the top is given to ``take`` as soon as it is read, and leaves the tree.
    """
    source = Source(str(path))
    try:
        if not path.is_file() and path.exists():
            source.problem((), "is not a file. Give the path of a case file.")
            return source
        size = path.stat().st_size
        if size > settings.CASE_FILE_LIMIT:
            source.problem(
                (),
                f"the file has {megabytes(size)}; the limit is {settings.CASE_FILE_LIMIT / 1e6:.0f} MB. "
                "Split it, or raise CASE_FILE_LIMIT.",
            )
            return source
        data = path.read_bytes()
    except OSError as error:
        source.problem((), f"cannot be read: {error.strerror}. Check the path.")
        return source
    source.sha256 = hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        source.problem((), f"is not UTF-8 at byte {error.start}. Save it as UTF-8.")
        return source
    del data
    _parse(text, source, take)
    return source


def _lines(file: Path, sha256: str, wanted: set[tuple]) -> dict[tuple, int]:
    """The line of each path, or of the nearest part of it that the file has."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    if hashlib.sha256(data).hexdigest() != sha256:
        return {}
    walk = _Walk(Source(file.name), yaml.CSafeLoader(data), data.decode("utf-8"), lambda *_: None)
    walk.lines = dict.fromkeys(path[:length] for path in wanted for length in range(1, len(path) + 1))
    # As far as it was read the first time.
    with suppress(yaml.YAMLError, TooMany, _TooMuch, _TooDeep):
        walk.document()
    walk.loader.dispose()
    found = {path: [walk.lines[path[:length]] for length in range(len(path), 0, -1)] for path in wanted}
    return {path: next(filter(None, lines), 1) for path, lines in found.items()}


def _parse(text, source, take):
    loader = yaml.CSafeLoader(text)
    walk = _Walk(source, loader, text, take)
    try:
        walk.document()
    except yaml.MarkedYAMLError as error:
        # PyYAML finds a missing closing mark only at the end of the file; name where it was opened.
        mark = error.context_mark if "end of stream" in (error.problem or "") else error.problem_mark
        mark = mark or error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        written = text.splitlines()[line] if line < text.count("\n") + bool(text) else ""
        source.problem(walk.last, f"is not YAML: {_unread(error, written)}", line + 1)
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        source.problem((), f"holds the character U+{error.character:04X}. Remove it.", line)
    except _TooMuch as error:
        most, things, line = error.args
        source.problem((), f"holds more than {most:,} {things}. Split it.", line)
    except _TooDeep as error:
        source.problem((), f"is nested more than {DEEPEST} deep. No case file needs that.", error.args[0])
    finally:
        loader.dispose()


# A quoted value, and a character that wrongly follows it.
_QUOTED = re.compile(r"""(?<![^\s\[{,])(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")([^\s,:\]}]|\s+[^\s,:#\]}])?""")
# A key, and a value in which there is another colon before a space.
_TWO_COLONS = re.compile(r"""(?:^|[{,-])\s*[\w-]+:\s+[^\s"'\[{][^,\[\]{}]*:(?:\s|$)""")
_FIRST = re.compile(r"""[\w-]+:\s+([@`%*&|>\[{])""")


def _unread(error, line: str) -> str:
    """The reason why a line is not valid YAML, and what to write instead."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "the line begins with a tab. Indent it with spaces."
    if "end of stream" in (error.problem or "") and "quoted" in (error.context or ""):
        return "its quotation marks are not closed. Put one at the end of the value."
    if "escape" in (error.problem or ""):
        return "a backslash within double quotation marks has a special meaning. Write two of them."
    if any(match[1] for match in _QUOTED.finditer(line)):
        return (
            "an apostrophe or quotation mark within the value ends it. Put the whole value in double quotation "
            'marks, and write \\" for those within it.'
        )
    bare = _QUOTED.sub("", line)
    if _TWO_COLONS.search(bare):
        return "“: ” is within the value. Put the value in double quotation marks."
    if first := _FIRST.search(bare):
        return f"a value cannot begin with {first[1]}. Put it in double quotation marks."
    return f"{error.problem or error.context}. Give all keys of a record the same indent, and close every bracket."


class _TooDeep(Exception):
    pass


class _TooMuch(Exception):
    pass


class _Walk:
    """Walks the events of one document, at most DEEPEST levels deep.

    ``last`` is the key that was read last; ``lines`` are of the paths that are in it beforehand.
    """

    def __init__(self, source, loader, text, take):
        self.source, self.loader, self.text, self.take = source, loader, text, take
        self.last, self.lines = (), {}
        # Keys recur, and each is kept once.
        self.words = {}
        self.nodes, self.records, self.record_began = 0, 0, 0
        self.most = settings.CASE_FILE_LIMIT // BYTES_A_NODE
        self.most_records = settings.CASE_FILE_LIMIT // BYTES_A_RECORD

    def document(self):
        self.loader.get_event()  # the stream begins
        event = self.loader.get_event()
        if not isinstance(event, yaml.DocumentStartEvent):
            self.source.problem((), "is empty. Begin with `case:`.")
            return
        tree = self.node(self.loader.get_event(), (), 0)
        self.loader.get_event()  # the document ends
        event = self.loader.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            self.problem(event, (), "holds more than one YAML document. Keep one.")
        if isinstance(tree, dict):
            self.source.tree = tree
        else:
            self.source.problem((), "is not a mapping. Begin with `case:`.")

    def problem(self, event, path, reason):
        self.source.spoilt.add(path)
        self.source.problem(path, reason, event.start_mark.line + 1)

    def node(self, event, path, depth):
        self.nodes += 1
        if len(path) == 1 or (len(path) == 2 and isinstance(path[1], int)):
            self.records, self.record_began = self.records + 1, self.nodes
        if self.nodes > self.most:
            raise _TooMuch(self.most, "values and lists", event.start_mark.line + 1)
        if self.records > self.most_records:
            raise _TooMuch(self.most_records, "records", event.start_mark.line + 1)
        if self.nodes - self.record_began > MOST_IN_RECORD:
            raise _TooMuch(MOST_IN_RECORD, "values and lists in one record", event.start_mark.line + 1)
        if depth > DEEPEST:
            raise _TooDeep(event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self.problem(event, path, "is an alias. Write the value out: aliases are not allowed.")
            return ""
        if event.anchor is not None:
            self.problem(event, path, "has an anchor. Remove it: aliases are not allowed.")
        if event.tag not in (None, "!"):
            self.problem(event, path, f"has the tag {event.tag}. Remove it: every value is text.")
        if isinstance(event, yaml.ScalarEvent):
            if not event.style and event.value in ("", "~", "null", "Null", "NULL"):
                self.problem(event, path, "is empty. Give a value, or leave the key out.")
            return event.value if " " in event.value else self.words.setdefault(event.value, event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def sequence(self, path, depth):
        items = []
        for index in count():
            if isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
                return items
            here = (*path, index)
            if not isinstance(event, yaml.AliasEvent):
                self.note_line(here, event)
            item = self.node(event, here, depth + 1)
            if self.take and len(path) == 1:
                self.take(self.source, here, item)
            else:
                items.append(item)

    def mapping(self, path, depth):
        found, before, cut = {}, None, []
        while not isinstance(event := self.loader.get_event(), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                self.problem(event, path, "has a key that is not text. Write a plain word before the colon.")
                self.node(event, path, depth + 1)
                self.node(self.loader.get_event(), path, depth + 1)
                continue
            here = self.last = (*path, key)
            value = self.loader.get_event()
            if isinstance(found.get(before), str) and self.has_no_colon(event, value):
                cut.append(event)
                continue
            self.report_cut((*path, before), found.get(before), cut)
            before, cut = key, []
            if key in found:
                self.problem(event, here, "occurs twice. Keep one of the two.")
            else:
                self.note_line(here, event)
            found[key] = self.node(value, here, depth + 1)
        self.report_cut((*path, before), found.get(before), cut)
        return found

    def note_line(self, path, event):
        if path in self.lines:
            self.lines[path] = event.start_mark.line + 1

    def has_no_colon(self, key, value) -> bool:
        """True if a key in a flow mapping has no value: probably a value with a comma."""
        is_empty = isinstance(value, yaml.ScalarEvent) and not value.style and not value.value
        return is_empty and ":" not in self.text[key.end_mark.index : value.start_mark.index]

    def report_cut(self, path, value, cut):
        if not cut:
            return
        keys = [event.value for event in cut]
        if re.fullmatch(r"\D?[0-9]{1,3}", value) and all(re.fullmatch(r"[0-9]{3}(\.[0-9]+)?", key) for key in keys):
            number = "".join([value, *keys])
            reason = f"{','.join([value, *keys])} is cut at its commas. Write a number without commas: {number}."
        else:
            reason = (
                f"{short(keys[0])} follows it without a value. If the comma belongs to the value of {path[-1]}, "
                "put that in double quotation marks; if not, give a value."
            )
        self.problem(cut[0], path, reason)
