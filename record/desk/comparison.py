"""Comparison of two contents of a record, as officers see it."""

from record.content.rendering import ContentDifference, RecordNames, differences
from record.content.schema import RecordKind


def differences_for_officers(
    record_kind: RecordKind, old: dict | None, new: dict | None, case=None
) -> list[ContentDifference]:
    """The places where two contents differ, with what readers do not see as well."""
    names = RecordNames(record_kind, [content for content in (old, new) if content], case, for_readers=False)
    return differences(record_kind, old, new, names)
