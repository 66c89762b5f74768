"""Pages as other programs see them: the card of a shared link, and schema.org."""

import json
import re

import pytest

from tests.builders import make_case, make_claim, make_council, make_event, make_point, make_response
from tests.pages import text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


def head_of(client, address) -> dict:
    """The meta elements of a page by name, with its title and lasting address."""
    html = client.get(address).content.decode().partition("</head>")[0]
    head = dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)"', html))
    (title,) = re.findall(r"<title>(.*?)</title>", html)
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    return head | {"title": title, "canonical": canonical}


def data_of(client, address) -> dict:
    html = client.get(address).content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(data)


@shared
def disputed():
    make_case(sides={"city": ["city"], "county": ["county"]})
    claim = make_claim(by="county", statement="All agreed.", quote="all are in agreement", said="2025-01-09")
    make_response(to=claim, by="city", statement="They did not.", quote="we did not agree", said="2025-01-10")
    return claim


def test_a_card_says_first_who_disputes_and_then_the_words_of_both(client, disputed):
    head = head_of(client, disputed.get_absolute_url())
    card = head["og:description"]
    assert card == head["description"]
    assert card.startswith("Disputed by City Council. County Council says, ")
    assert card.index("“all are in agreement”") < card.index("“we did not agree”")
    assert head["og:title"] == "County Council says: All agreed."


def test_a_page_has_one_lasting_address_which_is_whole_on_paper_too(client, disputed):
    for address in ("/", disputed.get_absolute_url(), "/claims/", "/councils/", "/method/", "/cases/case/timeline/"):
        head = head_of(client, address)
        assert head["canonical"] == [f"http://testserver{address}"] == [head["og:url"]]
        assert f"Counterpoint, http://testserver{address}" in text_of(client.get(address))


def test_a_page_that_is_not_there_has_no_address_to_share(client):
    assert head_of(client, "/claims/0000000000/")["canonical"] == []


def test_an_event_is_shared_with_the_words_of_each_side(client):
    case = make_case(sides={"city": ["city"], "county": ["county"], "a-third": ["third"]})
    event = make_event(case=case, title="The meeting")
    point = make_point(question="Was it agreed?")
    claim = make_claim(by="county", quote="all are in agreement", events=[{"event": event.key}], points=[point.key])
    make_response(to=claim, by="city", quote="we did not agree", events=[{"event": event.key}], points=[point.key])
    cards = [head_of(client, each.get_absolute_url())["og:description"] for each in (event, point)]
    assert cards[0].startswith("Was it agreed? Accounts differ. ") and cards[1].startswith("Accounts differ. ")
    assert all("“all are in agreement”" in card and "“we did not agree”" in card for card in cards)
    assert cards[1].endswith("A-Third: nothing found.")


def test_a_claim_is_a_claim_with_its_quotation_and_no_review(client, disputed):
    data = data_of(client, disputed.get_absolute_url())
    assert data["@type"] == "Claim" and data["abstract"] == "All agreed."
    (quotation,) = data["appearance"]
    assert (quotation["@type"], quotation["text"]) == ("Quotation", "all are in agreement")
    assert quotation["isPartOf"]["url"].startswith("http://testserver/documents/")
    assert "Review" not in json.dumps(data) and "Rating" not in json.dumps(data)


def test_a_date_is_given_to_programs_only_where_it_is_exact(client):
    make_case()
    exact, month = make_event(when="2025-01-08"), make_event(when="2025-01")
    assert data_of(client, exact.get_absolute_url())["startDate"] == "2025-01-08"
    assert "startDate" not in data_of(client, month.get_absolute_url())


def test_a_council_is_an_organisation_with_its_code(client):
    make_council("mere", council={"code": "MERE"})
    data = data_of(client, "/councils/MERE/")
    assert (data["@type"], data["identifier"]) == ("GovernmentOrganization", "MERE")


def test_markup_cannot_leave_the_script_or_the_card(client):
    make_case()
    event = make_event(title='</script><b>"It"</b> & it')
    assert data_of(client, event.get_absolute_url())["name"] == '</script><b>"It"</b> & it'
    head = head_of(client, event.get_absolute_url())
    assert head["og:title"] == "&lt;/script&gt;&lt;b&gt;&quot;It&quot;&lt;/b&gt; &amp; it"


def test_a_quotation_is_copied_with_its_source_where_scripts_run(browser, live_server, transactional_db):
    claim = make_claim(by="county", quote="all are in agreement")
    address = f"{live_server.url}{claim.get_absolute_url()}"
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Copy quotation and source").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "“all are in agreement”, in " in copied and address in copied
    context.close()
    without = browser.new_page(java_script_enabled=False)
    without.goto(address)
    assert not without.get_by_role("button", name="Copy quotation and source").is_visible()
    without.close()
