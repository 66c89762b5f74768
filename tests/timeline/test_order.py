"""Lists by date, in which what is known only by its end stands at that end."""

import re

import pytest

from tests.builders import (
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_event,
    make_point,
    make_position,
    make_proposal,
    make_submission,
    make_voice,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db

# By the earliest possible day, the third would be the first.
DATES = {"Wonone": "2025-10-01", "Twotoo": "2025-10-20", "Threethe": "../2025-10-27", "Forefore": "2025-11-05"}


@shared
def addresses():
    """Addresses of pages that list four dated records of each kind."""
    make_council("melton", code="MEL")
    make_case(sides={"districts": ["melton"], "county": ["county"]})
    paper = make_voice("paper")
    make_point("question")
    proposal = make_proposal("plan")
    for word in ("Threethe", "Forefore", "Wonone", "Twotoo"):
        when = DATES[word]
        make_event(word.lower(), title=word, when=when, proposals=["plan"])
        make_decision(word.lower(), title=word, when=when)
        make_submission(word.lower(), title=word, when=when, carries=[{"proposal": "plan", "stage": "interim"}])
        make_document(word.lower(), title=word, date=when, publisher="paper")
        make_document(f"ours-{word.lower()}", title=word, date=when, publisher="melton")
        make_claim(word.lower(), by="melton", statement=word, said=when, points=["question"])
        make_claim(by="paper", kind="promise", statement=word, said=when)
        make_position(by="melton", statement=word, said=when)
    return {
        "paper": paper.get_absolute_url(),
        "proposal": proposal.get_absolute_url(),
    }


def in_order_printed(client, address) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(dict.fromkeys(re.findall("|".join(DATES), b"".join(answer).decode())))


EARLIEST_FIRST = [
    "/cases/case/timeline/",
    "/cases/case/timeline.csv",
    "/cases/case/proposals/",
    "{proposal}",
    "/claims/",
    "/claims/?kind=position",
    "/claims/?council=MEL&role=made-by",
    "/claims.csv",
    "/claims.csv?council=MEL",
]
NEWEST_FIRST = [
    "/cases/case/decisions/",
    "/cases/case/decisions.csv",
    "/documents/",
    "/documents.csv",
    "/councils/MEL/documents/",
    "{paper}documents/",
    "{paper}claims/made-by/",
]


def test_what_is_known_only_by_its_end_stands_there_in_every_list(client, addresses):
    for address in EARLIEST_FIRST:
        assert in_order_printed(client, address.format(**addresses)) == list(DATES), address
    for address in NEWEST_FIRST:
        assert in_order_printed(client, address.format(**addresses)) == list(DATES)[::-1], address
