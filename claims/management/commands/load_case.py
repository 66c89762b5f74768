from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from claims.case_files import LoadRefused, load


class Command(BaseCommand):
    help = "Load a case file: all of it or nothing. Loading it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--documents",
            type=Path,
            action="append",
            default=[],
            metavar="DIR",
            help="a folder with the texts of its documents; may be given again",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, record by record, and store nothing"
        )

    def handle(self, *, file, documents, dry_run, verbosity, **options):
        try:
            report = load(file, documents, dry_run=dry_run, progress=self._progress)
        except LoadRefused as refused:
            for line in refused.lines():
                self.stderr.write(line)
            raise CommandError(f"{file}: nothing was stored.", returncode=1) from None
        if dry_run:
            self.stdout.write(f"would create {report.created}, change {report.changed}, leave {report.left}")
            for each in report.changed_records:
                self.stdout.write(f"would change: {each}")
            # A first load creates all that is in the file.
            for each in report.new_records if verbosity > 1 or report.left or report.changed else []:
                self.stdout.write(f"would create: {each}")
        else:
            self.stdout.write(f"created {report.created}, changed {report.changed}, left {report.left}")
        if report.texts:
            self.stdout.write(f"texts {'to be held' if dry_run else 'held'}: {report.texts}")

        for note in report.notes:
            self.stdout.write(f"note: {note}")

    def _progress(self, what, done, of):
        # Short files need no word; a long one should not look as if it hung.
        if of > 1000:
            self.stderr.write(f"{what}: {done} of {of}" if done else f"{what} …")
