import sys

from django.core.management.base import BaseCommand, CommandError

from claims.case_files import dump
from councils.models import Case


class Command(BaseCommand):
    help = "Write a case as a case file to standard output. Loading it elsewhere gives the same addresses."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the key of the case, as in its address")

    def handle(self, *, slug, **options):
        case = Case.objects.nameable_by().filter(key=slug).first()
        if case is None:
            known = ", ".join(Case.objects.order_by("key").values_list("key", flat=True)) or "none"
            raise CommandError(f"No case has the key {slug!r}. Cases on record: {known}.")
        out = self.stdout._out
        for piece in dump(case):
            out.write(piece)
        if out is sys.stdout:
            out.flush()
