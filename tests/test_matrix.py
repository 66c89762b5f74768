"""The permission matrix: role, ownership, address and method, with the answer.

The addresses come from the URL resolver, so that a new page without an expectation
fails. ``make test`` tries a part drawn by seed; ``make test ARGS="tests/test_matrix.py
--whole"`` tries all of it.
"""

import datetime
import itertools
import random
from unittest import mock

import pytest
from django.contrib import admin
from django.db.models import Q
from django.test import Client
from django.urls import URLPattern, get_resolver

from councils.models import Membership
from record.content.schema import kinds
from record.models import Draft, Publication
from record.workflow.states import State
from tests.builders import make_officer, voice
from tests.everything import KEYS, a_record_of_everything, drafts_of, entries_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

ROLES = [
    *("reader", "officer of A", "officer of B", "reviewer of A", "reviewer of A to whom it was sent"),
    *("neutral editor", "publisher", "auditor", "officer of B who left", "administrator"),
]
OWNERSHIPS = ["draft of B", "review of B", "change of B", "public"]
READERS_OF_B = {"officer of B", "neutral editor", "publisher", "auditor"}
WRITERS = {"officer of A", "officer of B", "reviewer of A", "reviewer of A to whom it was sent", "neutral editor"}
WITHIN = WRITERS | {"publisher", "auditor", "administrator"}
DRAWN = 60

# What only administrators open, what only those open who read everything, and what everybody within opens.
OF_OFFICERS = ("record_officer", "councils_membership", "record_signinlink")
OF_READERS_OF_ALL = ("record_load", "record_loaded", "councils_passage")
# What administrators and neutral editors open: to whom notices of claims are sent.
OF_CONTACTS = ("councils_replycontact",)
# Pages of the desk's work, with the list or the step that they are asked for; a step with nothing is not found.
OF_WORK = {"work": "mine", "work_take": "publish"}
FREE = {"index", "jsi18n", "app_list", "acting", "guide"}


def pages():
    """Every address of the desk: its name, and its route with what is filled in."""

    def walk(patterns, prefix):
        for each in patterns:
            route = prefix + str(each.pattern)
            if isinstance(each, URLPattern):
                yield each.name or "", route
            else:
                yield from walk(each.url_patterns, route)

    return [(name, route) for name, route in walk(get_resolver().url_patterns, "/") if route.startswith("/admin/")]


def is_account(route):
    """True for pages of one's own account (tests/record/accounts)."""
    return route.startswith("/admin/account/")


def model_of(name):
    """The model of a page of the admin, and the page."""
    for model in admin.site._registry:
        prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name and name.startswith(prefix):
            return model, name.removeprefix(prefix)
    return None, name


# What each asks, and the answer that is right


def expected(role, name, model, page, whose, method):
    """The statuses that are right; None where nothing is said of this page."""
    if page == "unsaved":
        # A signed token says whose form it is (tests/record/desk/test_unsaved.py); none is sent here.
        return {400, 405}
    if role in ("reader", "officer of B who left"):
        return {302, 403} if role == "officer of B who left" else {302}
    stem = f"{model._meta.app_label}_{model._meta.model_name}" if model else ""
    if model is None:
        return of_the_site(role, page)
    if stem in OF_OFFICERS:
        return {200, 302, 400, 403, 404} if role == "administrator" else {403, 404}
    if stem in OF_CONTACTS:
        return {200, 302, 404} if role in ("administrator", "neutral editor") else {403, 404}
    if stem in OF_READERS_OF_ALL:
        return {200, 403, 404} if role in ("neutral editor", "publisher", "auditor") else {403}
    if not hasattr(model, "KIND") and model is not Draft:
        return {200, 403, 404, 302}
    return of_a_record(role, model, page, whose, method)


def of_the_site(role, page):
    if page in FREE:
        return {200, 404, 405}
    return {
        "autocomplete": {403, 405},
        "view_on_site": {404},
        "login": {302},
        "logout": {302, 405},
        "password_change": {302, 405},
        "password_change_done": {200, 302, 405},
        "work": {200},
        "work_take": {404},
        "": {301, 302, 404},
    }.get(page)


def of_a_record(role, model, page, whose, method):
    if page == "changelist":
        return {200, 302}
    if page == "add":
        return {403} if model is Draft or role not in WRITERS else {200}
    exists = is_read(role, whose)
    if page == "restore":
        # Only what was ever published has versions.
        return {404} if whose != "public" else {200, 302} if role in WRITERS else {403}
    if page in ("preview", "history", "read", "progress", "balance"):
        is_read_only = page in ("read", "progress", "balance")
        return {405} if is_read_only and method == "post" else {200} if exists else {404}
    if page == "file":
        # These documents have none (tests/councils/test_admin.py).
        return {405} if method == "post" else {404}
    if page == "reset":
        # For the practice case alone, which this record has not.
        return {404}
    if page == "remark":
        # On what is public nobody remarks, and an auditor changes nothing.
        left = {403} if whose == "public" or role == "auditor" else {302}
        return {405} if method == "get" else left if exists else {404}
    if page == "words":
        return {404} if not exists else {200} if role in WRITERS else {403}
    if page == "step":
        return {200} if exists else {404}
    if page == "delete":
        return {403, 404}
    if page == "change":
        if not exists:
            return {404}
        if method == "get" or model is Draft:
            return {200}
        return {200} if writes(role, whose) else {403}
    if page == "":
        return {301, 302, 404}
    return None


def is_read(role, whose):
    if whose == "public" or role in READERS_OF_B:
        return True
    return whose != "draft of B" and role == "reviewer of A to whom it was sent"


def writes(role, whose):
    if whose == "public":
        return role in WRITERS
    return role in ("officer of B", "neutral editor")


# The people and the rows


@shared
def people_and_rows():
    """People by role, and rows by ownership and model."""
    a_record_of_everything()
    of_b = make_officer("b@example.org", council="city")
    sent = make_officer("sent@example.org", role="reviewer", council="county")
    left = make_officer("left@example.org", role=None)
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    Membership.objects.create(officer=left, role="officer", council=voice("city"), starts="2020-01-01", ends=yesterday)
    people = {
        "officer of A": make_officer("a@example.org", council="county"),
        "officer of B": of_b,
        "reviewer of A": make_officer("reviewer@example.org", role="reviewer", council="county"),
        "reviewer of A to whom it was sent": sent,
        "neutral editor": make_officer("neutral@example.org"),
        "publisher": make_officer("publisher@example.org", role="publisher"),
        "auditor": make_officer("auditor@example.org", role="auditor"),
        "officer of B who left": left,
        "administrator": make_officer("admin@example.org", role=None, is_superuser=True),
    }
    draft, review = entries_of(of_b, "hidden-1"), entries_of(of_b, "hidden-2", state="needs-review")
    for row in review.values():
        type(row).objects.filter(pk=row.pk).update(sent_to=sent)
    changes = drafts_of(of_b)
    Draft.objects.by(of_b).update(state=State.NEEDS_REVIEW, sent_to=sent)
    rows = {
        (whose, type(row)): row
        for whose, made in (("draft of B", draft), ("review of B", review))
        for row in made.values()
    }
    rows |= {("public", each.model): each.model.objects.get(key=KEYS[each.name]) for each in kinds()}
    rows |= {("change of B", Draft): changes[0]}
    return people, rows


@pytest.fixture
def world(people_and_rows):
    """Signed-in clients by role, and the rows."""
    people, rows = people_and_rows
    clients = {role: Client() for role in ROLES}
    for role, person in people.items():
        clients[role].force_login(person)
    return clients, rows


def asked(name, route, rows, whose):
    """The address with a row filled in, or None where this page has no such row."""
    model, _ = model_of(name)
    row = rows.get((whose, model))
    if "<" in route:
        if model is None:
            if name in OF_WORK:
                return route.replace("<slug:name>", OF_WORK[name])
            fills = {"<int:content_type_id>": "8", "<path:object_id>": "1", "(?P<app_label>": None}
            if "?P<app_label>" in route:
                return "/admin/claims/"
            for mark, value in fills.items():
                route = route.replace(mark, value or mark)
            return None if "<" in route or "(?P" in route else route
        if "<slug:name>" in route and model is not None:
            step = "discard" if model is Draft else "submit"
            return route.replace("<slug:name>", step) + f"?id={row.pk}" if row else None
        if row is None:
            return None
        for mark in ("<path:object_id>", "<int:pk>", "<id>"):
            route = route.replace(mark, str(row.pk))
        route = route.replace("<int:version>", "1").replace("<int:file>", "1")
    return None if "<" in route or "(?P" in route else route


def cells(rows):
    """Every cell of the matrix that can be asked."""
    for (name, route), role, whose, method in itertools.product(pages(), ROLES, OWNERSHIPS, ("get", "post")):
        if not is_account(route):
            address = asked(name, route, rows, whose)
            if address is not None:
                yield name, route, role, whose, method, address


def faults(world, chosen):
    clients, _ = world
    found = []
    for name, _, role, whose, method, address in chosen:
        model, page = model_of(name)
        right = expected(role, name, model, page, whose, method)
        client = clients[role]
        if page == "logout":
            # A session of its own, so that the others go on.
            client = Client()
        answer = getattr(client, method)(address)
        if right is None or answer.status_code not in right:
            found.append((role, whose, method, address, answer.status_code, right))
    return found


def drawn(rows, pytestconfig):
    every = list(cells(rows))
    if pytestconfig.getoption("whole"):
        return every
    return random.Random("the same cells each time").sample(every, DRAWN)


def test_each_address_answers_each_role_as_it_should(world, pytestconfig):
    before = Publication.objects.count()
    found = faults(world, drawn(world[1], pytestconfig))
    assert found == [], "\n".join(map(str, found))
    assert Publication.objects.count() == before


def test_every_address_can_be_asked_and_has_an_expectation(world):
    """A page that the matrix cannot fill in would never be tried."""
    every = list(cells(world[1]))
    unknown = {
        (name, route)
        for name, route, role, whose, method, _ in every
        if expected(role, name, *model_of(name), whose, method) is None
    }
    assert unknown == set()
    tried = {route for _, route, *_ in every}
    left_out = {model_of(name)[0] for name, route in pages() if not is_account(route) and route not in tried}
    # The rows of the others have no owner; their lists are tried.
    assert left_out.isdisjoint(kind.model for kind in kinds())


def test_nothing_sent_along_opens_what_is_hidden(world):
    clients, rows = world
    client = clients["officer of A"]
    for model in (kind.model for kind in kinds()):
        opts = model._meta
        hidden = f"/admin/{opts.app_label}/{opts.model_name}/{rows['draft of B', model].pk}/change/"
        for extra in ("_popup=1", "_to_field=id", "_changelist_filters=q%3Dx", "case=999999"):
            assert client.get(f"{hidden}?{extra}").status_code in (400, 404), (hidden, extra)
        assert client.post(f"{hidden}?_popup=1", {"_popup": "1"}).status_code == 404, hidden
    claim = rows["public", kinds_by_name("claim")]
    for total in ("9999999", "-1", "x", ""):
        words = {"statement": "x", "appearances-TOTAL_FORMS": total, "appearances-INITIAL_FORMS": total}
        assert client.post(f"/admin/claims/claim/{claim.pk}/change/", words).status_code == 200
    assert not Draft.objects.filter(author__email="a@example.org").exists()


def kinds_by_name(name):
    return next(each.model for each in kinds() if each.name == name)


def test_a_guard_that_is_missing_is_noticed(world):
    """With the rule on reading removed, or that on doing, the matrix finds faults."""
    of_a, of_auditor = ([cell for cell in cells(world[1]) if cell[2] == role] for role in ("officer of A", "auditor"))
    sample = random.Random("the same cells each time").sample
    with mock.patch("record.workflow.authority.readable", lambda officer, model: Q()):
        assert faults(world, sample(of_a, 15))
    with mock.patch("record.workflow.authority.check", lambda *args, **kwargs: None):
        assert faults(world, sample(of_auditor, 15))
