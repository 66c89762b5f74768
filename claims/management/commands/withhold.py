from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from claims.withholding import withhold


class Command(BaseCommand):
    help = (
        "Take the words of a record out of page, versions, history, texts and exports, where the law requires it. "
        "The page, the number and the reason stay. It cannot be undone; deal with backups yourself."
    )

    def add_arguments(self, parser):
        parser.add_argument("record", help="the id of the record, as in its address")
        parser.add_argument("--reason", required=True, help="public: it is printed in place of the words")

    def handle(self, *, record, reason, **options):
        if not reason.strip():
            raise CommandError("Give a reason: it is printed in place of the words.")
        try:
            done = withhold(record, reason.strip())
        except LookupError as error:
            raise CommandError(error.args[0]) from None
        except (DatabaseError, ValidationError) as error:
            raise CommandError(f"Only the owner of the database's tables can withhold: {error}") from None
        self.stdout.write(
            f"withheld: {done.publications} publications, {done.history_rows} rows of history, "
            f"{done.passages} quotations"
        )
        for other in done.also_resting:
            self.stdout.write(f"rests on the same words, which are withheld there too: {other.KIND} {other.public_id}")
        # Pages that were made with the words before: no reader gets them any more, but they lie there for a day.
        try:
            caches["pages"].clear()
        except Exception as error:
            raise CommandError(
                f"The words are withheld, but the store of pages still has them: {error}.\n"
                "Delete the folder `pages` in COUNTERPOINT_HOME, or empty the Redis that PAGE_STORE names."
            ) from None
