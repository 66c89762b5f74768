"""Sizes of files in words."""

from math import ceil


def megabytes(size: int) -> str:
    """A size in MB, rounded up: what is over a limit never reads as the limit."""
    return f"{ceil(size / 1e5) / 10:g} MB"
