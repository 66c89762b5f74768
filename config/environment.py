"""Settings from the environment: safe when unset, with clear errors when wrong.

Each function raises ImproperlyConfigured with a paragraph that says which setting is
wrong, what it holds and how to fix it; manage.py prints only that paragraph. No library
is used for this, because none has such paragraphs.
"""

import hashlib
import os
import secrets
import stat
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

# Folders of what pages are made by.
CODE = ("claims", "config", "councils", "proposals", "record", "static", "templates", "timeline")

# The limits of Django's own check of deployments, which only warns.
SHORTEST_KEY = 50
FEWEST_DIFFERENT = 5

YES = {"1", "on", "true", "yes"}
NO = {"0", "off", "false", "no"}


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def text_list(name, default=()):
    """The values of a setting, separated by commas or white space."""
    return text(name).replace(",", " ").split() or list(default)


def flag(name, default=False):
    given = text(name).lower()
    if not given:
        return default
    if given in YES | NO:
        return given in YES
    raise ImproperlyConfigured(
        f"{name} is {os.environ[name]!r}, which is neither yes nor no.\n"
        f"Set {name}=on or {name}=off, or leave it unset for {'on' if default else 'off'}."
    )


def whole_number(name, default, lowest=0, highest=2**31 - 1):
    given = text(name)
    if not given:
        return default
    # ASCII digits alone: int() would also take 1_000, and digits of other scripts.
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1
    if not lowest <= number <= highest:
        raise ImproperlyConfigured(
            f"{name} is {given!r}, which is not a whole number from {lowest} to {highest}.\n"
            f"Set {name} to such a number, or leave it unset for {default}."
        )
    return number


def site_address():
    """The site's address by ALLOWED_HOSTS and HTTPS; without them, by PORT."""
    hosts = text_list("ALLOWED_HOSTS")
    if not hosts:
        return f"http://localhost:{text('PORT', '8000')}/"
    return f"http{'s' if flag('HTTPS') else ''}://{hosts[0].lstrip('.')}/"


def networks(name):
    """The IP addresses and networks of a setting; `*` is every address there is."""
    found = []
    for given in text_list(name):
        try:
            found += [ip_network(each) for each in (("0.0.0.0/0", "::/0") if given == "*" else (given,))]
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} holds {given!r}, which is no IP address.\n"
                f"Set {name} to the addresses of the proxies in front, such as 10.0.0.1 or 10.0.0.0/24,\n"
                "or leave it unset if there are none."
            ) from None
    return found


def contact_address(name):
    """An address that programs can follow, or nothing."""
    given = text(name)
    if given and (not given.startswith(("mailto:", "https://", "tel:")) or len(given.split()) > 1):
        raise ImproperlyConfigured(
            f"{name} is {given!r}, which is no single address of mail, web or telephone.\n"
            f"Set {name} to one such as mailto:security@record.example or https://record.example/security,\n"
            "or leave it unset."
        )
    return given


def page_store():
    """The store of pages: `on` for a file of ours, `off`, or a Redis's address."""
    given = text("PAGE_STORE", "on")
    if given.lower() in YES | NO:
        return "on" if given.lower() in YES else "off"
    if not given.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(
            f"PAGE_STORE is {given!r}, which is neither on nor off, nor the address of a Redis.\n"
            "Leave it unset for a file in COUNTERPOINT_HOME, which is right for one machine; or set it to\n"
            "a database that a Redis keeps for this alone, such as redis://10.0.0.2:6379/1."
        )
    if not find_spec("redis"):
        raise ImproperlyConfigured(
            "PAGE_STORE names a Redis, and its client is not installed.\n"
            "Install it with: .venv/bin/python -m pip install redis\n"
            "or leave PAGE_STORE unset for a file in COUNTERPOINT_HOME."
        )
    return given


def code_mark():
    """A name for the code as it lies here, where no BUILD is given."""
    files = [path for folder in CODE for path in (BASE_DIR / folder).rglob("*.*") if path.suffix != ".pyc"]
    found = sorted(f"{path.relative_to(BASE_DIR)} {(of := path.stat()).st_size} {of.st_mtime_ns}" for path in files)
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:10]


def database_url():
    url = text("DATABASE_URL")
    if url and not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            "DATABASE_URL does not name a PostgreSQL server: it must begin with postgresql://.\n"
            "Counterpoint needs PostgreSQL 15 or newer. Set it in the form\n"
            "postgresql://user:password@host:5432/database, or leave it unset and use\n"
            "`make run` or manage.py, which then bring a server of their own."
        )
    return url


def home():
    """The folder that holds all state, made on first use and closed to other users."""
    folder = Path(text("COUNTERPOINT_HOME", str(BASE_DIR / "var"))).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
        open_to_others = stat.S_IMODE(found.st_mode) & 0o077
        if open_to_others and not any(folder.iterdir()):
            folder.chmod(0o700)
            open_to_others = 0
        usable = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder for Counterpoint's state cannot be used: {error}.\n"
            "Set COUNTERPOINT_HOME to a folder that this user may write in,\n"
            "or run as the user to whom it belongs."
        ) from error
    if open_to_others:
        raise ImproperlyConfigured(
            f"The folder for Counterpoint's state, {folder}, is open to other users of this\n"
            "machine, and it is to hold keys and the record. If it is Counterpoint's alone,\n"
            f"close it with: chmod 700 '{folder}'\n"
            "Otherwise set COUNTERPOINT_HOME to a folder that does not exist yet."
        )
    if not usable:
        raise ImproperlyConfigured(
            f"The folder for Counterpoint's state, {folder}, belongs to another user.\n"
            "Run as that user, or set COUNTERPOINT_HOME to a folder of your own."
        )
    return folder


def secret_key():
    """SECRET_KEY as given, or one that is made once and kept in the home folder."""
    given = text("SECRET_KEY")
    if given:
        return strong(given)
    kept = home() / "secret-key"
    try:
        if not kept.exists():
            write_private(kept, secrets.token_urlsafe(50), replace=False)
        return kept.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be read from or kept in {kept}: {error}.\n"
            "Set SECRET_KEY to 50 or more random characters, or make that folder writable."
        ) from error


def strong(key):
    """The key, if it is hard to guess; else an error that never repeats it."""
    if key.startswith("django-insecure"):
        fault = "begins with django-insecure, so it was made for development and may be known to others"
    elif len(key) < SHORTEST_KEY:
        fault = f"has {len(key)} characters, and {SHORTEST_KEY} are needed"
    elif (different := len(set(key))) < FEWEST_DIFFERENT:
        fault = f"has only {different} different characters, and {FEWEST_DIFFERENT} are needed"
    else:
        return key
    raise ImproperlyConfigured(
        f"SECRET_KEY {fault}.\n"
        "Whoever guesses it can sign in as any officer. Set it to what this prints, and keep it:\n"
        "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'\n"
        "or leave it unset: then one is made and kept in COUNTERPOINT_HOME."
    )


def write_private(path, content, replace=True):
    """Write a file that only its owner can read, whole or not at all.

    With replace=False the first of several writers wins and the others keep that file.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
    try:
        if replace:
            os.replace(draft, path)
        else:
            os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
