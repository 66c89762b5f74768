import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from councils.council_import import import_councils


class Command(BaseCommand):
    help = "Enter councils from a CSV file. Those on record stay as they are; with any row at fault nothing is stored."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be entered, and store nothing")

    def handle(self, *, file, dry_run, **options):
        outcome = import_councils(file, dry_run=dry_run)
        for error in outcome.errors:
            self.stderr.write(error)
        if outcome.errors:
            sys.exit(1)
        if dry_run:
            self.stdout.write(f"would create {outcome.created}, leave {outcome.already_there}")
        else:
            self.stdout.write(f"created {outcome.created}, left {outcome.already_there}")
