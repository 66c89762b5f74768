from django.core.management.base import BaseCommand

from record.jobs.worker import work


class Command(BaseCommand):
    help = "Run the jobs of the queue until stopped: the texts of uploaded files, and mail."

    def handle(self, **options):
        work()
