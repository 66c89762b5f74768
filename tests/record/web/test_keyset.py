"""Keyset pages: every row once and in order, both ways, at any address."""

import base64
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.models import Document
from proposals.models import Event
from record.models import Publication
from record.web.keyset import BadCursor, CountOf, DatedKeyset, Keyset, KeysetPage, decoded
from tests.builders import make_case, make_document, make_event
from tests.shared import shared

pytestmark = pytest.mark.django_db

BY_DATE = DatedKeyset(Document, "date", "pk")
BY_TIMELINE = DatedKeyset(Event, "when", "sequence", "pk")
NEWEST = Keyset(Publication, "number", descending=True)

DATES = [None, "2025-03-01", "../2024-12", "2025", "2025-03-01", None, "2025-10/..", "2025-03", None, "2024-01-01"]


@shared
def documents():
    for place, date in enumerate(DATES):
        make_document(f"document-of-{place}", date=date)
    return Document.objects.published()


def walk(keyset, queryset, size):
    pages, after = [], ""
    while True:
        page = keyset.page(queryset, after, size)
        pages.append(page)
        if not page.next:
            return pages
        after = page.next


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 10, 25])
def test_pages_show_every_row_once_in_order(documents, size):
    seen = [row for page in walk(BY_DATE, documents, size) for row in page.rows]
    assert seen == list(documents.by_date())


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7])
def test_the_way_back_shows_the_same_pages(documents, size):
    pages = walk(BY_DATE, documents, size)
    for earlier, later in pairwise(pages):
        back = BY_DATE.page(documents, later.previous, size)
        assert back.rows == earlier.rows
        assert BY_DATE.page(documents, back.next, size).rows == later.rows


def test_the_first_page_has_none_before_it_and_the_last_none_after(documents):
    pages = walk(BY_DATE, documents, 4)
    assert not pages[0].previous and not pages[-1].next
    assert all(page.previous for page in pages[1:])
    assert not BY_DATE.page(documents, pages[1].previous, 4).previous


def test_an_empty_list_is_one_page_without_a_way_on(db):
    assert BY_DATE.page(Document.objects.published()) == KeysetPage(rows=[], next="", previous="")


def test_a_list_may_run_downwards(documents):
    numbers = [row.number for page in walk(NEWEST, Publication.objects.all(), 3) for row in page.rows]
    assert numbers == sorted(numbers, reverse=True) and len(numbers) == len(DATES)


def test_a_row_that_comes_between_two_pages_neither_repeats_nor_hides_another(documents):
    first = BY_DATE.page(documents, size=3)
    before = list(documents.by_date())
    make_document("newcomer", date="../2024-11")
    second = BY_DATE.page(documents, first.next, size=3)
    assert second.rows == before[3:6]


def test_a_cursor_names_a_record_by_its_public_id(db):
    case = make_case()
    for place in range(3):
        make_event(case=case, when=f"2025-01-0{place + 1}")
    page = BY_TIMELINE.page(Event.objects.published(), size=2)
    values = decoded(page.next)
    assert values[-1] == page.rows[-1].public_id
    assert page.rows[-1].pk not in values


def test_a_further_page_costs_as_many_queries_as_the_first(documents, django_assert_num_queries):
    dated = documents.exclude(date_edtf="")
    with django_assert_num_queries(1):
        page = BY_DATE.page(dated, size=3)
    with django_assert_num_queries(1):
        BY_DATE.page(dated, page.next, size=3)


def cursor(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "é",
        "====",
        cursor(),
        cursor(2, "2025-01-01", "2025-01-01", "0123456789"),
        cursor(0, "2025-01-01", "0123456789"),
        cursor(0, "2025-01-01", "2025-01-01", "0123456789", 1),
        cursor(0, "2025-13-01", "2025-01-01", "0123456789"),
        cursor(0, "10000-01-01", "2025-01-01", "0123456789"),
        cursor(0, None, "2025-01-01", "0123456789"),
        cursor(0, "2025-01-01", "2025-01-01", "il0ou"),
        cursor(0, "2025-01-01", "2025-01-01", 7),
        cursor(0, [], {}, True),
        "A" * 5000,
    ],
)
def test_a_cursor_that_the_list_did_not_give_out_is_refused(text):
    with pytest.raises(BadCursor):
        BY_DATE.read(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.text() | st.lists(json_values).map(lambda values: cursor(*values)))
def test_any_text_is_read_or_refused(text):
    for keyset in (BY_DATE, BY_TIMELINE, NEWEST):
        try:
            assert keyset.read(text)
        except BadCursor as refused:
            assert str(refused)


def test_a_count_comes_with_the_rows(documents):
    row = documents.annotate(of=CountOf(Document.objects.published()[:7])).first()
    assert row.of == 7
