"""Keep every page, feed and file, and compare them with those kept before.

For work on the code that must change nothing for readers:

    .venv/bin/python -m tests.kept_pages keep before.json.gz
    … the change …
    .venv/bin/python -m tests.kept_pages keep after.json.gz
    .venv/bin/python -m tests.kept_pages compare before.json.gz after.json.gz

Pages are found by following links from the home page. They count as equal when
their parsed trees are, with white space folded as a browser folds it. The
hashes in the names of static files and the times of loading are set aside. The
record is the one that `make run` serves (COUNTERPOINT_HOME or DATABASE_URL).
Both keeps must be made on one day, since pages show it.
"""

import difflib
import gzip
import io
import json
import re
import sys
from collections import Counter
from html import unescape
from html.parser import HTMLParser

from tests.served_record import use_served_record

START = ["/", "/changes.atom", "/changes.csv", "/claims.csv", "/claims.atom", "/councils.csv", "/documents.csv"]
NOT_READERS = ("/admin", "/static", "//")

# Of addresses that differ only in the values of their query, or in the number of a change.
ALIKE_AT_MOST = 12
LINES_SHOWN = 30

LINK = re.compile(r'(?:href|data-hx-get)="([^"#]+)(?:#[^"]*)?"')
STATIC_HASH = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u",
    )
)
SPACE = re.compile(r"[ \t\n\r\f]+")


class FoldedTree(HTMLParser):
    """Reads a page into tags and texts, with white space folded as in a browser.

    White space beside a block element is dropped. Between inline elements, a
    run of it is one space, kept with the text after it.
    """

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self._is_space_pending = False
        self._is_block_start = True

    def handle_starttag(self, tag, attrs):
        self._pass(tag)
        pairs = "".join(f' {name}="{self._attribute(name, value or "")}"' for name, value in sorted(attrs))
        self.parts.append(f"<{tag}{pairs}>")

    def handle_endtag(self, tag):
        self._pass(tag)
        self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        text = SPACE.sub(" ", data)
        self._is_space_pending |= text.startswith(" ")
        if words := text.strip(" "):
            is_apart = self._is_space_pending and not self._is_block_start
            self.parts.append(f" {words}" if is_apart else words)
            self._is_space_pending, self._is_block_start = text.endswith(" "), False

    def _pass(self, tag):
        if tag not in INLINE:
            self._is_space_pending, self._is_block_start = False, True

    @staticmethod
    def _attribute(name, value):
        return STATIC_HASH.sub("", value) if name in ("href", "src") else " ".join(value.split())


def folded(content_type: str, text: str) -> str:
    """A page or file as it is compared, a tag or text a line."""
    if "html" in content_type:
        tree = FoldedTree()
        tree.feed(text)
        tree.close()
        text = "\n".join(tree.parts)
    return TIME.sub("TIME", text)


def keep(path: str) -> int:
    """Write all pages, and the case files that the record dumps. Returns how many."""
    from django.core.management import call_command
    from django.test import Client

    from councils.models import Case

    client, pages, waiting, alike = Client(), {}, list(START), Counter()
    known = set(waiting)
    while waiting:
        address = waiting.pop(0)
        response = client.get(address, HTTP_HOST="localhost")
        content = b"".join(response.streaming_content) if response.streaming else response.content
        content_type, text = response.get("Content-Type", ""), content.decode()
        pages[address] = [response.status_code, response.get("Location", ""), folded(content_type, text)]
        links = LINK.findall(text) if "html" in content_type else []
        for link in [*links, response.get("Location", "")]:
            link = unescape(link).removeprefix("http://localhost")
            link = address.partition("?")[0] + link if link.startswith("?") else link
            if not link.startswith("/") or link.startswith(NOT_READERS) or link in known:
                continue
            known.add(link)
            if kind := _kind_of_many(link):
                alike[kind] += 1
                if alike[kind] > ALIKE_AT_MOST:
                    continue
            waiting.append(link)
    for key in Case.objects.published().values_list("key", flat=True).order_by("key"):
        file = io.StringIO()
        call_command("dump_case", key, stdout=file)
        pages[f"dump_case {key}"] = [200, "", file.getvalue()]
    with gzip.open(path, "wt") as file:
        json.dump(pages, file)
    return len(pages)


def _kind_of_many(address: str) -> tuple | None:
    """The pattern that an address shares with others; None if it is one record."""
    path, _, query = address.partition("?")
    if not query and not path.startswith("/changes/"):
        return None
    path = re.sub(r"/[0-9a-z]{10}(-[^/]+)?/", "/ID/", path)
    path = re.sub(r"/(cases|councils|changes)/[^/]+/", r"/\1/X/", path)
    return path, tuple(sorted(pair.partition("=")[0] for pair in query.split("&")))


def compare(before: str, after: str) -> list[str]:
    """Print what differs. Returns the addresses that do."""
    with gzip.open(before, "rt") as one, gzip.open(after, "rt") as other:
        old, new = json.load(one), json.load(other)
    differing = [address for address in {**old, **new} if old.get(address) != new.get(address)]
    for address in differing:
        one, other = old.get(address, ["none", "", ""]), new.get(address, ["none", "", ""])
        print(f"{address}: {one[:2]} {other[:2]}")
        lines = difflib.unified_diff(one[2].split("\n"), other[2].split("\n"), lineterm="", n=2)
        for line, _ in zip(lines, range(LINES_SHOWN), strict=False):
            print("   ", line[:300])
    print(f"{len(old)} kept before, {len(new)} now; {len(differing)} differ.")
    return differing


def main(arguments):
    """Run `keep FILE` or `compare BEFORE AFTER`; exit 1 where something differs."""
    match arguments:
        case ["compare", before, after]:
            sys.exit(1 if compare(before, after) else 0)
        case ["keep", path]:
            use_served_record()
            print(f"{keep(path)} pages and files kept in {path}.")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
