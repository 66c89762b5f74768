import sys

from django.core.management.base import BaseCommand

from councils.link_check import ask_all
from councils.models import DocumentAddress
from record.workflow.states import State


class Command(BaseCommand):
    help = (
        "Ask for the address of every published document, and print those that do not answer; exit 1 if any. One "
        "address of a host at a time, and only in the public network. Without a way out to the web it says so."
    )

    def add_arguments(self, parser):
        parser.add_argument("--timeout", type=float, default=15, help="seconds for one address")
        parser.add_argument("--at-once", type=int, default=4, help="hosts asked at a time")
        parser.add_argument("--pause", type=float, default=1, help="seconds between two addresses of one host")
        parser.add_argument("--within", type=float, default=3600, help="seconds for all; what is left waits its turn")

    def handle(self, *, timeout, at_once, pause, within, **options):
        rows = DocumentAddress.objects.filter(document__state=State.PUBLISHED).select_related("document")
        rows = list(rows.order_by("document__key", "sequence"))
        found = ask_all((row.url for row in rows), timeout=timeout, at_once=at_once, pause=pause, within=within)
        if found.is_offline:
            self.stderr.write("No host was reached: this machine has no way out to the web. Nothing was checked.")
            return
        dead = [row for row in rows if row.url in found.dead]
        for row in dead:
            self.stdout.write(f"{row.document.key}: {row.url}: {found.dead[row.url]}")
        left = len({row.url for row in rows}) - found.asked
        self.stderr.write(f"asked {found.asked}, dead {len(dead)}{f', left for want of time {left}' if left else ''}")
        if dead:
            sys.exit(1)
