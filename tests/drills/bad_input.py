"""Drills of bad input: floods, forged headers, a store that is lost, odd requests."""

import contextlib
import http.client
import itertools
import os
import random
import re
import shutil
import subprocess
import threading
import time
from collections import Counter

from tests.drills.site import Result, WholeSite

UNGUARDED = "tests.drills.unguarded:application"


def ask(site, path, method="GET", headers=(), body=None) -> tuple[int, dict, bytes]:
    """Status, headers and body; 0 where there was no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"Host": "localhost"} | dict(headers)).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.endheaders(body)
        response = connection.getresponse()
        content = response.read()
        return response.status, dict(response.getheaders()), content
    except (OSError, http.client.HTTPException):
        return 0, {}, b""
    finally:
        connection.close()


def served(site, guarded, without, *options):
    """Serve the site, or the site without a guard."""
    if guarded:
        return site.serve(*options)
    site.environ["WITHOUT"] = without
    return site.serve(*options, application=UNGUARDED)


# --- Floods ---

FLOOD = 1000


def flood(home, rounds, guarded) -> Result:
    """Addresses that nobody asked for before, as many clients at once."""
    limit, answers = 10_000_000, Counter()
    with WholeSite(home, PAGE_STORE="on", PAGE_STORE_LIMIT=str(limit)) as site:
        served(site, guarded, "unread-keys")
        clean = ask(site, "/claims/")[1].get("ETag")

        def client(number):
            draw = random.Random(number)
            for _ in range(rounds * FLOOD // 4):
                key, value = f"k{draw.random()}", str(draw.random())
                path = draw.choice([f"/claims/?{key}={value}", f"/claims/?q={value}", f"/{key}/", f"/search/?q={key}"])
                status, headers, _ = ask(site, path)
                answers[status] += 1
                if f"?{key}=" in path and headers.get("ETag") != clean:
                    answers["another page for a key that no page reads"] += 1

        at_once(client, 4)
        size = sum(path.stat().st_size for path in (home / "pages").iterdir())
        is_up = ask(site, "/healthz")[0], ask(site, "/changes/")[0]
    lost = [f"{times} × {what}" for what, times in answers.items() if what not in (200, 400, 404)]
    lost += [f"a store of {size:,} bytes"] if size > 1.2 * limit else []
    lost += [] if is_up == (200, 200) else [f"the site answers {is_up}"]
    often = f"{rounds * FLOOD:,} addresses; {size:,} bytes kept of {limit:,}"
    return Result("floods of distinct addresses and parameters", often, lost)


def at_once(work, count):
    threads = [threading.Thread(target=work, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# --- Keys of caches ---

ELSEWHERE = "evil.example"
FORGED = [
    *({name: "/claims"} for name in ("SCRIPT_NAME", "Script-Name", "X-Script-Name", "X-Forwarded-Prefix")),
    *({name: "/claims/"} for name in ("PATH_INFO", "X-Original-URL", "X-Rewrite-URL", "RAW_URI")),
    *({name: ELSEWHERE} for name in ("Host", "X-Forwarded-Host", "X_Forwarded_Host", "X-Host", "X-Forwarded-Server")),
    *({name: f"localhost{rest}"} for name in ("Host",) for rest in (f"@{ELSEWHERE}", f".{ELSEWHERE}", ":99999x", "\t")),
    *({name: "https"} for name in ("X-Forwarded-Proto", "X_Forwarded_Proto", "X-Forwarded-Protocol", "X-Url-Scheme")),
    {"Forwarded": f"for=1.2.3.4;host={ELSEWHERE};proto=https"},
    {"X-Forwarded-Ssl": "on", "X-Forwarded-Port": "8443"},
    {"X-HTTP-Method-Override": "POST"},
    {"Cookie": "sessionid=x; csrftoken=y", "Authorization": "Basic eDp5"},
    {"Accept-Language": "cy", "Accept": "application/json", "HX-Request": "true"},
    {"Range": "bytes=0-9", "If-Range": "x"},
]
POISONED = ["/claims/", "/", "/claims.csv", "/changes.atom"]


def poisoned(home, rounds, guarded) -> Result:
    """One address and one ETag are the same bytes, whatever else a client says."""
    lost = []
    with WholeSite(home, PAGE_STORE="on") as site:
        believing = ["--forwarder-headers", "SCRIPT_NAME,PATH_INFO", "--forwarded-allow-ips", "*"]
        site.serve(*([] if guarded else believing))
        # Each is forged before the address was ever asked for, and after.
        for _, path, forged in itertools.product(range(rounds), POISONED, FORGED):
            status, headers, body = ask(site, f"{path}?q={abs(hash(str(forged)))}", headers=forged)
            plain = ask(site, f"{path}?q={abs(hash(str(forged)))}")
            is_kept = status == 200 and "no-store" not in headers.get("Cache-Control", "no-store")
            if status >= 500 or status == 0:
                lost.append(f"{status} for {forged}")
            if is_kept and headers.get("ETag") == plain[1].get("ETag") and body != plain[2]:
                lost.append(f"other bytes at {path} for {forged}")
            if ELSEWHERE.encode() in body + plain[2] and is_kept:
                lost.append(f"their host at {path} for {forged}")
            if status >= 400 and "no-store" not in headers.get("Cache-Control", "no-store"):
                lost.append(f"a refusal that is kept, for {forged}")
    often = f"{rounds} times {len(FORGED)} forged headers at {len(POISONED)} addresses"
    return Result("keys of caches, poisoned by hosts, schemes and proxies' headers", often, lost)


# --- The store of pages ---


def store_lost(home, rounds, guarded) -> Result:
    """Fill its disk, take it away, damage it, and keep it from being made, in turn."""
    lost, pages = [], ["/", "/claims/", "/councils/", "/changes/", "/method/"]
    with WholeSite(home, PAGE_STORE="on") as site, contextlib.ExitStack() as stack:
        store = home / "pages"
        store.mkdir(exist_ok=True)
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", store], stderr=subprocess.DEVNULL
        ).returncode:
            return Result("the store of pages lost", "not tried: only root may mount a disk for it", [])
        stack.callback(subprocess.run, ["umount", "--lazy", store], stderr=subprocess.DEVNULL)
        (store / "ballast").write_bytes(os.urandom(240 * 1024))
        served(site, guarded, "store")
        first = {}

        def look(what):
            for page in pages * 3:
                status, _, body = ask(site, page)
                if status != 200 or body != first.setdefault(page, body):
                    lost.append(f"{status} at {page} while {what}")

        for _ in range(rounds):
            look("its disk is full")
            subprocess.run(["umount", "--lazy", store])
            look("its disk is gone")
            time.sleep(11)
            look("it begins anew")
            (store / "pages.sqlite3").write_bytes(b"This is no database. " * 1000)
            look("it is damaged")
            shutil.rmtree(store)
            look("its folder is gone")
            store.write_text("a file in its place")
            look("it cannot be made")
            store.unlink()
    often = f"{rounds} times in 6 ways, {rounds * 18 * len(pages)} pages asked for"
    return Result("the store of pages: disk full, taken away, damaged", often, lost)


# --- Odd requests ---

FUZZED = 1000
ODD = [
    *("%00", "a%00b", "%ff", "%ed%a0%80", "%", "%zz", "%c0%ae", "%F0%9F%8F%9B", "%EF%BF%BE", "%E2%80%AE", "%0d%0aX:y"),
    *("0", "-1", "1e400", "NaN", "9" * 400, "%D9%A1%D9%A2", "0x10", "2147483648", "9223372036854775808"),
    *("0000-01-01", "10000-01-01", "2025-13-45", "2025-02-30", "-0044", "2025/", "../..", "Y170000002", "1984~/2004?"),
    *(
        "%3Cscript%3E",
        "%27%20OR%201=1--",
        "%22",
        "%5C",
        "{{7*7}}",
        "${x}",
        "a" * 3000,
        "%20",
        "+",
        "%26",
        "(",
        "*",
        "[]",
    ),
    *("%D8%B9%D8%B1%D8%A8", "e%CC%81" * 50, "council", "the", "of+the+and+to+in+a+or+by+for+on", "x%3A*", "%7C%21%26"),
]
KEYS = [
    "q",
    "after",
    "council",
    "case",
    "from",
    "to",
    "kind",
    "role",
    "all",
    "place",
    "by",
    "on",
    "option",
    "page",
    "about",
]
METHODS = ["GET"] * 12 + ["HEAD", "HEAD", "POST", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"]
ODD_HEADERS = [
    *({"If-None-Match": value} for value in ('"', "*", 'W/"x", "y', "\xff", "," * 500)),
    *({"Accept-Encoding": value} for value in ("gzip;q=0", "*", "br", "gzip" * 200)),
    *({"Cookie": value} for value in ("sessionid=%00", "csrftoken=" + "x" * 3000, "=;=;", "\xfe\xff")),
    *({"Host": value} for value in ("", "localhost:0", "[::1", "LOCALHOST", "localhost.", "\xe9")),
    *({"Content-Type": value} for value in ("multipart/form-data", "application/json; charset=x", "\xff")),
    *({"X-Forwarded-For": value} for value in ("1", "::1,::2", "\xff", "1.2.3.4" * 100)),
    {"Range": "bytes=9-1"},
    {"Referer": "http://[", "Origin": "null"},
]
# Rows that a refused request may leave: counts of what was asked too often.
COUNTS = {"django_session", "record_cache"}


def fuzz(home, rounds, guarded) -> Result:
    """A thousand odd requests a round, to all that pages link to."""
    answers, faults, slow = Counter(), [], []
    with WholeSite(home, PAGE_STORE="on") as site:
        served(site, guarded, "encodings")
        addresses, keys = crawled(site)
        before = rows(site)

        def client(number):
            draw = random.Random(f"{number} {rounds}")
            for _ in range(rounds * FUZZED // 4):
                request = odd_request(draw, addresses, keys)
                begun = time.monotonic()
                status, *_ = ask(site, *request)
                answers[status // 100] += 1
                if time.monotonic() - begun > 1:
                    slow.append(request)
                if status >= 500 and status != 501:
                    faults.append(f"{status} for {request}")

        at_once(client, 4)
        changed = [name for name, number in rows(site).items() if before.get(name) != number]
        # The machine may have been busy: what is slow is slow alone, too.
        lost = faults + [f"rows in {name}" for name in changed]
        for request in slow[:50]:
            begun = time.monotonic()
            ask(site, *request)
            if time.monotonic() - begun > 1:
                lost.append(f"over a second: {request}")
    kinds = ", ".join(f"{answers[kind]:,} of {kind}xx" for kind in sorted(answers))
    often = f"{answers.total():,} requests to {len(addresses)} addresses: {kinds}; {len(slow)} over 1 s under load"
    return Result("odd requests to all pages, filters and forms", often, lost)


def crawled(site) -> tuple[list[str], list[str]]:
    """Addresses that pages link to, a few of each shape, and fields of their forms."""
    shapes, keys, waiting, seen = Counter(), set(KEYS), ["/", "/admin/", "/report/?about=/", "/readyz", "/metrics"], []
    while waiting:
        path = waiting.pop(0)
        if path in seen or (shapes[shape := re.sub(r"[0-9a-z]{8,}|\d+", "N", path)[:40]] >= 3):
            continue
        shapes[shape] += 1
        seen.append(path)
        body = ask(site, path)[2].decode("utf-8", "replace")
        keys |= set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', body))
        waiting += [each.replace("&amp;", "&") for each in re.findall(r'(?:href|action)="(/[^"#]*)"', body)]
    return seen, sorted(keys)


def odd_request(draw, addresses, keys) -> tuple:
    """A path, a method, headers and a body, each of them odd or as it should be."""
    path, _, query = draw.choice(addresses).partition("?")
    if draw.random() < 0.3:
        parts = path.split("/")
        parts[draw.randrange(len(parts))] = draw.choice(ODD)
        path = "/" + "/".join(parts).lstrip("/")
    pairs = [query, *(f"{draw.choice(keys)}={draw.choice(ODD)}" for _ in range(draw.choice([0, 1, 1, 2, 3])))]
    if draw.random() < 0.01:
        pairs += [f"k{number}=1" for number in range(1200)]
    target = path + ("?" + "&".join(filter(None, pairs)) if any(pairs) else "")
    method = draw.choice(METHODS)
    headers = draw.choice(ODD_HEADERS) if draw.random() < 0.3 else {}
    body = None
    if method in ("POST", "PUT", "PATCH"):
        body = "&".join(f"{draw.choice(keys)}={draw.choice(ODD)}" for _ in range(draw.randrange(6))).encode()
    return target, method, headers, body


def rows(site) -> dict[str, int]:
    """How many rows each table has."""
    tables = site.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {name: site.sql(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in tables if name not in COUNTS}
