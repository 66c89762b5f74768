"""Pages are made once and kept, to the byte, and nothing that is one person's."""

import gzip
import random
import shutil
import subprocess
import sys
import threading
import time
from html import unescape
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import resolve

from config import page_store
from config.environment import BASE_DIR
from config.faults import TooSlow
from config.middleware import cache_for_readers
from config.page_store import NOT_KEPT, SEAL_LENGTH, PageStore
from config.settings import _PAGES_IN_REDIS
from tests.builders import make_claim, make_council, make_officer, withdraw
from tests.everything import a_record_of_everything, drafts_of
from tests.kept_pages import LINK, NOT_READERS

pytestmark = pytest.mark.django_db

URL = "/claims/?council=MEL"
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def claim(db):
    make_council("melton", code="MEL")
    return make_claim(by="melton")


@pytest.fixture
def keeping(settings, tmp_path):
    """Pages are kept in a folder of the test's own. Returns the file."""
    store = {
        "BACKEND": "config.sqlite_cache.SQLiteCache",
        "LOCATION": str(tmp_path / "pages"),
        "OPTIONS": {"LIMIT": 10_000_000},
    }
    settings.CACHES = settings.CACHES | {"pages": store}
    settings.PAGE_STORE = "on"
    return tmp_path / "pages" / "pages.sqlite3"


def kept_values():
    rows = caches["pages"]._open().execute("SELECT value FROM entries ORDER BY id")
    return [value for (value,) in rows]


def kept_pages():
    return [value for value in kept_values() if len(value) > 1]


class Counted:
    """A view behind the middleware that counts how often it is asked."""

    def __init__(self, answer=lambda request: HttpResponse("words " * 100)):
        self.made, self.answer = 0, answer
        self.middleware = cache_for_readers(self)

    def __call__(self, request):
        self.made += 1
        return self.answer(request)

    def get(self, path="/", method="get", **headers):
        return getattr(RequestFactory(), method)(path, headers=headers)

    def ask(self, *arguments, **headers):
        return self.middleware(self.get(*arguments, **headers))


# The same to the byte


STARTS = ["/", "/nowhere/", "/claims/results/?utm=1&q=", "/claims.csv", "/claims/?q=zzz", "/claims/?all=2"]


def one_answer_of_each_kind(client):
    """Answers by address, found by following links; some are no page."""
    found, waiting, known, kinds = {}, list(STARTS), set(STARTS), set()
    for address in waiting:
        kind = None if address in STARTS else resolve(address.partition("?")[0]).view_name
        if kind in kinds:
            continue
        kinds |= {kind} - {None}
        response = client.get(address)
        if not response.streaming and "html" in response.get("Content-Type", ""):
            for link in map(unescape, LINK.findall(response.content.decode())):
                if link.startswith("/") and not link.startswith(NOT_READERS) and link not in known:
                    known.add(link)
                    waiting.append(link)
        found[address] = sent(response)
    return found


def sent(response):
    """The answer as a reader gets it; of a form, without what is always new."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = dict(response.items())
    if response.get("Content-Encoding") == "gzip":
        assert response.streaming or headers["Content-Length"] == str(len(body))
    if response.status_code == 200 and "no-store" in headers["Cache-Control"]:
        for each in ("Content-Length", "Expires"):
            headers.pop(each, None)
        body = b""
    return response.status_code, headers, body


@pytest.mark.audit
def test_every_kind_of_page_is_the_same_made_kept_and_without_a_store(keeping, settings):
    a_record_of_everything()
    settings.PAGE_STORE = "off"
    plain = Client()
    answers = one_answer_of_each_kind(plain)
    without = {each: (bare, sent(plain.get(each, headers=GZIP))) for each, bare in answers.items()}
    settings.PAGE_STORE = "on"
    client = Client()
    for number, (address, (bare, compressed)) in enumerate(without.items()):
        # Of every other page the first who asks, for whom it is made, takes it compressed.
        asked = [({}, bare), (GZIP, compressed)][:: 1 if number % 2 else -1]
        for headers, expected in (*asked, *asked):
            assert sent(client.get(address, headers=headers)) == expected, address
    assert len(without) > 50 and len(kept_pages()) > 40


# Once, for all


def test_a_page_is_made_once(keeping):
    view = Counted()
    answers = [view.ask() for _ in range(3)]
    assert view.made == 1 and len({each.content for each in answers}) == 1


def test_a_kept_page_costs_the_query_for_the_revision_alone(keeping, client, claim, django_assert_num_queries):
    made = client.get(URL)
    with django_assert_num_queries(1):
        kept = client.get(URL)
    assert kept.content == made.content and kept.headers == made.headers


def test_it_is_kept_compressed(keeping, client, claim):
    page = client.get(URL)
    [kept] = kept_pages()
    assert len(kept) < len(page.content) / 2
    # Any byte may be in the seal before.
    _, _, body = kept[SEAL_LENGTH:].partition(b"\n")
    assert gzip.decompress(body) == page.content


def test_one_who_asks_for_the_headers_alone_makes_the_page_for_others(keeping, client, claim):
    assert client.head(URL).status_code == 200
    assert b"Melton" in client.get(URL).content and len(kept_pages()) == 1


def test_a_short_page_is_kept_as_it_is(keeping):
    view = Counted(lambda request: HttpResponse("few words"))
    assert {view.ask(**headers).content for headers in ({}, GZIP, GZIP)} == {b"few words"} and view.made == 1


def test_another_host_scheme_or_address_is_another_page(keeping):
    view = Counted(lambda request: HttpResponse(request.build_absolute_uri() * 20))
    requests = [view.get(), view.get(host="localhost"), view.get(host="localhost:8001"), view.get("/other/")]
    requests.append(view.get(host="testserver"))
    requests[-1].environ["wsgi.url_scheme"] = requests[-1].META["wsgi.url_scheme"] = "https"
    for _ in range(2):
        for request in requests:
            assert view.middleware(request).content == request.build_absolute_uri().encode() * 20
    assert view.made == len(requests)


@pytest.mark.parametrize(
    "forged",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "https"},
        {"X-Forwarded-Port": "81"},
        {"Forwarded": "host=evil.example"},
        {"X-Original-URL": "/other/"},
        {"X-Rewrite-URL": "/other/"},
        {"HX-Request": "true"},
        {"Accept-Language": "cy"},
        {"Authorization": "Basic eDp5"},
        {"Cookie": "sessionid=x; csrftoken=y"},
        {"Range": "bytes=0-1"},
    ],
    ids=str,
)
def test_nothing_that_a_client_says_beside_the_address_gets_in(keeping, claim, forged):
    poisoned = Client().get(URL, headers=forged)
    assert len(kept_pages()) == 1
    answer = Client().get(URL)
    caches["pages"].clear()
    clean = Client().get(URL)
    assert answer.content == clean.content == poisoned.content and answer.headers == clean.headers


def test_a_host_that_is_not_ours_gets_no_page_that_is_kept(keeping, client, claim):
    client.get(URL)
    assert client.get(URL, headers={"host": "evil.example"}).status_code == 400
    assert len(kept_values()) == 1


# A publication, and what is none


def test_a_withdrawal_shows_at_once(keeping, client, claim):
    address = claim.get_absolute_url()
    before = [client.get(each) for each in (URL, address, address)]
    withdraw(claim)
    after = [client.get(each) for each in (URL, address)]
    assert claim.statement.encode() in before[0].content and claim.statement.encode() not in after[0].content
    assert b"Entered twice." in after[1].content


def test_a_draft_makes_no_page_and_gets_into_none(keeping):
    a_record_of_everything()
    client = Client()
    before = {each: client.get(each).content for each in ("/", "/claims/", "/changes/")}
    kept = kept_values()
    officer = make_officer("a@example.org", council="county")
    drafts_of(officer)
    draft = make_claim(by="county", state="draft", statement="Words of a draft.")
    signed_in = Client()
    signed_in.force_login(officer)
    for each in ("/admin/", f"/admin/claims/claim/{draft.pk}/preview/", *before):
        signed_in.get(each)
    assert {each: client.get(each).content for each in before} == before
    assert kept_values() == kept
    assert client.get(f"/claims/{draft.public_id}/").status_code == 404


def test_the_desk_and_the_probes_never_ask_the_store(keeping, monkeypatch):
    monkeypatch.setattr(PageStore, "answer", lambda *arguments: pytest.fail("asked"))
    for path in ("/healthz", "/readyz", "/admin/login/", "/admin/", "/static/none.css"):
        Client().get(path)
    Client().post("/report/", {"token": "x"})


def test_withholding_takes_what_was_made_before_off_the_disk(keeping, client, claim):
    client.get(URL)
    call_command("withhold", claim.public_id, reason="Ordered by a court.")
    assert kept_values() == []


def test_withholding_says_if_the_store_could_not_be_emptied(keeping, client, claim, monkeypatch):
    monkeypatch.setattr("config.sqlite_cache.EMPTY", "SELECT nonsense")
    with pytest.raises(CommandError, match="The words are withheld, but the store of pages still has them"):
        call_command("withhold", claim.public_id, reason="Ordered by a court.")
    claim.refresh_from_db()
    assert claim.is_withdrawn


# What is not kept


def no_store(request):
    return HttpResponse("token " * 100, headers={"Cache-Control": "no-store"})


def with_a_cookie(request):
    response = HttpResponse("words " * 100)
    response.set_cookie("a", "b")
    return response


def of_one_person(request):
    return HttpResponse("words " * 100, headers={"Vary": "Cookie"})


def streamed(request):
    return StreamingHttpResponse(["words "] * 100)


def missing(request):
    return HttpResponse("words " * 100, status=404)


def elsewhere(request):
    return HttpResponse(status=302, headers={"Location": "/x/"})


def partial(request):
    return HttpResponse("words " * 100, status=206)


def unchanged(request):
    return HttpResponse(status=304)


@pytest.mark.parametrize(
    "answer",
    [no_store, with_a_cookie, of_one_person, streamed, missing, elsewhere, partial, unchanged],
    ids=lambda answer: answer.__name__,
)
def test_what_is_not_for_everybody_is_not_kept_and_nobody_waits_for_it(keeping, settings, answer):
    view = Counted(answer)
    settings.PAGE_STORE = "off"
    plain = Counted(answer)
    settings.PAGE_STORE = "on"
    for headers in ({}, GZIP):
        assert sent(view.ask(**headers)) == sent(plain.ask(**headers))
    assert view.made == 2 and kept_values() == [NOT_KEPT]


def test_a_fault_of_the_moment_is_not_remembered(keeping):
    view = Counted(lambda request: HttpResponse("words " * 100, status=503 if view.made == 1 else 200))
    assert [view.ask().status_code for _ in range(3)] == [503, 200, 200] and view.made == 2


def test_what_is_sent_is_neither_kept_nor_answered_from_the_store(keeping):
    view = Counted()
    view.ask()
    for method in ("post", "put", "delete", "options"):
        view.ask("/", method)
    assert view.made == 5 and len(kept_values()) == 1


@pytest.mark.parametrize("path", ["/report/?about=/", "/reply/nonsense/", "/report/sent/", "/report/answers/"])
def test_a_form_with_a_token_is_not_kept(keeping, client, path):
    client.get(path)
    assert kept_values() == [NOT_KEPT]


# While it is being made


def ask_at_once(view, count):
    """Ask in threads of their own, and return how long each waited."""
    waits, ready = [], threading.Barrier(count)

    def ask():
        ready.wait()
        before = time.monotonic()
        assert view.answer().status_code == 200
        waits.append(time.monotonic() - before)

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(waits) == count
    return waits


class Slow:
    """A page that takes its time, asked for without a database."""

    def __init__(self, seconds):
        self.seconds, self.made, self.store = seconds, 0, PageStore()

    def answer(self):
        return self.store.answer(RequestFactory().get("/"), '"a"', self.make)

    def make(self):
        self.made += 1
        time.sleep(self.seconds)
        return HttpResponse("words " * 100, headers={"ETag": '"a"'})


def test_others_wait_for_who_makes_it(keeping):
    slow = Slow(0.3)
    ask_at_once(slow, 6)
    assert slow.made == 1


def test_nobody_waits_for_more_than_a_second(keeping, monkeypatch):
    monkeypatch.setattr(page_store, "WAIT", 0.3)
    slow = Slow(0.5)
    caches["pages"].add('making "a"', b"1", 60)
    waited = ask_at_once(slow, 2)
    assert slow.made == 2 and all(0.3 <= each < 2 for each in waited)
    assert page_store.NOT_KEPT != caches["pages"].get('"a"') is not None


def test_what_a_killed_worker_began_is_taken_over(keeping, monkeypatch):
    monkeypatch.setattr(page_store, "MAKING_LASTS", 0.2)
    caches["pages"].add('making "a"', b"1", page_store.MAKING_LASTS)
    slow = Slow(0)
    [waited] = ask_at_once(slow, 1)
    assert slow.made == 1 and waited < 0.9


def test_who_fails_to_make_it_leaves_it_to_the_next_at_once(keeping, monkeypatch):
    slow = Slow(0)
    monkeypatch.setattr(slow, "make", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        slow.answer()
    assert caches["pages"].add('making "a"', b"1", 60)


def test_a_page_that_another_has_just_finished_is_not_made_again(keeping, monkeypatch):
    """Between the first look and the right to make it, the page may come."""
    slow, plain = Slow(0), PageStore._ask

    def ask(store, what, *arguments):
        if what == "add":
            monkeypatch.setattr(PageStore, "_ask", plain)
            Slow(0).answer()
        return plain(store, what, *arguments)

    monkeypatch.setattr(PageStore, "_ask", ask)
    assert slow.answer().status_code == 200 and slow.made == 0
    assert caches["pages"].add('making "a"', b"1", 60)


AT_ONCE = """
import os, sys, threading, time
import django
django.setup()
from django.http import HttpResponse
from django.test import RequestFactory
from config.page_store import PageStore

store = PageStore()

def make():
    with open(sys.argv[1], "a") as made:
        made.write("made\\n")
    time.sleep(0.4)
    return HttpResponse("words " * 100, headers={"ETag": '"a"'})

def ask():
    assert len(store.answer(RequestFactory().get("/"), '"a"', make).content) == 600

threads = [threading.Thread(target=ask) for _ in range(8)]
print("ready", flush=True)
sys.stdin.readline()
for each in threads: each.start()
for each in threads: each.join()
print("done")
"""


def test_two_processes_of_eight_threads_make_a_page_once(tmp_path, monkeypatch):
    home, made = tmp_path / "home", tmp_path / "made"
    for name, value in {"PAGE_STORE": "on", "COUNTERPOINT_HOME": str(home), "ALLOWED_HOSTS": "testserver"}.items():
        monkeypatch.setenv(name, value)
    command = [sys.executable, "-c", AT_ONCE, str(made)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": BASE_DIR}
    workers = [subprocess.Popen(command, **pipes) for _ in range(2)]
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * 2
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    assert [worker.communicate(timeout=60)[0] for worker in workers] == ["done\n"] * 2
    assert made.read_text() == "made\n" and (home / "pages" / "pages.sqlite3").exists()


# Without the store


class Broken:
    """A store that fails at everything, and counts how often it was asked."""

    asked = 0

    def __getattr__(self, what):
        def fail(*arguments):
            Broken.asked += 1
            raise OSError("gone")

        return fail


def test_a_store_that_fails_is_left_alone_for_a_while_and_pages_are_made(keeping, monkeypatch, caplog):
    view = Counted()
    monkeypatch.setattr(page_store, "caches", {"pages": Broken()})
    monkeypatch.setattr(Broken, "asked", 0)
    assert [view.ask().status_code for _ in range(3)] == [200] * 3
    assert (view.made, Broken.asked) == (3, 1) and [each.message for each in caplog.records] == [
        "Pages are not kept for 10 seconds: gone"
    ]
    monkeypatch.setattr(page_store, "caches", caches)
    later = time.monotonic() + page_store.REST
    monkeypatch.setattr(page_store.time, "monotonic", lambda: later)
    assert [view.ask().status_code for _ in range(2)] == [200] * 2
    assert view.made == 4


def test_a_limit_of_time_is_not_taken_for_a_fault_of_the_store(keeping, monkeypatch):
    def too_slow(*arguments):
        raise TooSlow

    monkeypatch.setattr(page_store, "caches", {"pages": SimpleNamespace(get=too_slow, add=too_slow)})
    with pytest.raises(TooSlow):
        Counted().ask()


def change_a_word(value):
    return value.replace(b"words", b"lies!")


def cut_off(value):
    return value[:-3]


def unsealed(value):
    return bytes(16) + value[16:]


@pytest.mark.parametrize("harm", [change_a_word, cut_off, unsealed], ids=lambda harm: harm.__name__)
def test_a_page_that_was_changed_in_the_store_is_made_anew(keeping, harm):
    view = Counted(lambda request: HttpResponse("words!"))
    whole = view.ask()
    caches["pages"]._open().execute("UPDATE entries SET value = ?", [harm(kept_pages()[0])])
    assert view.ask().content == whole.content and view.made == 2
    assert view.ask().content == whole.content and view.made == 2


def test_a_page_is_not_taken_for_that_of_another_address(keeping):
    view = Counted(lambda request: HttpResponse(request.path))
    view.ask("/a/")
    view.ask("/b/")
    caches["pages"]._open().execute("UPDATE entries SET value = ?", [kept_pages()[0]])
    assert view.ask("/b/").content == b"/b/"


def test_another_secret_key_serves_nothing_that_this_one_kept(keeping, settings):
    Counted().ask()
    settings.SECRET_KEY = "another " * 10
    other = Counted()
    other.ask()
    assert other.made == 1


def test_a_flood_of_addresses_leaves_the_site_up_and_the_store_small(keeping, settings):
    settings.CACHES["pages"]["OPTIONS"]["LIMIT"] = 100_000
    settings.CACHES = settings.CACHES
    view = Counted(lambda request: HttpResponse(random.Random(request.path).randbytes(3000)))
    for number in range(100):
        assert view.ask(f"/{number}/").status_code == 200
    assert view.made == 100 and keeping.stat().st_size < 110_000
    view.ask("/99/")
    assert view.made == 100


@override_settings(DEBUG=True)
def test_whoever_works_on_the_templates_gets_no_kept_page(keeping):
    view = Counted()
    view.ask()
    view.ask()
    assert view.made == 2 and not keeping.exists()


@pytest.mark.skipif(not shutil.which("redis-server") or not find_spec("redis"), reason="no Redis and its client")
def test_pages_are_kept_in_a_redis(settings, tmp_path):
    socket = tmp_path / "redis"
    command = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            time.sleep(0.05)
        settings.CACHES = settings.CACHES | {"pages": _PAGES_IN_REDIS | {"LOCATION": f"unix://{socket}"}}
        settings.PAGE_STORE = f"unix://{socket}"
        view = Counted()
        answers = [sent(view.ask(**headers)) for headers in ({}, GZIP, {}, GZIP)]
        assert view.made == 1 and answers[:2] == answers[2:] and answers[0][2] == b"words " * 100
        server.kill()
        server.wait()
        assert view.ask().status_code == 200 and view.made == 2
    finally:
        server.kill()
        server.wait()
