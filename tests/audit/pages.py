"""Each kind of page in Chromium: accessibility, width, height and weight.

Of each kind the largest page of the record is looked at, as a phone shows it: by axe in
light, in dark and in forced colours, for its width at 320 pixels, its height before
anything is opened, and what a first view takes on the wire; and by axe on a wide screen.
"""

import gzip
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import resolve

from tests.kept_pages import LINK, NOT_READERS

PHONE = {"width": 360, "height": 740}
NARROWEST = 320
MOST_SCREENS = 12
# How many pages of each kind are made to find the largest.
VISITED_OF_EACH = 12
MOST_HTML, MOST_FIRST_VIEW = 20_000, 50_000
# Lists are read page by page, and a document's text is as long as the document.
SCROLLED = {"list", "documents", "change", "changes", "decisions", "councils", "timeline"}
SCROLLED |= {"voice-claims", "voice-about", "voice-documents", "council-documents", "voices"}
# Only these have a limit on their HTML; a first view has one on every page.
LIGHT = {"timeline", "figures", "measure"}
# Parts of pages, which htmx puts into them.
PARTS = {"claims:results", "timeline:entries", "timeline:compared"}
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "wide": {"viewport": {"width": 1280, "height": 900}},
}
# Rules of all levels of WCAG 2.2 that axe knows, and its best practices.
AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# In forced colours axe reads the colours that the page asked for, and not those that are shown.
NOT_IN_FORCED_COLOURS = {"color-contrast"}


@dataclass
class SeenPage:
    """One page as it was seen; ``wrong`` are sentences, and none if all is well."""

    kind: str
    address: str
    screens: float = 0
    html: int = 0
    first_view: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        sizes = (
            f"{self.screens:5.1f} screens {self.html / 1000:6.1f} KB of HTML {self.first_view / 1000:6.1f} KB in all"
        )
        return "\n".join([f"{sizes}  {self.kind}: {self.address}", *(f"    {each}" for each in self.wrong)])


def largest_pages(client: Client) -> dict[str, str]:
    """The largest page of each kind, of the first ones that links lead to."""
    sizes, addresses, waiting, visited = {}, {}, ["/"], Counter()
    known = set(waiting)
    for address in waiting:
        visited[kind := resolve(address).view_name] += 1
        if visited[kind] > VISITED_OF_EACH or kind in PARTS:
            continue
        response = client.get(address)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        if (size := len(response.content)) > sizes.get(kind, 0):
            sizes[kind], addresses[kind] = size, address
        for link in map(unescape, LINK.findall(response.content.decode())):
            # A filter narrows a list and shows no new kind of page.
            if link.startswith("/") and "?" not in link and not link.startswith(NOT_READERS) and link not in known:
                known.add(link)
                waiting.append(link)
    return addresses


def seen(browser, site: str, kind: str, address: str) -> SeenPage:
    """Open one page in every look, and say what is wrong with it."""
    from axe_playwright_python.sync_playwright import Axe

    found = SeenPage(kind, address)
    for look, options in LOOKS.items():
        context = browser.new_context(**{"viewport": PHONE} | options)
        page, requests, said = context.new_page(), [], []
        page.on("requestfinished", lambda request, requests=requests: requests.append(request))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.goto(site + address)
        page.wait_for_load_state("networkidle")
        if look == "light":
            sizes = {request: len(gzip.compress(request.response().body())) for request in requests}
            found.html = next(size for request, size in sizes.items() if request.resource_type == "document")
            found.first_view = sum(sizes.values())
            found.screens = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
            found.wrong += [f"on the console: {words}" for words in said]
        found.wrong += [f"{look}: {words}" for words in _violations(Axe().run(page, options=AXE_OPTIONS), look)]
        if look == "light":
            page.set_viewport_size({"width": NARROWEST, "height": PHONE["height"]})
            if (width := page.evaluate("document.documentElement.scrollWidth")) > NARROWEST:
                found.wrong.append(f"{width} pixels wide on a screen of {NARROWEST}")
        context.close()
    if found.screens > MOST_SCREENS and kind.rpartition(":")[2] not in SCROLLED:
        found.wrong.append(f"{found.screens:.1f} phone screens high; at most {MOST_SCREENS}")
    if found.html > MOST_HTML and kind.rpartition(":")[2] in LIGHT:
        found.wrong.append(f"{found.html} bytes of HTML, compressed; at most {MOST_HTML}")
    if found.first_view > MOST_FIRST_VIEW:
        found.wrong.append(f"{found.first_view} bytes in a first view; at most {MOST_FIRST_VIEW}")
    return found


def _violations(result, look: str) -> Iterator[str]:
    for violation in result.response["violations"]:
        if look != "forced colours" or violation["id"] not in NOT_IN_FORCED_COLOURS:
            places = "; ".join(node["target"][0] if node["target"] else "" for node in violation["nodes"][:3])
            yield f"{violation['id']}, {len(violation['nodes'])} times: {places}"


@contextmanager
def serving() -> Iterator[str]:
    """Serve the record while its pages are looked at, and yield the site's address."""

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args):
            pass

    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def addresses_of(kinds: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Each kind of page, or each of those that are named, with the largest page of it."""
    largest = largest_pages(Client(headers={"host": "localhost"}))
    return [(kind, address) for kind, address in sorted(largest.items()) if not kinds or kind in kinds]


def audit(browser, kinds: Iterable[str] = ()) -> Iterator[SeenPage]:
    """Look at the largest page of each kind, or of those that are named."""
    with serving() as site:
        for kind, address in addresses_of(kinds):
            yield seen(browser, site, kind, address)
