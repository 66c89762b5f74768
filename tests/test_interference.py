"""Non-interference: what a rival has not published changes nothing for others.

Some records and drafts of B of every kind are made; each page, box, error and count that
a reader or A gets is compared before and after, byte by byte, with its queries. With
``--whole`` there are a thousand.
"""

import random
import re
from unittest import mock

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from councils.models import Document, Voice
from record.content.schema import kinds
from record.models import Draft, Record
from tests.builders import make_officer, voice
from tests.everything import KEYS, a_record_of_everything, drafts_of, entries_of
from tests.pages import posted
from tests.shared import shared

pytestmark = pytest.mark.django_db

# What differs between two answers to one request: the tokens of the form, and the page's own time.
VARIES = re.compile(rb'name="(csrfmiddlewaretoken|_form)" value="[^"]*"|datetime="[^"]*T[^"]*"')

PUBLIC = [
    *("/", "/claims/", "/claims.csv", "/claims.atom", "/councils/"),
    *("/documents/", "/changes/", "/about/", "/method/"),
]


def signed_in(officer):
    client = Client()
    client.force_login(officer)
    return client


def admin_page(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def record_models():
    return [model for model in admin.site._registry if issubclass(model, Record)]


def desk_pages(own):
    """Pages of the desk that an officer may open: lists, boxes, forms."""
    yield from ["/admin/", "/admin/work/awaiting/", "/admin/record/draft/", "/admin/record/publication/"]
    yield from ["/admin/councils/storedtext/", "/admin/councils/boundary/", "/admin/record/draft/?q=Hidden"]
    for model in record_models():
        listed = admin_page(model, "changelist")
        yield from [listed, f"{listed}?q=hidden", f"{listed}?state=draft", f"{listed}?state__exact=needs-review"]
        yield admin_page(model, "add") + f"?case={own['claim'].case_id}"
        for row in (model.objects.get(key=KEYS[model.KIND]), own[model.KIND]):
            yield from [admin_page(model, page, row.pk) for page in ("change", "history", "preview")]
    document = Document.objects.get(key=KEYS["document"])
    yield reverse("councils_document_read", args=[document.pk])
    yield reverse("councils_document_words", args=[document.pk]) + "?words=Hidden"
    for field in ("made_for", "points", "proposals"):
        yield (
            f"/admin/autocomplete/?app_label=claims&model_name=claim&field_name={field}&term=&case={own['claim'].case_id}"
            if field == "made_for"
            else f"/admin/autocomplete/?app_label=claims&model_name=claim{field[:-1]}&field_name={field[:-1]}&term="
        )
    yield "/admin/autocomplete/?app_label=claims&model_name=response&field_name=to&term=hidden"


def public_pages():
    yield from PUBLIC
    for each in kinds():
        row = each.model.objects.get(key=KEYS[each.name])
        if hasattr(row, "get_absolute_url"):
            yield row.get_absolute_url()
    yield "/cases/case/"
    yield "/cases/case/timeline/"


def answers(client, addresses):
    """Status, body, number of queries and ETag of each answer, by address."""
    found, asked = {}, []

    def count(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    for address in addresses:
        asked.clear()
        with connection.execute_wrapper(count):
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = answer.status_code, VARIES.sub(b"", body), len(asked), answer.get("ETag")
    return found


@shared
def rivals():
    """A published record of everything; officers of A (the county) and B (the city)."""
    a_record_of_everything()
    return make_officer("a@example.org", council="county"), make_officer("b@example.org", council="city")


@shared
def hidden(rivals):
    """Rows and drafts of B that nobody else may know of."""
    return hide(rivals[1], 34)


def hide(officer, count):
    """This many unpublished records and drafts of an officer."""
    drafts = drafts_of(officer)
    made = len(drafts)
    turn = 0
    rows = {}
    while made < count:
        for state in ("draft", "needs-review"):
            rows = entries_of(officer, f"hidden-{turn}", state=state)
            made, turn = made + len(rows), turn + 1
    return rows, drafts


def what_others_get(officer, own, reviewer, share=1.0):
    """Answers to a reader and to two people of A, on a share of all pages."""
    pages = drawn(desk_pages(own), share)
    return {
        "reader": answers(Client(), drawn(public_pages(), min(1.0, share * 4))),
        "officer": answers(signed_in(officer), pages),
        "reviewer": answers(signed_in(reviewer), pages),
    }


def drawn(pages, share):
    pages = list(pages)
    return random.Random("the same pages each time").sample(pages, int(len(pages) * share))


def differing(before, after):
    return [
        (who, address)
        for who, pages in before.items()
        for address, answer in pages.items()
        if after[who][address] != answer
    ]


@pytest.mark.parametrize(
    ("share", "count"), [(0.03, 17), pytest.param(0.3, 40, marks=pytest.mark.audit)], ids=["few", "many"]
)
def test_what_b_has_not_published_changes_nothing_for_others(rivals, pytestconfig, share, count):
    of_a, of_b = rivals
    own, reviewer = entries_of(of_a, "own"), make_officer(role="reviewer", council="county")
    if pytestconfig.getoption("whole"):
        share, count = 1.0, 1000
    what_others_get(of_a, own, reviewer, share)
    before = what_others_get(of_a, own, reviewer, share)
    hide(of_b, count)
    assert differing(before, what_others_get(of_a, own, reviewer, share)) == []


def test_a_guard_that_is_missing_is_noticed(rivals):
    """Without the rule on reading, the test above would fail on many pages."""
    of_a, of_b = rivals
    lists = drawn((admin_page(model, "changelist") for model in record_models()), 0.4)
    client = signed_in(of_a)
    with mock.patch("record.workflow.authority.readable", lambda officer, model: Q()):
        answers(client, lists)
        before = answers(client, lists)
        hide(of_b, 17)
        after = answers(client, lists)
    assert [address for address in lists if before[address] == after[address]] == []


# Attempts by address and by form


@pytest.mark.parametrize("share", [0.08, pytest.param(1.0, marks=pytest.mark.audit)], ids=["some", "all"])
def test_what_is_hidden_is_not_found_as_what_does_not_exist_is_not(rivals, hidden, share):
    of_a, _ = rivals
    rows, drafts = hidden
    client = signed_in(of_a)
    every = [*rows.values(), *drafts]
    for row in random.Random("the same rows each time").sample(every, int(len(every) * share)):
        model = type(row)
        pages = ["change", "history", "preview"] + ([] if model is Draft else ["delete"])
        for page in pages:
            hidden, missing = (client.get(admin_page(model, page, pk)) for pk in (row.pk, 99_999_999))
            assert hidden.status_code == missing.status_code, (model, page)
            assert page == "delete" or hidden.status_code == 404
            hidden, missing = (client.post(admin_page(model, page, pk), {"x": "y"}) for pk in (row.pk, 99_999_999))
            assert hidden.status_code == missing.status_code, (model, page)
        for step in ("submit", "send_back", "publish", "withdraw", "discard", "take_over"):
            address = admin_page(model, "step", step)
            hidden, missing = (client.post(f"{address}?id={pk}", {}) for pk in (row.pk, 99_999_999))
            assert hidden.status_code == missing.status_code == 404, (model, step)
        listed = admin_page(model, "changelist")
        chosen = {"action": "submit_chosen", "_selected_action": [row.pk], "select_across": "0"}
        missing = chosen | {"_selected_action": [99_999_999]}
        assert client.post(listed, chosen).status_code == client.post(listed, missing).status_code
    assert not Draft.objects.exclude(pk__in=[each.pk for each in drafts]).filter(author=of_a).exists()


def a_claim(client, case, **changes):
    """The answer to a claim form filled in by hand."""
    page = client.get(f"/admin/claims/claim/add/?case={case.pk}")
    return client.post(f"/admin/claims/claim/add/?case={case.pk}", posted(page) | changes)


def errors_of(answer):
    return re.sub(rb"\d+", b"n", b" ".join(re.findall(rb'<ul class="errorlist[^"]*".*?</ul>', answer.content, re.S)))


@pytest.mark.parametrize("field", ["made_for", "points", "proposals"])
def test_a_hidden_record_cannot_be_named(rivals, hidden, field):
    of_a, _ = rivals
    rows, _ = hidden
    named = {"made_for": rows["voice"], "points": rows["point"], "proposals": rows["proposal"]}[field]
    client, case = signed_in(of_a), rows["claim"].case
    words = {"statement": "A claim.", "kind": "fact", "made_for": voice("county").pk}
    refused, missing = (a_claim(client, case, **words | {field: pk}) for pk in (named.pk, 99_999_999))
    assert errors_of(refused) == errors_of(missing) != b""


def test_a_key_and_a_code_that_a_rival_uses_in_a_draft_are_free(rivals, hidden):
    of_a, _ = rivals
    taken = hidden[0]["voice"]
    client = signed_in(of_a)
    page = client.get("/admin/councils/voice/add/")
    values = posted(page) | {
        "kind": "council",
        "own_name": "A council of A",
        "key": taken.key,
        "council-TOTAL_FORMS": "1",
        "council-INITIAL_FORMS": "0",
        "council-0-code": taken.council.code,
        "council-0-area": "Elsewhere",
        "council-0-type": "district",
    }
    answer = client.post("/admin/councils/voice/add/", values)
    assert answer.status_code == 302, errors_of(answer)
    assert Voice.objects.filter(key=taken.key).count() == 2


def test_a_rival_s_draft_of_a_record_is_not_told(rivals):
    of_a, of_b = rivals
    drafts_of(of_b)
    row = kinds()[0].model.objects.get(key=KEYS[kinds()[0].name])
    page = signed_in(of_a).get(admin_page(type(row), "change", row.pk)).content
    assert b"b@example.org" not in page and b"draft of this" not in page


@pytest.mark.parametrize(
    "query", ["title__regex=(", "key__regex=[", "refs__contains={", "edited_by__email=b@example.org"]
)
def test_a_list_is_filtered_by_what_it_offers_alone(rivals, query):
    client = signed_in(make_officer(is_superuser=True))
    for model in admin.site._registry:
        answer = client.get(f"{admin_page(model, 'changelist')}?{query}")
        assert answer.status_code in (302, 400), (model, query)


def test_no_address_leads_from_a_key_to_a_page(rivals):
    assert signed_in(rivals[0]).get("/admin/r/8/1/").status_code == 404
    assert signed_in(rivals[0]).get("/admin/r/8/9999999999999999999999/").status_code == 404
