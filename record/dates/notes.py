"""The note beside a date: its wording as printed, and how it is known."""

from functools import lru_cache

from record.dates.value import DateBasis, UncertainDate
from record.text.english import inside

BASES = {
    DateBasis.METADATA: "from the document’s file",
    DateBasis.ADDRESS: "from the web address",
    DateBasis.DERIVED: "worked out from another date",
    DateBasis.INFERRED: "our estimate",
    DateBasis.ANOTHER_DOCUMENT: "from another document",
}


@lru_cache(maxsize=4096)
def date_note(date: UncertainDate) -> str:
    """The printed wording of a date and how it is known, where either adds something."""
    notes = []
    if date.printed and not date.is_exact and _bare(date.printed) != _bare(str(date)):
        notes.append(f"printed “{inside(date.printed)}”")
    if date.basis in BASES:
        notes.append(BASES[date.basis])
    return "; ".join(notes)


def with_note(date: UncertainDate | None) -> str:
    """A date as pages print it, for files and feeds: “2025 (our estimate)”."""
    note = date_note(date) if date else ""
    return f"{date} ({note})" if note else str(date or "")


def _bare(words: str) -> str:
    """“In January 2025” says no more than “January 2025”."""
    first, _, rest = words.casefold().strip(" .,").partition(" ")
    return rest if first in {"in", "on", "by", "during", "throughout"} else f"{first} {rest}".strip()
