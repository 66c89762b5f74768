"""Comparison of two contents of a record, as officers see it."""

from record.content.rendering import ContentDifference, RecordNames, differences
from record.content.schema import RecordKind

OF_THE_ROW = ("key", "id", "state", "reason")


def differences_for_officers(
    record_kind: RecordKind, old: dict | None, new: dict | None, case=None, entered_for: str = ""
) -> list[ContentDifference]:
    """The places where two contents differ, with what readers do not see as well.

    Where there is no old one, all that the record says, without its key, id and state.
    ``entered_for`` is the council whose entry it is: what it names may be that council's.
    """
    if old is None:
        new = without_row(new or {})
    names = RecordNames(record_kind, [content for content in (old, new) if content], case, entered_for=entered_for)
    return differences(record_kind, old, new, names)


def without_row(content: dict) -> dict:
    """A content without its key, id and state, which a page says elsewhere."""
    return {name: value for name, value in content.items() if name not in OF_THE_ROW}
