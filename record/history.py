"""History: private, every write to every table, by triggers of the database, append-only.

A form, the shell, a bulk update and plain SQL leave the same trace. Who, why
and through what are there where our code opened a context.
"""

import pghistory


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


def context(*, by=None, why="", through=""):
    """Say who writes, why, and through what, for every write within it."""
    return pghistory.context(by=getattr(by, "email", None) or "", why=why, through=through)
