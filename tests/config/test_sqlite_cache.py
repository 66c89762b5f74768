"""The cache in one SQLite file: shared, bounded, and whole again after any harm."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from config.environment import BASE_DIR
from config.sqlite_cache import SQLiteCache

LIMIT = 300_000


def opened(folder, limit=LIMIT):
    return SQLiteCache(str(folder / "pages"), {"OPTIONS": {"LIMIT": limit}})


@pytest.fixture
def cache(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "pages" / "pages.sqlite3"


def test_what_was_set_is_found_by_all_and_deleted_for_all(cache, tmp_path):
    cache.set("a", b"\0words", 60)
    other = opened(tmp_path)
    assert other.get("a") == b"\0words" and other.get("b") is None
    other.delete("a")
    assert cache.get("a") is None


def test_it_is_added_once(cache, tmp_path):
    assert cache.add("a", b"1", 60) and not opened(tmp_path).add("a", b"2", 60)
    assert cache.get("a") == b"1"


def test_who_adds_between_the_look_and_the_write_of_another_was_first(cache, tmp_path, monkeypatch):
    other, plain = opened(tmp_path), SQLiteCache._get

    def look(*arguments):
        found = plain(*arguments)
        monkeypatch.setattr(SQLiteCache, "_get", plain)
        assert other.add("a", b"2", 60)
        return found

    monkeypatch.setattr(SQLiteCache, "_get", look)
    assert not cache.add("a", b"1", 60) and cache.get("a") == b"2"


def test_what_has_expired_is_not_found_and_may_be_added(cache):
    cache.set("a", b"1", -1)
    assert cache.get("a") is None and cache.add("a", b"2", 60) and cache.get("a") == b"2"


def test_what_has_expired_leaves_the_disk_as_others_come(cache, file):
    cache.set("a", b"words of yesterday", -1)
    cache.set("b", b"1", 60)
    assert sqlite3.connect(file).execute("SELECT count(*) FROM entries").fetchone() == (1,)


def test_a_flood_leaves_the_newest_and_no_larger_file(cache, file):
    for number in range(150):
        cache.set(f"address {number}", os.urandom(10_000), 60)
        assert file.stat().st_size < LIMIT + 20_000
    kept = [number for number in range(150) if cache.get(f"address {number}")]
    assert kept == [*range(kept[0], 150)] and 10 <= len(kept) < 30


def test_what_is_larger_than_everything_is_not_kept(cache, file):
    cache.set("a", os.urandom(LIMIT), 60)
    cache.set("b", b"1", 60)
    assert cache.get("a") is None and cache.get("b") == b"1"


def test_the_folder_is_closed_to_others(cache, file):
    cache.set("a", b"1", 60)
    assert file.parent.stat().st_mode & 0o077 == 0


def test_cleared_words_are_not_on_the_disk(cache, file):
    cache.set("a", b"words to be withheld" * 1000, 60)
    assert b"withheld" in file.read_bytes()
    # Some builds of SQLite have it on by themselves.
    cache._open().execute("PRAGMA secure_delete = OFF")
    cache.clear()
    assert not any(b"withheld" in path.read_bytes() for path in file.parent.iterdir())


def overwrite(file):
    file.write_bytes(b"nonsense" * 4000)


def cut_off(file):
    os.truncate(file, 5000)


def empty(file):
    os.truncate(file, 0)


def damage_its_middle(file):
    with open(file, "r+b") as opened_file:
        opened_file.seek(4096)
        opened_file.write(b"\xff" * 8192)


def delete(file):
    file.unlink()


def delete_the_folder(file):
    shutil.rmtree(file.parent)


@pytest.mark.parametrize(
    "harm", [overwrite, cut_off, empty, damage_its_middle, delete, delete_the_folder], ids=lambda harm: harm.__name__
)
def test_after_harm_it_begins_anew(cache, file, tmp_path, harm):
    others = opened(tmp_path)
    for number in range(20):
        cache.set(f"a{number}", b"x" * 5000, 60)
    assert others.get("a0")
    harm(file)
    for one in (cache, others, opened(tmp_path)):
        for number in range(20):
            assert one.get(f"a{number}") in (None, b"x" * 5000)
        one.set("b", b"1", 60)
        assert one.get("b") == b"1"


def run(tmp_path, script, **options):
    script = f"from config.sqlite_cache import SQLiteCache\ncache = SQLiteCache({str(tmp_path / 'pages')!r}, " + (
        f"{{'OPTIONS': {{'LIMIT': {LIMIT}}}}})\n{script}"
    )
    return subprocess.Popen([sys.executable, "-c", script], cwd=BASE_DIR, stdout=subprocess.PIPE, text=True, **options)


def test_a_full_disk_is_an_error_and_what_is_kept_is_kept(cache, tmp_path):
    cache.set("a", b"1", 60)
    script = """
import os, resource, signal, sqlite3
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    cache.set("b", os.urandom(100_000), 60)
except sqlite3.Error:
    print("refused", cache.get("a"), cache.get("b"))
"""
    assert run(tmp_path, script).communicate()[0] == "refused b'1' None\n"
    assert cache.get("a") == b"1"


WRITES_ALL_THE_TIME = """
import os, time
print(1, flush=True)
while True:
    cache.set(os.urandom(4).hex(), b"x" * 9000, 60)
    time.sleep(0.001)
"""


def test_a_writer_that_is_killed_leaves_it_whole(cache, tmp_path):
    for turn in range(5):
        writer = run(tmp_path, WRITES_ALL_THE_TIME)
        writer.stdout.readline()
        cache.set(f"a{turn}", b"1", 60)
        writer.kill()
        writer.wait()
        assert cache.get(f"a{turn}") in (b"1", None)
    cache.set("b", b"1", 60)
    check = sqlite3.connect(tmp_path / "pages" / "pages.sqlite3").execute("PRAGMA integrity_check").fetchone()
    assert check == ("ok",) and cache.get("b") == b"1"


def test_processes_and_threads_write_at_once_and_mix_nothing_up(tmp_path):
    script = """
import os, threading
from django.conf import settings
def work(mark):
    own = SQLiteCache(str(cache._path.parent), {'OPTIONS': {'LIMIT': 10_000_000}})
    for number in range(60):
        if own.add(f"first {number}", mark, 60):
            won.append(number)
        own.set(f"{number}", str(number).encode() * 500, 60)
        assert own.get(f"{number}") == str(number).encode() * 500
won = []
threads = [threading.Thread(target=work, args=[b"%d" % n]) for n in range(4)]
[each.start() for each in threads]
[each.join() for each in threads]
print(len(won))
"""
    workers = [run(tmp_path, script) for _ in range(2)]
    assert sum(int(worker.communicate(timeout=120)[0]) for worker in workers) == 60
