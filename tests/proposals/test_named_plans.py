"""The states of the plans that a page names."""

import csv
import io

import pytest

from proposals.named_plans import COLUMN
from tests.builders import (
    figure,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_event,
    make_measure,
    make_option,
    make_point,
    make_proposal,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def test_a_page_that_names_a_plan_says_once_what_became_of_it(client):
    """On all pages and in all files that name plans, of a proposal and of its options."""
    make_council("county", code="CTY")
    make_case(sides={"county": ["county"]})
    make_document("document")
    quoted = {"document": "document", "quote": "these words"}
    make_proposal("plan", states=[{"status": "withdrawn", "when": {"edtf": "2025-09-01"}, "passage": quoted}])
    make_option("first", of="plan", states=[{"status": "ruled-out", "when": {"edtf": "2025-04-01"}}])
    claim = {"kind": "position", "positions": [{"stance": "supports", "options": ["first"]}]}
    make_claim(said="2025-02-10", proposals=["plan"], **claim)
    measure = make_measure("savings")
    make_claim(kind="figure", figures=[figure(5, option="first"), figure(6, key="of-plan", proposal="plan")])
    event = make_event("meeting")
    outcomes = [{"effect": "supports", "option": "first"}, {"effect": "opposes", "proposal": "plan"}]
    decision = make_decision(event="meeting", made_by="county", outcomes=outcomes)
    point = make_point("asked", decisions=[decision.key])
    pages = [measure, decision, event, point]
    lists = [f"/cases/case/{name}/" for name in ("positions", "figures", "decisions", "timeline")]
    lists.append("/councils/CTY/briefing/?since=2025")
    for address in (*lists, *(page.get_absolute_url() for page in pages)):
        words = text_of(client.get(address))
        for state in ("Withdrawn, 1 September 2025", "Ruled out, we do not know by whom, 1 April 2025"):
            assert words.count(state) == 1, (address, state)
    files = [f"/cases/case/{name}.csv" for name in ("figures", "decisions", "timeline")]
    for address in ("/claims.csv", *files):
        lines = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
        cells = [row[COLUMN] for row in csv.DictReader(io.StringIO(lines, newline=""))]
        assert any("Ruled out, we do not know by whom, 1 April 2025" in cell for cell in cells), address
