"""Faults, each tried on a whole site of its own: make drill.

    make drill ARGS="database-killed --rounds 20"
    make drill ARGS="--without-guard"

prints a table: what was tried, how often, and what was lost. With `--without-guard` what holds
each fault off is taken away, and a drill that then loses nothing fails: it would show nothing.
"""

import argparse
import contextlib
import itertools
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from config.binaries import find_binaries
from config.environment import BASE_DIR
from tests.drills import bad_input
from tests.drills.site import Result, WholeSite, writer

# A page that asks the database, and is never kept.
PAGE = "/changes/"
CLIENTS = 4


# --- Processes that are killed ---


def database_killed(home, rounds, guarded) -> Result:
    recoveries, answers, said = [], Counter(), []
    with WholeSite(home) as site:
        if not guarded:
            site.sql(
                "ALTER SYSTEM SET synchronous_commit = off",
                "ALTER SYSTEM SET wal_writer_delay = '10s'",
                "SELECT pg_reload_conf()",
            )
        site.serve()
        with writer(site, 0) as one, writer(site, 1) as other:
            for _ in range(rounds):
                time.sleep(1 + random.random())
                site.server.process.kill()
                site.server.process.wait()
                answers[site.ask(PAGE)[0]] += 1
                before = time.monotonic()
                site.server.start()
                site.wait_for(PAGE, 60)
                recoveries.append(time.monotonic() - before)
            time.sleep(1)
        said = [*one, *other]
        lost = _unwritten(site, said) + site.faults_of_the_record()
    lost += [f"{status} instead of 503" for status in answers if status != 503]
    lost += [f"back after {seconds:.0f} s" for seconds in recoveries if seconds > 10]
    often = f"{rounds} times, {len(said)} acknowledged writes, back in {max(recoveries):.1f} s at most"
    return Result("kill -9 of PostgreSQL during writes", often, lost)


def _unwritten(site, acknowledged) -> list[str]:
    """Acknowledged writes that are not in the log."""
    found = {mark for (mark,) in site.sql("SELECT content->>'description' FROM record_publication")}
    return [f"write {mark}" for mark in acknowledged if mark not in found] or ([] if acknowledged else ["every write"])


def worker_killed(home, rounds, guarded) -> Result:
    with WholeSite(home) as site:
        master = site.serve()
        if not guarded:
            master.send_signal(signal.SIGSTOP)
        said, kills, failed = [], 0, []
        stop = threading.Event()

        def reader():
            while not stop.is_set():
                if site.ask(PAGE)[0] != 200:
                    failed.append(time.monotonic())

        readers = [threading.Thread(target=reader) for _ in range(CLIENTS)]
        for each in readers:
            each.start()
        back = []
        for _ in range(rounds):
            with writer(site, 0) as acknowledged:
                time.sleep(1)
                for pid in site.workers(master)[: 1 if guarded else None]:
                    os.kill(pid, signal.SIGKILL)
                    kills += 1
                back.append(site.wait_for("/healthz", 30))
            said += acknowledged
        stop.set()
        for each in readers:
            each.join()
        lost = _unwritten(site, said) + site.faults_of_the_record()
    if len(failed) > kills * CLIENTS:
        lost.append(f"{len(failed)} requests, more than were in flight")
    lost += [f"down for {seconds:.0f} s" for seconds in back if seconds > 15]
    often = f"{kills} workers and {rounds} writers, {len(failed)} requests in flight, {len(said)} acknowledged writes"
    return Result("kill -9 of a web worker and of a writer, under load", often, lost)


def database_frozen(home, rounds, guarded) -> Result:
    lost, waits = [], []
    with WholeSite(home, PAGE_TIME_LIMITS="on" if guarded else "off") as site:
        # Where nothing limits a page, gunicorn ends the worker.
        site.serve()
        for _ in range(rounds):
            # Warm connections, which notice nothing.
            for _ in range(4):
                site.ask(PAGE)
            frozen = site.database_processes()
            for pid in frozen:
                os.kill(pid, signal.SIGSTOP)
            before = time.monotonic()
            status, headers = site.ask(PAGE, 40)
            waits.append(time.monotonic() - before)
            if (status, "Retry-After" in headers) != (503, True):
                lost.append(f"{status} instead of 503")
            if site.ask("/healthz", 5)[0] != 200:
                lost.append("/healthz")
            for pid in frozen:
                os.kill(pid, signal.SIGCONT)
            if (seconds := site.wait_for(PAGE, 30)) > 10:
                lost.append(f"back after {seconds:.0f} s")
    return Result("PostgreSQL frozen", f"{rounds} times, 503 after {max(waits):.0f} s at most", lost)


def database_gone(home, rounds, guarded) -> Result:
    """It is stopped, and then a table is locked for longer than a reader waits."""
    lost, waits = [], []
    with WholeSite(home) as site:
        bad_input.served(site, guarded, "faults")

        def look(what):
            before = time.monotonic()
            status, headers = site.ask(PAGE, 40)
            waits.append(time.monotonic() - before)
            if (status, "Retry-After" in headers) != (503, True):
                lost.append(f"{status} instead of 503 while {what}")
            if site.ask("/healthz", 5)[0] != 200:
                lost.append(f"/healthz while {what}")

        for _ in range(rounds):
            site.ask(PAGE)
            site.server.stop()
            look("it is gone")
            assert site.server.lock()
            site.server.start()
            if (seconds := site.wait_for(PAGE, 60)) > 10:
                lost.append(f"back after {seconds:.0f} s")
            with site.locked("record_publication"):
                look("a table is locked")
            if (status := site.ask(PAGE)[0]) != 200:
                lost.append(f"{status} afterwards")
    return Result("PostgreSQL gone, and a table locked", f"{rounds} times, 503 after {max(waits):.1f} s at most", lost)


# --- Clients and load ---


ASKING = b"GET %b HTTP/1.1\r\nHost: localhost\r\n"
SENDING = b"POST /report/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
# What each says; those who send add a byte a second, and those who ask read nothing.
SLOW = {
    "half a head": ASKING % b"/",
    "a body of a byte a second": SENDING + b"Content-Length: 9000\r\n\r\na",
    "a file that is not read": ASKING % b"/claims.csv" + b"\r\n",
    "a page that is not read": ASKING % b"/claims/" + b"\r\n",
}
SLOW_AT_ONCE = 50


def slow_clients(home, rounds, guarded) -> Result:
    lost, slowest = [], Counter()
    with WholeSite(home) as site, generated(site, 1000) as file:
        site.run("manage.py", "load_case", file)
        site.serve(*([] if guarded else ["--worker-class", "sync"]))
        for _, (kind, said) in itertools.product(range(rounds), SLOW.items()):
            with contextlib.ExitStack() as stack:
                clients = []
                for _ in range(SLOW_AT_ONCE):
                    clients.append(client := stack.enter_context(socket.socket()))
                    # Little fits into it, as little is on its way to a reader far off.
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                    client.connect(("127.0.0.1", site.port))
                    client.sendall(said)
                    if guarded and "read" in kind:
                        # It is being sent: to make it is a load, and no fault of who is slow.
                        client.recv(1)
                for _ in range(5):
                    for address in ("/healthz", PAGE):
                        before = time.monotonic()
                        status, _ = site.ask(address, 40)
                        slowest[kind] = max(slowest[kind], time.monotonic() - before)
                        lost += [] if status == 200 else [f"an answer of {status}"]
                    for client in clients if "byte" in kind else ():
                        client.send(b"a")
                    if slowest[kind] > 1:
                        break
                    time.sleep(1)
    lost += [f"{seconds:.0f} s of waiting beside {kind}" for kind, seconds in slowest.items() if seconds > 1]
    often = f"{rounds} times {SLOW_AT_ONCE} of {len(SLOW)} kinds, slowest answer {max(slowest.values()):.2f} s"
    return Result("clients that send and take slowly", often, lost)


@contextlib.contextmanager
def generated(site, claims):
    """The path of a case file of invented claims."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(site.run("manage.py", "generate", "--claims", str(claims)).stdout)
        file.flush()
        yield file.name


def news_day(home, rounds, guarded) -> Result:
    """A minute a round; nine of ten requests are for one address.

    Each ten seconds something is published.
    """
    made, answers, stop = home / "made", Counter(), threading.Event()
    slow = Counter()
    with WholeSite(home / "site", PAGE_STORE="on" if guarded else "off", PAGES_MADE=str(made)) as site:
        site.serve(application="tests.bench.counted:application")
        made.write_text("")
        others = ["/", "/claims/", "/councils/", "/changes/", "/documents/", "/method/", "/about/"]

        def client(seed):
            draw = random.Random(seed)
            while not stop.is_set():
                address = PAGE if draw.random() < 0.9 else draw.choice(others)
                before = time.monotonic()
                answers[site.ask(address, 30)[0]] += 1
                slow[address] += time.monotonic() - before > 1

        clients = [threading.Thread(target=client, args=[seed]) for seed in range(CLIENTS)]
        for each in clients:
            each.start()
        publications = 0
        for _ in range(6 * rounds):
            time.sleep(10)
            with writer(site, 0) as acknowledged:
                pass
            publications += len(acknowledged)
        stop.set()
        for each in clients:
            each.join()
        lines = Counter(made.read_text().splitlines())
    lost = [f"{number} answers of {status}" for status, number in answers.items() if status != 200]
    again = {line: times for line, times in lines.items() if times > 1 and not slow[line.split(" ", 1)[1]]}
    lost += [f"{line} made {times} times" for line, times in again.items()]
    if not lines:
        lost.append("all pages, made for each reader")
    often = (
        f"{rounds} min, {answers.total():,} requests, {publications} publications, {lines.total()} pages made "
        f"of {len(lines)} addresses and revisions"
    )
    return Result("a news day", often, lost)


# --- Disks and backups ---


DISK = 1_000_000_000
LEFT = 8_000_000
UPLOAD = """
import os

import django

django.setup()

from django.db import transaction
from councils.models import Document
from councils.uploads import keep_file
from record.models import Officer
officer = Officer.objects.create(email="drill@localhost", name="Drill")
with transaction.atomic():
    keep_file(Document.objects.first(), "a.pdf", os.urandom(40_000_000), by=officer, entered_for="", format="pdf")
"""


def disk_full(home, rounds, guarded) -> Result:
    """A start, a load and an upload on a disk that is full; needs the right to mount."""
    tried = "a disk that is full at a start, a load and an upload"
    # Without a transaction an upload is stored in part.
    upload = UPLOAD if guarded else UPLOAD.replace("with transaction.atomic():", "if True:")
    with contextlib.ExitStack() as stack:
        home.mkdir(parents=True)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=700", "tmpfs", home]
        if subprocess.run(mount).returncode:
            return Result(tried, "not tried: only root may mount a disk for it", [])
        stack.callback(subprocess.run, ["umount", "--lazy", home])
        site = stack.enter_context(WholeSite(home))
        file = stack.enter_context(generated(site, 4000))
        attempts = {
            "a start": ["-m", "config.prepare", "--web-role"],
            "a load": ["manage.py", "load_case", file],
            "an upload": ["-c", upload],
        }
        lost, counted = [], ("claims_claim", "record_publication", "councils_uploadedfile", "councils_filecontent")
        for what, command in attempts.items():
            before = [site.sql(f"SELECT count(*) FROM {table}") for table in counted]
            ballast = home / "ballast"
            with ballast.open("wb") as full:
                while shutil.disk_usage(home).free > LEFT:
                    full.write(bytes(1_000_000))
                    full.flush()
            done = site.run(*command, check=False)
            ballast.unlink()
            lost += [] if done.returncode else [f"the disk was not full at {what}"]
            # PostgreSQL ends, where there is no room for its log, and starts again.
            if done.returncode and not re.search(
                "disk is full|No space left|server closed|Is the server running", done.stderr
            ):
                lost.append(f"another fault at {what}: {done.stderr[-200:]!r}")
            if what == "a start" and ("the disk is full" not in done.stderr or "Traceback" in done.stderr):
                lost.append(f"no plain sentence at {what}: {done.stderr[-200:]!r}")
            if not site.server.is_running():
                site.server.start()
            after = [site.sql(f"SELECT count(*) FROM {table}") for table in counted]
            # A start may have loaded the first of the shipped files whole.
            lost += [] if before == after or what == "a start" else [f"part of {what} is stored"]
        lost += site.faults_of_the_record()
        if guarded:
            # With room again, all of it is loaded.
            done = site.run("manage.py", "load_case", file, check=False)
            lost += [f"a load with room again: {done.stderr[-200:]!r}"] if done.returncode else []
            lost += site.faults_of_the_record()
    return Result(tried, f"{len(attempts)} times refused whole; loaded with room again", lost)


def restored(home, rounds, guarded) -> Result:
    """Dump, destroy and restore, as docs/operations.md says, and compare the exports."""
    programs = find_binaries()
    dump = home / "the.dump"
    with WholeSite(home / "one") as site:
        before = site.run("manage.py", "dump_case", "practice").stdout
        subprocess.run([programs / "pg_dump", "--format=custom", f"--file={dump}", site.server.url()], check=True)
        site.sql("SELECT 1")
        site.server.stop()
        site.server.lock()
        site.server.data.rename(home / "destroyed")
        site.server.start()
        flags = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        subprocess.run([programs / "pg_restore", *flags, f"--dbname={site.server.url()}", dump], check=True)
        if not guarded:
            site.sql("SET session_replication_role = replica; UPDATE claims_claim SET statement = 'Other.'")
        after = site.run("manage.py", "dump_case", "practice").stdout
        lost = [] if before and before == after else ["an export that is other than before"]
        lost += site.faults_of_the_record()
    return Result("dump, destroy, restore", f"1 time, an export of {len(before):,} bytes compared", lost)


# --- What pytest tries ---

# Of the tables of faults and of bad input: by name, what is tried, by which tests, and without which guard
# (tests/drills/unguarded.py) some of them fail. Those of history and promises take each guard away themselves.
TESTED = {
    "life-cycle": (
        "the site started, and ended in every way",
        ["-m", "drill", "tests/config", "tests/test_migrations.py"],
        "",
    ),
    "mail": ("mail: the relay down, senders killed half-way", ["tests/claims/replies/test_notices.py"], "mail"),
    "encodings": (
        "NUL, surrogates, bad %-encoding, huge numbers and years",
        ["tests/config/test_middleware.py", "tests/claims/claim_list", "tests/record/dates"],
        "encodings",
    ),
    "markup": (
        "markup in every field, through every output",
        ["tests/test_markup.py", "tests/record/web", "tests/timeline/test_quotation_markup.py"],
        "markup",
    ),
    "uploads": ("uploads: bombs, scripts, damaged and too large files", ["tests/councils/extraction"], "uploads"),
    "case-files": ("faults in case files", ["tests/claims/case_files/test_checks.py"], "case-files"),
    "headers": ("check --deploy, security headers, the policy", ["tests/config/test_settings.py"], "headers"),
    "tables": ("tables from spreadsheets, odd and at fault", ["tests/councils/test_council_import.py"], "tables"),
    "history": ("writes in every way, each with its history", ["tests/test_history_complete.py"], ""),
    "promises": (
        "the web role against the promises, each guard also taken away",
        ["tests/config/test_promises.py"],
        "",
    ),
}


def tested(name, guarded) -> Result:
    tried, arguments, without = TESTED[name]
    plugin = [] if guarded else ["-p", "tests.drills.unguarded"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--numprocesses=0", *plugin, *arguments],
        cwd=BASE_DIR,
        env=os.environ | {"WITHOUT": without},
        capture_output=True,
        text=True,
    )
    passed = re.search(r"(\d+) passed", done.stdout)
    lost = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return Result(tried, f"{passed[1] if passed else 0} tests", lost or ([] if passed else [done.stdout[-300:]]))


DRILLS = {
    "database-killed": (database_killed, 2),
    "worker-killed": (worker_killed, 2),
    "database-frozen": (database_frozen, 1),
    "database-gone": (database_gone, 1),
    "slow-clients": (slow_clients, 1),
    "news-day": (news_day, 1),
    "disk-full": (disk_full, 1),
    "restored": (restored, 1),
    "flood": (bad_input.flood, 1),
    "poisoned": (bad_input.poisoned, 1),
    "store-lost": (bad_input.store_lost, 1),
    "fuzz": (bad_input.fuzz, 2),
}


def main(arguments) -> int:
    parser = argparse.ArgumentParser(
        prog="make drill", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("drills", nargs="*", metavar="DRILL", help=f"of {', '.join([*DRILLS, *TESTED])}; all if none")
    parser.add_argument("--rounds", type=int, help="how often each is tried; of a news day, how many minutes")
    parser.add_argument("--without-guard", action="store_true", help="take away what holds each fault off")
    options = parser.parse_args(arguments)
    if unknown := set(options.drills) - DRILLS.keys() - TESTED.keys():
        parser.error(f"no drill is called {', '.join(sorted(unknown))}")
    names = options.drills or [
        *DRILLS,
        *(name for name, (*_, guard) in TESTED.items() if guard or not options.without_guard),
    ]
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        outcomes = run(names, Path(folder), options.rounds, not options.without_guard)
    print("| drill | tried | how often | lost |\n|---|---|---|---|")
    for name, outcome in outcomes.items():
        lost = "; ".join(outcome.lost[:3]) + (f"; and {len(outcome.lost) - 3} more" if len(outcome.lost) > 3 else "")
        print(f"| {name} | {outcome.tried} | {outcome.often} | {lost or 'nothing'} |")
    return int(any(bool(outcome.lost) != options.without_guard for outcome in outcomes.values()))


def run(names, folder, rounds, guarded) -> dict[str, Result]:
    outcomes = {}
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        if name in TESTED:
            outcomes[name] = tested(name, guarded)
            continue
        if WholeSite.prepared is None:
            with WholeSite(folder / "p"):
                pass
            WholeSite.prepared = folder / "p"
        drill, usual = DRILLS[name]
        outcomes[name] = drill(folder / name, rounds or usual, guarded)
    return outcomes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
