import re
import sys
from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from claims.case_files.dumping import contents_of_case
from councils.models import Case

NUMBER = re.compile(r"^([A-Z]+[0-9]*-[0-9]+)\b", re.MULTILINE)


class Command(BaseCommand):
    help = "Print the numbers of an outside checklist that no record carries, one a line; exit 1 if there are any."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a text in which each number begins a line, such as S0-01")
        parser.add_argument("--case", help="look at this case alone; without it, at all on record")

    def handle(self, *, file, case, **options):
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from None
        if case is None and Case.objects.count() > 1:
            self.stderr.write("Looked at all cases on record, which may share numbers; --case KEY looks at one.")
        carried = all_refs() if case is None else refs_of(find_case(case))
        missing = [number for number in dict.fromkeys(NUMBER.findall(text)) if number not in carried]
        for number in missing:
            self.stdout.write(number)
        if missing:
            sys.exit(1)


def find_case(key: str) -> Case:
    """The case of a key. Raises CommandError with the keys on record."""
    case = Case.objects.nameable_by().filter(key=key).first()
    if case is None:
        known = ", ".join(Case.objects.order_by("key").values_list("key", flat=True)) or "none"
        raise CommandError(f"No case has the key {key!r}. Cases on record: {known}.")
    return case


def all_refs() -> set[str]:
    """All numbers on record, in any table but the history."""
    found = set()
    for model in apps.get_models():
        if not any(field.name == "refs" for field in model._meta.fields):
            continue
        for refs in model._default_manager.exclude(refs=[]).values_list("refs", flat=True):
            found.update(refs)
    return found


def refs_of(case: Case) -> set[str]:
    """The numbers of the records of a case, and of all that these name."""
    return set(_refs(contents_of_case(case)))


def _refs(content):
    if isinstance(content, dict):
        yield from content.get("refs", ())
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from _refs(each)
