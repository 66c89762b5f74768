"""The worker of gunicorn, which waits for no client."""

import hashlib
import logging
import os
import socket
import threading
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from config import workers

LONG = bytes(range(256)) * 40_000
HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"


def application(environ, start_response):
    """Answer the digest of what was sent, and something long on demand."""
    body = environ["wsgi.input"].read()
    answer = LONG if environ["PATH_INFO"] == "/long" else hashlib.sha256(body).hexdigest().encode()
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]


@pytest.fixture
def address():
    """The address of a worker that runs in a thread."""
    config = Config()
    config.set("sendfile", False)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        log = Logger(config)
        log.error_log.setLevel(logging.CRITICAL)
        app = SimpleNamespace(cfg=config)
        worker = workers.PatientWorker(0, os.getppid(), [listener], app, 30, config, log)
        worker.PIPE, worker.wsgi = os.pipe(), application
        thread = threading.Thread(target=worker.run)
        thread.start()
        yield listener.getsockname()
        worker.alive = False
        os.write(worker.PIPE[1], b"1")
        thread.join()
        worker.tmp.close()
        for end in worker.PIPE:
            os.close(end)


def opened(address, data=b""):
    client = socket.create_connection(address, timeout=5)
    client.sendall(data)
    return client


def answer(client) -> bytes:
    """All that comes until the other side ends it."""
    with client:
        return b"".join(iter(lambda: client.recv(65536), b""))


def status(client) -> bytes:
    return answer(client).split(b"\r\n", 1)[0]


@pytest.mark.parametrize(
    "begun",
    [b"", HEAD, HEAD + b"Content-Length: 9\r\n\r\nhalf", b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ids=["nothing", "half a head", "half a body", "an answer that is not read"],
)
def test_others_are_answered_meanwhile(address, begun):
    slow = [opened(address, begun) for _ in range(5)]
    assert status(opened(address, HEAD + b"\r\n")) == b"HTTP/1.1 200 OK"
    for client in slow:
        client.close()


def test_a_body_in_pieces_arrives_whole(address):
    body = LONG[:300_000]
    client = opened(address, HEAD + b"Content-Le")
    assert status(opened(address, HEAD + b"\r\n")) == b"HTTP/1.1 200 OK"
    client.sendall(b"ngth: %d\r\n\r\n" % len(body) + body[:7])
    assert status(opened(address, HEAD + b"\r\n")) == b"HTTP/1.1 200 OK"
    client.sendall(body[7:])
    assert answer(client).endswith(hashlib.sha256(body).hexdigest().encode())


def test_an_answer_waits_for_a_reader_who_takes_it_late(address):
    client = opened(address, b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert status(opened(address, HEAD + b"\r\n")) == b"HTTP/1.1 200 OK"
    assert answer(client).partition(b"\r\n\r\n")[2] == LONG


@pytest.mark.parametrize(
    ("rest", "refusal"),
    [
        (b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", b"411 Length Required"),
        (b"Content-Length: 50000001\r\n\r\nhello", b"413 Content Too Large"),
        (b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nhello", b"400 Bad Request"),
        (b"X: " + b"x" * 70_000, b"431 Request Header Fields Too Large"),
    ],
)
def test_what_cannot_be_taken_is_refused(address, rest, refusal):
    assert status(opened(address, HEAD + rest)) == b"HTTP/1.1 " + refusal


def test_who_asks_whether_to_go_on_is_told_to(address):
    client = opened(address, HEAD + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    assert client.recv(100).startswith(b"HTTP/1.1 100 Continue")
    client.sendall(b"hello")
    assert hashlib.sha256(b"hello").hexdigest().encode() in answer(client)


def test_who_is_too_slow_is_given_up(address, monkeypatch):
    monkeypatch.setattr(workers, "PATIENCE", 0)
    assert answer(opened(address, HEAD)) == b""


def test_only_so_many_are_waited_for(address, monkeypatch):
    monkeypatch.setattr(workers, "MOST_CLIENTS", 2)
    first, *others = [opened(address, HEAD) for _ in range(3)]
    assert answer(first) == b""
    others[1].sendall(b"\r\n")
    assert status(others[1]) == b"HTTP/1.1 200 OK"
    others[0].close()


def test_only_so_much_is_kept(address, monkeypatch):
    monkeypatch.setattr(workers, "MOST_KEPT", 1000)
    assert answer(opened(address, HEAD + b"Content-Length: 9000\r\n\r\n" + b"x" * 5000)) == b""
