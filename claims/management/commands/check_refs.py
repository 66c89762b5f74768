import re
import sys
from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

NUMBER = re.compile(r"^([A-Z]+[0-9]*-[0-9]+)\b", re.MULTILINE)


class Command(BaseCommand):
    help = "Print the numbers of an outside checklist that no record carries, one a line; exit 1 if there are any."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a text in which each number begins a line, such as S0-01")

    def handle(self, *, file, **options):
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from None
        carried = carried_refs()
        missing = [number for number in dict.fromkeys(NUMBER.findall(text)) if number not in carried]
        for number in missing:
            self.stdout.write(number)
        if missing:
            sys.exit(1)


def carried_refs() -> set[str]:
    """All refs on record, in any table but the history."""
    found = set()
    for model in apps.get_models():
        if not any(field.name == "refs" for field in model._meta.fields):
            continue
        for refs in model._default_manager.exclude(refs=[]).values_list("refs", flat=True):
            found.update(refs)
    return found
