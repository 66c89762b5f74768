"""Rows with what a line prints of the records that they name."""

from django.db import models

from councils.models.document import CITED, Document
from councils.models.passage import PLACES, Passage
from councils.models.voice import Voice

# The columns of a passage by which it is cited, and its words compared with others; with those of its document.
CITED_PASSAGE = [
    *("digest", "spans", "compared_office", "compared_on", *PLACES),
    *(f"document__{name}" for name in CITED),
]
PRINTED = {Voice: ["public_id", "name"], Document: ["public_id", "title", "title_basis"], Passage: CITED_PASSAGE}


def in_lines(rows: models.QuerySet, *paths: str) -> models.QuerySet:
    """Fetch with the rows what a line prints of the records on these paths.

    Voices, documents and passages come with the columns in PRINTED, others whole. Django compiles the columns of every
    query, even if there are no rows. With whole documents that would take more time than the rest of a page.
    """
    columns, related = _columns(rows.model), []
    for path in paths:
        model, prefix = rows.model, ""
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
            prefix += f"{name}__"
            columns += [prefix + column for column in _columns(model)]
        related.append(f"{path}__document__publisher" if model is Passage else path)
    return rows.select_related(*related).only(*columns)


def _columns(model) -> list[str]:
    return list(PRINTED.get(model) or [field.name for field in model._meta.concrete_fields if not field.generated])
