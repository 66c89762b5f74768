"""Saving of an edited record: in place, or as a draft beside what is published."""

from django.core.exceptions import ValidationError
from django.db import transaction

from record import history
from record.content import writing
from record.content.references import Resolver, keys_named
from record.desk.edit_buffer import EditBuffer, EditRefused
from record.models.draft import Draft
from record.workflow import authority, publishing
from record.workflow.refusals import rules_as_messages
from record.workflow.states import NotAllowed


def keep(buffer: EditBuffer, content: dict, *, note: str = "", minor: bool = False) -> None:
    """Keep a checked content of the record for the officer who edits it.

    Raises EditRefused where they may not write it, or the database refuses it. Nothing is
    kept if a published record is as it was: ``buffer.is_unchanged``.
    """
    try:
        authority.check_content(buffer.officer, buffer.kind, buffer.case, content)
    except NotAllowed as refused:
        raise EditRefused([(None, (), str(refused))]) from None
    buffer.is_unchanged = buffer.is_public and buffer.draft is None and content == buffer.content
    if buffer.is_unchanged:
        return
    if buffer.is_public:
        Draft.objects.keep(buffer.row, content, by=buffer.officer, note=note, minor=minor)
    else:
        _write(buffer, content)


def _write(buffer: EditBuffer, content: dict) -> None:
    """Write a record that was never published, in place."""
    row = buffer.row
    validated = buffer.kind.schema.model_validate(content)
    resolver = Resolver(buffer.case, buffer.entered_for)
    resolver.learn(keys_named([validated]))
    row.edited_by = buffer.officer
    if buffer.is_new:
        (row.pk,) = writing.reserve_pks(type(row), 1)
        row.entered_for = buffer.entered_for
    try:
        with (
            rules_as_messages(),
            transaction.atomic(),
            history.context(by=buffer.officer, through="admin"),
        ):
            writing.write(buffer.kind, [(row, validated)], resolver)
            publishing.check_rules()
    except ValidationError as error:
        raise EditRefused([(None, (), message) for message in error.messages]) from None
