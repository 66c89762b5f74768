"""Files in deploy/: they agree with the code, and their own tools take them."""

import datetime
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from config.environment import BASE_DIR
from config.middleware import CACHED, READERS_WAIT
from councils.extraction import LARGEST_FILE
from tests import nginx

DEPLOY = BASE_DIR / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
SERVICES = [path for path in UNITS if path.suffix == ".service"]
needs_nginx = pytest.mark.skipif(not nginx.BINARY, reason="nginx is not installed: its file is not tried")


# --- systemd ---


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_can_write_in_its_own_folder_alone(path):
    lines = path.read_text().splitlines()
    assert {"User=counterpoint", "ProtectSystem=strict", "NoNewPrivileges=yes", "StateDirectory=counterpoint"} <= {
        *lines
    }
    assert not any(line.startswith("ReadWritePaths") for line in lines)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_the_process_that_reads_a_file_may_limit_itself(path):
    refused = [line for line in path.read_text().splitlines() if line.startswith("SystemCallFilter=~")]
    assert refused and not any("@resources" in line for line in refused)


def test_only_preparing_knows_the_owner_of_the_database():
    assert [
        path.name for path in SERVICES if "owner.env" in re.findall(r"EnvironmentFile=.*/(.*)", path.read_text())
    ] == ["counterpoint-prepare.service"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed: its units are not tried")
def test_systemd_takes_the_units(tmp_path):
    # Programs must be there for it to be content, and their paths without a space.
    python = tmp_path / "python"
    python.symlink_to(sys.executable)
    for path in UNITS:
        text = path.read_text().replace("/opt/counterpoint/.venv/bin/python", str(python))
        (tmp_path / path.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / path.name) for path in UNITS)], capture_output=True, text=True
    )
    ours = [line for line in done.stderr.splitlines() if "counterpoint" in line]
    assert (done.returncode, ours) == (0, [])


# --- The image ---


def test_every_stage_of_the_image_stands_on_the_image_that_is_given():
    stages = re.findall(r"^FROM (\S+)", (BASE_DIR / "Dockerfile").read_text(), re.MULTILINE)
    assert len(stages) == 2 and {*stages} == {"${BASE}"}


# --- nginx ---


def size(of: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([km])", of).groups()
    return int(number) * {"k": 1024, "m": 1024**2}[unit]


def test_nginx_lets_through_what_the_desk_takes():
    desk = NGINX.split("location /admin/ {")[1].split("}")[0]
    taken = size(re.search(r"client_max_body_size (\w+);", desk)[1])
    assert taken > LARGEST_FILE + settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_nginx_waits_for_a_page_as_long_as_the_site_makes_it():
    assert int(re.search(r"proxy_read_timeout (\d+)s;", NGINX)[1]) > READERS_WAIT


class Site(BaseHTTPRequestHandler):
    """Answers with the headers that came, as the site does for caches."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        is_first = self.path not in self.server.asked
        self.server.asked.append(self.path)
        body = "".join(f"{name}: {value}\n" for name, value in self.headers.items()).encode()
        fault = re.match(r"/later/(\d+)/(\d+)/", self.path)
        self.send_response(int(fault[1]) if fault and not is_first else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", f"public, s-maxage=1, stale-if-error={fault[2]}" if fault else CACHED)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.server.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(503)
        self.send_header("Content-Length", "11")
        self.end_headers()
        self.wfile.write(b"of the site")

    def log_message(self, *args):
        pass


def make_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "record.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + datetime.timedelta(days=1))
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """Port of nginx with our file, the stub behind it, and their folder."""
    folder = tmp_path_factory.mktemp("nginx")
    make_certificate(folder)
    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    site.asked = []
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        text = NGINX.replace("/etc/letsencrypt/live/record.example", str(folder))
        with nginx.serving(text, folder, site=site.server_port) as tls:
            yield tls, site, folder
    finally:
        site.shutdown()
        site.server_close()


@contextmanager
def connected(front):
    """A connection by TLS, for one request after another."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPConnection("record.example")
    plain = socket.create_connection(("127.0.0.1", front[0]), 10)
    connection.sock = trusting.wrap_socket(plain, server_hostname="record.example")
    with closing(connection):
        yield connection


def ask(connection, path, **headers):
    """The answer of nginx: its status and body."""
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    return response.status, response.read().decode()


@needs_nginx
def test_the_site_hears_of_a_client_from_nginx_alone(front):
    forged = {
        "X-Forwarded-For": "10.9.9.9",
        "X_Forwarded_For": "10.9.9.9",
        "X-Forwarded-Proto": "forged",
        "X-Forwarded-Ssl": "forged",
        "X-Forwarded-Protocol": "forged",
        "Script_Name": "/forged",
        "Forwarded": "for=10.9.9.9",
        "Proxy": "forged",
        "X-Request-Id": "forged",
    }
    with connected(front) as connection:
        heard = ask(connection, "/headers/", **forged)[1].lower()
    assert "x-forwarded-for: 127.0.0.1\n" in heard and "x-forwarded-proto: https\n" in heard
    assert "host: record.example\n" in heard
    assert "forged" not in heard and "10.9.9.9" not in heard and "_" not in heard


@needs_nginx
def test_a_readers_page_is_kept_and_a_desks_is_not(front):
    with connected(front) as connection:
        for path, times in [("/kept/?q=a", 1), ("/admin/kept/", 3), ("/reply/token/", 3)]:
            for _ in range(3):
                assert ask(connection, path)[0] == 200
            assert front[1].asked.count(path) == times, path


@needs_nginx
def test_a_kept_page_stands_in_for_a_fault_for_as_long_as_the_site_allows_and_for_no_other_answer(front):
    answers = {"/later/503/600/": 200, "/later/503/0/": 503, "/later/500/0/": 500, "/later/404/600/": 404}
    with connected(front) as connection:
        for path in answers:
            assert ask(connection, path)[0] == 200
        time.sleep(2.1)
        for path, status in answers.items():
            assert ask(connection, path)[0] == status, path


@needs_nginx
def test_what_is_sent_is_sent_once_and_its_refusal_is_the_sites_own(front):
    with connected(front) as connection:
        connection.request("POST", "/sent/", body=b"a=1")
        response = connection.getresponse()
        assert (response.status, response.read()) == (503, b"of the site")
    assert front[1].asked.count("/sent/") == 1


@needs_nginx
def test_the_log_names_no_reader_and_no_link_that_is_a_secret(front):
    with connected(front) as connection:
        ask(connection, "/reply/a-secret-link/")
        ask(connection, "/search/?q=sought")
    end = time.monotonic() + 5
    while '"/search/"' not in (log := (front[2] / "counterpoint.log").read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    assert '"path":"/search/"' in log and '"path":"/reply/…"' in log
    assert "a-secret-link" not in log and "sought" not in log and "127.0.0.1" not in log


@needs_nginx
def test_readiness_is_not_told_to_the_world(front):
    with connected(front) as connection:
        assert ask(connection, "/readyz")[0] == ask(connection, "/metrics")[0] == 404


@needs_nginx
def test_who_asks_too_much_is_told_so(front):
    with connected(front) as connection:
        assert 429 in [ask(connection, "/admin/often/")[0] for _ in range(80)]
