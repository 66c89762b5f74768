"""The embedded server's life, with real servers: a start takes half a second."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time

import psycopg
import pytest

from config import environment, postgres
from config.children import processes_in

linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends children on Linux alone")


@contextlib.contextmanager
def running(folder):
    server = postgres.Server(folder, durable=False)
    assert server.lock()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One that serves the tests which only look."""
    with running(tmp_path_factory.mktemp("a record")) as server:
        yield server


def ask(server, statement):
    with psycopg.connect(server.url()) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def wait_until(condition, patience=60):
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def test_it_listens_on_no_network(server):
    assert ask(server, "SHOW listen_addresses") == ""


def test_its_data_are_closed_to_other_users(server):
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_it_does_not_run_as_root(server):
    assert processes_in(server.data)
    for process in processes_in(server.data):
        assert os.stat(f"/proc/{process}").st_uid != 0


@pytest.mark.parametrize("extension", ["pg_trgm", "unaccent", "btree_gist"])
def test_it_has_the_extensions_that_the_record_needs(server, extension):
    assert ask(server, f"SELECT count(*) FROM pg_available_extensions WHERE name = '{extension}'") == 1


def test_it_sorts_and_folds_text_without_the_machines_locale(server):
    assert ask(server, "SELECT upper('é')") == "É"


def test_only_one_process_owns_it(server):
    other = postgres.Server(server.folder)
    assert not other.lock()
    assert other.owner() == str(os.getpid())


def test_it_is_found_where_another_process_owns_it(server, monkeypatch):
    monkeypatch.setattr(environment, "home", lambda: server.folder)
    found = postgres.server_for_this_process()
    assert found.url() == server.url()
    assert found.process is None


def test_what_was_entered_is_there_after_a_restart(tmp_path):
    with running(tmp_path) as server:
        ask(server, "CREATE TABLE claim AS SELECT 7 AS number")
    assert not processes_in(server.data)
    with running(tmp_path) as server:
        assert ask(server, "SELECT number FROM claim") == 7


def test_a_long_path_is_reached_through_a_short_one(tmp_path):
    folder = tmp_path / ("long " * 20)
    folder.mkdir()
    with running(folder) as server:
        assert len(str(server.socket_folder)) < 80
        assert server.answers()
        assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700


def test_somebody_elses_folder_is_not_taken_for_the_socket(tmp_path, monkeypatch):
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    monkeypatch.setattr(postgres.Server, "socket_folder", theirs)
    server = postgres.Server(tmp_path)
    with pytest.raises(postgres.ServerError, match="somebody else's"):
        server._prepare_socket_folder()


OWNER = """
import sys, time
from config import postgres
server = postgres.Server(sys.argv[1])
server.lock()
server.start()
print("up", flush=True)
time.sleep(60)
"""


@linux
def test_it_ends_with_its_owner_and_loses_nothing(tmp_path):
    owner = subprocess.Popen([sys.executable, "-c", OWNER, tmp_path], stdout=subprocess.PIPE, cwd=environment.BASE_DIR)
    with owner:
        owner.stdout.readline()
        server = postgres.Server(tmp_path)
        ask(server, "CREATE TABLE claim AS SELECT 7 AS number")
        owner.send_signal(signal.SIGKILL)
    wait_until(lambda: not processes_in(server.data))
    with running(tmp_path) as server:
        assert ask(server, "SELECT number FROM claim") == 7


@linux
def test_a_start_waits_for_a_server_that_lost_its_owner(tmp_path):
    with running(tmp_path) as server:
        pass
    # Another server on the same data, which nobody owns: as after a crash of its owner.
    stray = postgres.Server(tmp_path, durable=False)
    stray.lock()
    stray.start()
    os.close(stray._lock)
    with running(tmp_path) as server:
        assert stray.process.wait(60) == 0
        assert server.answers()


@linux
def test_a_stale_mark_with_the_number_of_another_process_does_not_matter(tmp_path):
    with running(tmp_path) as server:
        pass
    (server.data / "postmaster.pid").write_text(f"{os.getppid()}\n{server.data}\n")
    with running(tmp_path) as server:
        assert server.answers()


def test_a_half_made_data_folder_is_made_anew(tmp_path):
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with running(tmp_path) as server:
        assert server.answers()
    assert not half.exists()


def test_data_of_another_version_are_refused_and_kept(tmp_path):
    data = tmp_path / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("12\n")
    with pytest.raises(postgres.ServerError, match=r"written by PostgreSQL 12(.|\n)*pg_dump"), running(tmp_path):
        pass
    assert (data / "PG_VERSION").read_text() == "12\n"


def test_a_server_that_does_not_start_shows_its_log(tmp_path):
    with running(tmp_path) as server:
        pass
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(postgres.ServerError, match="no_such_setting"), running(tmp_path):
        pass


def test_a_given_server_that_is_not_there_is_told_in_a_sentence_without_the_password():
    told = postgres.check_given_server("postgresql://officer:sesame@127.0.0.1:1/record")
    assert told.startswith("The database server that DATABASE_URL names cannot be reached: ")
    assert "sesame" not in told
    assert "\n" not in told


def test_a_given_server_that_is_there_is_fine(server):
    assert postgres.check_given_server(server.url()) is None
