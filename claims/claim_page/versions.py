"""A claim as it was published before, in words: read from the public log, so that nothing done since changes it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Value

from claims.choices import ClaimKind, EventRole, LinkKind, Relation
from councils.choices import FlagKind
from record.content.schema import kind
from record.dates import InvalidDate, UncertainDate

GONE = "[no longer public in this record]"
WITHHELD = "[withheld]"


@dataclass(frozen=True)
class VersionLine:
    """One thing that a version says. ``is_quoted`` where the words are a document's."""

    label: str
    words: str
    is_quoted: bool = False


@dataclass(frozen=True)
class Change:
    label: str
    old: str
    new: str


class Names:
    """What the keys in some contents are called today; a key that names nothing public is not spelt out."""

    def __init__(self, case, contents: Iterable[dict]):
        wanted = defaultdict(set)
        for content in contents:
            for kind_name, key in _keys(content):
                wanted[kind_name].add(key)
        self._known = {}
        queries = [_titles(kind_name, keys, case) for kind_name, keys in sorted(wanted.items())]
        if queries:
            rows = queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
            self._known = {(kind_name, key): title for kind_name, key, title in rows}

    def __call__(self, kind_name: str, key: str | None) -> str:
        return self._known.get((kind_name, key), GONE) if key else ""


def _titles(kind_name, keys, case):
    what = kind(kind_name)
    rows = what.model.objects.public().filter(key__in=keys)
    if what.scope:
        rows = rows.filter((what.scope, case))
    return rows.order_by().annotate(called=F(what.title)).values_list(Value(kind_name), "key", "called")


def _keys(content: dict):
    yield "voice", content.get("for")
    for each in content.get("about", ()):
        yield "voice", each.get("voice")
    for each in content.get("appearances", ()):
        yield "voice", each.get("speaker")
        yield from (("voice", key) for key in each.get("reported_by", ()))
    for each in (*content.get("appearances", ()), *content.get("responses", ()), *content.get("flags", ())):
        yield "document", (each.get("passage") or {}).get("document")
    for each in (*content.get("responses", ()), *content.get("links", ())):
        yield "claim", each.get("to")
    for each in content.get("events", ()):
        yield "event", each.get("event")
    for plural, singular in (("points", "point"), ("proposals", "proposal"), ("elements", "element")):
        yield from ((singular, key) for key in content.get(plural, ()))


def lines_of(content: dict, names: Names) -> list[VersionLine]:
    """All that a version says to readers, in the order of the claim's page."""
    if "statement" not in content:
        return [VersionLine("Statement", WITHHELD)]
    return [line for line in _lines(content, names) if line.words]


def _lines(content, names):
    yield VersionLine("Statement, in the record’s wording", content["statement"])
    yield VersionLine("Kind", _label(ClaimKind, content.get("kind")))
    yield VersionLine("Made for", names("voice", content.get("for")))
    yield VersionLine("Of absence", "It says that something is not there." if content.get("absence") else "")
    yield VersionLine("About", "; ".join(_about(each, names) for each in content.get("about", ())))
    yield VersionLine("About", "Somebody whom it does not name." if content.get("about_not_named") else "")
    yield VersionLine("As at", _date(content.get("as_at")))
    for number, each in enumerate(content.get("appearances", ()), start=1):
        yield from _appearance(f"Words {number}", each, names)
    for each in content.get("responses", ()):
        label = _label(Relation, each.get("relation")).capitalize()
        yield VersionLine(label, names("claim", each.get("to")))
        yield from _passage(f"{label}, in the words", each.get("passage"), names)
    for each in content.get("links", ()):
        note = f" ({each['note']})" if each.get("note") else ""
        yield VersionLine(_label(LinkKind, each.get("kind")).capitalize(), names("claim", each.get("to")) + note)
    yield VersionLine("Questions", " ".join(names("point", key) for key in content.get("points", ())))
    for each in content.get("events", ()):
        role = _label(EventRole, each.get("role", EventRole.ACCOUNT.value))
        yield VersionLine(f"It {role}", names("event", each.get("event")))
    yield VersionLine("Proposals", "; ".join(names("proposal", key) for key in content.get("proposals", ())))
    yield VersionLine("Elements", "; ".join(names("element", key) for key in content.get("elements", ())))
    yield VersionLine("Editor’s note", content.get("note") or "")
    for each in content.get("flags", ()):
        yield VersionLine(f"Editor’s note: {_label(FlagKind, each.get('kind'))}", each.get("note") or "")


def _about(each, names) -> str:
    return names("voice", each.get("voice")) + (", as an editor reads it" if each.get("reading") else "")


def _appearance(label, each, names):
    yield from _passage(label, each.get("passage"), names)
    yield VersionLine(f"{label}, spoken by", names("voice", each.get("speaker")))
    yield VersionLine(f"{label}, office as printed", each.get("office_as_printed") or "", is_quoted=True)
    reporters = [names("voice", key) for key in each.get("reported_by", ())]
    yield VersionLine(f"{label}, reported by", ", in turn by ".join(reporters))
    yield VersionLine(f"{label}, said", _date(each.get("said")))


def _passage(label, passage, names):
    passage = passage or {}
    yield VersionLine(label, passage.get("quote") or "", is_quoted=True)
    place = [f"{word} {passage[word]}" for word in ("page", "section", "paragraph", "line") if passage.get(word)]
    yield VersionLine(f"{label}, printed in", ", ".join([names("document", passage.get("document")), *place]))
    compared = passage.get("compared")
    yield VersionLine(f"{label}, compared by", f"{compared['office']}, {compared['on']}" if compared else "")


def _label(choices, value) -> str:
    return dict(choices.choices).get(value, value or "")


def _date(form) -> str:
    if not form:
        return ""
    try:
        words = str(UncertainDate(form["edtf"], extent=form.get("extent", "within")))
    except InvalidDate:
        words = form["edtf"]
    return f"{words} (printed “{form['printed']}”)" if form.get("printed") else words


def changes(old: list[VersionLine], new: list[VersionLine]) -> list[Change]:
    """What differs, by label, in the order of the newer version; an empty text where one says nothing."""
    before, after = _by_label(old), _by_label(new)
    labels = [*after, *(label for label in before if label not in after)]
    return [
        Change(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label) != after.get(label)
    ]


def _by_label(lines) -> dict[str, str]:
    found = {}
    for line in lines:
        words = f"“{line.words}”" if line.is_quoted else line.words
        found[line.label] = f"{found[line.label]}; {words}" if line.label in found else words
    return found
