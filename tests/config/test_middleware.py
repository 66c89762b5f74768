"""Middleware: unreadable requests are refused, unchanged pages are not rendered."""

import datetime
import gzip
import re

import pytest
from django.db import OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from config import middleware
from config.environment import BASE_DIR
from config.middleware import CACHED, PRINTED, cache_for_readers, is_decodable, refuse_undecodable
from tests.builders import make_claim, make_council, make_officer
from tests.shared import shared

pytestmark = pytest.mark.django_db

URL = "/claims/?council=MEL"


@shared
def claim():
    make_council("melton", code="MEL")
    return make_claim(by="melton")


# What cannot be read


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=a%00b", "q=%zz", "q=%", "q=%e", "q=%ED%A0%80", "q=%FF", "q=%C3", "council=%F8%88%80%80%80", "%00=1"],
)
def test_a_query_that_cannot_be_decoded_is_refused(client, query):
    response = client.get("/claims/", QUERY_STRING=query)
    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/claims/\0/", "/claims/%zz/", "/%ED%A0%80", "/%FF/", "/admin/%00/"])
def test_a_path_that_cannot_be_decoded_is_refused(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/%C3%A9/", "/%E4%B8%AD/", "/voices/%F0%9F%8F%9B/"])
def test_a_path_of_other_letters_is_merely_not_there(client, path):
    assert client.get(path).status_code == 404


def test_the_address_as_it_came_is_believed_before_what_django_made_of_it():
    assert is_decodable({"PATH_INFO": "/100%FF", "RAW_URI": "/100%25FF"})
    assert not is_decodable({"PATH_INFO": "/%FF", "RAW_URI": "/%FF?q=1"})
    assert not is_decodable({"PATH_INFO": "/x", "RAW_URI": "/x%0"})


@pytest.mark.parametrize("query", ["", "q=caf%C3%A9", "q=100%25", "q=a+b", "q=%F0%9F%8F%9B", "q=%EF%BF%BE"])
def test_what_can_be_decoded_is_answered(client, query):
    assert client.get("/claims/", QUERY_STRING=query).status_code == 200


def test_a_refusal_comes_before_anything_is_looked_up(django_assert_num_queries):
    def view(request):
        raise AssertionError("not to be asked")

    with django_assert_num_queries(0):
        response = refuse_undecodable(view)(RequestFactory().get("/", QUERY_STRING="%00"))
    assert response.status_code == 400 and b"cannot be read" in response.content


# What has not changed


def test_a_page_is_kept_by_shared_caches_and_carries_what_it_follows_from(client, claim):
    response = client.get(URL)
    assert response["Cache-Control"] == CACHED
    assert response["ETag"] and client.get(URL)["ETag"] == response["ETag"]


def test_an_unchanged_page_is_not_made_again(client, claim, django_assert_num_queries):
    etag = client.get(URL)["ETag"]
    with django_assert_num_queries(1):
        response = client.get(URL, headers={"If-None-Match": f'"other", W/{etag}'})
    assert response.status_code == 304 and not response.content
    assert response["ETag"] == etag and response["Cache-Control"] == CACHED


def test_a_publication_changes_every_page(client, claim):
    etag = client.get(URL)["ETag"]
    make_claim(by="melton")
    response = client.get(URL, headers={"If-None-Match": etag})
    assert response.status_code == 200 and response["ETag"] != etag


def test_a_draft_changes_no_page(client, claim):
    before = client.get(URL)
    make_claim(by="melton", state="draft")
    after = client.get(URL)
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_another_address_host_or_day_is_another_page(client, claim, monkeypatch):
    etag = client.get(URL)["ETag"]
    assert client.get(f"{URL}&role=about")["ETag"] != etag
    assert client.get(URL, headers={"host": "localhost"})["ETag"] != etag
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2031, 1, 1))
    assert client.get(URL)["ETag"] != etag


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("/claims/?utm_source=mail&council=MEL&fbclid=1", "/claims/?council=MEL"),
        ("/claims/?role=&q=&council=+mel", "/claims/?council=MEL"),
        ("/claims/?q=a+++park&council=MEL&council=MEL", "/claims/?council=MEL&q=a+park"),
        ("/claims.atom?after=1&council=MEL", "/claims.atom?council=MEL"),
        ("/about/?council=MEL", "/about/"),
        ("/changes/?after=&page=2", "/changes/"),
    ],
)
def test_addresses_that_ask_for_the_same_are_one_page(client, claim, written, clean):
    one, other = client.get(written), client.get(clean)
    assert one.status_code == 200 and one["ETag"] == other["ETag"] and one.content == other.content


def test_what_a_page_reads_is_still_asked(client, claim):
    assert b"is not understood" in client.get("/claims/?all=2").content
    assert client.get("/claims/?council=ZZZ")["Cache-Control"] == "no-store"


def test_a_redirect_leaves_behind_what_its_page_does_not_read(client, claim):
    council = client.get("/councils/mel/briefing/?since=2025&x=1")
    assert council["Location"] == "/councils/MEL/briefing/?since=2025"


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "a b", ""])
def test_a_host_that_is_not_ours_gets_nothing_that_is_kept(client, claim, host):
    response = client.get(URL, headers={"host": host})
    assert response.status_code == 400 and response["Cache-Control"] == "no-store" and "ETag" not in response


def test_more_keys_than_anyone_sends_are_refused(client):
    response = client.get("/claims/", QUERY_STRING="&".join(f"k{n}=1" for n in range(10_001)))
    assert response.status_code == 400 and response["Cache-Control"] == "no-store"


def test_another_build_is_another_page(claim):
    def etag():
        return cache_for_readers(lambda request: HttpResponse("words"))(RequestFactory().get(URL))["ETag"]

    first = etag()
    with override_settings(BUILD="another"):
        assert etag() != first
    with override_settings(OPERATOR_NAME="Somebody"):
        assert etag() != first
    with override_settings(REPLY_DAYS=3):
        assert etag() != first
    assert etag() == first


def test_every_setting_that_a_page_may_print_makes_it_another():
    sources = [path.read_text() for app in ("claims", "timeline") for path in (BASE_DIR / app).rglob("*views.py")]
    sources.append((BASE_DIR / "timeline/about/operator.py").read_text())
    named = {name for text in sources for name in re.findall(r"settings\.([A-Z_]+)", text)}
    assert {name for name in named if not name.startswith("OPERATOR_")} == {*PRINTED}


def test_the_view_finds_the_revision_and_the_day(claim):
    seen = {}

    def view(request):
        seen.update(vars(request))
        return HttpResponse()

    cache_for_readers(view)(RequestFactory().get("/"))
    assert seen["revision"] > 0 and str(seen["revision"]) in seen["revision_mark"]
    assert isinstance(seen["today"], datetime.date)


def test_a_reader_gets_no_cookie_and_no_page_of_their_own(client, claim):
    response = client.get(URL)
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


def test_what_sets_a_cookie_is_never_shared(db):
    def view(request):
        response = HttpResponse()
        response.set_cookie("a", "b")
        return response

    response = cache_for_readers(view)(RequestFactory().get("/"))
    assert response["Cache-Control"] == "private, no-store" and "ETag" not in response


def test_a_view_may_say_otherwise(db):
    def view(request):
        return HttpResponse(headers={"Cache-Control": "no-store"})

    response = cache_for_readers(view)(RequestFactory().get("/"))
    assert response["Cache-Control"] == "no-store" and "ETag" not in response


def test_an_error_is_not_kept(client, db):
    assert client.get("/nowhere/")["Cache-Control"] == "no-store"


def test_the_officers_desk_and_the_probe_are_left_alone(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert "ETag" not in response and "no-store" in response["Cache-Control"]
    client.force_login(make_officer())
    desk = client.get("/admin/")
    assert desk.status_code == 200 and "ETag" not in desk


@override_settings(DEBUG=True)
def test_whoever_works_on_the_templates_always_sees_them(claim):
    response = cache_for_readers(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert "ETag" not in response


def test_an_unpublished_claim_is_not_there_like_any_other_address(client, claim):
    draft = make_claim(by="melton", state="draft")
    unknown = client.get("/claims/zzzzzzzzzz/")
    hidden = client.get(f"/claims/{draft.public_id}/")
    assert unknown.status_code == hidden.status_code == 404
    assert unknown.content == hidden.content and unknown.headers == hidden.headers


# The connection


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_has_closed_is_replaced_unseen(client):
    assert client.get("/about/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", mine)
    other.close()
    # As at the start of a request, which the client of the tests leaves out.
    connection.health_check_done = False
    assert client.get("/about/").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_connection", [True, False])
def test_a_query_is_not_asked_again_on_a_good_connection_or_on_none(monkeypatch, has_connection):
    asked = []
    (connection.ensure_connection if has_connection else connection.close)()

    def fail():
        asked.append(1)
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(middleware, "last_publication", fail)
    with pytest.raises(OperationalError):
        middleware.revision()
    assert len(asked) == 1


def test_a_reader_s_request_asks_for_nothing_but_the_revision_before_the_page(claim, monkeypatch):
    monkeypatch.setattr(DatabaseWrapper, "is_usable", lambda self: pytest.fail("asked"))
    connection.health_check_done = False
    middleware.revision()
    assert connection.health_check_enabled


# What is sent compressed


def test_a_reader_s_page_is_compressed_where_the_browser_takes_it_and_always_alike(client, claim):
    pages = [client.get("/claims/", headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
    assert pages[0]["Content-Encoding"] == "gzip" and pages[0].content == pages[1].content
    assert gzip.decompress(pages[0].content) == client.get("/claims/").content
    assert "Accept-Encoding" in client.get("/claims/")["Vary"]


def test_a_compressed_page_that_is_known_is_not_sent_again(client, claim):
    known = client.get("/claims/", headers={"Accept-Encoding": "gzip"})["ETag"]
    assert client.get("/claims/", headers={"Accept-Encoding": "gzip", "If-None-Match": known}).status_code == 304


def test_the_desk_is_not_compressed_since_its_pages_hold_a_secret_token(client):
    assert not client.get("/admin/account/sign-in/", headers={"Accept-Encoding": "gzip"}).has_header("Content-Encoding")


# Nothing but reading


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/", URL, "/claims.csv", "/councils/"])
def test_a_page_that_only_reads_takes_nothing(claim, method, path):
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (response.status_code, response["Allow"], response["Cache-Control"]) == (405, "GET, HEAD", "no-store")


def test_a_reader_s_cookies_are_not_looked_at(client, claim):
    plain = client.get(URL)
    client.cookies.load({"csrftoken": "'; DROP", "sessionid": "\\", "messages": "x"})
    answer = client.get(URL)
    assert answer.content == plain.content and answer.headers == plain.headers
    assert not answer.cookies
