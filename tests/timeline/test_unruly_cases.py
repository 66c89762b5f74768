"""Names, numbers and words of every size and script: no page breaks.

Each page is opened in Chromium as a phone and a wide window show it: it answers, nothing is wider than
the window, nothing is said on the console, and markup stays text.
"""

import pytest

from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_document,
    make_event,
    make_option,
    make_point,
    make_proposal,
    make_response,
    passage,
    proposed,
)

WIDTHS = (360, 1280)
LONG = ("Whether Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch should join its neighbour " * 4)[:300]
MARKUP = "<script>document.title='taken over'</script><b>bold</b> & \"quoted\""
SCRIPTS = "Cyngor Sir Ynys Môn, ŵ ŷ; مجلس مدينة ليستر; 🏛️👩‍👩‍👧"
UNBROKEN = "x" * 80
NAMES = ("Y" * 80, "Cyngor Sir Ynys Môn, Cyngor Sir Fflint, Conwy", *(f"Side {number}" for number in range(2, 9)))
# What is wider than its own cell lies over its neighbour's words.
SPILLED = """() => [...document.querySelectorAll("main :is(td, th, li, dd, article)")]
    .filter(each => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 2 && !each.closest("thead"))
    .map(each => each.className + ": " + each.textContent.trim().slice(0, 40))"""


@pytest.fixture
def unruly(transactional_db):
    """A case of nine sides, an event of sixty questions, a claim of forty quotations."""
    case = make_case(sides={f"side-{n}": [f"voice-{n}"] for n in range(9)}, title=LONG, summary=MARKUP)
    change(case, sides=[{**side, "label": name} for side, name in zip(content_of(case)["sides"], NAMES, strict=True)])
    event = make_event("meeting", title=LONG, summary=SCRIPTS, when="9998")
    make_event("old", title=MARKUP, when="1066-10-14")
    points = [make_point(f"q-{n}", question=f"{LONG[:200]} {n}?") for n in range(60)]
    about = {"events": [{"event": event.key}]}
    first = make_claim(
        "first",
        by="voice-0",
        statement=LONG,
        points=[points[0].key],
        appearances=[
            {"passage": passage(f"{UNBROKEN} {n}", in_document=make_document(f"paper-{n}", title=MARKUP))}
            for n in range(40)
        ],
        **about,
    )
    make_response(to=first, by="voice-1", statement=SCRIPTS, quote=SCRIPTS, points=[points[0].key], **about)
    for number, point in enumerate(points[1:], start=1):
        make_claim(by=f"voice-{number % 9}", statement=MARKUP, quote=UNBROKEN, points=[point.key], **about)
    proposal = make_proposal("plan", name=UNBROKEN, summary=SCRIPTS)
    make_option("layout", of=proposal.key, name=MARKUP, creates=[proposed("new", "voice-0", name=LONG[:200])])
    return case, event, points[0], first, proposal


@pytest.mark.audit
def test_no_page_breaks_or_is_wider_than_the_window(browser, live_server, unruly):
    case, event, point, claim, proposal = unruly
    own = case.get_absolute_url()
    addresses = [
        "/",
        own,
        *(f"{own}{page}/" for page in ("timeline", "points", "proposals", "compare", "positions", "decisions")),
        *(record.get_absolute_url() for record in (event, point, claim, proposal, claim.made_for)),
        f"{own}timeline/?show=all&order=latest",
        "/claims/",
        "/documents/",
    ]
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    found, spilled = {}, {}
    for address in addresses:
        answer = page.goto(live_server.url + address)
        widths = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            widths.append(page.evaluate("document.documentElement.scrollWidth"))
            if over := page.evaluate(SPILLED):
                spilled[address, width] = over[:3]
        found[address] = (answer.status, *widths, page.title().startswith("taken over"))
    page.close()
    wrong = {address: each for address, each in found.items() if each != (200, *WIDTHS, False)}
    assert (wrong, spilled, said) == ({}, {}, [])


def test_an_empty_case_says_so_on_each_of_its_pages(client, db):
    own = make_case().get_absolute_url()
    for page in ("", "timeline", "points", "proposals", "compare", "positions", "decisions", "figures", "areas"):
        response = client.get(f"{own}{page}/" if page else own)
        assert response.status_code == 200, page
