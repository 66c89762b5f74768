"""Access to the desk: permissions, and every page opens."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from councils.models import Case
from proposals.models import Event, Proposal
from record.content import fields
from record.content.fields import fields_of
from record.content.schema import kinds
from record.desk.record_admin import RecordAdmin
from record.models import Draft, Officer
from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_council,
    make_officer,
    make_point,
    make_voice,
    passage,
    response,
)
from tests.everything import KEYS, a_record_of_everything
from tests.pages import html_of, posted
from tests.shared import shared

pytestmark = pytest.mark.django_db

OURS = ["record", "councils", "proposals", "claims"]
NOT_AT_THE_DESK = {
    # Set by nobody, and shown on the pages of what they are computed from.
    "claims.ClaimStanding",
    "claims.ClaimCouncil",
    "claims.EventAccount",
    "claims.HeldPosition",
    "claims.SearchEntry",
    "councils.CaseDocument",
    "councils.SpeaksFor",
    # Shown on the history page of each record.
    "record.HistoryEntry",
    # Shown on the page of each record.
    "record.Remark",
    "record.StepRequest",
    # Linked from the page of the text of each document.
    "councils.UploadedFile",
    "councils.FileContent",
    # Each officer is offered what they typed themselves, on its page.
    "record.OpenForm",
    # Notes of what a transaction has changed and not published yet: gone at its end.
    "record.OpenChange",
    # Contacts and private links go through it.
    "record.OutgoingMail",
}
FOR_SUPERUSERS = {"record.Officer", "record.SignInLink", "councils.Membership"}


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def signed_in(officer=None):
    client = Client()
    client.force_login(officer or make_officer())
    return client


@shared
def everything():
    """A record of each kind."""
    a_record_of_everything()


def registered():
    return [model for model in admin.site._registry if model._meta.app_label in OURS]


def test_whatever_is_found_by_typing_has_an_order():
    """Else the second page of a box may repeat the first."""
    records = [each for each in registered() if hasattr(each, "KIND")]
    assert records and all(admin.site._registry[each].ordering for each in records)


def part_models(inlines):
    return {inline.model for inline in inlines}


def test_nobody_is_named_by_e_mail_where_a_rival_reads(everything):
    author = make_officer("author@example.org", council="county", name="Ada Lane")
    claim = make_claim(by="county", edited_by=author)
    claim.ask_to_withdraw(by=author, reason="A slip.")
    Draft.objects.keep(claim, content_of(claim) | {"statement": "A third."}, by=author)
    city, own = (signed_in(make_officer(council=council)) for council in ("city", "county"))
    pages = [address(Claim, "changelist"), *(address(Claim, page, claim.pk) for page in ("change", "history"))]
    pages += [address(Claim, "step", "ask-withdraw") + f"?id={claim.pk}", "/admin/work/awaiting/"]
    for client in (city, own):
        shown = [client.get(page).content.decode() for page in pages]
        assert [page for page, html in zip(pages, shown, strict=True) if "author@example.org" in html] == []
    # Of one council they know each other's names.
    assert "Ada Lane, Officer of County Council asked on" in " ".join(shown[1].split())


def test_every_model_is_at_the_desk():
    """Each model is registered, part of a record, or left out on purpose."""
    there = set(registered())
    for model in list(there):
        there |= part_models(admin.site._registry[model].inlines)
    for kind in kinds():
        lists = {model for model, _ in fields.part_models(kind.schema) if _is_list(kind.schema, model)}
        there |= lists
    missing = {model._meta.label for model in apps.get_models() if model._meta.app_label in OURS and model not in there}
    assert missing - NOT_AT_THE_DESK == set()


def _is_list(form, model):
    for field in fields_of(form):
        if field.storage == "through" and apps.get_model(field.mark.model) is model:
            return True
        if field.storage in ("part", "parts") and _is_list(field.schema, model):
            return True
    return False


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_every_part_of_a_content_can_be_entered(everything, kind):
    """A form of the case file that gains a key gains a field at the desk."""
    modeladmin = admin.site._registry[kind.model]
    assert isinstance(modeladmin, RecordAdmin)
    page = signed_in().get(address(kind.model, "change", kind.model.objects.order_by("pk").last().pk))
    form = page.context["adminform"].form
    parts = {each.opts.model: each.formset.empty_form for each in page.context["inline_admin_formsets"]}
    missing = [
        f"{model.__name__}.{field.name}"
        for model, part in [(kind.model, kind.schema), *_parts(kind.schema)]
        for field in fields_of(part)
        if not _is_entered(field, form if model is kind.model else parts.get(model), parts)
    ]
    assert [name for name in missing if name.split(".")[1] not in ("public_id", "state", "state_reason", "key")] == []


def _parts(form):
    for field in fields_of(form):
        if field.storage in ("part", "parts"):
            yield apps.get_model(field.schema.model), field.schema
            yield from _parts(field.schema)


def _is_entered(field, form, parts):
    if form is None:
        return False
    if field.storage in ("part", "parts"):
        return apps.get_model(field.schema.model) in parts
    if field.storage == "embedded":
        return (
            all(field.schema.prefix + name in form.fields for name in field.schema.model_fields) or field.name == "text"
        )
    if field.storage == "shared":
        plain = [name for name in field.schema.model_fields if name != "compared"]
        return all(f"{field.name}_{name}" in form.fields for name in plain)
    return field.name in form.fields


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.audit)], ids=["some", "all"])
def test_every_page_opens_for_staff(everything, every):
    client = signed_in()
    for model in registered()[::every]:
        if model._meta.label in FOR_SUPERUSERS:
            continue
        assert client.get(address(model, "changelist")).status_code == 200, model
        assert client.get(address(model, "changelist"), {"q": "county"}).status_code == 200, model
        if admin.site._registry[model].has_add_permission(client.get("/admin/").wsgi_request):
            assert client.get(address(model, "add")).status_code == 200, model
        row = model._default_manager.order_by("pk").last()
        if row is not None:
            assert client.get(address(model, "change", row.pk)).status_code == 200, model
            assert client.get(address(model, "history", row.pk)).status_code == 200, model


@pytest.mark.measure
def test_a_page_asks_as_often_for_many_rows_as_for_one(everything):
    client = signed_in()

    def asked():
        counts = {}
        for kind in kinds():
            row = kind.model.objects.get(key=KEYS[kind.name])
            for page in (address(kind.model, "changelist"), address(kind.model, "change", row.pk)):
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(page).status_code == 200
                counts[page] = len(queries)
        return counts

    asked()
    few = asked()
    give_them_more()
    assert asked() == few


def give_them_more():
    """More rows of each part of what a_record_of_everything made."""
    claim, meeting = Claim.objects.get(key="claim"), Event.objects.get(key="meeting")
    proposal, case = Proposal.objects.get(key="proposal"), Case.objects.get(key="case")
    more = [make_claim(f"more-{n}", by="city", quote=f"words of {n}") for n in range(5)]
    points = [make_point(f"more-{n}").key for n in range(5)]
    councils = [make_council(f"more-{n}").key for n in range(5)]
    now = content_of(claim)
    change(
        claim,
        appearances=now["appearances"]
        + [{"passage": passage(f"more {n}"), "speaker": "city", "reported_by": councils} for n in range(5)],
        responses=now["responses"] + [response(each) for each in more],
        points=now["points"] + points,
        flags=now["flags"] * 5,
    )
    change(meeting, facts=content_of(meeting)["facts"] * 6)
    now = content_of(proposal)
    change(proposal, versions=now["versions"] * 5, names=now["names"] * 5, put_forward_by=councils)
    change(
        case,
        parties=[{"voice": council} for council in councils],
        sides=content_of(case)["sides"]
        + [
            {"key": f"more-{n}", "label": f"More {n}", "voices": [{"voice": council}]}
            for n, council in enumerate(councils)
        ],
    )


def test_visitors_are_asked_to_sign_in(everything):
    for model in registered():
        for page in [address(model, "changelist"), address(model, "add")]:
            answer = Client().get(page)
            assert answer.status_code == 302 and answer["Location"].startswith("/admin/login/")
    for page in ["/admin/", "/admin/work/awaiting/", "/admin/claims/claim/step/publish/?id=1"]:
        assert Client().get(page).status_code == 302
    pk = Claim.objects.get(key="claim").pk
    assert Client().get(f"/admin/claims/claim/{pk}/preview/").status_code == 302
    assert Client().post(f"/admin/claims/claim/{pk}/change/", {"statement": "x"}).status_code == 302


@pytest.mark.parametrize("fields", [{"role": None}, {"is_active": False}])
def test_those_without_a_membership_are_refused(fields):
    officer = make_officer(**fields)
    client = Client()
    client.force_login(officer)
    for page in ["/admin/", "/admin/claims/claim/", "/admin/claims/claim/add/", "/admin/work/awaiting/"]:
        answer = client.get(page)
        assert answer.status_code == (302 if fields.get("is_active") is False else 403)
        assert b"sign in" not in answer.content
    answer = client.get("/admin/autocomplete/?app_label=claims&model_name=claim&field_name=made_for")
    assert answer.status_code in (302, 403)


def test_officers_and_memberships_are_for_superusers():
    pages = ["record/officer/", "record/officer/add/", "record/signinlink/", "councils/membership/"]
    for page in [f"/admin/{page}" for page in pages]:
        assert signed_in().get(page).status_code == 403
        assert signed_in(make_officer(is_superuser=True)).get(page).status_code == 200


def test_a_superuser_adds_an_officer():
    client = signed_in(make_officer(is_superuser=True))
    answer = client.post(
        "/admin/record/officer/add/",
        {
            "email": "new@example.org",
            "name": "",
            "office": "Editor",
        },
    )
    assert answer.status_code == 302
    assert not Officer.objects.get(email="new@example.org").has_usable_password()


def test_nobody_deletes(everything):
    client = signed_in(make_officer(is_superuser=True))
    for model in registered():
        row = model._default_manager.order_by("pk").last()
        if row is None or model._meta.label == "councils.Membership":
            continue
        assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403, model
        assert "delete_selected" not in html_of(client.get(address(model, "changelist"))), model
        assert model._default_manager.filter(pk=row.pk).exists()


def test_what_nobody_writes_by_hand_cannot_be_written(everything):
    client = signed_in(make_officer(is_superuser=True))
    for label in ["record.Publication", "councils.Passage", "record.Draft"]:
        model = apps.get_model(label)
        assert client.post(address(model, "add"), {}).status_code == 403
        row = model._default_manager.first()
        if row:
            assert client.post(address(model, "change", row.pk), {"change_note": "x"}).status_code in (403, 405)


def test_a_post_needs_its_token(everything):
    officer = make_officer()
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    pk = Claim.objects.get(key="claim").pk
    for page in [
        f"/admin/claims/claim/{pk}/change/",
        "/admin/claims/claim/add/",
        f"/admin/claims/claim/step/withdraw/?id={pk}",
    ]:
        assert client.post(page, {"reason": "x"}).status_code == 403


def test_a_choice_is_found_by_typing_and_within_the_case(everything):
    other = make_case("other")
    make_point("elsewhere", case=other)
    client = signed_in()
    query = {"app_label": "claims", "model_name": "claimpoint", "field_name": "point"}
    case = make_point("here").case
    found = client.get("/admin/autocomplete/", query | {"case": case.pk, "term": "what of"}).json()["results"]
    assert "What of here?" in [each["text"] for each in found]
    assert "What of elsewhere?" not in [each["text"] for each in found]


def test_a_choice_may_be_narrowed_to_records_of_one_kind():
    make_council("harborough")
    make_voice("harborough-mail", kind="outlet", name="Harborough Mail")
    query = {"app_label": "proposals", "model_name": "area", "field_name": "council", "term": "harborough"}
    client = signed_in()
    for kind, found in [("council", ["Harborough Council"]), ("nothing", [])]:
        results = client.get("/admin/autocomplete/", query | {"kind": kind}).json()["results"]
        assert [each["text"] for each in results] == found


@pytest.mark.parametrize("pk", ["1_00", "٣", "-1", "1e2", "zzz"])
def test_what_is_no_number_of_a_record_is_not_found(pk):
    client = signed_in()
    for page in ("change", "history", "delete"):
        assert client.get(f"/admin/claims/claim/{pk}/{page}/").status_code in (403, 404)


def test_the_page_that_asks_for_the_case_says_an_event():
    for key in ("one", "two"):
        make_case(key)
    client = signed_in()
    assert "An event belongs to one case" in html_of(client.get("/admin/proposals/event/add/"))
    assert "A claim belongs to one case" in html_of(client.get("/admin/claims/claim/add/"))


def test_a_record_of_another_case_cannot_be_named(everything):
    elsewhere = make_point("elsewhere", case=make_case("other"))
    client = signed_in()
    page = address(Claim, "change", Claim.objects.get(key="claim").pk)
    data = posted(client.get(page), "claim_form")
    answer = client.post(page, data | {"points": [str(elsewhere.pk)]})
    assert answer.status_code == 200 and answer.context["errors"]


def test_numbers_that_are_none_are_no_fault():
    client = signed_in()
    for page in [
        "/admin/claims/claim/99999999999999999999/change/",
        "/admin/claims/claim/x/change/",
        "/admin/claims/claim/x/history/",
        "/admin/claims/claim/step/publish/?id=99999999999999999999999999",
        "/admin/claims/claim/step/nothing/?id=1",
        "/admin/record/draft/99999999999999999999999/change/",
    ]:
        assert client.get(page).status_code in (302, 404), page
