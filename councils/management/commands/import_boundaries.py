import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from councils.geography.boundary_import import import_boundaries


class Command(BaseCommand):
    help = (
        "Keep the outlines of councils from a GeoJSON file, for pictures. With any feature at fault nothing is stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--source", default="", metavar="WORDS", help="whose work the outlines are, as pages then say beside them"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and store nothing")

    def handle(self, *, file, source, dry_run, **options):
        outcome = import_boundaries(file, source=source, dry_run=dry_run)
        for error in outcome.errors:
            self.stderr.write(error)
        if outcome.errors:
            sys.exit(1)
        if dry_run:
            self.stdout.write(f"would create {outcome.created}, change {outcome.changed}, leave {outcome.unchanged}")
        else:
            self.stdout.write(f"created {outcome.created}, changed {outcome.changed}, left {outcome.unchanged}")
        if outcome.left_out:
            self.stdout.write(f"left out, of no council on record: {', '.join(outcome.left_out)}")
