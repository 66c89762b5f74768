"""The balance table of a case: the same things counted of each side."""

import pytest
from django.test import Client

from claims.case_desk.balance import balance
from tests.builders import (
    change,
    make_case,
    make_claim,
    make_document,
    make_event,
    make_officer,
    make_point,
    response,
)
from tests.pages import html_of, queries_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def case():
    """A case in which the county says two things, and the city answers one of them."""
    case = make_case("case", sides={"county": ["county"], "city": ["city"]})
    make_document("held", body="It said four words here. And more.")
    question, meeting = make_point().key, make_event().key
    accusing = make_claim(
        by="county",
        about=["city"],
        kind="characterisation",
        points=[question],
        events=[{"event": meeting}],
        note="An editor’s remark.",
    )
    make_claim(by="county", quote="four words here", in_document="held")
    make_claim(by="city", quote="no", points=[question], responses=[response(accusing)])
    make_claim(by="elsewhere")
    return case


def values(case):
    return {row.label: row.values for row in balance(case).rows}


def test_sides_are_in_the_order_of_their_labels_and_each_row_counts_the_same(case):
    table = balance(case)
    labels, keys = [side.label for side, _ in table.sides], [side.key for side, _ in table.sides]
    assert labels == sorted(labels) and table.in_no_side == 1
    found = values(case)
    city, county = keys.index("city"), keys.index("county")
    expected = {
        "Claims in its column": ("1", "2"),
        "of these, with words checked": ("0", "1"),
        "Questions answered": ("1", "1"),
        "Events that it has told of": ("0", "1"),
        "Claims of others that call for its reply": ("1", "0"),
        "Replies of its own to claims of others": ("1", "0"),
        "Claims with an editor’s note": ("0", "1"),
    }
    for label, (of_city, of_county) in expected.items():
        assert (found[label][city], found[label][county]) == (of_city, of_county), label
    # “these words” and “four words here”; and “no”.
    assert (found["Words a quotation, on average"][city], found["Words a quotation, on average"][county]) == ("1", "2")


def test_what_is_not_published_counts_for_nothing(case):
    before = values(case)
    make_claim(by="county", state="draft", edited_by=make_officer())
    assert values(case) == before


def test_it_is_on_the_desk_for_every_officer_and_for_no_reader(case):
    address = f"/admin/councils/case/{case.pk}/balance/"
    assert Client().get(address).status_code == 302
    client = Client()
    client.force_login(make_officer(council="city"))
    page = html_of(client.get(address))
    assert "Claims in its column" in page and f"/claims/?case={case.key}&amp;side=city" in page
    assert "/balance/" in html_of(client.get(f"/admin/councils/case/{case.pk}/change/"))


def test_many_claims_take_as_many_queries_as_few(case, client):
    client.force_login(make_officer())
    address = f"/admin/councils/case/{case.pk}/balance/"
    client.get(address)
    few = queries_of(client, address)
    for _ in range(5):
        make_claim(by="county", about=["city"], kind="characterisation")
    change(make_claim(by="city"), note="Noted.")
    assert queries_of(client, address) == few
