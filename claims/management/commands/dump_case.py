import sys

from django.core.management.base import BaseCommand

from claims.case_files import dump
from claims.management.commands.check_refs import find_case


class Command(BaseCommand):
    help = "Write a case as a case file to standard output. Loading it elsewhere gives the same addresses."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the key of the case, as in its address")

    def handle(self, *, slug, **options):
        case = find_case(slug)
        out = self.stdout._out
        for piece in dump(case):
            out.write(piece)
        if out is sys.stdout:
            out.flush()
