"""Hours that the clocks in the United Kingdom leave out. Pure."""

import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def hour_in_its_place(day: datetime.date, at: datetime.time) -> datetime.time | None:
    """The hour that the clocks show for one that they left out on that day, else None."""
    there = datetime.datetime.combine(day, at, tzinfo=LONDON)
    shown = there.astimezone(datetime.UTC).astimezone(LONDON).time()
    return None if shown == at else shown


def not_there(at: datetime.time, day) -> str:
    """Words on such an hour; ``day`` is printed as it is."""
    return f"{at:%H:%M} did not exist on {day}: the clocks went forward"
