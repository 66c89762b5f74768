"""The bench asks for a page of each kind as readers do."""

import pytest

from tests.bench.__main__ import asker, cpu, one_page_of_each_kind
from tests.builders import make_claim, make_event


@pytest.mark.django_db(transaction=True)
def test_it_finds_a_page_of_each_kind_and_asks_for_it_compressed():
    make_claim()
    make_event("meeting")
    ask = asker(PAGE_STORE="off")
    pages = one_page_of_each_kind(ask)
    assert {"timeline:home", "timeline:case", "timeline:event", "claims:list"} <= pages.keys()
    # A form is not kept, and a redirect or a file is no page.
    assert not {"timeline:report", "timeline:voice-by-id", "claims:csv"} & pages.keys()
    response = ask(pages["claims:list"])
    assert response["Content-Encoding"] == "gzip" and int(response["Content-Length"]) == len(response.content_sent)
    assert ask(pages["claims:list"], HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
    assert 0 < cpu(2, ask, "/healthz") < 60
