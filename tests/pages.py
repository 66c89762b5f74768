"""Helpers for tests of pages: their text, queries and form values."""

import re
from html import unescape
from html.parser import HTMLParser

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Next to these a browser shows no white space, so that templates may break their lines there.
_BLOCK = (
    "address article aside blockquote body br caption circle col colgroup dd defs desc details div dl dt fieldset "
    "figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html legend li line link main meta nav ol "
    "optgroup option p path pattern polygon rect script section style summary table tbody td text tfoot th thead "
    "title tr ul use"
)
_AROUND_BLOCK = re.compile(rf"\s*(</?(?:{'|'.join(_BLOCK.split())})\b[^>]*>)\s*")
_WITHIN_TAG = re.compile(r"\s+(?=/?>)")
_TAG = re.compile(r"<[^>]+>")


def html_of(response) -> str:
    """The markup of a page, with the white space that a browser shows."""
    return folded(response.content.decode())


def folded(markup: str) -> str:
    """Markup as ``html_of`` has it, for what a template renders by itself."""
    tags_closed = _TAG.sub(lambda tag: _WITHIN_TAG.sub("", tag.group()), re.sub(r"\s+", " ", markup))
    return _AROUND_BLOCK.sub(r"\1", tags_closed)


def text_of(response) -> str:
    """The text of a page, without markup and with white space folded."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def queries_of(client, address: str) -> int:
    """The number of queries that a page takes; fails if there is no such page."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        assert response.status_code == 200, address
        if response.streaming:
            b"".join(response.streaming_content)
    return len(queries)


def posted(response, form_id: str | None = None) -> dict:
    """The values of a page's form as a browser sends them, without files and buttons.

    ``form_id`` names one of several forms; without it, all fields of the page count.
    """
    reader = _Reader(form_id)
    reader.feed(response.content.decode())
    return reader.values


class _Reader(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.values = {}
        self._form_id, self._inside = form_id, form_id is None
        self._select = self._textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and self._form_id:
            self._inside = attrs.get("id") == self._form_id
        if not self._inside:
            return
        if tag == "input" and attrs.get("name") and attrs.get("type") not in ("submit", "file", "button", "image"):
            if attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs:
                self._add(attrs["name"], attrs.get("value", "on" if attrs.get("type") == "checkbox" else ""))
        elif tag == "select":
            self._select = attrs.get("name"), "multiple" in attrs, []
        elif tag == "option" and self._select:
            self._select[2].append((attrs.get("value", ""), "selected" in attrs))
        elif tag == "textarea":
            self._textarea = attrs.get("name"), []

    def handle_data(self, data):
        if self._textarea:
            self._textarea[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select" and self._select:
            name, many, options = self._select
            chosen = [value for value, is_chosen in options if is_chosen]
            if many:
                self.values[name] = chosen
            elif options:
                self._add(name, chosen[0] if chosen else options[0][0])
            self._select = None
        elif tag == "textarea" and self._textarea:
            name, pieces = self._textarea
            # A browser leaves out the line end that follows the tag, and ends lines with two characters.
            text = "".join(pieces).removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
            self._add(name, text)
            self._textarea = None

    def _add(self, name, value):
        if name in self.values and not isinstance(self.values[name], list):
            self.values[name] = [self.values[name]]
        if name in self.values:
            self.values[name].append(value)
        else:
            self.values[name] = value
