"""The dispute of January 2025 as shipped, on the first screen of a phone."""

from pathlib import Path

import pytest

from claims.case_files import load
from proposals.models import Event

ROOT = Path(__file__).parent.parent.parent.parent
PHONE = {"width": 360, "height": 740}
# How far down both accounts may reach with their source lines, and the page before anything is opened.
BOTH_ACCOUNTS, PAGE = 820, 4000


@pytest.mark.audit
def test_both_accounts_of_the_january_meeting_are_read_at_once(browser, live_server, transactional_db):
    load(ROOT / "cases/leicestershire-2025.yaml", [])
    event = Event.objects.get(case__key="leicestershire-2025", key="january-2025-meeting")
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{live_server.url}{event.get_absolute_url()}")
    sources = page.locator(".opening [data-cell=account] .claim-said figcaption")
    bottoms = [box["y"] + box["height"] for box in (each.bounding_box() for each in sources.all())]
    assert len(bottoms) == 2 and max(bottoms) <= BOTH_ACCOUNTS
    assert page.evaluate("document.documentElement.scrollHeight") <= PAGE
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.close()
