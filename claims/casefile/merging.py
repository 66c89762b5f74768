"""Two files that speak of one voice, council or document: what is new is added, what differs is a conflict."""


class Difference(Exception):
    """A value that differs: its path in the form, and the value on record."""

    def __init__(self, path: tuple, ours):
        super().__init__(path)
        self.path, self.ours = path, ours if isinstance(ours, str) and len(ours) < 80 else "another value"


def merge(ours: dict, theirs: dict, path: tuple = ()) -> dict:
    """What is on record, with what the file adds. Raises Difference at the first value that is not the same."""
    merged = dict(ours)
    for key, value in theirs.items():
        if key not in ours:
            merged[key] = value
        elif isinstance(value, dict) and isinstance(ours[key], dict):
            merged[key] = merge(ours[key], value, (*path, key))
        elif isinstance(value, list) and isinstance(ours[key], list):
            merged[key] = ours[key] + [item for item in value if item not in ours[key]]
        elif value != ours[key]:
            raise Difference((*path, key), ours[key])
    return merged
