"""Publish a voice again and again: `python -m tests.drills.writer NUMBER`.

Each line that it prints is a change whose commit was acknowledged.
"""

import contextlib
import itertools
import sys
import time

import django

django.setup()

from django.db import DatabaseError, InterfaceError, connection, transaction  # noqa: E402

from councils.models import Voice  # noqa: E402
from record import history  # noqa: E402
from record.workflow import publishing  # noqa: E402
from record.workflow.publication import Action  # noqa: E402


def write(number: int, mark: str) -> None:
    with transaction.atomic(), history.context(through="drill"), publishing.open_record():
        voice = Voice.objects.published().order_by("pk")[number]
        voice.description = mark
        voice.save(update_fields=["description"])
        publishing.append([voice], action=Action.CHANGED, office="Neutral editor")


for count in itertools.count():
    mark = f"drill-{sys.argv[1]}-{time.time_ns()}-{count}"
    try:
        write(int(sys.argv[1]), mark)
    except (DatabaseError, InterfaceError):
        with contextlib.suppress(Exception):
            connection.close()
        time.sleep(0.05)
    else:
        print(mark, flush=True)
