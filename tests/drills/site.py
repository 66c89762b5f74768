"""A whole site for a drill: PostgreSQL, the practice case, gunicorn, writers."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from config import postgres
from config.environment import BASE_DIR
from config.postgres import WEB_ROLE

PREPARE = """
import django, pathlib
django.setup()
from django.conf import settings
from django.core.management import call_command
from config.prepare import collect_static, make_officers, migrate
from config.roles import grant_web_role
migrate()
grant_web_role()
collect_static()
folder = settings.BASE_DIR / "cases"
call_command("load_case", str(folder / "practice.yaml"), documents=[str(folder / "practice")])
make_officers(settings.COUNTERPOINT_HOME / "sign-in")
"""


@dataclass
class Result:
    """A drill that is done: its words, how often it was tried, and all that was lost."""

    tried: str
    often: str
    lost: list[str]


class WholeSite:
    """Started in a folder that is new; ends with its block.

    Making the tables takes longest, so it is done once, and copied.
    """

    prepared: Path | None = None

    def __init__(self, home: Path, **settings):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if WholeSite.prepared:
            subprocess.run(["cp", "-a", f"{WholeSite.prepared}/.", home], check=True)
        self.server = postgres.Server(home)
        self.environ = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "COUNTERPOINT_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(BASE_DIR),
            "PAGE_STORE": "off",
            **settings,
        }
        self.children, self.port = [], None

    def __enter__(self):
        assert self.server.lock()
        self.server.start()
        if not WholeSite.prepared:
            self.run("-c", PREPARE)
        return self

    def __exit__(self, *_):
        for child in self.children:
            child.send_signal(signal.SIGCONT)
            child.terminate()
        for child in self.children:
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.server.stop()

    # --- The owner's commands ---

    def run(self, *arguments, check=True) -> subprocess.CompletedProcess:
        environ = self.environ | {"DATABASE_URL": self.server.url()}
        return subprocess.run(
            [sys.executable, *arguments], cwd=BASE_DIR, env=environ, check=check, capture_output=True, text=True
        )

    def sql(self, *statements: str) -> list:
        import psycopg

        with psycopg.connect(self.server.url(), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    @contextlib.contextmanager
    def locked(self, table: str):
        """Keep all others from a table."""
        import psycopg

        with psycopg.connect(self.server.url()) as connection:
            connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            yield

    def faults_of_the_record(self) -> list[str]:
        """Findings of `verify_record`: rows without history, or other than published."""
        return self.run("manage.py", "verify_record", check=False).stderr.splitlines()

    # --- The web role's processes ---

    def start(self, *arguments, **options) -> subprocess.Popen:
        environ = self.environ | {"DATABASE_URL": self.server.url(user=WEB_ROLE)}
        child = subprocess.Popen([sys.executable, *arguments], cwd=BASE_DIR, env=environ, **options)
        self.children.append(child)
        return child

    def serve(self, *options, application="config.wsgi:application") -> subprocess.Popen:
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port = found.getsockname()[1]
        command = ["-m", "gunicorn", "--config", "python:config.gunicorn_conf", "--bind", f"127.0.0.1:{self.port}"]
        master = self.start(*command, *options, application, stderr=subprocess.DEVNULL)
        if self.wait_for("/healthz", 60) >= 60:
            raise RuntimeError("The site does not answer.")
        return master

    def ask(self, path: str, timeout: float = 60) -> tuple[int, dict]:
        """Status and headers of an address; 0 where there was no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            return response.status, dict(response.getheaders())
        except (OSError, http.client.HTTPException):
            return 0, {}
        finally:
            connection.close()

    def wait_for(self, path: str, patience: float) -> float:
        """Seconds until an address answers with 200; `patience` where it does not."""
        before = time.monotonic()
        while time.monotonic() - before < patience:
            if self.ask(path, 30)[0] == 200:
                return time.monotonic() - before
            time.sleep(0.05)
        return patience

    def workers(self, master) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()]

    def database_processes(self) -> list[int]:
        pid = self.server.process.pid
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


@contextlib.contextmanager
def writer(site: WholeSite, number: int):
    """A process that publishes one voice again and again, and says what was committed."""
    child = site.start("-m", "tests.drills.writer", str(number), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    acknowledged, has_begun = [], threading.Event()

    def read():
        for line in child.stdout:
            acknowledged.append(line.decode().strip())
            has_begun.set()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        has_begun.wait(60)
        yield acknowledged
    finally:
        child.kill()
        reader.join()
