"""Checks of figures, positions and outcomes in a case file, beyond their schema."""

from collections import defaultdict

from claims.case_files.checks import claims_on_record, document_dates
from claims.case_files.validation import CaseFileEntry
from claims.case_files.yaml_source import Source
from claims.derived.held_positions import surely_held
from claims.models import Figure, Measure, Position
from proposals.models import Option, ProposedCouncil
from record.content.references import Resolver
from record.dates import UncertainDate


def check_figures(source: Source, found: list[CaseFileEntry], resolver: Resolver) -> None:
    """Check units of figures, their proposed councils, and the figures of arithmetic."""
    claims = [entry for entry in found if entry.kind.name == "claim"]
    units = _units(found, resolver)
    proposed = _proposed(found, resolver)
    for entry in claims:
        for index, figure in enumerate(entry.content.figures):
            here = (*entry.path, "figures", index)
            if (unit := units.get(figure.measure)) and unit != figure.unit:
                source.problem((*here, "unit"), f"is {figure.unit!r}, and the measure's is {unit!r}. Make them one.")
            if figure.proposed and figure.option in proposed and figure.proposed not in proposed[figure.option]:
                source.problem(
                    (*here, "proposed"),
                    f"{figure.proposed!r} is not a proposed council of the option {figure.option!r}. Add it there.",
                )
    figures = _figures(found, resolver)
    for entry in found:
        if entry.kind.name != "reckoning":
            continue
        named = [
            (("terms", index, "figure"), term.claim, term.figure) for index, term in enumerate(entry.content.terms)
        ]
        if entry.content.stated_in:
            named.append((("stated_figure",), entry.content.stated_in, entry.content.stated_figure))
        for path, claim, figure in named:
            if figure and claim in figures and figure not in figures[claim]:
                source.problem(
                    (*entry.path, *path), f"{figure!r} is not a figure of claim {claim!r}. Name one of them."
                )


def check_options(source: Source, found: list[CaseFileEntry], resolver: Resolver) -> None:
    """Check that an option named with a proposal is an option of that proposal."""
    proposals = {entry.key: entry.content.proposal for entry in found if entry.kind.name == "option"}
    if resolver.case:
        on_record = Option.objects.nameable_by().filter(case=resolver.case).values_list("key", "proposal__key")
        proposals = dict(on_record) | proposals
    for entry in found:
        for name in ("figures", "outcomes"):
            for index, part in enumerate(getattr(entry.content, name, ())):
                if part.proposal and part.option and proposals.get(part.option, part.proposal) != part.proposal:
                    source.problem(
                        (*entry.path, name, index, "option"),
                        f"{part.option!r} is an option of {proposals[part.option]!r}, and `proposal` is "
                        f"{part.proposal!r}. Name only the option, or an option of that proposal.",
                    )


def _units(found, resolver) -> dict[str, str]:
    units = {entry.key: entry.content.unit for entry in found if entry.kind.name == "measure"}
    on_record = (
        Measure.objects.nameable_by().filter(case=resolver.case).values_list("key", "unit") if resolver.case else ()
    )
    return dict(on_record) | units


def _proposed(found, resolver) -> dict[str, set[str]]:
    """The proposed councils of each option, by key, in the file or on record."""
    keys = defaultdict(set)
    for entry in found:
        if entry.kind.name == "option":
            keys[entry.key] |= {each.key for each in entry.content.creates}
    if resolver.case:
        rows = ProposedCouncil.objects.filter(option__case=resolver.case)
        for option, key in rows.values_list("option__key", "key"):
            keys[option].add(key)
    return keys


def _figures(found, resolver) -> dict[str, set[str]]:
    keys = defaultdict(set)
    for entry in found:
        if entry.kind.name == "claim":
            keys[entry.key] |= {each.key for each in entry.content.figures}
    if resolver.case:
        for claim, key in Figure.objects.filter(claim__case=resolver.case).values_list("claim__key", "key"):
            keys[claim].add(key)
    return keys


def check_positions(source: Source, found: list[CaseFileEntry], resolver: Resolver) -> None:
    """Check that no voice has two positions on one thing at a time, by one source."""
    entries = {entry.key: entry for entry in found if entry.kind.name == "claim"}
    if not any(entry.content.positions for entry in entries.values()):
        return
    dates = document_dates(found, [entry.content for entry in entries.values()], or_published=True)
    taken = defaultdict(list)
    for key, claim in claims_on_record(resolver, _with_positions(resolver) - set(entries)).items():
        for index, position in enumerate(claim.positions):
            _overlapping(taken, claim, position, dates, (key, index))
    for entry in entries.values():
        for index, position in enumerate(entry.content.positions):
            here = (*entry.path, "positions", index)
            for other in _overlapping(taken, entry.content, position, dates, (entry.key, index)):
                source.problem(
                    here,
                    f"is on the same subject, at the same time and by the same source as positions.{other[1]} of the "
                    f"claim {other[0]!r}. Give each its own date, or make them one.",
                )


def _with_positions(resolver) -> set[str]:
    if resolver.case is None:
        return set()
    return set(Position.objects.filter(claim__case=resolver.case).values_list("claim__key", flat=True))


def _overlapping(taken, claim, position, dates, name):
    """Record a position on each subject; return the names of subjects with an overlap.

    Only a certain overlap counts. Two positions of one claim for one date always overlap.
    """
    when = position.when.value if position.when else _earliest_date(claim, dates)
    held = surely_held(when)
    subjects = [
        *(("proposal", key) for key in position.proposals),
        *(("option", key) for key in position.options),
        *(("element", key) for key in position.elements),
        *([("on", position.on)] if position.on else []),
    ]
    overlapping = []
    for subject in subjects:
        earlier = taken[position.of or claim.made_for, claim.made_for, subject]
        overlapping += [
            other
            for other, date, period in earlier
            if other not in overlapping and (_overlap(held, period) or (other[0] == name[0] and _is_one(when, date)))
        ]
        earlier.append((name, when, held))
    return overlapping


def _overlap(held, period) -> bool:
    return bool(held and period and max(held[0], period[0]) < min(held[1], period[1]))


def _is_one(when: UncertainDate | None, date: UncertainDate | None) -> bool:
    return (when and when.edtf) == (date and date.edtf)


def _earliest_date(claim, dates) -> UncertainDate | None:
    found = [
        date
        for appearance in claim.appearances
        if (date := appearance.said.value if appearance.said else dates.get(appearance.passage.document)) is not None
    ]
    return min(found, key=lambda date: (date.earliest, date.latest), default=None)
