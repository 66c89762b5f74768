import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

from django.core.management.base import BaseCommand

from councils.models import DocumentAddress
from record.workflow.states import State

AGENT = "Counterpoint link check (a public record; see its page about)"


class Command(BaseCommand):
    help = "Ask for the address of every published document, and print those that do not answer; exit 1 if any."

    def add_arguments(self, parser):
        parser.add_argument("--timeout", type=float, default=15, help="seconds for one address")
        parser.add_argument("--at-once", type=int, default=4, help="addresses asked for at a time")

    def handle(self, *, timeout, at_once, **options):
        rows = DocumentAddress.objects.filter(document__state=State.PUBLISHED).select_related("document")
        rows = list(rows.order_by("document__key", "sequence"))
        with ThreadPoolExecutor(at_once) as pool:
            answers = pool.map(lambda row: ask(row.url, timeout), rows)
            dead = [(row, reason) for row, reason in zip(rows, answers, strict=True) if reason]
        for row, reason in dead:
            self.stdout.write(f"{row.document.key}: {row.url}: {reason}")
        self.stderr.write(f"asked {len(rows)}, dead {len(dead)}")
        if dead:
            sys.exit(1)


def ask(url: str, timeout: float) -> str:
    """The reason why an address is dead; empty if it answers. Tries HEAD first."""
    for method in ("HEAD", "GET"):
        try:
            request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT})
            with urllib.request.urlopen(request, timeout=timeout):
                return ""
        except urllib.error.HTTPError as error:
            # Many servers refuse HEAD though the page is there.
            if method == "GET" or error.code in (404, 410):
                return one_line(f"{error.code} {error.reason}")
        except (OSError, ValueError, HTTPException) as error:
            return one_line(str(getattr(error, "reason", error))) or type(error).__name__
    return ""


def one_line(reason: str) -> str:
    return " ".join(reason.split())
