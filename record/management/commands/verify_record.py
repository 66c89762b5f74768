import sys

from django.core.management.base import BaseCommand

from record.integrity import differences


class Command(BaseCommand):
    help = (
        "Compare every row with its history, every public record with its last publication, and the numbers of the "
        "log. Exit 1 and name the first that differs of each table and kind."
    )

    def handle(self, **options):
        found = list(differences())
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            sys.exit(1)
        self.stdout.write("Every row is as its history and its last publication have it.")
