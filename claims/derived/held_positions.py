"""Positions that voices hold, as rows with the days on which each surely holds."""

import datetime
from collections import defaultdict

from claims.models import (
    HeldPosition,
    Position,
    PositionElement,
    PositionOption,
    PositionProposal,
)
from councils.representation.windows import surely_of, window_of
from record.dates import DateExtent, UncertainDate

BATCH = 2000


def surely_held(when: UncertainDate | None) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day on which a position was surely held; None without two."""
    if when is None or when.extent != DateExtent.THROUGHOUT:
        return None
    start, end = surely_of(when)
    return (start, end) if start < end else None


def keep_held_positions(pks, rows, representation) -> None:
    """Replace the rows of positions: one for each position on each subject."""
    positions = list(Position.objects.filter(claim__in=pks).select_related("claim").order_by("pk"))
    HeldPosition.objects.filter(claim__in=pks).delete()
    if not positions:
        return
    subjects = _subjects([position.pk for position in positions])
    held = []
    for position in positions:
        claim = position.claim
        said, reporter = rows[claim.pk].said, rows[claim.pk].reporter
        when = position.when or said
        holder = position.of_id or claim.made_for_id
        window = window_of(when)
        surely_from, surely_to = surely_held(when) or (datetime.date.min, datetime.date.min)
        for subject, on in subjects[position.pk] or [(position.on, {})]:
            held.append(
                HeldPosition(
                    position=position,
                    claim=claim,
                    case_id=claim.case_id,
                    holder_id=holder,
                    # What only another side reports is that side's word, and nobody's own (docs/laws.md, law 5).
                    said_by_id=reporter or claim.made_for_id,
                    is_own=not reporter and holder in representation.spoken_for(claim.made_for_id, window),
                    stance=position.stance,
                    subject=subject,
                    when=when,
                    surely_from=surely_from,
                    surely_to=surely_to,
                    **on,
                )
            )
    HeldPosition.objects.bulk_create(held, batch_size=BATCH)


def _subjects(positions) -> dict[int, list[tuple[str, dict]]]:
    found = defaultdict(list)
    for model, name in ((PositionProposal, "proposal"), (PositionOption, "option"), (PositionElement, "element")):
        rows = model.objects.filter(position__in=positions).order_by("sequence", "pk")
        for position, pk in rows.values_list("position_id", f"{name}_id"):
            found[position].append((f"{name}:{pk}", {f"{name}_id": pk}))
    return found
