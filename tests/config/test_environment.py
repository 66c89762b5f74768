import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "a state"
    monkeypatch.setenv("COUNTERPOINT_HOME", str(folder))
    return folder


@pytest.mark.parametrize(("given", "meant"), [("on", True), ("YES", True), ("0", False), ("False", False), ("", False)])
def test_a_flag_is_yes_or_no(monkeypatch, given, meant):
    monkeypatch.setenv("HTTPS", given)
    assert environment.flag("HTTPS") is meant


def test_a_flag_that_is_neither_is_refused_with_its_mend(monkeypatch):
    monkeypatch.setenv("HTTPS", "maybe")
    with pytest.raises(ImproperlyConfigured, match=r"HTTPS is 'maybe'.*\n.*HTTPS=on or HTTPS=off"):
        environment.flag("HTTPS")


@pytest.mark.parametrize("given", ["0", "65536", "-1", "8_000", "８０００", "1e3", "9" * 40])
def test_a_number_outside_its_bounds_is_refused(monkeypatch, given):
    monkeypatch.setenv("PORT", given)
    with pytest.raises(ImproperlyConfigured, match=r"PORT is .* not a whole number from 1 to 65535"):
        environment.whole_number("PORT", 8000, lowest=1, highest=65535)


def test_a_list_is_separated_by_commas_or_spaces(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example c.example")
    assert environment.text_list("ALLOWED_HOSTS") == ["a.example", "b.example", "c.example"]


@pytest.mark.parametrize("given", ["security@record.example", "http://record.example/", "mailto:a@b.example or call"])
def test_a_contact_that_programs_cannot_follow_is_refused(monkeypatch, given):
    monkeypatch.setenv("OPERATOR_SECURITY", given)
    with pytest.raises(ImproperlyConfigured, match="no single address"):
        environment.contact_address("OPERATOR_SECURITY")


def test_another_kind_of_database_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///db.sqlite3")
    with pytest.raises(ImproperlyConfigured, match="must begin with postgresql://"):
        environment.database_url()


def test_the_home_folder_is_made_closed_to_others(home):
    assert environment.home() == home
    assert mode(home) == 0o700


def test_an_empty_home_folder_is_closed_to_others(home):
    home.mkdir(mode=0o755)
    assert mode(environment.home()) == 0o700


def test_a_folder_that_others_use_is_left_alone_and_refused(home):
    home.mkdir(mode=0o755)
    (home / "theirs").touch()
    with pytest.raises(ImproperlyConfigured, match="chmod 700"):
        environment.home()
    assert mode(home) == 0o755


def test_a_home_that_is_a_file_is_refused(home):
    home.touch()
    with pytest.raises(ImproperlyConfigured, match="COUNTERPOINT_HOME"):
        environment.home()


def test_the_secret_key_is_made_once_and_kept_private(home, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    made = environment.secret_key()
    assert len(made) >= 50
    assert environment.secret_key() == made
    assert mode(home / "secret-key") == 0o600
    assert [path.name for path in home.iterdir()] == ["secret-key"]


def test_a_given_secret_key_is_kept_nowhere(home):
    assert environment.secret_key().startswith("for tests alone")
    assert not home.exists()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("short and 0123456789", "has 20 characters, and 50 are needed"),
        ("a" * 49 + "b", "has only 2 different characters, and 5 are needed"),
        ("abcd" * 20, "has only 4 different characters, and 5 are needed"),
        ("django-insecure-" + "0123456789abcdef" * 4, "begins with django-insecure"),
    ],
)
def test_a_weak_secret_key_is_refused_and_not_repeated(monkeypatch, given, fault):
    monkeypatch.setenv("SECRET_KEY", given)
    with pytest.raises(ImproperlyConfigured, match=fault) as refused:
        environment.secret_key()
    assert given not in str(refused.value)
    assert "secrets.token_urlsafe(50)" in str(refused.value)


def test_a_secret_key_at_the_limits_is_taken(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "abcde" * 10)
    assert environment.secret_key() == "abcde" * 10


def test_the_first_writer_of_a_private_file_wins(tmp_path):
    path = tmp_path / "key"
    environment.write_private(path, "first", replace=False)
    environment.write_private(path, "second", replace=False)
    assert path.read_text() == "first"


@pytest.mark.parametrize(
    ("given", "meant"),
    [("", "on"), ("on", "on"), ("OFF", "off"), ("redis://10.0.0.2:6379/1", "redis://10.0.0.2:6379/1")],
)
def test_pages_are_kept_in_a_file_in_a_redis_or_nowhere(monkeypatch, given, meant):
    monkeypatch.setenv("PAGE_STORE", given)
    monkeypatch.setattr(environment, "find_spec", lambda name: name == "redis")
    assert environment.page_store() == meant


def test_a_redis_without_its_client_is_refused_with_its_mend(monkeypatch):
    monkeypatch.setenv("PAGE_STORE", "redis://10.0.0.2:6379/1")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="pip install redis"):
        environment.page_store()


def test_other_code_has_another_mark(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "BASE_DIR", tmp_path)
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    page.write_text("one")
    first = environment.code_mark()
    page.with_suffix(".pyc").write_text("compiled")
    assert environment.code_mark() == first
    page.write_text("three")
    assert environment.code_mark() != first
