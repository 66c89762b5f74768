"""The figures of the shipped case on a phone, and their weight."""

import gzip
from pathlib import Path

import pytest

from claims.case_files import load
from claims.models import Measure

ROOT = Path(__file__).parent.parent.parent.parent
PHONE = {"width": 360, "height": 740}
SCREENS, BYTES = 12, 20_000


@pytest.mark.audit
def test_no_page_of_figures_is_longer_than_twelve_screens_or_heavier_than_it_may_be(
    browser, client, live_server, transactional_db
):
    load(ROOT / "cases/leicestershire-2025.yaml", [])
    measures = Measure.objects.select_related("case")
    page = browser.new_page(viewport=PHONE)
    found = {}
    for address in ["/cases/leicestershire-2025/figures/", *(each.get_absolute_url() for each in measures)]:
        page.goto(f"{live_server.url}{address}")
        height, width = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        found[address] = (height, len(gzip.compress(client.get(address).content)))
        assert width == PHONE["width"]
    page.close()
    assert {
        address: size for address, size in found.items() if size[0] > SCREENS * PHONE["height"] or size[1] > BYTES
    } == {}
