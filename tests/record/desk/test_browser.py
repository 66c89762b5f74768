"""The desk in a browser, by keyboard alone: entering, publishing and changing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims.models import Claim
from councils.models import Membership
from proposals.models import Decision
from record.models import OpenForm
from tests.builders import (
    code_now,
    figure,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_measure,
    make_officer,
    voice,
)

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse battery"


@pytest.fixture
def desk(browser, live_server):
    """A page for each officer; errors in the console of the browser fail the test."""
    contexts = []

    def open_as(email, width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{live_server.url}/admin/")
        page.wait_for_selector("#id_login:focus")
        page.keyboard.type(email)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("#id_code:focus")
        page.keyboard.type(code_now())
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Awaiting review")
        return page

    yield open_as
    for context in contexts:
        context.close()


def tab_to(page, name):
    """Press Tab, skipping the menu, until what has the focus is called so."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const e = document.activeElement;
               if (e.tabIndex < 0) return "";
               return [e.id, e.name, e.value, e.textContent, e.getAttribute('aria-label')].join('|') }"""
        )
        if re.search(name, " ".join(focus.split())):
            return focus
        if "Skip to main content" in focus:
            page.keyboard.press("Enter")
    raise AssertionError(f"Tab never came to {name!r}")


def choose(page, name, term):
    """Find a record by typing, in the field that has this id."""
    field = page.locator(f"#{name}")
    container = page.locator(f"#select2-{name}-container").locator("xpath=..")
    container.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".select2-container--open .select2-search__field:focus")
    page.keyboard.type(term)
    page.wait_for_function(
        "term => document.querySelector('.select2-results__option[aria-selected]')?.textContent.includes(term)",
        arg=term,
    )
    if not page.locator(".select2-results__option--highlighted").count():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert field.input_value()


@pytest.mark.audit
def test_the_boxes_in_which_records_are_found_are_called_as_their_fields_are(desk, live_server):
    make_officer("writer@example.org", password=PASSWORD)
    case = make_case(sides={"county": ["county"]})
    writer = desk("writer@example.org")
    writer.goto(f"{live_server.url}/admin/claims/claim/add/?case={case.pk}")
    made_for = writer.get_by_role("combobox", name="Made for")
    made_for.wait_for()
    assert made_for.count() == 1
    assert not writer.locator(".select2-selection:not([aria-labelledby*='-label'])").count()
    made_for.press("Enter")
    assert writer.get_by_role("searchbox", name="Made for").count() == 1
    assert writer.complaints == []


def test_a_form_that_was_not_saved_begins_where_it_is_to_be_mended(desk, live_server):
    make_officer("writer@example.org", password=PASSWORD)
    case = make_case(sides={"county": ["county"]})
    writer = desk("writer@example.org")
    writer.goto(f"{live_server.url}/admin/claims/claim/add/?case={case.pk}")
    writer.wait_for_selector("#id_statement:focus")
    writer.keyboard.type("These words were said.")
    writer.click("[name=_continue]")
    writer.wait_for_selector("#id_kind:focus")
    writer.select_option("#id_kind", "fact")
    writer.click("[name=_continue]")
    writer.wait_for_selector(".field-made_for .select2-selection:focus")
    assert writer.complaints == []


def test_enter_takes_the_whole_name_and_nothing_else(desk, live_server):
    make_officer("writer@example.org", password=PASSWORD)
    case = make_case(sides={"county": ["county"]})
    make_council("kent", name="Kent Council")
    make_council("audit", name="Audit Committee of Kent Council")
    writer = desk("writer@example.org")
    writer.goto(f"{live_server.url}/admin/claims/claim/add/?case={case.pk}")
    chosen = writer.locator("#id_made_for")

    def type_in_the_box(words):
        writer.locator("#select2-id_made_for-container").locator("xpath=..").press("Enter")
        writer.wait_for_selector(".select2-container--open .select2-search__field:focus")
        writer.keyboard.type(words)
        writer.keyboard.press("Enter")

    type_in_the_box("Kent Coun")
    writer.wait_for_selector("text=Choose one from the list.")
    assert not chosen.input_value()
    writer.keyboard.press("Escape")
    type_in_the_box("kent council")
    writer.wait_for_selector(".select2-container--open", state="detached")
    assert writer.locator("#select2-id_made_for-container").inner_text().endswith("Kent Council")
    assert "Audit" not in writer.locator("#select2-id_made_for-container").inner_text()
    assert writer.complaints == []


@pytest.mark.audit
def test_a_claim_is_entered_handed_over_published_changed_and_published_again(desk, live_server):
    make_officer("writer@example.org", password=PASSWORD)
    make_officer("second@example.org", password=PASSWORD)
    make_case(sides={"county": ["county"], "city": ["city"]})
    make_document("document", title="The minutes", body="The council said these words in March.\n")

    writer = desk("writer@example.org")
    tab_to(writer, r"Claims\b")
    writer.keyboard.press("Enter")
    writer.wait_for_url("**/admin/claims/claim/")
    tab_to(writer, r"Add claim|Add$")
    writer.keyboard.press("Enter")
    writer.wait_for_url("**/add/**")
    tab_to(writer, "id_statement")
    writer.keyboard.type("These words were said.")
    tab_to(writer, "id_kind")
    writer.keyboard.type("factual")
    choose(writer, "id_made_for", "County")
    choose(writer, "id_appearances-0-passage_document", "The minutes")
    tab_to(writer, "id_appearances-0-passage_quote")
    writer.keyboard.type("these words")
    tab_to(writer, "_continue")
    writer.keyboard.press("Enter")
    writer.wait_for_selector("text=Checked against our copy")
    claim = Claim.objects.get()
    tab_to(writer, "Hand over for review")
    writer.keyboard.press("Enter")
    writer.wait_for_url("**/step/submit/**")
    tab_to(writer, "Hand over for review")
    writer.keyboard.press("Enter")
    writer.wait_for_selector("text=handed over for review")

    second = desk("second@example.org")
    tab_to(second, "Needs your review")
    second.keyboard.press("Enter")
    second.wait_for_url("**/work/**")
    tab_to(second, r"^\|\|\|These words were said")
    second.keyboard.press("Enter")
    second.wait_for_url("**/change/")
    tab_to(second, r"\|Publish …")
    second.keyboard.press("Enter")
    second.wait_for_url("**/step/publish/**")
    tab_to(second, "id_note")
    second.keyboard.type("New.")
    tab_to(second, r"\|Publish\|")
    second.keyboard.press("Enter")
    second.wait_for_selector("text=is published")
    assert Claim.objects.get().is_published

    writer.reload()
    tab_to(writer, "id_statement")
    writer.keyboard.press("Control+a")
    writer.keyboard.type("These words were said in March.")
    tab_to(writer, "id_change_note")
    writer.keyboard.type("The month added.")
    tab_to(writer, "_preview")
    writer.keyboard.press("Enter")
    writer.wait_for_selector("text=Preview: not published.")
    assert "These words were said in March." in writer.content()
    tab_to(writer, "Back to the desk")
    writer.keyboard.press("Enter")
    writer.wait_for_url("**/change/")
    tab_to(writer, "Hand over for review")
    writer.keyboard.press("Enter")
    writer.wait_for_url("**/draft/step/submit/**")
    tab_to(writer, "Hand over for review")
    writer.keyboard.press("Enter")
    writer.wait_for_selector("text=handed over for review")

    second.goto(f"{live_server.url}/admin/work/awaiting/")
    tab_to(second, r"^\|\|\|These words were said")
    second.keyboard.press("Enter")
    second.wait_for_url("**/draft/*/change/")
    assert "in March." in second.inner_text(".desk-differences ins")
    tab_to(second, "Publish the change")
    second.keyboard.press("Enter")
    second.wait_for_url("**/draft/step/publish/**")
    tab_to(second, "Publish the change")
    second.keyboard.press("Enter")
    second.wait_for_selector("text=is published")
    assert Claim.objects.get().statement == "These words were said in March."
    assert claim.publications().count() == 2
    assert writer.complaints + second.complaints == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.audit
def test_no_page_of_the_desk_is_wider_than_the_window(desk, live_server, width):
    make_officer("writer@example.org", password=PASSWORD)
    make_case(sides={"county": ["county"], "city": ["city"]})
    make_council("a-council-with-quite-a-long-name-for-a-narrow-window")
    claim = make_claim("claim", about=["a-council-with-quite-a-long-name-for-a-narrow-window"])
    page = desk("writer@example.org", width)
    for path in [
        "",
        "claims/claim/",
        f"claims/claim/{claim.pk}/change/",
        f"claims/claim/{claim.pk}/history/",
        f"claims/claim/step/withdraw/?id={claim.pk}",
        f"councils/case/{claim.case.pk}/change/",
        "work/awaiting/",
    ]:
        page.goto(f"{live_server.url}/admin/{path}")
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0, path
    assert page.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.audit
def test_the_pages_of_rivals_can_be_used_by_everyone(desk, live_server, width):
    """No page has a violation that axe finds, and no table scrolls sideways."""
    make_case(sides={"county": ["county"], "city": ["city"]})
    reviewer = make_officer("reviewer@example.org", role="reviewer", council="city", password=PASSWORD)
    author = make_officer("author@example.org", council="county", password=PASSWORD)
    administrator = make_officer("admin@example.org", role="auditor", is_superuser=True, password=PASSWORD)
    sent, kept, other = (make_claim(key, by="county", state="draft", edited_by=author) for key in "abc")
    sent.submit(by=author, to=reviewer)
    pages = {
        author: [f"claims/claim/step/submit/?id={kept.pk}&id={other.pk}", "acting/"],
        reviewer: [f"claims/claim/{sent.pk}/change/", f"claims/claim/step/publish/?id={sent.pk}"],
        administrator: [
            *(f"claims/claim/{sent.pk}/change/", f"claims/claim/{sent.pk}/history/", "councils/membership/"),
            *("councils/membership/add/", f"record/officer/{administrator.pk}/link/", "record/signinlink/"),
            "councils/replycontact/add/",
        ],
    }
    scrolls = "[...document.querySelectorAll('.desk-scroll')].some(e => e.scrollWidth > e.clientWidth + 1)"
    for officer, paths in pages.items():
        page = desk(officer.email, width)
        for path in paths:
            if path == "acting/":
                make_council("town")
                Membership.objects.create(officer=officer, role="reviewer", council=voice("town"))
            assert page.goto(f"{live_server.url}/admin/{path}").ok, path
            assert page.complaints == [], path
            assert [each["id"] for each in Axe().run(page).response["violations"]] == [], path
            # Axe sets styles of its own, of which the browser complains.
            page.complaints.clear()
            assert not page.evaluate(scrolls), path
            assert path != "acting/" or page.locator("button[name=membership]").count() == 2


def test_a_row_is_added_and_its_choices_are_found_by_typing(desk, live_server):
    make_officer("writer@example.org", password=PASSWORD)
    claim = make_claim("claim", state="draft")
    make_council("town")
    page = desk("writer@example.org")
    page.goto(f"{live_server.url}/admin/claims/claim/{claim.pk}/change/")
    heading = page.locator("#about-heading").locator("xpath=..")
    heading.focus()
    page.keyboard.press("Enter")
    page.locator("#about-group .add-row a").focus()
    page.keyboard.press("Enter")
    choose(page, "id_about-0-voice", "Town")
    tab_to(page, "_continue")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Saved.")
    assert claim.about.get().voice.key == "town"
    assert page.complaints == []


def test_parts_of_parts_are_entered_in_one_save(desk, live_server):
    make_officer("editor@example.org", password=PASSWORD)
    make_council("county")
    decision = make_decision("agreed", made_by="county", state="draft")
    page = desk("editor@example.org")
    page.goto(f"{live_server.url}/admin/proposals/decision/{decision.pk}/change/")

    def add(prefix, **values):
        page.evaluate(f"document.querySelector('#{prefix}-group details').open = true")
        page.click(f"#{prefix}-group .add-row a")
        row = page.locator(f"#{prefix}-group .inline-related:not(.empty-form)").last
        for name, value in values.items():
            field = row.locator(f"[name$='-{name}']")
            field.select_option(label=value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)

    add("motions", kind="motion", result="withdrawn")
    add("motions", kind="motion", result="carried")
    # Another one is offered, never itself.
    add("motions", kind="amendment", result="lost", amends="2: motion, carried")
    assert page.locator("#motions-2 [name$=amends] option").count() == 3
    add("motions_votes", belongs_to="3: amendment, lost", manner="on a show of hands", in_favour="3")
    # The rows are counted anew, and the vote stays with its motion.
    page.locator("#motions-0 .inline-deletelink").click()
    vote = page.locator("#motions_votes-group .inline-related:not(.empty-form)")
    assert vote.locator("[name$=belongs_to] option:checked").inner_text() == "2: amendment, lost"
    # There is one vote, so the name is chosen to be of it.
    add("motions_votes_names", as_printed="Cllr Ada Lane", cast="for")
    page.click("[name=_continue]")
    page.wait_for_load_state()
    page.wait_for_selector(".success")
    motion, amendment = Decision.objects.get().motions.order_by("pk")
    assert motion.result == "carried" and amendment.amends == motion.key != amendment.key
    assert [name.as_printed for name in amendment.votes.get().names.all()] == ["Cllr Ada Lane"]
    assert page.complaints == []


@pytest.mark.audit
def test_text_typed_outlives_a_closed_tab_and_a_lost_session(desk, live_server):
    make_officer("writer@example.org", password=PASSWORD)
    make_officer("second@example.org", password=PASSWORD)
    claim = make_claim("claim", state="draft")
    address = f"{live_server.url}/admin/claims/claim/{claim.pk}/change/"
    page = desk("writer@example.org")
    page.goto(address)
    page.fill("#id_statement", "Half a sen")
    page.wait_for_selector("text=Kept for you at")
    # What was typed last goes with the page.
    page.fill("#id_statement", "Half a sentence")
    page.goto(f"{live_server.url}/admin/")
    for _ in range(100):
        if OpenForm.objects.filter(is_open=False).exists():
            break
        page.wait_for_timeout(100)

    tab = page.context.new_page()
    page.close()
    tab.goto(address)
    tab.get_by_role("link", name="Take it up").click()
    tab.wait_for_selector("text=It is not saved yet.")
    assert tab.input_value("#id_statement") == "Half a sentence"

    second = desk("second@example.org")
    second.goto(address)
    second.wait_for_selector("text=has had this open since")
    assert "writer@example.org" not in second.inner_text("[data-others]")

    signed_in = tab.context.cookies()
    tab.context.clear_cookies()
    tab.fill("#id_statement", "A whole sentence.")
    tab.wait_for_selector("text=You are signed out. What you typed is kept for you.")
    tab.context.add_cookies([each for each in signed_in if each["name"] == "sessionid"])
    with tab.expect_response("**/admin/unsaved/"):
        tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    tab.click("[name=_continue]")
    tab.wait_for_selector("text=Saved.")
    assert Claim.objects.get().statement == "A whole sentence."
    assert not OpenForm.objects.unsaved().exists()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.audit
def test_a_long_form_has_an_index_and_its_buttons_in_reach(desk, live_server, width):
    make_officer("writer@example.org", password=PASSWORD)
    make_measure("savings", name="Savings a year")
    claim = make_claim("claim", state="draft", figures=[figure("30")])
    page = desk("writer@example.org", width)
    page.goto(f"{live_server.url}/admin/claims/claim/{claim.pk}/change/")
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    page.complaints.clear()
    in_view = """selector => { const box = document.querySelector(selector).getBoundingClientRect();
        return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight }"""
    tab_to(page, "^\\|\\|\\|Weaker links to other claims")
    assert not page.locator("#links-group details").get_attribute("open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#links-group details[open]")
    assert page.evaluate(in_view, "#links-heading")
    assert page.evaluate(in_view, ".desk-save [name=_continue]")
    # The next field is in that part, and no field lies under the buttons when it has the focus.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#links-group') !== null")
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            """() => { const field = document.activeElement.getBoundingClientRect();
                const bar = document.querySelector('.desk-save').getBoundingClientRect();
                return document.activeElement.closest('.desk-save') !== null || field.top < bar.top }"""
        )
    assert page.complaints == []
