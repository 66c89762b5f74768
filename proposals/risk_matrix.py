"""A risk matrix as a document prints it, compared with its register.

Pure. A cell may print a rating, the numbers of risks, or a count of risks. If several
can be meant, all readings are tried, and only differences are reported.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proposals.choices import Axis

AS_NUMBERS = "Read as the numbers of risks"
AS_COUNTS = "Read as how many risks stand in each cell"
AS_RATINGS = "Read as ratings"


@dataclass(frozen=True)
class Grid:
    """The matrix as a table: impact across, likelihood down, and the printed cells."""

    across: list[str]
    rows: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Reading:
    """Differences between matrix and register under one reading of the cells.

    ``label`` names the reading; it is empty if there is only one.
    """

    label: str
    sentences: list[str]


def grid(scales: Iterable, cells: Iterable) -> Grid:
    """The matrix from its cells: impact across, the highest likelihood first."""
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
    """Differences of register and matrix; none if any reading makes them agree."""
    name = _namer(list(scales))
    cells = [cell for cell in cells if cell.printed.strip()]
    risks = [risk for risk in risks if risk.likelihood and risk.impact]
    if not cells or not risks:
        return []

    def place(row):
        return name(Axis.LIKELIHOOD, row.likelihood), name(Axis.IMPACT, row.impact)

    numbers = {risk.number.strip() for risk in risks} - {""}
    worded = [cell for cell in cells if _is_rating(cell.printed, numbers)]
    figures = [cell for cell in cells if cell not in worded]
    rated = _by_rating(risks, worded, place)
    found = _of_figures(risks, figures, worded, numbers, place)
    if len(found) == 1:
        return [Reading("", rated + found[0].sentences)]
    return ([Reading("", rated)] if rated else []) + found


def _of_figures(risks, cells, worded, numbers, place) -> list[Reading]:
    """Read the cells that print numbers in every possible way."""
    can_count = bool(cells) and all(cell.printed.strip().isdecimal() for cell in cells)
    found = []
    if _may_be_numbers(cells, numbers, can_count):
        found.append(Reading(AS_NUMBERS, _by_number(risks, cells, worded, place)))
    if can_count:
        found.append(Reading(AS_COUNTS, _by_count(risks, cells, worded, place)))
        if _may_be_ratings(risks, cells, place):
            found.append(Reading(AS_RATINGS, _by_rating(risks, cells, place)))
    if not all(reading.sentences for reading in found):
        return []
    return found if len(found) > 1 else [Reading("", reading.sentences) for reading in found]


def _is_rating(printed: str, numbers: set[str]) -> bool:
    """True for words such as “High” or “8 Medium”, false for numbers of risks."""
    return any(token.isalpha() and token not in numbers for token in _tokens(printed))


def _by_rating(risks, cells, place) -> list[str]:
    """Risks whose rating differs from the cell at their likelihood and impact."""
    by_place = {place(cell): cell for cell in cells}
    return [
        f"The register rates {_name_of(risk)} {risk.rating.strip()}, at {_at(risk)}; the matrix prints"
        f" {cell.printed.strip()} there."
        for risk in risks
        if (cell := by_place.get(place(risk))) and _are_alike(risk.rating, cell.printed) is False
    ]


def _are_alike(rating: str, printed: str) -> bool | None:
    """True if two ratings agree in words or number; None if they share neither."""
    (words, figure), (other_words, other_figure) = _split(rating), _split(printed)
    if words and other_words:
        return words == other_words
    return figure == other_figure if figure and other_figure else None


def _split(rating: str) -> tuple[str, str]:
    """The words of a rating and its number: “8 Medium” is “medium” and “8”."""
    tokens = _folded(rating).split()
    return " ".join(token for token in tokens if not token.isdecimal()), "".join(filter(str.isdecimal, tokens))


def _may_be_ratings(risks, cells, place) -> bool:
    """True if the numbers can be ratings: at least one is that of a risk in its cell."""
    by_place = {place(cell): cell for cell in cells}
    return any(_are_alike(risk.rating, cell.printed) for risk in risks if (cell := by_place.get(place(risk))))


def _name_of(risk) -> str:
    return f"risk {risk.number.strip()}" if risk.number.strip() else f"“{risk.words}”"


def _at(row) -> str:
    return f"{row.likelihood} and {row.impact}"


def _may_be_numbers(cells, numbers, can_count) -> bool:
    printed = [token for cell in cells for token in _tokens(cell.printed)]
    if not can_count:
        return any(token in numbers for token in printed)
    return all(token in numbers for token in printed) and len(set(printed)) == len(printed)


def _by_number(risks, cells, worded, place) -> list[str]:
    by_place = {place(cell): cell for cell in cells}
    rated = {place(cell) for cell in worded}
    numbered = {risk.number.strip(): risk for risk in risks if risk.number.strip()}
    elsewhere: dict[str, list] = {}
    for cell in cells:
        for token in _tokens(cell.printed):
            if token in numbered and place(numbered[token]) != place(cell):
                elsewhere.setdefault(token, []).append(cell)
    found = []
    for number, risk in numbered.items():
        cell = by_place.get(place(risk))
        for other in elsewhere.get(number, ()):
            found.append(f"The matrix puts risk {number} at {_at(other)}; the register puts it at {_at(risk)}.")
        if number not in elsewhere and place(risk) not in rated and (not cell or number not in _tokens(cell.printed)):
            printed_there = f"prints {cell.printed} there" if cell else "prints nothing there"
            found.append(f"The register puts risk {number} at {_at(risk)}; the matrix {printed_there}.")
    for cell in cells:
        for token in _tokens(cell.printed):
            if token not in numbered:
                found.append(f"The matrix prints {token} at {_at(cell)}; the register has no risk {token}.")
    return found


def _by_count(risks, cells, worded, place) -> list[str]:
    rated = {place(cell) for cell in worded}
    by_cell: dict[tuple, list] = {}
    for risk in risks:
        if place(risk) not in rated:
            by_cell.setdefault(place(risk), []).append(risk)
    found = []
    for cell in cells:
        in_cell = by_cell.pop(place(cell), [])
        if int(cell.printed) != len(in_cell):
            found.append(_counted(cell.likelihood, cell.impact, cell.printed, len(in_cell)))
    for in_cell in by_cell.values():
        found.append(_counted(in_cell[0].likelihood, in_cell[0].impact, "nothing", len(in_cell)))
    return found


def _counted(likelihood, impact, printed, number) -> str:
    risks = "1 risk" if number == 1 else f"{number or 'no'} risks"
    return f"At {likelihood} and {impact} the matrix prints {printed}; the register has {risks} there."


def _tokens(printed: str) -> list[str]:
    """The numbers that a cell prints: “1, 2” and “1 and 2” are two."""
    return [token for token in re.split(r"\s*(?:[,;/&\s]|\band\b)\s*", printed.strip()) if token]


def _namer(scales: Sequence):
    """Recognise steps of a scale however printed: “4”, “Significant”, “4 Significant”."""
    known = {}
    for step in scales:
        for words in (step.words, str(step.number), f"{step.number} {step.words}", f"{step.words} {step.number}"):
            known.setdefault((step.axis, _folded(words)), _folded(step.words))

    def name(axis, words):
        return known.get((axis, _folded(words)), _folded(words))

    return name


def _steps(scales, axis, printed) -> list[tuple[str, str]]:
    """The steps of an axis, lowest first: those of the scale, then any others printed."""
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
