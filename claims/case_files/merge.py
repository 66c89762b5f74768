"""Merge a voice or document of a file with the record: add what is new.

Values that differ are conflicts.
"""

from dataclasses import dataclass

from record.content.schema import short


@dataclass(frozen=True)
class MergeConflict:
    """A value that differs: its path in the content, and the value on record."""

    path: tuple
    ours: object

    def __str__(self):
        if not isinstance(self.ours, str):
            return "another value"
        return self.ours if len(self.ours) <= 60 and self.ours.isprintable() else short(self.ours)


def merge(ours: dict, theirs: dict, path: tuple = ()) -> tuple[dict, list[MergeConflict]]:
    """The content on record plus additions from the file, and all conflicting values."""
    merged, differences = dict(ours), []
    for key, value in theirs.items():
        here = (*path, key)
        if key not in ours:
            merged[key] = value
        elif isinstance(value, dict) and isinstance(ours[key], dict):
            merged[key], further = merge(ours[key], value, here)
            differences += further
        elif isinstance(value, list) and isinstance(ours[key], list):
            merged[key] = ours[key] + [item for item in value if item not in ours[key]]
        elif value != ours[key]:
            differences.append(MergeConflict(here, ours[key]))
    return merged, differences
