"""Measure what pages cost, as ratios that one run takes in turn: make bench.

    make bench ARGS="--claims 1000"

starts PostgreSQL in a folder of its own, loads the shipped cases and a generated one, and asks
for a page of each kind: made, kept, and known to the reader. CPU is that of Python alone; the
last lines ask two workers of gunicorn from four clients at once, and nginx before them.
"""

import argparse
import contextlib
import io
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

from config.environment import BASE_DIR
from tests import nginx
from tests.kept_pages import LINK, NOT_READERS

PROBE = "/healthz"
TURNS = 3
# How often in each turn: what is quick is asked more often.
QUICK, SLOW = 20, 1
WORKER_TURNS = 6
SECONDS, CLIENTS = 3, 4


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="make bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000, help="how many claims to generate (100,000)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="counterpoint-bench-") as home:
        server = start_database(Path(home))
        try:
            prepare(Path(home), options.claims)
            pages = print_pages(options.claims)
            print_worker_cpu(measured_pages())
            print_served(list(pages.values()))
            print_behind_nginx(Path(home))
        finally:
            server.stop()


def start_database(home: Path):
    """Start a server in the folder, for this process and those that it starts."""
    os.environ |= {
        "COUNTERPOINT_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CASE_FILE_LIMIT": "2000000000",
        "PAGE_STORE": "on",
        "PAGES_MADE": str(home / "made"),
    }
    from config import postgres

    server = postgres.Server(home)
    server.lock()
    server.start()
    os.environ["DATABASE_URL"] = server.url()
    return server


def prepare(home: Path, claims: int) -> None:
    """Load the cases, and set Django up."""
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([sys.executable, "-m", "config.prepare"], **quiet)
    if claims:
        file = home / "generated.yaml"
        with file.open("w") as out:
            subprocess.run([sys.executable, "manage.py", "generate", "--claims", str(claims)], check=True, stdout=out)
        before = time.monotonic()
        subprocess.run([sys.executable, "manage.py", "load_case", str(file)], **quiet)
        print(f"{claims:,} generated claims loaded in {time.monotonic() - before:.0f} s.")
    import django

    django.setup()


# --- CPU of a page ---


def asker(**settings) -> Callable:
    """A function that asks the site, under these settings, for an address."""
    from django.core.wsgi import get_wsgi_application
    from django.test import override_settings

    with override_settings(**settings):
        application = get_wsgi_application()

    def ask(address, **headers):
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        response = application(environ | headers, lambda *_: None)
        response.content_sent = b"".join(response)
        response.close()
        return response

    return ask


def cpu(times: int, ask: Callable, address: str, **headers) -> float:
    """Seconds of this process, of one of so many requests."""
    before = time.process_time()
    for _ in range(times):
        ask(address, **headers)
    return (time.process_time() - before) / times


def one_page_of_each_kind(ask) -> dict[str, str]:
    """Addresses by the name of their view, found by following links."""
    from django.urls import resolve

    found, waiting, known = {}, ["/"], {"/"}
    for address in waiting:
        kind = resolve(address.partition("?")[0]).view_name
        if kind in found:
            continue
        response = ask(address, HTTP_ACCEPT_ENCODING="")
        # A page that is kept: no form, no redirect and no file.
        if response.status_code != 200 or not response.has_header("ETag") or "html" not in response["Content-Type"]:
            continue
        found[kind] = address
        for link in map(unescape, LINK.findall(response.content_sent.decode())):
            if link.startswith("/") and not link.startswith(NOT_READERS) and link not in known:
                known.add(link)
                waiting.append(link)
    return found


def print_pages(claims: int) -> dict[str, str]:
    """Print a line for each kind of page. Returns their addresses by kind."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make, kept = asker(PAGE_STORE="off"), asker(PAGE_STORE="on")
    pages = one_page_of_each_kind(make)
    etags = {address: kept(address).get("ETag") for address in pages.values()}
    pages = {kind: address for kind, address in pages.items() if etags[address]}
    if late := [address for address, etag in etags.items() if not etag]:
        print(f"Not made within the time limit, and left out: {', '.join(late)}.")
    ratios = {address: ([], [], []) for address in pages.values()}
    probed = []
    for _ in range(TURNS):
        for address, (of_made, of_kept, of_known) in ratios.items():
            # Beside each page, since a machine is not as fast all the time.
            probed.append(base := cpu(QUICK, kept, PROBE))
            of_made.append(cpu(SLOW, make, address) / base)
            of_kept.append(cpu(QUICK, kept, address) / base)
            of_known.append(cpu(QUICK, kept, address, HTTP_IF_NONE_MATCH=etags[address]) / base)
    print(f"\nPython {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores, {claims:,} claims.")
    print(f"B, the CPU of {PROBE}: {statistics.median(probed) * 1e6:.0f} µs. All else in multiples of it.\n")
    print("| page | queries | bytes, gzip | made | kept | 304 |\n|---|---|---|---|---|---|")
    for kind, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            size = len(make(address).content_sent)
        columns = " | ".join(f"{statistics.median(each):.1f}" for each in ratios[address])
        print(f"| {kind} | {len(queries)} | {size:,} | {columns} |")
    connection.close()
    return pages


# --- CPU of a worker ---


def measured_pages() -> dict[str, str]:
    """Pages of the Leicestershire case whose CPU is held to a limit, by name."""
    from django.db.models import Count

    from claims.models import Measure
    from proposals.models import Event

    key = "leicestershire-2025"
    event = Event.objects.published().filter(case__key=key, when_edtf="2025-01-08").earliest("sequence")
    measure = Measure.objects.filter(case__key=key).annotate(length=Count("figures")).latest("length", "pk")
    return {
        "25 claims": f"/claims/?case={key}",
        "event of January 2025": event.get_absolute_url(),
        "timeline, first page": f"/cases/{key}/timeline/",
        "one measure": measure.get_absolute_url(),
    }


def print_worker_cpu(pages: dict[str, str]) -> None:
    """Print the CPU, user and system, in which one worker makes each page."""
    with served_by(workers=1, PAGE_STORE="off") as (port, server):
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        (worker,) = map(int, children.read_text().split())
        # The clock of another process, as clock_getcpuclockid(3) numbers it.
        clock = ~worker << 3 | 2

        def taken(address, times):
            before = time.clock_gettime(clock)
            for _ in range(times):
                assert b" 200 " in once(port, request(address))[:20], address
            return (time.clock_gettime(clock) - before) / times

        for address in pages.values():
            once(port, request(address))
        turns = [
            {name: (taken(PROBE, QUICK), taken(address, TURNS)) for name, address in pages.items()}
            for _ in range(WORKER_TURNS)
        ]
    base = min(each for turn in turns for each, _ in turn.values())
    print(f"\nA worker of gunicorn, a connection each, least of {WORKER_TURNS} turns. B: {base * 1e3:.2f} ms.\n")
    print("| page made | ms | in B |\n|---|---|---|")
    for name in pages:
        least = min(turn[name][1] for turn in turns)
        print(f"| {name} | {least * 1e3:.1f} | {least / base:.0f} |")


# --- What two workers serve ---


def print_served(addresses: list[str]) -> None:
    """Print how often two workers make what is asked at once, and their speed."""
    made = Path(os.environ["PAGES_MADE"])
    with served_by(workers=2) as (port, _):
        # Of another host than in the part before, so that no page is kept yet.
        made.write_text("")
        served(port, [request(address) for address in addresses])
        lines = made.read_text().splitlines()
        print(
            f"\n{len(addresses)} addresses from {CLIENTS} clients at once: {len(lines)} pages made, "
            f"{len({*lines})} different ones."
        )
        etag = re.search(rb'ETag: (?:W/)?("\w+")', once(port, request(addresses[0])))[1].decode()
        asked = {
            "B": [request(PROBE)],
            "kept": [request(addresses[0])],
            "304": [request(addresses[0], f"If-None-Match: {etag}\r\n")],
        }
        rates = {name: [] for name in asked}
        for _ in range(3):
            for name, requests in asked.items():
                rates[name].append(served(port, requests))
        base = statistics.median(rates["B"])
        for name, found in rates.items():
            rate = statistics.median(found)
            print(f"{name}: {rate:,.0f} requests a second, {rate / base:.2f} of B")


def print_behind_nginx(home: Path) -> None:
    """Print how fast nginx serves a kept page, beside a file of that size (N)."""
    if missing := [name for name, there in (("nginx", nginx.BINARY), ("wrk", shutil.which("wrk"))) if not there]:
        print(f"\nNot measured behind nginx: {' and '.join(missing)} not installed.")
        return
    address = "/claims/?case=leicestershire-2025"
    folder = home / "nginx"
    folder.mkdir()
    with served_by(workers=2) as (site, _):
        page = once(site, request(address)).partition(b"\r\n\r\n")[2]
        (folder / "page").write_bytes(page)
        # Our file, but without TLS and without the limits that one client of a bench would meet at once.
        text = re.sub(r"^ *(ssl_|limit_).*\n", "", (BASE_DIR / "deploy/nginx.conf").read_text(), flags=re.MULTILINE)
        text = re.sub(r"(listen .*443) ssl( http2)?", r"\1", text).replace("record.example", "127.0.0.1")
        text = text.replace("location / {", f"location = /page {{ root {folder}; }}\n    location / {{", 1)
        with nginx.serving(text, folder, site=site) as port:
            turns = [(loaded(port, "/page"), loaded(port, address)) for _ in range(TURNS)]
    base, rate = (statistics.median(each[which][0] for each in turns) for which in (0, 1))
    slowest = statistics.median(each[1][1] for each in turns)
    print(
        f"\nBehind nginx: {rate:,.0f} requests a second, {rate / base:.2f} of N, a file of the same "
        f"{len(page):,} bytes; 99 of 100 within {slowest:.1f} ms."
    )


def loaded(port: int, address: str) -> tuple[float, float]:
    """Requests a second, and the 99th percentile in ms, of wrk on one address."""
    # Longer than a page stays fresh, so that it is made anew meanwhile.
    command = ["wrk", "-t1", f"-c{CLIENTS}", "-d8s", "--latency", "-H", "Accept-Encoding: gzip"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{address}"], capture_output=True, text=True, check=True
    ).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    length, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said).groups()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    return rate, float(length) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


@contextlib.contextmanager
def served_by(workers: int, **environ):
    """The port of a gunicorn that serves the site meanwhile, and its process."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "python:config.gunicorn_conf",
        "tests.bench.counted:application",
    ]
    server = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--workers", str(workers)], env={**os.environ, **environ}
    )
    try:
        while not answers(port):
            time.sleep(0.1)
        yield port, server
    finally:
        server.terminate()
        server.wait()


def request(address: str, more: str = "") -> bytes:
    return f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{more}\r\n".encode()


def once(port: int, sent: bytes) -> bytes:
    """The whole answer: a sync worker closes the connection after it."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def answers(port: int) -> bool:
    try:
        return b" 200 " in once(port, request(PROBE))[:20]
    except OSError:
        return False


def served(port: int, requests: list[bytes]) -> float:
    """Requests a second, from clients that ask for the same in the same order."""
    until, counts = time.monotonic() + SECONDS, []

    def client():
        count = 0
        while time.monotonic() < until or count < len(requests):
            answer = once(port, requests[count % len(requests)])
            assert answer[:12] in (b"HTTP/1.1 200", b"HTTP/1.1 304"), answer[:200]
            count += 1
        counts.append(count)

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    before = time.monotonic()
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    assert len(counts) == CLIENTS
    return sum(counts) / (time.monotonic() - before)


if __name__ == "__main__":
    main(sys.argv[1:])
