"""Two councils swapped throughout a case: the same pages, with the names swapped.

Nothing on a page may hang on which of two rivals a record is about: not on how its
name sorts, its code, the order of its columns or the words chosen for it. The order
of columns and of names in a list follows their names, so pages are compared as
counted words: of the page, and of the cells of each side. Files are compared line by
line, in their order; what a page tells machines and what a search finds belong to it.
"""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from claims.case_files import load
from claims.claim_list import filter_choices
from councils.models import Case
from record.ids import ALPHABET, LENGTH
from tests.kept_pages import LINK

CASE = Path(__file__).parent.parent / "cases" / "harborough-melton-2022.yaml"
# Longer names first: a part of a name stays as it is.
SWAPPED = [("Harborough", "Melton"), ("harborough", "melton"), ("HAO", "MEL"), ("E07000131", "E07000133")]
OTHER = {name: other for pair in SWAPPED for name, other in (pair, pair[::-1])}
NAME = re.compile("|".join(OTHER))
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "rect",
        "circle",
        "line",
        "use",
    ]
)
# The hash of a file, moments, and ids that are made from the keys of the file, which are swapped with the names.
SET_ASIDE = re.compile(
    r"[0-9a-f]{64}|(?<=data-entry=.)\w+|\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)?|(?:DTSTAMP|LAST-MODIFIED):\w+"
)


# In `make test` the pages of the case itself and of councils, in the audit also those of all that it names.
READ_FEW = re.compile(r"/(?:cases/[^/?.]+/(?:[^/?.]+/)?|councils/[^/?.]+/)$")
READ = re.compile(r"/(?:cases|councils)/[^?.]*/$")
READ_WHOLE = re.compile(r"/(?:cases|councils|voices|claims)/(?!.*/versions/)[^?.]*/$")
# The files of what is read, and searches for either name.
FILE = re.compile(r"/(?:cases|councils|claims)[^?]*\.(?:csv|atom|ics)(?:\?.*)?$")
SEARCHES = ["/search/?q=Harborough", "/search/?q=Melton"]
# A line of a calendar is folded at a length, so within a name.
FOLD = re.compile("\r?\n ")
# A title in an address is cut to a length, so by its letters.
SLUG = re.compile(f'(?<=/[{ALPHABET}]{{{LENGTH}}})-[^/\\s"<,]*')


def swap(text: str) -> str:
    return NAME.sub(lambda found: OTHER[found.group()], text)


class CountedWords(HTMLParser):
    """The words of a page and of each side's part of it, in any order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.open = Counter(), []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("data-side", "")))
        for name, value in attrs:
            if name.startswith("data-"):
                self.words[(self.side, f"{name}={value}")] += 1

    def handle_endtag(self, tag):
        while tag not in VOID and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "title":
            return  # Titles, there and in addresses, are cut to a length, so by the length of names.
        for word in re.findall(r"[\w£%]+", data):
            self.words[(self.side, word)] += 1

    @property
    def side(self) -> str:
        return next((side for _, side in reversed(self.open) if side), "")


def counted(text: str) -> Counter:
    page = CountedWords()
    page.feed(SET_ASIDE.sub("", SLUG.sub("", text)))
    return page.words


def counted_parts(address: str, text: str) -> list[Counter]:
    """The words of a page, or of each line of a file."""
    return [counted(line) for line in text.splitlines()] if FILE.match(address) else [counted(text)]


def pages_of(path: Path, read: re.Pattern) -> dict[str, str]:
    """The pages of a case file by address, found by links from its case's page."""
    filter_choices._cached.cache_clear()
    with transaction.atomic():
        load(path)
        case = Case.objects.get()
        found, waiting = {}, [case.get_absolute_url(), *SEARCHES]
        for address in waiting:
            found[address] = text = FOLD.sub("", Client().get(address).getvalue().decode())
            links = {unescape(link) for link in LINK.findall(text)}
            waiting += sorted(link for link in links - set(waiting) if read.match(link) or FILE.match(link))
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(
    ("read", "at_least"), [(READ_FEW, 9), pytest.param(READ, 50, marks=pytest.mark.audit)], ids=["few", "many"]
)
def test_two_councils_swapped_throughout_change_nothing_but_the_names(request, db, tmp_path, read, at_least):
    """All pages with ``--whole``."""
    read = READ_WHOLE if request.config.option.whole else read
    path = tmp_path / CASE.name
    path.write_text(swap(CASE.read_text()))
    before = {SLUG.sub("", address): html for address, html in pages_of(CASE, read).items()}
    after = {SLUG.sub("", swap(address)): swap(html) for address, html in pages_of(path, read).items()}
    assert len(before) > at_least and before.keys() == after.keys()
    differ = {}
    for address, html in before.items():
        gone, come = counted_parts(address, html), counted_parts(address, after[address])
        if gone != come:
            parts = zip_longest(gone, come, fillvalue=Counter())
            differ[address] = [(dict(old - new), dict(new - old)) for old, new in parts if old != new]
    assert differ == {}
