import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from councils.geography.place_import import import_places


class Command(BaseCommand):
    help = (
        "Enter towns, villages, suburbs, wards and parishes from a gazetteer, so that readers find their council. "
        "A CSV file in UTF-8 with the columns name, kind, source, and council_gss, council_code or council; also "
        "address, read_on and licence of the source. Places on record stay; with any row at fault nothing is stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be entered, and store nothing")

    def handle(self, *, file, dry_run, **options):
        outcome = import_places(file, dry_run=dry_run)
        for error in outcome.errors:
            self.stderr.write(error)
        if outcome.errors:
            sys.exit(1)
        if dry_run:
            self.stdout.write(f"would create {outcome.created}, leave {outcome.already_there}")
        else:
            self.stdout.write(f"created {outcome.created}, left {outcome.already_there}")
        if outcome.left_out:
            names = ", ".join(f"{name} ({count})" for name, count in outcome.left_out.most_common(20))
            self.stdout.write(f"left out {outcome.left_out.total()} in councils not on record: {names}")
