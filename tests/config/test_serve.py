"""The launcher: what it says, and that its end is the end of all that it started."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from config import postgres
from config.children import processes_in
from config.environment import BASE_DIR

linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends children on Linux alone")


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


WHOLE = ["manage.py", "serve"]

# The launcher alone: no tables, no cases, and so a worker that has no queue. What it prepares is tested by itself.
SLEEPING = ["-c", "import time; time.sleep(600)"]
UNPREPARED = [
    "-c",
    "import sys; from config import serve; serve.Launcher.prepare = lambda *_: None\n"
    f"serve.WORKER = {SLEEPING!r}\n"
    "sys.exit(serve.serve())",
]


@contextlib.contextmanager
def serve(home, program=WHOLE, **settings):
    """Start the launcher like `make run`, without DATABASE_URL; end it with the test."""
    surroundings = {**os.environ, "COUNTERPOINT_HOME": str(home), "PYTHONUNBUFFERED": "1", **settings}
    surroundings.pop("DATABASE_URL", None)
    launcher = subprocess.Popen(
        [sys.executable, *program],
        cwd=BASE_DIR,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with launcher:
        try:
            yield launcher
        finally:
            launcher.terminate()
            launcher.wait(60)


def read_until_ready(launcher):
    said = []
    for line in launcher.stdout:
        said.append(line)
        if line.startswith("Sign in: publisher@"):
            return "".join(said)
    raise AssertionError("".join(said))


def status_of(pid):
    """State and parent of a process, as the kernel has them; None once it is gone."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[:2]
    except OSError:
        return None
    return state, int(parent)


def family_of(pid):
    """The process and all that descend from it."""
    known = {int(path.name): status_of(path.name) for path in Path("/proc").glob("[0-9]*")}
    family = {pid}
    while more := {child for child, status in known.items() if status and status[1] in family} - family:
        family |= more
    return family


def is_alive(pid):
    status = status_of(pid)
    return status is not None and status[0] != "Z"


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")
    except OSError:
        return []


def assert_all_end(processes):
    end = time.monotonic() + 60
    while left := [pid for pid in processes if is_alive(pid)]:
        assert time.monotonic() < end, f"{left} outlived the launcher"
        time.sleep(0.05)


def probe(port, **headers):
    with urllib.request.urlopen(urllib.request.Request(f"http://localhost:{port}/healthz", headers=headers)) as answer:
        return answer.read()


@pytest.fixture
def home(tmp_path):
    """A home whose officers were made by an earlier start."""
    folder = tmp_path / "a home"
    folder.mkdir(mode=0o700)
    (folder / "static").mkdir()
    (folder / "sign-in").write_text("editor@localhost sesame\npublisher@localhost sesame\n")
    return folder


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.drill)])
def test_its_end_is_the_end_of_all_that_it_started(home, how):
    port = free_port()
    with serve(home, UNPREPARED, PORT=str(port)) as launcher:
        read_until_ready(launcher)
        assert probe(port) == b"ok"
        # A header that would make this address the home page's.
        assert probe(port, SCRIPT_NAME="/healthz") == probe(port, PATH_INFO="/") == b"ok"
        processes = family_of(launcher.pid)
        launcher.send_signal(how)
        launcher.wait(60)
    assert launcher.returncode == (-signal.SIGKILL if how == signal.SIGKILL else 0)
    assert len(processes) > 5  # the launcher, the server and its helpers, gunicorn and its workers
    assert_all_end(processes)
    assert not processes_in(home / "postgres")


def test_half_sent_requests_and_readers_who_take_nothing_do_not_hold_the_site(home):
    port = free_port()
    with serve(home, UNPREPARED, PORT=str(port)) as launcher, contextlib.ExitStack() as stack:
        read_until_ready(launcher)

        def client(sent):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.sendall(sent)
            return connection

        for half in (b"", b"G", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n") * 10:
            client(half)
        before = time.monotonic()
        for _ in range(20):
            assert probe(port) == b"ok"
        assert time.monotonic() - before < 5
        # One that goes on is answered, one that ends in the midst is forgotten.
        client(b"GET /heal").close()
        slow = client(b"GET /healthz HTTP/1.1\r\nHost: loc")
        time.sleep(0.2)
        assert probe(port) == b"ok"
        slow.sendall(b"alhost\r\n\r\n")
        assert slow.recv(65536).startswith(b"HTTP/1.1 200")


@linux
@pytest.mark.drill
def test_a_database_server_that_dies_is_brought_back(home):
    with serve(home, UNPREPARED, PORT=str(free_port())) as launcher:
        read_until_ready(launcher)
        first = (home / "postgres" / "postmaster.pid").read_text().split("\n")[0]
        os.kill(int(first), signal.SIGKILL)
        assert "starting it again" in launcher.stdout.readline()
        end = time.monotonic() + 60
        while not postgres.Server(home).answers():
            assert time.monotonic() < end
            time.sleep(0.05)


@linux
@pytest.mark.drill
def test_a_worker_that_dies_is_brought_back(home):
    def workers():
        return [pid for pid in family_of(launcher.pid) if command_of(pid)[1:] == SLEEPING]

    with serve(home, UNPREPARED, PORT=str(free_port())) as launcher:
        read_until_ready(launcher)
        (first,) = workers()
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + 60
        while not (now := workers()) or now == [first]:
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.mark.drill
def test_a_later_start_says_where_the_passwords_are(home):
    port = free_port()
    with serve(home, UNPREPARED, PORT=str(port)) as launcher:
        said = read_until_ready(launcher)
    assert launcher.returncode == 0
    assert said.splitlines() == [
        f"Ready: http://localhost:{port}/",
        f"Sign in: editor@localhost, whose password is in {home / 'sign-in'}",
        f"Sign in: publisher@localhost, whose password is in {home / 'sign-in'}",
    ]


@pytest.mark.skipif(not os.environ.get("CI"), reason="the whole of a first start, tried where CI is set")
@pytest.mark.drill
def test_a_first_start_migrates_loads_the_cases_and_prints_the_passwords(tmp_path):
    port = free_port()
    with serve(tmp_path / "home", PORT=str(port), ADMIN_PASSWORD="sesame") as launcher:
        said = read_until_ready(launcher)
        with urllib.request.urlopen(f"http://localhost:{port}/") as answer:
            assert answer.status == 200
    assert re.search(
        rf"^Ready: http://localhost:{port}/\n"
        r"Sign in: editor@localhost sesame\nSign in: publisher@localhost sesame\n\Z",
        said,
        re.MULTILINE,
    )


def test_an_address_in_use_is_told(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with serve(tmp_path, PORT=str(port)) as launcher:
            said = launcher.stdout.read()
            launcher.wait(60)
    assert launcher.returncode == 1
    assert said.startswith(f"Cannot serve at 127.0.0.1:{port}: Address already in use.")


def test_a_record_that_another_process_holds_is_told(tmp_path):
    server = postgres.Server(tmp_path)
    server.lock()
    with serve(tmp_path, PORT=str(free_port())) as launcher:
        said = launcher.stdout.read()
        launcher.wait(60)
    server.stop()
    assert launcher.returncode == 1
    assert said.startswith(f"Process {os.getpid()} is using the record in {tmp_path}")


def test_a_given_server_that_is_not_there_ends_it_with_a_sentence(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=BASE_DIR,
        env={
            **os.environ,
            "COUNTERPOINT_HOME": str(tmp_path),
            "DATABASE_URL": "postgresql://officer:sesame@127.0.0.1:1/record",
            "PORT": str(free_port()),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "DATABASE_URL" in done.stderr
    assert "sesame" not in done.stderr
