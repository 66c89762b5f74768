from django.core.management.base import BaseCommand, CommandError

from claims.case_files.dumping import contents_of_case, kinds_in_file
from claims.management.commands.check_refs import find_case


class Command(BaseCommand):
    help = "List the keys of a case, and of the voices and documents that it names, with the words that they stand for."

    def add_arguments(self, parser):
        parser.add_argument("case", help="the key of the case")
        parser.add_argument("--kind", help="one kind alone, as in a case file: voices, documents, events, claims …")

    def handle(self, *, case, kind, **options):
        kinds = [each for each in kinds_in_file() if kind in (None, each.plural)]
        if not kinds:
            known = ", ".join(each.plural for each in kinds_in_file())
            raise CommandError(f"There is no kind {kind!r}. Kinds: {known}.")
        contents = contents_of_case(find_case(case))
        for each in kinds:
            for content in contents.get(each.name, ()):
                self.stdout.write(f"{each.plural}\t{content['key']}\t{content.get(each.title, '')}")
