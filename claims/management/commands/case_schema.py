import json

from django.core.management.base import BaseCommand

from claims.case_files.json_schema import schema


class Command(BaseCommand):
    help = "Write the JSON Schema of case files, which docs/case.schema.json is."

    def handle(self, **options):
        self.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False))
