import errno
import hashlib
import stat

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.core import management
from django.core.management import CommandError
from django.db import OperationalError

from config import prepare
from councils.models import Document
from record.models import Load

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.delenv("ADMIN_PASSWORD", raising=False)
    return tmp_path / "sign-in"


@pytest.fixture
def cases(tmp_path):
    folder = tmp_path / "cases"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.yaml").write_text(f"case: {name}\n")
    return folder


@pytest.fixture
def loaded(monkeypatch):
    """The calls of the command that loads a case, which refuses the file b."""
    calls = []

    def call_command(name, path, documents):
        calls.append((name, path.rsplit("/", 1)[1], [folder.rsplit("/", 1)[1] for folder in documents]))
        if path.endswith("b.yaml"):
            raise CommandError(f"{path}:1: case: is no case.")

    monkeypatch.setattr(management, "call_command", call_command)
    return calls


def officer(email):
    return get_user_model().objects.get(email=email)


def test_two_officers_are_made_who_are_no_superusers(kept):
    prepare.make_officers(kept)
    for line, name in zip(kept.read_text().splitlines(), ("Editor", "Publisher"), strict=True):
        email, password = line.split()
        assert officer(email).check_password(password)
        assert officer(email).name == name
        assert officer(email).memberships.get().role == {"Editor": "neutral-editor", "Publisher": "publisher"}[name]
        assert not officer(email).is_superuser


def test_their_passwords_are_kept_private(kept):
    prepare.make_officers(kept)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_second_start_leaves_officers_and_passwords_alone(kept):
    prepare.make_officers(kept)
    before = kept.read_text(), kept.stat().st_ino
    editor = officer("editor@localhost")
    editor.set_password("chosen by herself")
    editor.save()
    prepare.make_officers(kept)
    assert (kept.read_text(), kept.stat().st_ino) == before
    assert officer("editor@localhost").check_password("chosen by herself")


def test_a_given_password_fixes_both_at_the_first_start_and_at_a_later_one(kept, monkeypatch):
    for password in ("one for both", "another"):
        monkeypatch.setenv("ADMIN_PASSWORD", password)
        prepare.make_officers(kept)
        assert kept.read_text() == f"editor@localhost {password}\npublisher@localhost {password}\n"
        assert officer("editor@localhost").check_password(password)
        assert officer("publisher@localhost").check_password(password)


def test_every_case_is_loaded_though_one_is_refused(cases, loaded, capsys):
    prepare.load_cases(cases, [])
    assert [name for _, name, _ in loaded] == ["a.yaml", "b.yaml", "c.yaml"]
    assert "b.yaml:1: case: is no case." in capsys.readouterr().err


def test_a_case_gets_its_own_folder_of_texts_and_the_given_ones(cases, loaded, tmp_path):
    (cases / "c").mkdir()
    prepare.load_cases(cases, [tmp_path / "texts"])
    assert [folders for _, _, folders in loaded] == [["texts"], ["texts"], ["c", "texts"]]


def remember(path):
    """Record a load, as the loading command does."""
    Load.objects.create(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_case_that_was_loaded_as_it_stands_is_not_loaded_again(cases, loaded):
    remember(cases / "a.yaml")
    prepare.load_cases(cases, [])
    assert [name for _, name, _ in loaded] == ["b.yaml", "c.yaml"]


def test_a_changed_case_is_loaded_again_and_so_is_one_that_was_changed_back(cases):
    path = cases / "a.yaml"
    remember(path)
    path.write_text("case: other\n")
    assert not prepare.is_loaded(path, [])
    remember(path)
    assert prepare.is_loaded(path, [])
    path.write_text("case: a\n")
    assert not prepare.is_loaded(path, [])


def test_a_case_is_loaded_again_for_a_text_that_is_not_held(cases, tmp_path):
    path = cases / "a.yaml"
    path.write_text("documents:\n- text: {file: report.txt}\n")
    remember(path)
    document = Document.objects.create(
        key="report",
        public_id="report0001",
        title="Report",
        kind="report",
        text_file="report.txt",
        text_sha256=hashlib.sha256(b"words").hexdigest(),
    )
    texts = tmp_path / "texts"
    texts.mkdir()
    assert prepare.is_loaded(path, [texts])
    (texts / "report.txt").write_text("words")
    assert not prepare.is_loaded(path, [texts])
    document.hold_text("words")
    assert prepare.is_loaded(path, [texts])


# A full disk


def test_a_full_disk_is_one_sentence_and_no_start(cases, monkeypatch, capsys):
    def call_command(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(management, "call_command", call_command)
    with pytest.raises(SystemExit) as refused:
        prepare.load_cases(cases, [])
    assert str(refused.value) == "a.yaml was not loaded: the disk is full. Make room, and start again."
    assert "Traceback" not in capsys.readouterr().err


def test_a_database_without_room_is_told_alike(cases, monkeypatch):
    def call_command(*args, **kwargs):
        raise OperationalError("could not extend file") from psycopg.errors.DiskFull()

    monkeypatch.setattr(management, "call_command", call_command)
    with pytest.raises(SystemExit, match="the disk is full"):
        prepare.load_cases(cases, [])


def test_files_that_were_refused_are_named(cases, loaded):
    assert prepare.load_cases(cases, []) == ["b.yaml"]
