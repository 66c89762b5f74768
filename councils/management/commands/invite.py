from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from councils.models import COUNCIL_ROLES, Membership, OfficerRole, Voice
from record import history
from record.accounts.link_address import add_site_argument, sentence
from record.accounts.second_factor import has_second_factor
from record.models import Officer, SignInLink
from record.text.english import with_article

ADMINISTRATOR = "administrator"


class Command(BaseCommand):
    help = "Give someone a role, and print the one-use link by which they come in."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=[*OfficerRole.values, ADMINISTRATOR])
        parser.add_argument(
            "--council", metavar="CODE", help="for officers and reviewers: the code of their council, such as MEL"
        )
        parser.add_argument("--office", help="how the public log names their work; left out, by role and council")
        add_site_argument(parser)

    def handle(self, *, email, role, council, office, site, **options):
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is no e-mail address.") from None
        voice = council_for(role, council)
        with transaction.atomic(), history.context(through="invite"):
            officer = Officer.objects.filter(email__iexact=email).first()
            officer = officer or Officer.objects.create_user(email)
            if not officer.is_active:
                raise CommandError(f"The account of {officer} has ended. An administrator can make it active again.")
            give_role(officer, role, voice)
            if office:
                officer.office = office
                officer.save(update_fields=["office"])
            if officer.has_usable_password() or has_second_factor(officer):
                self.stdout.write(f"{officer} signs in already, and has the role now.")
            else:
                made = SignInLink.objects.make(officer, SignInLink.Purpose.INVITATION)
                self.stdout.write(sentence(*made, site))


def council_for(role, code) -> Voice | None:
    if (role in COUNCIL_ROLES) != bool(code):
        raise CommandError(
            "Say of which council: --council CODE."
            if not code
            else f"{with_article(role).capitalize()} is of no council: leave it out."
        )
    voice = code and Voice.objects.public().filter(council__code__iexact=code).first()
    if code and voice is None:
        raise CommandError(f"There is no council {code}.")
    return voice or None


def give_role(officer, role, council) -> None:
    if role == ADMINISTRATOR:
        officer.is_superuser = True
        try:
            officer.save(update_fields=["is_superuser"])
        except IntegrityError:
            raise CommandError("Only the owner of the database's tables makes administrators.") from None
        return
    current = Membership.objects.filter(officer=officer).current()
    if current.filter(role=role, council=council).exists():
        return
    membership = Membership(officer=officer, role=role, council=council)
    try:
        membership.full_clean()
    except ValidationError as refused:
        raise CommandError(" ".join(refused.messages)) from None
    membership.save()
