"""The bill of materials, and the audit of packages against a stub of its service."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.audit import advisories, materials
from tests.source_tree import ROOT

LOCK = (ROOT / "requirements.txt").read_text()


class Advisories(BaseHTTPRequestHandler):
    """Knows one weakness, of the package that ``weak`` names."""

    weak = ""
    asked: list[str] = []

    def do_POST(self):
        package = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Advisories.asked.append(package["package"]["name"])
        known = {
            "id": "PYSEC-2099-1",
            "modified": "2099-01-01T00:00:00Z",
            "details": "Invented.",
            "affected": [{"package": package["package"] | {"ecosystem": "PyPI"}, "versions": [package["version"]]}],
        }
        body = json.dumps({"vulns": [known]} if package["package"]["name"] == self.weak else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def service():
    Advisories.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(("weak", "code"), [("django", 1), ("", 0)])
def test_every_package_of_the_lock_is_asked_for_and_weak_ones_are_named(service, monkeypatch, capfd, weak, code):
    monkeypatch.setattr(Advisories, "weak", weak)
    assert advisories.main(["--osv-url", service]) == code
    assert ("PYSEC-2099-1" in capfd.readouterr().out) == bool(weak)
    assert {"django", "psycopg", "pypdfium2"} <= set(Advisories.asked)


def test_a_service_that_does_not_answer_is_no_clean_bill(capfd):
    assert advisories.main(["--osv-url", "http://127.0.0.1:9/"]) == 2
    told = capfd.readouterr()
    assert told.out == "" and told.err.startswith("The packages were not audited: ")


def test_the_bill_holds_the_lock_with_its_licences():
    parts = {part.name: part for part in materials.bill(LOCK).components}
    assert set(parts) == {line.split("==")[0] for line in LOCK.splitlines() if "==" in line}
    assert str(parts["django"].purl).startswith("pkg:pypi/django@5.2.")
    assert [each.id for each in parts["whitenoise"].licenses] == ["MIT"]
    written = json.loads(materials.JsonV1Dot6(materials.bill(LOCK)).output_as_string())
    assert written["specVersion"] == "1.6" and len(written["components"]) == len(parts)
