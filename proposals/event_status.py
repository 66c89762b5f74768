"""The status of an event in words, for every page, list, feed and file. Pure."""

import datetime

from proposals.choices import EventStatus
from record.dates import UncertainDate
from record.text.english import mid_sentence

# What one voice may say alone, and a list must not print as a fact.
# The beginnings of the words in which a source says so.
TOLD_IN_WORDS = {
    EventStatus.CANCELLED: "cancel|called off|abandon",
    EventStatus.DECLINED: "declin|refus|turned down",
    EventStatus.POSTPONED: "postpon|put off|put back|defer",
}
TOLD = [*TOLD_IN_WORDS]
DIFFER = "sources differ on what became of it"
NOT_KNOWN = "we do not know what came of it"
KNOWN = "we know what came of it"


def has_passed(status: str, when: UncertainDate | None, today: datetime.date) -> bool:
    """True if the planned day of an event is certainly past."""
    return bool(status == EventStatus.PLANNED and when and when.latest < today)


def status_words(
    status: str,
    when: UncertainDate | None,
    today: datetime.date,
    *,
    has_come: bool = False,
    told_by: str | None = "",
    sources_differ: bool = False,
) -> str:
    """The status in words, beside the date; empty for what simply took place.

    Of a planned event whose day is past they say whether we know what came of it; of one that
    did not take place, who alone says so. Where sources differ on it, they say only that.
    """
    if sources_differ:
        return DIFFER
    if status in ("", EventStatus.HELD):
        return ""
    if not has_passed(status, when, today):
        words = EventStatus(status).label
        return f"{words}, according to {mid_sentence(told_by)}" if told_by and status in TOLD else words
    return f"planned, and that date has passed; {KNOWN if has_come else NOT_KNOWN}"
