"""History: private, every write to every table, by triggers of the database, append-only.

A form, the shell, a bulk update and plain SQL leave the same trace. Who, why
and through what are there where our code opened a context.
"""

from contextlib import contextmanager

import pghistory
from django.db import connection


def tracked(model):
    """Keep the history of a model: one row for each row written, whatever wrote it.

    The default trackers of the settings fail at statement level, so they are named here.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{model.__name__}History",
        obj_field=pghistory.ObjForeignKey(related_name="+"),
    )(model)


@contextmanager
def context(*, by=None, why="", through=""):
    """Say who writes, why, and through what, for every write within it.

    Within another, it says for its own length what it knows better.
    """
    said = {"by": getattr(by, "email", None) or "", "why": why, "through": through}
    with pghistory.context() as current:
        outer = dict(current.metadata)
        current.metadata.update(said if not outer else {word: value for word, value in said.items() if value})
        try:
            yield
        finally:
            current.metadata.clear()
            current.metadata.update(outer)
    if not outer and connection.in_atomic_block and not connection.needs_rollback:
        # What pghistory sets lasts as long as the transaction.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pghistory.context_id', '', true), "
                "set_config('pghistory.context_metadata', '', true)"
            )
