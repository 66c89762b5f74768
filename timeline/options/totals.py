"""Our sums over whole councils, from one source and for one date."""

from councils.choices import MeasureKind
from councils.models import CouncilMeasurement
from proposals.choices import InclusionExtent
from record.text.english import joined
from timeline.options.existing_councils import ExistingCouncils
from timeline.options.model import CouncilTotal, ProposedCouncilDetails


def summed(kind, proposed: ProposedCouncilDetails, existing_councils: ExistingCouncils) -> CouncilTotal:
    label = MeasureKind(kind).label.capitalize()
    if reason := _why_not(proposed):
        return CouncilTotal(label, kind, reason=reason)
    councils = proposed.whole
    for terms in _sets_to_add(councils, existing_councils):
        if found := _added(terms, kind):
            return found
    lacking = [each.called for each in councils if not any(size.kind == kind for size in each.sizes)]
    if lacking:
        return CouncilTotal(label, kind, reason=f"We have found no {label.lower()} of {joined(lacking, 'or')}.")
    return CouncilTotal(label, kind, reason=f"No one source gives the {label.lower()} of all of them for one date.")


def _why_not(proposed: ProposedCouncilDetails) -> str:
    rows = proposed.inclusions
    if not rows:
        return "We do not know what it is made of."
    if not all(row.stated for row in rows):
        return "What it is made of is not stated in full, so that no sum can be made."
    if any(row.council_id is None or row.extent != InclusionExtent.WHOLE for row in rows):
        return "It takes parts of councils, so that no sum can be made."
    if len(proposed.whole) < len({row.council_id for row in rows}):
        return "Part of it is no council that we know, so that no sum can be made."
    return ""


def _sets_to_add(councils, existing_councils):
    """Sets of councils to add up: a county by itself, or else its districts."""
    if existing_councils.county not in councils:
        return [councils]
    districts = existing_councils.districts
    others = [each for each in councils if each not in districts]
    return [others, [each for each in others if each is not existing_councils.county] + districts]


def _added(councils, kind) -> CouncilTotal | None:
    """The sum of a measure from the latest source that gives it for all."""
    by_council = [{size.basis: size for size in reversed(each.sizes) if size.kind == kind} for each in councils]
    shared = [size for size in councils[0].sizes if size.kind == kind and all(size.basis in own for own in by_council)]
    if not shared:
        return None
    first = shared[0]
    values = [own[first.basis].value for own in by_council]
    total = sum(values)
    measured = CouncilMeasurement(kind=kind, value=f"{total:f}", unit=first.unit)
    names = [f"{each.called} {value:,f}" for each, value in zip(councils, values, strict=True)]
    return CouncilTotal(
        label=MeasureKind(kind).label.capitalize(),
        kind=kind,
        value=total,
        words=measured.words,
        formula=" + ".join(names) + f" = {total:,f}" if len(values) > 1 else names[0],
        as_at=first.as_at,
        source=first.source,
        document=first.document,
    )
