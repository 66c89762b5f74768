from django.core.management.base import BaseCommand

from claims.case_files.generate import generate


class Command(BaseCommand):
    help = "Write a plausible, invented case file of any size to standard output: the same for the same seed."

    def add_arguments(self, parser):
        parser.add_argument("--claims", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, claims, seed, **options):
        for piece in generate(claims, seed):
            self.stdout._out.write(piece)
