"""The reading room in a browser: twenty claims by mouse, touch and keyboard.

Actions are counted and turned into seconds by a keystroke model: a click 1.5 s, a field
1.35 s, a key 0.28 s. Words of the claim in our wording are typed and not counted. ``-s``
prints the counts.
"""

import re
from html import escape
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from claims.models import Claim
from councils.extraction import read
from councils.quotations.selection import select
from councils.quotations.text import Text
from record.models.open_form import OpenForm
from tests.builders import make_case, make_council, make_document, make_officer

pytestmark = pytest.mark.django_db(transaction=True)

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
S0 = SOURCES / "S0-county-collaborative-working.txt"
S1 = SOURCES / "S1-north-city-south-interim-plan.txt"
OWN = (
    "Header\n\nThe council agreed the plan in March. The officers met twice, and it was plain that the\n\f"
    "Header\n\ntalks had come to an end by then. Both sides said that they would meet again.\n\n"
    "The costs of £43 million were collab-\noratively shared by both.\n"
)
CLICK, FIELD, KEY = 1.5, 1.35, 0.28
SENTENCE = re.compile(r"(?:(?<=[.!?] )|(?<=\n))[A-Z][^.!?\n]{20,}[.!?](?=\s+[^a-z\s]|\s*$)")
# In a PDF a sentence goes on over lines, and a heading may run into the sentence below it.
SENTENCE_OF_PDF = re.compile(r"(?<=[a-z][.!?] )[A-Z][^.!?\f•]{20,}[.!?](?= [A-Z])")

# The boxes of the first and of the last character of a stretch of the text.
ENDS = """([start, end]) => {
  const at = (offset) => {
    const spans = [...document.querySelectorAll('[data-at]')].filter((each) => +each.dataset.at <= offset);
    const span = spans.sort((a, b) => a.dataset.at - b.dataset.at).at(-1), range = document.createRange();
    const chars = [...span.textContent], within = offset - span.dataset.at;
    range.setStart(span.firstChild, chars.slice(0, within).join('').length);
    range.setEnd(span.firstChild, chars.slice(0, within + 1).join('').length);
    return range;
  };
  scrollBy(0, at(start).getBoundingClientRect().top - 100);
  return [start, end - 1].map((offset) => at(offset).getBoundingClientRect().toJSON());
}"""


class Hand:
    """A person at the page, whose actions are counted."""

    def __init__(self, page):
        self.page, self.actions, self.seconds = page, 0, 0.0

    def act(self, seconds):
        self.actions, self.seconds = self.actions + 1, self.seconds + seconds

    def by_mouse(self, start, end):
        first, last = self.page.evaluate(ENDS, [start, end])
        self.page.mouse.move(first["left"] + 0.5, first["top"] + first["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(last["right"] - 0.5, last["top"] + last["height"] / 2, steps=4)
        # Pressed and let go of at two places: as long as two clicks.
        self.act(2 * CLICK)
        self.page.mouse.up()

    def by_touch(self, start, end):
        first, _ = self.page.evaluate(ENDS, [start, end])
        self.page.touchscreen.tap(first["left"] + 3, first["top"] + first["height"] / 2)
        self.act(CLICK)
        self.page.locator("#reading-touch button").tap()
        self.act(CLICK)

    def by_keyboard(self, start, end):
        """One key a sentence; how many are passed over is reading, as scrolling is."""
        for _ in range(200):
            self.page.keyboard.press("ArrowDown")
            if self.page.evaluate("() => document.getSelection().toString().trim()")[:25] == self.wanted[:25]:
                break
        self.act(KEY)
        self.page.keyboard.press("Enter")
        self.act(KEY)

    def claim(self, way, body, start, end, words):
        """Enter one claim; the time from the last key or click to the open form."""
        self.wanted = " ".join(body[start:end].split())
        getattr(self, f"by_{way}")(start, end)
        begun = perf_counter()
        self.page.wait_for_selector("[name=statement]:focus")
        opened = perf_counter() - begun
        self.page.keyboard.insert_text(words)
        # The field of the wording is one, whatever is typed into it.
        self.act(FIELD)
        if way == "keyboard":
            self.page.keyboard.press("Control+Enter")
            self.act(2 * KEY)
        else:
            save = self.page.locator(".entry-buttons [name=_save]")
            save.tap() if way == "touch" else save.click()
            self.act(CLICK)
        self.page.wait_for_selector(f"#reading-saved li >> text={words}", state="attached")
        return opened


@pytest.fixture
def reading(browser, live_server):
    """Opens the reading room on a text; errors of the page fail the test."""
    contexts = []

    def open_room(body, width):
        make_council("county")
        make_case(sides={"county": ["county"]})
        document = make_document("document", body=body, publisher="county")
        client = Client()
        client.force_login(make_officer(council="county"))
        context = browser.new_context(viewport={"width": width, "height": 900}, has_touch=True)
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": f"{live_server.url}/admin/"}
        context.add_cookies([cookie])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{live_server.url}/admin/councils/document/{document.pk}/read/")
        page.evaluate("() => { window.loadedOnce = true; document.getElementById('reading-text').focus(); }")
        return page

    yield open_room
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def s1_as_pdf(browser):
    """The text of S1, printed with a header and a footer on each page and read again."""
    if not S1.exists():
        pytest.skip(f"no {S1.name} beside this checkout")
    page = browser.new_page()
    page.set_content("".join(f"<p>{escape(each)}" for each in S1.read_text().split("\n\n") if each.strip()))
    line = '<span style="font-size: 9px; margin-left: 40px">{}</span>'
    printed = page.pdf(
        format="A4",
        display_header_footer=True,
        header_template=line.format("North, City, South"),
        footer_template=line.format('Page <span class="pageNumber"></span>'),
        margin=dict.fromkeys(("top", "bottom", "left", "right"), "25mm"),
    )
    page.close()
    return read("s1.pdf", printed).body


def entered(page, way, body, stretches):
    """Enter a claim for each stretch; print and return the counts of each."""
    counts, times = [], []
    for number, (start, end) in enumerate(stretches, 1):
        hand = Hand(page)
        times.append(hand.claim(way, body, start, end, f"Claim number {number} of these."))
        counts.append((hand.actions, hand.seconds))
    print(
        f"\n{len(counts)} claims by {way} at {page.viewport_size['width']} px: "
        f"{max(actions for actions, _ in counts)} actions at most, "
        f"{median(seconds for _, seconds in counts):.1f} s each by the model; "
        f"form open after {median(times) * 1000:.0f} ms at the median here"
    )
    assert page.evaluate("() => window.loadedOnce") is True
    assert page.complaints == []
    return counts


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("way", ["mouse", "touch", "keyboard"])
@pytest.mark.parametrize("source", ["own", *(pytest.param(name, marks=pytest.mark.measure) for name in ("S0", "S1"))])
def test_claims_are_entered_in_six_actions_and_twenty_seconds(reading, source, way, width, request):
    if source == "S0" and not S0.exists():
        pytest.skip(f"no {S0.name} beside this checkout")
    bodies = {"own": lambda: OWN, "S0": S0.read_text, "S1": lambda: request.getfixturevalue("s1_as_pdf")}
    body, wanted = bodies[source](), {"own": 2, "S0": 20, "S1": 10}[source]
    sentence = SENTENCE_OF_PDF if source == "S1" else SENTENCE
    stretches = [match.span() for match in sentence.finditer(body)][:wanted]
    assert len(stretches) == wanted
    counts = entered(reading(body, width), way, body, stretches)
    assert all(actions <= 6 and seconds <= 20 for actions, seconds in counts)
    text = Text(body)
    expected = [select(text, *stretch).quote for stretch in stretches]
    claims = Claim.objects.filter(state="draft").order_by("pk")
    assert [claim.appearances.get().passage.quote for claim in claims] == expected


def test_a_sentence_over_a_page_break_is_dragged_over(reading):
    start, end = OWN.index("The officers"), OWN.index("by then.") + 8
    entered(reading(OWN, 1280), "mouse", OWN, [(start, end)])
    passage = Claim.objects.get().appearances.get().passage
    assert passage.quote == "The officers met twice, and it was plain that the … talks had come to an end by then."
    assert passage.state == "verified"


def test_escape_closes_the_form_and_gives_the_focus_back(reading):
    page = reading(OWN, 1280)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=statement]:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector("#reading-text:focus")
    assert not page.locator("#reading-form form").count()
    assert page.locator("#reading-said").inner_text() == "Closed. Nothing was saved."
    assert not any("statement=" in each for each in sent), "nothing was typed, and something was kept"


def test_what_was_typed_before_the_tab_was_closed_is_taken_up_and_saved(reading):
    page = reading(OWN, 390)
    address = page.url
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=statement]:focus")
    page.keyboard.insert_text("Half a sentence.")
    page.close(run_before_unload=True)
    # The text goes with the page that closes, and nothing says when it has arrived.
    page = page.context.new_page()
    arrived = monotonic() + 20
    while monotonic() < arrived and not OpenForm.objects.unsaved().exists():
        page.wait_for_timeout(50)
    page.goto(address)
    page.click("text=Take it up")
    assert page.input_value("[name=statement]") == "Half a sentence."
    page.click(".entry-buttons [name=_save]")
    page.wait_for_selector("#reading-saved li", state="attached")
    page.goto(address)
    assert not page.locator("text=Take it up").count() and Claim.objects.get().statement == "Half a sentence."


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.audit), 390])
def test_the_page_and_its_form_have_no_fault_that_axe_finds(reading, width):
    page = reading(OWN, width)
    found = [Axe().run(page).response["violations"]]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=statement]:focus")
    page.select_option("[name=make]", "reply")
    page.wait_for_selector("[name=relation]")
    found.append(Axe().run(page).response["violations"])
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for faults in found for fault in faults] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_form_opens_before_the_server_has_found_the_words(reading):
    page = reading(OWN, 1280)
    page.wait_for_load_state("networkidle")
    held = []
    page.route(re.compile(r"/read/words/\?"), lambda route: held.append(route))
    hand = Hand(page)
    hand.by_mouse(OWN.index("The officers"), OWN.index(", and it"))
    page.wait_for_selector("[name=statement]:focus")
    held.pop().continue_()
    page.wait_for_selector(".chosen-place >> text=Page 1")
    # What is typed stays where other words are selected, and is saved before they are found.
    page.keyboard.insert_text("The council agreed the plan.")
    hand.by_mouse(OWN.index("The council"), OWN.index(" in March"))
    page.wait_for_selector("[name=statement]:focus")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#reading-saved li", state="attached")
    held.pop().continue_()
    claim = Claim.objects.get()
    assert claim.statement == "The council agreed the plan."
    assert claim.appearances.get().passage.quote == "The council agreed the plan"
    assert page.complaints == []


def test_what_is_typed_while_other_fields_are_fetched_stays(reading):
    page = reading(OWN, 1280)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=statement]:focus")
    held = []
    page.route(re.compile(r"/read/words/$"), lambda route: held.append(route))
    page.select_option("[name=make]", "figure")
    page.locator("[name=statement]").press_sequentially("Typed meanwhile.")
    held.pop().continue_()
    page.wait_for_selector("[name=measure]")
    assert page.input_value("[name=statement]") == "Typed meanwhile."
    assert page.evaluate("document.activeElement.name") == "statement"
