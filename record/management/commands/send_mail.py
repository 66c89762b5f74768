"""Send the mail that is due, once or for as long as it runs."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from record.mail import send_due


class Command(BaseCommand):
    help = "Send the mail that is due: notices of claims, and what was sent back."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, and look again after so many seconds")

    def handle(self, every, **options):
        while True:
            self.stdout.write(f"Sent: {send_due()}.")
            if not every:
                return
            close_old_connections()
            time.sleep(every)
