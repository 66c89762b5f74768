"""Text typed and not saved is for its officer alone; who has a record open."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from claims.models import Claim
from record.models import Draft, HistoryEntry, OpenForm
from record.models.open_form import KEPT_FOR, SILENT_AFTER
from tests.builders import make_case, make_claim, make_officer
from tests.pages import html_of, posted, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

UNSAVED = "/admin/unsaved/"
OFFER = "You were writing here on"


def signed_in(officer, **options):
    client = Client(**options)
    client.force_login(officer)
    return client


def page_of(claim):
    return f"/admin/claims/claim/{claim.pk}/change/"


def form_on(client, page):
    """The fields of the form on this page, as a browser sends them."""
    return posted(client.get(page), "claim_form")


def type_on(client, page, **changes):
    """Type in the form on this page, without saving."""
    fields = form_on(client, page) | changes
    return fields, client.post(UNSAVED, fields)


def kept_text(officer):
    return [dict(form.fields)["statement"] for form in OpenForm.objects.filter(officer=officer).unsaved()]


@shared
def writer():
    return make_officer("writer@example.org")


@shared
def claim(writer):
    make_case(sides={"county": ["county"], "city": ["city"]})
    return make_claim("claim", by="county", state="draft", edited_by=writer)


def take_up_address(answer):
    ((_, address),) = answer.context["typed_before"]
    return address


# Kept, offered and gone


def test_text_typed_is_offered_again_and_taken_up_as_it_was(writer, claim):
    client = signed_in(writer)
    _, answer = type_on(client, page_of(claim), statement="Half a sen")
    assert answer.status_code == 200
    assert Claim.objects.get(pk=claim.pk).statement == claim.statement
    back = client.get(page_of(claim))
    assert OFFER in text_of(back) and "Half a sen" not in posted(back, "claim_form").values()
    taken = client.get(take_up_address(back))
    assert posted(taken, "claim_form")["statement"] == "Half a sen"
    assert OFFER not in text_of(taken) and "It is not saved yet." in text_of(taken)


def test_a_form_half_filled_is_taken_up_with_its_rows_and_without_complaints(writer, claim):
    client = signed_in(writer)
    add = f"/admin/claims/claim/add/?case={claim.case.pk}"
    rows = {"about-TOTAL_FORMS": "1", "about-INITIAL_FORMS": "0", "about-0-voice": "", "about-0-ORDER": "7"}
    type_on(client, add, statement="A new one", **rows)
    taken = client.get(take_up_address(client.get(add)))
    fields = posted(taken, "claim_form")
    assert (fields["statement"], fields["about-0-ORDER"]) == ("A new one", "7")
    assert "This field is required" not in text_of(taken) and "errornote" not in taken.content.decode()


def test_saving_ends_it(writer, claim):
    client = signed_in(writer)
    fields, _ = type_on(client, page_of(claim), statement="A whole sentence.")
    assert client.post(page_of(claim), fields | {"_continue": "1"}).status_code == 302
    assert kept_text(writer) == []
    assert Claim.objects.get(pk=claim.pk).statement == "A whole sentence."


def test_text_taken_up_is_saved_and_gone(writer, claim):
    client = signed_in(writer)
    type_on(client, page_of(claim), statement="A whole sentence.")
    address = take_up_address(client.get(page_of(claim)))
    answer = client.post(address, form_on(client, address) | {"_continue": "1"})
    assert answer.status_code == 302
    assert Claim.objects.get(pk=claim.pk).statement == "A whole sentence."
    assert kept_text(writer) == []


def test_handing_over_ends_it(writer, claim):
    client = signed_in(writer)
    type_on(client, page_of(claim), statement="Half a sen")
    claim.submit(by=writer)
    assert kept_text(writer) == []


def test_handing_over_a_draft_ends_it(writer):
    make_case(sides={"county": ["county"]})
    claim = make_claim("claim", by="county")
    client = signed_in(writer)
    client.post(page_of(claim), form_on(client, page_of(claim)) | {"statement": "Changed.", "_continue": "1"})
    type_on(client, page_of(claim), statement="Changed again.")
    Draft.objects.of(claim).get().submit(by=writer)
    assert kept_text(writer) == []


def test_text_is_thrown_away_when_asked(writer, claim):
    client = signed_in(writer)
    type_on(client, page_of(claim), statement="Half a sen")
    ((kept, _),) = client.get(page_of(claim)).context["typed_before"]
    answer = client.post(UNSAVED, {"_form": kept.token, "_throw_away": "1"})
    assert answer.status_code == 302 and page_of(claim) in answer["Location"]
    assert kept_text(writer) == []


def test_a_failed_save_is_kept_without_a_script(writer, claim):
    client = signed_in(writer)
    fields = form_on(client, page_of(claim)) | {"statement": "Without a kind", "kind": "", "_continue": "1"}
    assert client.post(page_of(claim), fields).status_code == 200
    assert kept_text(writer) == ["Without a kind"]


def test_two_windows_keep_two_texts(writer, claim):
    client = signed_in(writer)
    add = f"/admin/claims/claim/add/?case={claim.case.pk}"
    type_on(client, add, statement="The first")
    type_on(client, add, statement="The second")
    assert sorted(kept_text(writer)) == ["The first", "The second"]
    assert len(client.get(add).context["typed_before"]) == 2


def test_text_typed_is_named_on_the_first_page(writer, claim):
    client = signed_in(writer)
    type_on(client, f"/admin/claims/claim/add/?case={claim.case.pk}", statement="A new one")
    ((called, _, address),) = client.get("/admin/").context["unsaved"]
    assert called == "A new claim"
    assert form_on(client, address)["statement"] == "A new one"


def test_text_is_kept_for_thirty_days(writer, claim):
    client = signed_in(writer)
    type_on(client, page_of(claim), statement="Half a sen")
    OpenForm.objects.update(seen=timezone.now() - KEPT_FOR - timedelta(days=1))
    client.post(UNSAVED, {"_form": client.get(page_of(claim)).context["open_form"].token})
    assert kept_text(writer) == []


def test_too_long_a_text_is_refused_and_nothing_stored(writer, claim, monkeypatch):
    monkeypatch.setattr("record.desk.unsaved.LONGEST", 1000)
    _, answer = type_on(signed_in(writer), page_of(claim), statement="x" * 1001)
    assert answer.status_code == 413
    assert not OpenForm.objects.exists()


# A lost session


def test_what_is_sent_after_the_session_ended_is_offered_after_signing_in(writer, claim):
    client = signed_in(writer)
    fields = form_on(client, page_of(claim)) | {"statement": "Typed while signed out"}
    client.logout()
    answer = client.post(page_of(claim), fields | {"_continue": "1"})
    assert answer.status_code == 302 and f"next={page_of(claim)}" in answer["Location"]
    assert Claim.objects.get(pk=claim.pk).statement == claim.statement
    client.force_login(writer)
    back = client.get(page_of(claim))
    assert OFFER in text_of(back)
    assert form_on(client, take_up_address(back))["statement"] == "Typed while signed out"


def test_what_is_typed_after_the_session_ended_is_kept_and_said(writer, claim):
    client = signed_in(writer)
    fields = form_on(client, page_of(claim))
    client.logout()
    assert client.post(UNSAVED, fields | {"statement": "Typed on"}).status_code == 401
    assert kept_text(writer) == ["Typed on"]


def test_a_form_with_the_token_of_an_earlier_session_is_kept(writer, claim):
    client = signed_in(writer, enforce_csrf_checks=True)
    fields = form_on(client, page_of(claim)) | {"statement": "From an old window", "csrfmiddlewaretoken": "x" * 64}
    answer = client.post(page_of(claim), fields | {"_continue": "1"})
    assert answer.status_code == 302 and answer["Location"] == page_of(claim)
    assert Claim.objects.get(pk=claim.pk).statement == claim.statement
    assert OFFER in text_of(client.get(page_of(claim)))


# For nobody else


@pytest.mark.parametrize("fields", [{"council": "county"}, {"role": "auditor"}, {"is_superuser": True}])
def test_nobody_else_is_shown_or_offered_a_word(writer, claim, fields):
    type_on(signed_in(writer), page_of(claim), statement="Half a secret")
    ((kept, address),) = signed_in(writer).get(page_of(claim)).context["typed_before"]
    other = signed_in(make_officer("other@example.org", **fields))
    for page in ("/admin/", page_of(claim), address, f"/admin/claims/claim/{claim.pk}/history/"):
        assert "Half a secret" not in other.get(page).content.decode(), page
    assert other.post(UNSAVED, {"_form": kept.token, "statement": "Another's"}).status_code == 404
    assert other.post(UNSAVED, {"_form": kept.token, "_throw_away": "1"}).status_code == 404
    assert kept_text(writer) == ["Half a secret"]


def test_text_typed_for_one_council_is_not_offered_when_acting_for_another(writer, claim):
    type_on(signed_in(writer), page_of(claim), statement="Half a sen")
    OpenForm.objects.update(entered_for="elsewhere1")
    assert signed_in(writer).get(page_of(claim)).context["typed_before"] == []


def test_text_typed_is_in_no_history_and_no_admin(writer, claim):
    client = signed_in(writer)
    before = HistoryEntry.objects.count()
    type_on(client, page_of(claim), statement="Half a sen")
    assert HistoryEntry.objects.count() == before
    assert apps.get_model("record.OpenForm") not in admin.site._registry


@pytest.mark.parametrize("token", ["", "x", "WyJ4Il0:1:2"])
def test_a_token_that_is_none_keeps_nothing(writer, token):
    for client in (signed_in(writer), Client()):
        assert client.post(UNSAVED, {"_form": token, "statement": "x"}).status_code == 400
    assert not OpenForm.objects.exists()


def test_signed_out_nobody_throws_away(writer, claim):
    client = signed_in(writer)
    type_on(client, page_of(claim), statement="Half a sen")
    ((kept, _),) = client.get(page_of(claim)).context["typed_before"]
    Client().post(UNSAVED, {"_form": kept.token, "_throw_away": "1"})
    assert kept_text(writer) == ["Half a sen"]


# Who else has it open


def open_page(client, claim):
    return client.post(UNSAVED, {"_form": client.get(page_of(claim)).context["open_form"].token}).json()


def test_who_else_has_a_draft_open_is_told_by_office(claim):
    one, two = (make_officer(f"{name}@example.org", council="county") for name in ("one", "two"))
    claim = make_claim("ours", by="county", state="draft", edited_by=one)
    assert open_page(signed_in(one), claim)["others"] == []
    told = open_page(signed_in(two), claim)["others"]
    assert len(told) == 1 and told[0].startswith("Officer of County Council has had this open since")
    page = signed_in(two).get(page_of(claim))
    assert told[0] in text_of(page) and "one@example.org" not in page.content.decode()


def test_a_page_that_was_closed_or_went_silent_is_not_told(writer, claim):
    other = signed_in(make_officer("other@example.org"))
    client = signed_in(writer)
    token = client.get(page_of(claim)).context["open_form"].token
    client.post(UNSAVED, {"_form": token})
    assert open_page(other, claim)["others"] != []
    client.post(UNSAVED, {"_form": token, "_closed": "1"})
    assert open_page(other, claim)["others"] == []
    client.post(UNSAVED, {"_form": token})
    OpenForm.objects.filter(officer=writer).update(seen=timezone.now() - SILENT_AFTER)
    assert open_page(other, claim)["others"] == []


def test_a_rival_is_not_told_who_is_about_to_change_what_is_published():
    make_case(sides={"county": ["county"], "city": ["city"]})
    claim = make_claim("claim", by="county")
    county, colleague, city = (
        signed_in(make_officer(f"{name}@example.org", council=council))
        for name, council in (("a", "county"), ("colleague", "county"), ("b", "city"))
    )
    open_page(county, claim)
    assert len(open_page(colleague, claim)["others"]) == 1
    assert open_page(city, claim)["others"] == []
    assert len(open_page(signed_in(make_officer("neutral@example.org")), claim)["others"]) == 2


def test_a_form_of_what_is_hidden_tells_nothing(claim):
    """A token of a record that is no longer to be read, as one taken back."""
    mine, rival = make_officer("a@example.org", council="county"), make_officer("b@example.org", council="city")
    claim = make_claim("ours", by="county", state="draft", edited_by=mine)
    open_page(signed_in(mine), claim)
    token = OpenForm.objects.begin(rival, "claim", claim.public_id).token
    assert signed_in(rival).post(UNSAVED, {"_form": token}).json()["others"] == []


def test_a_form_that_came_from_elsewhere_is_refused_in_words_and_not_given_back(writer):
    answer = signed_in(writer, enforce_csrf_checks=True).post("/admin/acting/", {"membership": "Somebody else's words"})
    page = html_of(answer)
    assert answer.status_code == 403 and "Open the page again, and send it from there." in page
    assert "else's words" not in page and "Nothing of what you sent was saved." in page
