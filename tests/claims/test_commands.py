"""Output and exit codes of commands that check the record."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, ManagementUtility, call_command
from django.db import connection

from claims.management.commands import check_record
from claims.management.commands.check_refs import NUMBER
from councils import link_check
from councils.models import Passage
from tests.builders import (
    forget_changes,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_measure,
    make_option,
    make_point,
    make_proposal,
    make_voice,
    passage,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db

BODY = "The councils met in January 2025.\n\nThey settled on the River Ottle.\n"


def left_with(code):
    return pytest.raises(SystemExit, match=str(code))


# verify_quotations


@shared
def quotations():
    make_document("plan", body=BODY)
    make_claim(quote="settled on the River Ottle", in_document="plan")
    make_claim(quote="as the letter says", in_document="letter")
    compared = {"office": "Records Officer", "on": "2026-10-12"}
    make_claim(appearances=[{"passage": passage("as the scan says", "letter", compared=compared)}])
    make_claim(quote="settled on the Ottle", in_document="plan", state="draft")


def test_all_states_are_counted_and_drafts_apart(quotations, capsys):
    call_command("verify_quotations")
    assert capsys.readouterr().out.splitlines() == [
        "verified 1, compared 1, text not held 1, not found 0",
        "in drafts: verified 0, compared 0, text not held 0, not found 1",
        "claims: carried 3, in part 0, headline 0, not carried 0",
    ]


def test_nothing_to_verify_is_no_fault(capsys):
    call_command("verify_quotations")
    assert capsys.readouterr().out.splitlines() == [
        "verified 0, compared 0, text not held 0, not found 0",
        "claims: carried 0, in part 0, headline 0, not carried 0",
    ]


def test_claims_are_counted_by_what_carries_them_and_the_others_are_named(capsys):
    make_document("news", title="Single vote defeats partnership")
    make_document("slug", title="regional mayor proposed", title_basis="address")
    make_measure("savings", name="Savings", unit="pounds")
    figure = {"measure": "savings", "unit": "pounds", "value": "43000000"}
    make_claim(quote="£43m a year", figures=[figure])
    make_claim(quote="Single vote", in_document="news")
    make_claim(quote="regional mayor", in_document="slug")
    make_claim(quote="more than we thought", figures=[figure])
    both = [passage("more than we thought"), passage("some £43 million")]
    make_claim(figures=[figure], appearances=[{"passage": each} for each in both])
    call_command("verify_quotations", verbosity=2)
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "claims: carried 2, in part 0, headline 1, not carried 2"
    assert [line.partition(": ")[2][12:] for line in lines[1:-1]] == [
        "A headline. 'Single vote'",
        "Words of a web address: they carry nothing. 'regional mayor'",
        "These words do not hold the number. 'more than we thought'",
    ]


def falsify(**values):
    """Set the state of a quotation to what matching would not give now."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Passage.objects.filter(quote="settled on the River Ottle").update(**values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_published_quotation_that_no_longer_holds_is_named(quotations, capsys):
    falsify(quote="settled on the River Mere")
    with left_with(1):
        call_command("verify_quotations")
    assert "no longer holds: plan: 'settled on the River Mere'" in capsys.readouterr().err


def test_what_readers_see_stays_until_a_person_has_looked(quotations):
    falsify(quote="settled on the River Mere")
    with left_with(1):
        call_command("verify_quotations")
    assert Passage.objects.get(quote="settled on the River Mere").state == "verified"


def test_what_is_found_anew_is_kept(quotations):
    falsify(state="not-held", spans=[], folding_version=0)
    call_command("verify_quotations")
    found = Passage.objects.get(quote="settled on the River Ottle")
    assert (found.state, found.folding_version > 0) == ("verified", True)


def test_verifying_again_changes_nothing(quotations, capsys):
    call_command("verify_quotations")
    first = capsys.readouterr().out
    call_command("verify_quotations")
    assert capsys.readouterr().out == first


# check_refs


@pytest.fixture
def checklist(tmp_path):
    def write(text):
        path = tmp_path / "facts.md"
        path.write_text(text)
        return path

    return write


def missing(path, capsys):
    with left_with(1):
        call_command("check_refs", path)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("S0-01 A fact.", ["S0-01"]),
        ("F-29 [E]", ["F-29"]),
        ("P5-02", ["P5-02"]),
        (" S0-01 A fact.", []),
        ("- S0-01", []),
        ("See S0-01.", []),
        ("s0-01", []),
        ("S0-1a", []),
        ("2025-01", []),
    ],
)
def test_a_number_begins_a_line(line, found):
    assert NUMBER.findall(line) == found


def test_numbers_that_no_record_carries_are_printed_one_a_line(checklist, capsys):
    make_claim(refs=["S0-02"])
    path = checklist("# Facts\n\nS0-01 One.\nS0-02 Two.\nS0-03 Three, as S0-04.\nS0-01 Again.\n")
    assert missing(path, capsys) == ["S0-01", "S0-03"]


def test_where_all_are_carried_nothing_is_printed(checklist, capsys):
    make_claim(refs=["S0-01", "S0-02"])
    call_command("check_refs", checklist("S0-01 One.\nS0-02 Two.\n"))
    assert capsys.readouterr().out == ""


def test_a_number_may_stand_on_any_record_or_part(checklist, capsys):
    make_voice(refs=["A-1"], aliases=[{"name": "Another", "refs": ["A-2"]}])
    make_voice(kind="body", tenures=[{"kind": "part-of", "of": "county", "refs": ["A-3"]}])
    make_document(refs=["A-4"], flags=[{"kind": "remark", "note": "A note.", "refs": ["A-5"]}])
    make_event(facts=[{"kind": "place", "words": "Hall", "refs": ["A-6"]}])
    make_council("north")
    make_proposal(
        names=[{"name": "N", "refs": ["A-7"]}],
        versions=[{"stage": "draft", "refs": ["A-8"]}],
        backers=[{"voice": "north", "relation": "backs", "refs": ["A-10"]}],
    )
    make_option(creates=[{"key": "a", "name": "A", "refs": ["A-9"]}])
    make_point(refs=["A-11"], state="draft")
    call_command("check_refs", checklist("".join(f"A-{number}\n" for number in range(1, 12))))
    assert capsys.readouterr().out == ""


def test_the_number_of_another_case_is_not_carried(checklist, capsys):
    made = {key: make_case(key) for key in ("one", "other")}
    make_event(case=made["one"], refs=["S0-01"])
    make_event(case=made["other"], refs=["S0-02"])
    path = checklist("S0-01\nS0-02\n")
    call_command("check_refs", path)
    assert "Looked at all cases" in capsys.readouterr().err
    with left_with(1):
        call_command("check_refs", path, case="one")
    assert capsys.readouterr().out == "S0-02\n"


def test_a_case_that_is_not_there_is_told_with_those_that_are(checklist):
    make_case("one")
    with pytest.raises(CommandError, match=r"No case has the key 'two'\. Cases on record: one"):
        call_command("check_refs", checklist("S0-01\n"), case="two")


def test_keys_are_listed_with_what_they_stand_for(capsys):
    make_event("meeting", case=make_case("one"), title="The meeting")
    call_command("list_keys", "one", kind="events")
    assert capsys.readouterr().out == "events\tmeeting\tThe meeting\n"


def test_a_kind_that_is_none_is_told(capsys):
    make_case("one")
    with pytest.raises(CommandError, match=r"There is no kind 'things'\. Kinds: case, voices"):
        call_command("list_keys", "one", kind="things")


def test_what_was_once_carried_is_not(checklist, capsys):
    from tests.builders import change

    change(make_claim(refs=["S0-01"]), refs=None)
    assert missing(checklist("S0-01\n"), capsys) == ["S0-01"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_checklist_that_cannot_be_read_is_told(tmp_path, content):
    path = tmp_path / "facts.md"
    if content:
        path.write_bytes(content)
    with pytest.raises(CommandError, match="cannot be read") as caught:
        call_command("check_refs", path)
    assert caught.value.returncode == 1


# check_links, against a server of our own: never the network


@pytest.fixture
def our_network(monkeypatch):
    """Let this machine be asked, as if it were in the public network."""
    monkeypatch.setattr(link_check, "is_public", lambda address: True)


class Pages(BaseHTTPRequestHandler):
    """Each path says how it is answered."""

    asked: list[tuple[str, str]] = []
    there = "/there"
    at_once = most_at_once = 0

    def do_HEAD(self):
        Pages.asked.append((self.command, self.path))
        Pages.at_once += 1
        Pages.most_at_once = max(Pages.most_at_once, Pages.at_once)
        time.sleep(0.005)
        Pages.at_once -= 1
        if self.path == "/no-head" and self.command == "HEAD":
            return self._answer(405)
        if self.path == "/gone":
            return self._answer(410)
        if self.path == "/moved":
            return self._answer(301, self.there)
        if self.path == "/circle":
            return self._answer(302, "/circle")
        if self.path == "/broken":
            return self._answer(500)
        if self.path == "/rude":
            return self.connection.close()
        if self.path == "/noise":
            return self.wfile.write(b"what is this?\r\n\r\n")
        if self.path == "/slow":
            Pages.wait.wait(60)
        return self._answer(200)

    do_GET = do_HEAD

    def _answer(self, status, location=None):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server(our_network):
    Pages.asked, Pages.wait, Pages.most_at_once = [], threading.Event(), 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Pages.wait.set()
    server.shutdown()
    server.server_close()


def dead(capsys, **options):
    """The output of the command, without the address of the server."""
    try:
        call_command("check_links", **{"pause": 0} | options)
    except SystemExit as left:
        assert left.code == 1
    found = capsys.readouterr()
    return [line.split(": ", 2) for line in found.out.splitlines()], found.err.strip()


def test_addresses_that_answer_are_not_printed(server, capsys):
    for path in ("/there", "/moved", "/no-head"):
        make_document(addresses=[{"url": server + path}])
    assert dead(capsys) == ([], "asked 3, dead 0")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "410 Gone"),
        ("/broken", "500 Internal Server Error"),
        ("/rude", ""),
        ("/noise", ""),
        ("/circle", "302"),
    ],
)
def test_addresses_that_do_not_answer_are_printed_with_the_document(server, capsys, path, reason):
    make_document("paper", addresses=[{"url": server + path}])
    ((document, url, said),), counted = dead(capsys)
    assert (document, url, counted) == ("paper", server + path, "asked 1, dead 1")
    assert said.startswith(reason) and said


def test_an_address_where_nobody_listens_is_dead(our_network, capsys):
    make_document("paper", addresses=[{"url": "http://127.0.0.1:9/"}])
    ((_, _, said),), _ = dead(capsys)
    assert "refused" in said


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://127.0.0.1:99999/", "http://a b.example/", "http://\u2100.example/"]
)
def test_an_address_that_is_none_is_dead_and_not_a_fault(capsys, url):
    document = make_document("paper", state="draft", addresses=[{"url": "http://example.org"}])
    document.addresses.update(url=url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('counterpoint.publishing', 'on', true)")
        type(document).objects.update(state="published")
    forget_changes()
    ((_, _, said),), _ = dead(capsys)
    assert said


def test_an_address_that_takes_too_long_is_dead(server, capsys):
    make_document("paper", addresses=[{"url": f"{server}/slow"}])
    ((_, _, said),), _ = dead(capsys, timeout=0.2)
    assert "timed out" in said


def test_only_published_documents_are_asked_for(server, capsys):
    make_document(state="draft", addresses=[{"url": f"{server}/gone"}])
    assert dead(capsys) == ([], "asked 0, dead 0")


def test_a_page_is_asked_for_by_its_head_first(server, capsys):
    make_document(addresses=[{"url": f"{server}/there"}])
    make_document(addresses=[{"url": f"{server}/no-head"}])
    dead(capsys, at_once=1)
    assert Pages.asked == [("HEAD", "/there"), ("HEAD", "/no-head"), ("GET", "/no-head")]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "10.1.2.3", "169.254.169.254", "[::ffff:127.0.0.1]", "localhost"]
)
def test_an_address_in_a_private_network_is_never_asked(capsys, monkeypatch, host):
    monkeypatch.setattr(link_check.socket, "create_connection", lambda *args: pytest.fail("It was asked."))
    make_document("paper", addresses=[{"url": f"http://{host}/"}])
    ((_, _, said),), _ = dead(capsys)
    assert "is not in the public network" in said


def test_nor_is_one_to_which_a_public_page_leads(server, capsys, monkeypatch):
    port = server.rsplit(":", 1)[1]
    monkeypatch.setattr(link_check, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(Pages, "there", f"http://127.0.0.2:{port}/there")
    make_document("paper", addresses=[{"url": f"{server}/moved"}])
    ((_, _, said),), _ = dead(capsys)
    assert "127.0.0.2 is not in the public network" in said
    assert {path for _, path in Pages.asked} == {"/moved"}


def test_a_host_is_asked_for_one_address_at_a_time(server, capsys):
    for number in range(6):
        make_document(addresses=[{"url": f"{server}/{number}"}])
    assert dead(capsys, at_once=6) == ([], "asked 6, dead 0")
    assert Pages.most_at_once == 1


def test_what_is_left_for_want_of_time_is_counted_and_is_not_dead(server, capsys):
    for path in ("/slow", "/there"):
        make_document(addresses=[{"url": server + path}])
    assert dead(capsys, within=0.1) == ([], "asked 0, dead 0, left for want of time 2")


def test_a_machine_without_a_way_out_says_so_and_finds_nothing_dead(capsys, monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(link_check.socket, "getaddrinfo", unknown)
    make_document("paper", addresses=[{"url": "http://council.example/"}])
    assert dead(capsys) == (
        [],
        "No host was reached: this machine has no way out to the web. Nothing was checked.",
    )


# check_record


def checked(capsys, **options):
    """Exit code of the command that cron runs, and what it printed."""
    code = 0
    try:
        call_command("check_record", **options)
    except SystemExit as left:
        code = left.code
    return code, "".join(capsys.readouterr())


def test_it_is_silent_where_all_is_well(server, capsys):
    make_document(addresses=[{"url": f"{server}/there"}])
    assert checked(capsys) == (0, "")
    assert Pages.asked == [("HEAD", "/there")]


def test_it_reports_each_check_that_failed_and_no_other(server, capsys, mailoutbox):
    make_document("paper", addresses=[{"url": f"{server}/gone"}])
    code, report = checked(capsys, mail="operator@example.org")
    assert code == 1
    assert report.startswith("check_links:\npaper: ") and "410 Gone" in report and "verify" not in report
    assert mailoutbox[0].body.strip() == report.strip() and mailoutbox[0].to == ["operator@example.org"]
    assert checked(capsys, no_links=True) == (0, "")


def test_a_second_one_ends_at_once_and_the_first_frees_its_lock(capsys):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [check_record.LOCK])
            assert checked(capsys, no_links=True, verbosity=2) == (0, "Another check is running.\n")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [check_record.LOCK])
    finally:
        other.close()
    for _ in range(2):
        assert "verify_record:" in checked(capsys, no_links=True, verbosity=2)[1]


def test_a_check_that_takes_too_long_or_breaks_is_reported_and_the_others_are_made(capsys, monkeypatch):
    made = []

    def call(name, **options):
        made.append(name)
        if name == "verify_record":
            raise ValueError("Odd.")
        time.sleep(20)

    monkeypatch.setattr(check_record, "call_command", call)
    code, report = checked(capsys, no_links=True, minutes=0.002)
    assert code == 1 and made == ["verify_record", "verify_quotations"]
    assert "verify_record:\nIt could not be done: ValueError: Odd." in report
    assert "verify_quotations:\nIt was not done in time, and was stopped." in report


# All commands


@pytest.mark.parametrize(
    "arguments",
    [
        ["dump_case"],
        ["check_refs"],
        ["withhold", "0000000000"],
        ["generate", "--claims", "many"],
        ["check_links", "--timeout", "long"],
        ["verify_quotations", "extra"],
        ["import_councils"],
    ],
)
def test_wrong_usage_leaves_with_two(arguments):
    with left_with(2):
        ManagementUtility(["manage.py", *arguments]).execute()
