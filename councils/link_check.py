"""Addresses of documents, asked whether they still answer.

Gently: one address of a host at a time, with a pause between two. Only hosts in the public network are asked, at
each step of a redirect, so that no address on record makes this machine look into its own network. A name is
resolved once, and what it resolved to is what is connected to.
"""

import contextlib
import errno
import http.client
import queue
import random
import socket
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

AGENT = "Counterpoint link check (a public record; see its page about)"
# No answer of anybody's, but of this machine's own network.
NO_WAY_OUT = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}


@dataclass
class Answers:
    """Reasons why addresses are dead, and how many were asked in time."""

    asked: int = 0
    dead: dict[str, str] = field(default_factory=dict)
    # No host was reached, and none could be looked up.
    is_offline: bool = False


@dataclass(frozen=True)
class Answer:
    """The reason why an address is dead, if it is, and if its host was reached."""

    reason: str = ""
    is_reached: bool = True


def ask_all(addresses: Iterable[str], *, timeout: float, at_once: int, pause: float, within: float) -> Answers:
    """Ask each address; a few hosts at once, and no longer than ``within`` seconds."""
    of_host = defaultdict(list)
    for address in dict.fromkeys(addresses):
        of_host[_host(address)].append(address)
    waiting, answers, ends = queue.SimpleQueue(), queue.SimpleQueue(), time.monotonic() + within
    # Another order each time, so that what was left for want of time has its turn.
    for host in random.sample(sorted(of_host), len(of_host)):
        waiting.put(of_host[host])

    def work():
        with contextlib.suppress(queue.Empty):
            while True:
                for place, address in enumerate(waiting.get_nowait()):
                    if place:
                        time.sleep(pause)
                    answers.put((address, ask(address, timeout)))

    # As daemons: one that hangs on a host does not keep the command from ending.
    for _ in range(min(at_once, len(of_host))):
        threading.Thread(target=work, daemon=True).start()
    found = {}
    with contextlib.suppress(queue.Empty):
        while len(found) < sum(map(len, of_host.values())):
            address, answer = answers.get(timeout=max(0.0, ends - time.monotonic()))
            found[address] = answer
    if found and not any(answer.is_reached for answer in found.values()):
        return Answers(asked=len(found), is_offline=True)
    return Answers(len(found), {address: answer.reason for address, answer in found.items() if answer.reason})


def ask(address: str, timeout: float) -> Answer:
    """Ask one address: for its head, and if that is refused, for the page."""
    for method in ("HEAD", "GET"):
        try:
            request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})
            with _OPENER.open(request, timeout=timeout):
                return Answer()
        except urllib.error.HTTPError as error:
            # Many servers refuse HEAD though the page is there.
            if method == "GET" or error.code in (404, 410):
                return Answer(_one_line(f"{error.code} {error.reason}"))
        except (OSError, ValueError, http.client.HTTPException) as error:
            cause = getattr(error, "reason", error)
            is_reached = not (isinstance(cause, socket.gaierror) or getattr(cause, "errno", None) in NO_WAY_OUT)
            return Answer(_one_line(str(cause)) or type(error).__name__, is_reached)
    return Answer()


def is_public(address: str) -> bool:
    """True of an address that is neither private, nor this machine, nor reserved."""
    found = ip_address(address.partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_global and not found.is_multicast


def connect(address, timeout=None, source_address=None):
    """Connect to a host in the public network alone."""
    host, port = address
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(is_public(to[0]) for *_, to in found):
        raise ValueError(f"{host} is not in the public network, and is not asked.")
    refused = None
    for *_, to in found:
        try:
            return socket.create_connection(to[:2], timeout, source_address)
        except OSError as error:
            refused = error
    raise refused


class _Connection(http.client.HTTPConnection):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._create_connection = connect


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._create_connection = connect


class _Plain(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(_Connection, request)


class _Secure(urllib.request.HTTPSHandler):
    def https_open(self, request):
        return self.do_open(_SecureConnection, request)


def _opener() -> urllib.request.OpenerDirector:
    """Without files, FTP and proxies: a proxy would look where we do not see."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        _Plain,
        _Secure,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


_OPENER = _opener()


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _one_line(reason: str) -> str:
    return " ".join(reason.split())
