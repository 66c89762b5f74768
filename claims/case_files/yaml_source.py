"""Read YAML into dicts, lists and strings, with line numbers and all problems.

All scalars are strings: YAML 1.1 would read NO as a boolean, 18:30 as a number
and 2025-10-01 as a date. Aliases are refused, so that a small file cannot expand
to a huge one. Written on PyYAML's events, because its loaders give no line
numbers and stop at the first error.
"""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.conf import settings

from record.content.schema import short

DEEPEST = 30
# A case file may hold one value or list for every 20 bytes. Real ones have 22 bytes or more for each; a file
# made of `[],` would fill the memory.
BYTES_A_NODE = 20

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


class TooMany(Exception):
    """The file in the first argument has more problems than are listed."""


@dataclass
class Source:
    """A file as read: a ``tree``, the ``lines`` by path, and its ``problems``.

    Lines are kept by the hash of a path: the paths themselves would take as much memory as the
    tree. Two of one hash, which is most unlikely, cost a message its right line.

    ``spoilt`` holds the paths whose YAML is itself wrong, so that no further problem is
    reported there.
    """

    name: str
    sha256: str = ""
    tree: dict | None = None
    lines: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    spoilt: set[tuple] = field(default_factory=set)

    def line(self, path: tuple) -> int:
        """The line of a path, or of the nearest part of it that the file has."""
        while path and hash(path) not in self.lines:
            path = path[:-1]
        return self.lines.get(hash(path), 1)

    def problem(self, path: tuple, reason: str, line: int | None = None) -> None:
        """Record a problem at a line, by default that of the path. Raises TooMany."""
        if len(self.problems) >= MOST:
            raise TooMany(self)
        self.problems.append(Problem(line or self.line(path), ".".join(map(_word, path)), reason))


def _word(step) -> str:
    """One step of a path as messages print it, shortened and on one line."""
    text = str(step)
    return text if text.isprintable() and len(text) <= 60 else short(text)


def read(path: Path) -> Source:
    """Read a case file; errors in it are collected in ``problems``, never raised."""
    source = Source(str(path))
    try:
        if not path.is_file() and path.exists():
            source.problem((), "is not a file. Give the path of a case file.")
            return source
        size = path.stat().st_size
        if size > settings.CASE_FILE_LIMIT:
            source.problem(
                (),
                f"the file has {size / 1e6:.0f} MB; the limit is {settings.CASE_FILE_LIMIT / 1e6:.0f} MB. "
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
    _parse(text, source)
    return source


def _parse(text, source):
    loader = yaml.CSafeLoader(text)
    walk = _Walk(source, loader, text)
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
        source.problem((), f"holds more than {walk.most:,} values and lists. Split it.", error.args[0])
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

    ``last`` is the key that was read last.
    """

    def __init__(self, source, loader, text):
        self.source, self.loader, self.text = source, loader, text
        self.last = ()
        self.nodes, self.most = 0, settings.CASE_FILE_LIMIT // BYTES_A_NODE

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
        if self.nodes > self.most:
            raise _TooMuch(event.start_mark.line + 1)
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
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def sequence(self, path, depth):
        items = []
        while not isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
            here = (*path, len(items))
            if not isinstance(event, yaml.AliasEvent):
                self.source.lines[hash(here)] = event.start_mark.line + 1
            items.append(self.node(event, here, depth + 1))
        return items

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
                self.source.lines[hash(here)] = event.start_mark.line + 1
            found[key] = self.node(value, here, depth + 1)
        self.report_cut((*path, before), found.get(before), cut)
        return found

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
