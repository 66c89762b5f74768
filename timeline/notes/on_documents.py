"""Editors' notes on documents as wholes, which a page has once."""

from collections.abc import Iterable

from councils.models import Document, Flag


def noted_documents(noted: Iterable) -> list[tuple[Document, list[Flag]]]:
    """Documents by title, with the notes on each as a whole.

    ``noted`` are claims, or statements of them, each with its ``notes``.
    """
    found: dict[str, tuple[Document, dict[str, Flag]]] = {}
    for each in noted:
        for flag in each.notes.of_documents:
            document = flag.flagged
            found.setdefault(document.public_id, (document, {}))[1].setdefault(flag.note, flag)
    by_title = sorted(found.values(), key=lambda each: each[0].title.casefold())
    return [(document, list(flags.values())) for document, flags in by_title]
