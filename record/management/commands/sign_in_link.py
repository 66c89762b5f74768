from django.core.management.base import BaseCommand, CommandError

from record.accounts.link_address import add_site_argument, sentence
from record.models import Officer, SignInLink


class Command(BaseCommand):
    help = "Print a one-use link for an officer who lost their password or their device."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("lost", choices=[SignInLink.Purpose.PASSWORD, SignInLink.Purpose.DEVICE])
        add_site_argument(parser)

    def handle(self, *, email, lost, site, **options):
        officer = Officer.objects.filter(email__iexact=email, is_active=True).first()
        if officer is None:
            raise CommandError(f"There is no active officer {email}.")
        self.stdout.write(sentence(*SignInLink.objects.make(officer, lost), site))
