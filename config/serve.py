"""The launcher behind `make run`: it starts, watches and ends the servers.

It loads no settings and serves nothing itself. It owns the processes that it starts, so that
they all end when it ends, by Ctrl-C or by `kill -9`.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import environment, postgres
from config.children import bound, die_with_parent
from config.environment import BASE_DIR

THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
ANYWHERE = {"0.0.0.0", "::"}
WORKER = ["manage.py", "work"]


class Stop(Exception):
    """A signal asked us to stop."""


class Failed(Exception):
    """The site cannot be started or has ended; the message, if any, says why."""


def serve():
    """Start everything, wait, and stop everything. Returns the exit status."""
    launcher = Launcher()
    try:
        launcher.run()
    except Stop:
        return 0
    except (Failed, ImproperlyConfigured) as error:
        if str(error):
            print(error, file=sys.stderr, flush=True)
        return 1
    finally:
        launcher.end()


class Launcher:
    def __init__(self):
        self.server = None
        self.children = []
        self.is_stopping = False

    def run(self):
        self.listen_for_signals()
        host, port = self.address()
        documents = self.documents()
        home = environment.home()
        self.start_database(home)

        sign_in = home / "sign-in"
        before = read(sign_in)
        environ = {
            **os.environ,
            "COUNTERPOINT_HOME": str(home),
            "DOCUMENTS": documents,
            "BUILD": environment.text("BUILD") or build(),
        }
        self.prepare(environ)
        if self.server:
            environ["DATABASE_URL"] = self.server.url(user=postgres.WEB_ROLE)
        web = self.start_web(host, port, environ)
        worker = self.start_worker(environ)

        shown = "localhost" if host in THIS_MACHINE | ANYWHERE else in_url(host)
        print(f"Ready: http://{shown}:{port}/")
        for line in read(sign_in).splitlines():
            new = read(sign_in) != before
            print(f"Sign in: {line if new else f'{line.split()[0]}, whose password is in {sign_in}'}")
        sys.stdout.flush()
        self.watch(web, worker, environ)

    # --- Signals and settings ---

    def listen_for_signals(self):
        def stop(*_):
            self.is_stopping = True

        # Needed even for SIGINT: a shell that starts us in the background has it ignored.
        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # left alone under nohup
            signal.signal(signal.SIGHUP, stop)
        if os.environ.get("MAKELEVEL"):
            # Killing `make` outright must stop the site: whoever typed `make run` expects it.
            die_with_parent(signal.SIGTERM)

    def pause(self):
        """Sleep for a moment; raise Stop if a signal has asked for it."""
        if self.is_stopping:
            raise Stop
        time.sleep(0.05)

    def address(self):
        """HOST and PORT, after checking that nothing else uses them."""
        host = environment.text("HOST", "127.0.0.1").strip("[]")
        port = environment.whole_number("PORT", 8000, lowest=1, highest=65535)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError as error:
                raise Failed(
                    f"Cannot serve at {in_url(host)}:{port}: {error.strerror}.\n"
                    "Another program may have that address (or Counterpoint runs already).\n"
                    "Choose another with HOST and PORT: make run PORT=8001"
                ) from None
        return host, port

    def documents(self):
        given = environment.text("DOCUMENTS")
        if not given:
            return ""
        folder = Path(given).expanduser().absolute()
        if not folder.is_dir():
            raise Failed(
                f"DOCUMENTS names {folder}, which is not a folder.\n"
                "Set it to the folder that holds the documents' texts, or leave it unset."
            )
        return str(folder)

    # --- Starting ---

    def start_database(self, home):
        """Start the embedded server, unless DATABASE_URL names one that can be used."""
        if url := environment.database_url():
            if reason := postgres.check_given_server(url):
                raise Failed(reason)
            return
        server = postgres.Server(home)
        end = time.monotonic() + 2
        while not server.lock():
            if time.monotonic() > end:
                raise Failed(
                    f"Process {server.owner()} is using the record in {home}: Counterpoint runs there already,\n"
                    "or a manage.py command that started the server itself.\n"
                    "End it first, or set COUNTERPOINT_HOME to keep a second record elsewhere."
                )
            self.pause()
        self.server = server
        server.start()

    def prepare(self, environ):
        own = self.server is not None
        child = self.start(
            [sys.executable, "-m", "config.prepare", *(["--web-role"] if own else [])],
            {**environ, "DATABASE_URL": self.server.url() if own else environ["DATABASE_URL"]},
        )
        while child.poll() is None:
            self.pause()
        if child.returncode:
            raise Failed("The site was not started: preparing it failed, for the reason above.")

    def start_web(self, host, port, environ):
        command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn_conf"]
        web = self.start([*command, "--bind", f"{in_url(host)}:{port}"], environ)
        end = time.monotonic() + 60
        while (status := probe_status(host, port)) != 200:
            if web.poll() is not None or status or time.monotonic() > end:
                fault = f"answers its probe with {status}" if status else "does not answer"
                raise Failed(f"The web server {fault}, for the reason above.")
            self.pause()
        return web

    def start_worker(self, environ):
        """Start what runs the jobs of the queue (record/jobs/)."""
        return self.start([sys.executable, *WORKER], environ)

    def start(self, command, environ):
        child = subprocess.Popen(
            command,
            cwd=BASE_DIR,
            env=environ,
            # In a session of its own, so that Ctrl-C reaches only us and we stop everything in order.
            start_new_session=True,
            preexec_fn=bound(signal.SIGTERM),
        )
        self.children.append(child)
        return child

    # --- Watching and stopping ---

    def watch(self, web, worker, environ):
        """Wait until we are asked to stop; restart the database or the worker if it dies."""
        next_start = time.monotonic()
        while web.poll() is None:
            if self.server and not self.server.is_running():
                print("The database server ended; starting it again …", file=sys.stderr, flush=True)
                self.server.start()
            # Without the database it may end at once, again and again.
            if worker.poll() is not None and time.monotonic() > next_start:
                next_start = time.monotonic() + 5
                self.children.remove(worker)
                worker = self.start_worker(environ)
            self.pause()
        raise Failed(f"The web server ended by itself (status {web.returncode}), so everything else is stopped.")

    def end(self):
        """Stop the child processes in order, the database last."""
        for child in reversed(self.children):
            child.terminate()
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        if self.server:
            self.server.stop()


def probe_status(host, port):
    """The status with which the web server answers its probe; None if it does not."""
    reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    # The probe must use a host name that the site accepts.
    name = environment.text_list("ALLOWED_HOSTS", default=["localhost"])[0].lstrip("*.") or "localhost"
    connection = http.client.HTTPConnection(reach, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": name})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def probe():
    """Exit with 0 if this installation answers, for a container's health check."""
    host = environment.text("HOST", "127.0.0.1").strip("[]")
    sys.exit(probe_status(host, environment.whole_number("PORT", 8000)) != 200)


def in_url(host):
    return f"[{host}]" if ":" in host else host


def read(path):
    return path.read_text() if path.exists() else ""


def build():
    """The git revision that is checked out; with the time if files were changed."""

    def git(*arguments):
        return subprocess.run(
            ["git", *arguments], cwd=BASE_DIR, capture_output=True, text=True, timeout=10, check=True
        ).stdout.strip()

    try:
        # This folder may lie inside some other checkout, whose revision says nothing of ours.
        if not (BASE_DIR / ".git").exists():
            return ""
        revision = git("rev-parse", "--short=10", "HEAD")
        return f"{revision}+{int(time.time())}" if git("status", "--porcelain") else revision
    except (OSError, subprocess.SubprocessError):
        return ""
