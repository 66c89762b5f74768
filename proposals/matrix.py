"""A matrix of risks as a document prints it, beside the register that it belongs to.

Pure. What a cell prints may be numbers of risks or how many stand there; where
both can be meant, both are read, and only what differs is said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposals.choices import Axis

AS_NUMBERS = "Read as the numbers of risks"
AS_COUNTS = "Read as how many risks stand in each cell"


@dataclass(frozen=True)
class Grid:
    """The matrix as a table: the steps of impact across, and for each step of likelihood what its cells print."""

    across: list[str]
    rows: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Reading:
    """What differs between matrix and register where cells are read in one way; ``how`` is empty if none other can."""

    how: str
    sentences: list[str]


def grid(scales: Iterable, cells: Iterable) -> Grid:
    """The matrix drawn from what it prints: impact across, the highest likelihood first."""
    scales, cells = list(scales), list(cells)
    down = _steps(scales, Axis.LIKELIHOOD, [cell.likelihood for cell in cells])
    across = _steps(scales, Axis.IMPACT, [cell.impact for cell in cells])
    name = _namer(scales)
    printed = {(name(Axis.LIKELIHOOD, cell.likelihood), name(Axis.IMPACT, cell.impact)): cell.printed for cell in cells}
    return Grid(
        across=[label for _, label in across],
        rows=[(label, [printed.get((step, other), "") for other, _ in across]) for step, label in reversed(down)],
    )


def readings(scales: Iterable, risks: Iterable, cells: Iterable) -> list[Reading]:
    """Where the register and the matrix disagree; nothing where they can be read so that they agree."""
    name = _namer(list(scales))
    cells = [cell for cell in cells if cell.printed.strip()]
    risks = [risk for risk in risks if risk.likelihood and risk.impact]
    if not cells or not risks:
        return []

    def place(row):
        return name(Axis.LIKELIHOOD, row.likelihood), name(Axis.IMPACT, row.impact)

    can_count = all(cell.printed.strip().isdecimal() for cell in cells)
    found = []
    if _may_be_numbers(risks, cells, can_count):
        found.append(Reading(AS_NUMBERS, _by_number(risks, cells, place)))
    if can_count:
        found.append(Reading(AS_COUNTS, _by_count(risks, cells, place)))
    if not all(reading.sentences for reading in found):
        return []
    return found if len(found) > 1 else [Reading("", reading.sentences) for reading in found]


def _may_be_numbers(risks, cells, can_count) -> bool:
    numbers = {risk.number.strip() for risk in risks} - {""}
    printed = [token for cell in cells for token in _tokens(cell.printed)]
    if not can_count:
        return any(token in numbers for token in printed)
    return all(token in numbers for token in printed) and len(set(printed)) == len(printed)


def _by_number(risks, cells, place) -> list[str]:
    by_place = {place(cell): cell for cell in cells}
    numbered = {risk.number.strip(): risk for risk in risks if risk.number.strip()}
    found = []
    for number, risk in numbered.items():
        cell = by_place.get(place(risk))
        if cell is None or number not in _tokens(cell.printed):
            there = f"prints {cell.printed} there" if cell else "prints nothing there"
            found.append(f"The register puts risk {number} at {risk.likelihood} and {risk.impact}; the matrix {there}.")
    for cell in cells:
        for token in _tokens(cell.printed):
            if token not in numbered:
                where = f"{cell.likelihood} and {cell.impact}"
                found.append(f"The matrix prints {token} at {where}; the register has no risk {token}.")
    return found


def _by_count(risks, cells, place) -> list[str]:
    there: dict[tuple, list] = {}
    for risk in risks:
        there.setdefault(place(risk), []).append(risk)
    found = []
    for cell in cells:
        here = there.pop(place(cell), [])
        if int(cell.printed) != len(here):
            found.append(_counted(cell.likelihood, cell.impact, cell.printed, len(here)))
    for here in there.values():
        found.append(_counted(here[0].likelihood, here[0].impact, "nothing", len(here)))
    return found


def _counted(likelihood, impact, printed, number) -> str:
    risks = "1 risk" if number == 1 else f"{number or 'no'} risks"
    return f"At {likelihood} and {impact} the matrix prints {printed}; the register has {risks} there."


def _tokens(printed: str) -> list[str]:
    """The numbers that a cell prints: “1, 2” and “1 and 2” are two."""
    return [token for token in re.split(r"\s*(?:[,;/&\s]|\band\b)\s*", printed.strip()) if token]


def _namer(scales: Sequence):
    """Tells steps of a scale from each other, however they are printed: “4”, “Significant” and “4 Significant”."""
    known = {}
    for step in scales:
        for words in (step.words, str(step.number), f"{step.number} {step.words}", f"{step.words} {step.number}"):
            known.setdefault((step.axis, _folded(words)), _folded(step.words))

    def name(axis, words):
        return known.get((axis, _folded(words)), _folded(words))

    return name


def _steps(scales, axis, printed) -> list[tuple[str, str]]:
    """The steps of an axis, lowest first: those of its scale, then others as they are printed."""
    name = _namer(scales)
    steps = {
        _folded(step.words): f"{step.number} {step.words}"
        for step in sorted(scales, key=lambda step: step.number)
        if step.axis == axis
    }
    for words in printed:
        steps.setdefault(name(axis, words), words)
    return list(steps.items())


def _folded(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", words).casefold().split())
