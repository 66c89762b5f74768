"""A list in other forms: CSV and Atom, alike for all lists.

The address is the list's own with its last slash replaced (/claims.csv?council=MEL).
Both carry text from outside into other people's programs, so both are escaped
here and nowhere else.
"""

import codecs
import csv
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join

from record.content.schema import CONTROL_CHARACTERS
from record.web.url_converters import PublicId
from record.workflow.publication import Publication

# How many entries a feed has: readers ask for it again and again.
FEED_LENGTH = 50
# The end of an address that its title gives, after the lasting part: “…/01pkfswhxg-the-meeting/”.
TITLE_OF_ADDRESS = re.compile(rf"(?<=/)({PublicId.regex})-[^/]*/$")

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A loss is a number, and a sum leaves out what stands there as text.
NEGATIVE_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)
# Without it a spreadsheet takes the file for Windows-1252 and breaks “£” and “ŷ”.
BYTE_ORDER_MARK = codecs.BOM_UTF8.decode()


def cell(value) -> str:
    """A value as a cell, with an apostrophe before what a spreadsheet would run."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not NEGATIVE_NUMBER.fullmatch(text) else text


class _Line:
    """A file for csv.writer that returns each line."""

    def write(self, line):
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence]) -> Iterable[str]:
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(header)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Sequence]) -> StreamingHttpResponse:
    """Stream the rows in UTF-8 with a byte order mark, in constant memory."""
    return StreamingHttpResponse(
        csv_lines(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed: ``address`` is a path, ``body`` paragraphs of plain text."""

    title: str
    address: str
    author: str
    published: datetime.datetime
    updated: datetime.datetime
    body: Sequence[str] = ()
    categories: Sequence[str] = ()


def atom_response(request, title: str, page: str, entries: Iterable[FeedEntry], subtitle: str = "") -> HttpResponse:
    """A feed of entries in their order; ``page`` is the path of the list behind it."""
    entries = list(entries)
    absolute = request.build_absolute_uri
    feed = _Feed(
        title=_clean(title),
        link=absolute(page),
        description=None,
        subtitle=_clean(subtitle) or None,
        language="en-GB",
        feed_url=absolute(request.get_full_path()),
        feed_guid=absolute(request.get_full_path()),
    )
    feed.newest = max((entry.updated for entry in entries), default=None)
    for entry in entries:
        feed.add_item(
            title=_clean(entry.title),
            link=absolute(entry.address),
            unique_id=absolute(TITLE_OF_ADDRESS.sub(r"\1/", entry.address)),
            description=None,
            content=format_html_join("", "<p>{}</p>", ((_clean(words),) for words in entry.body)),
            author_name=_clean(entry.author),
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[_clean(each) for each in entry.categories],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def refused(messages: Iterable[str]) -> HttpResponse:
    """A plain answer to a filter that is not understood, for files and feeds."""
    return HttpResponse(
        "\n".join(messages) + "\n",
        status=400,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _clean(text: str) -> str:
    """The text without what XML 1.0 cannot hold."""
    return CONTROL_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text)


class _Feed(Atom1Feed):
    """Django's Atom feed, with long `content`, dated by its newest entry."""

    newest: datetime.datetime | None = None

    def latest_post_date(self):
        # What is empty now was last changed by the last publication at the latest; before the first of all, never.
        last = Publication.objects.aggregate(at=Max("at"))["at"] if self.newest is None else self.newest
        return last or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content", item["content"], {"type": "html"})
