"""A stored text in stretches, with the quoted words marked and numbered.

Pure: it cuts a text at the edges of spans, and every printed character of the
text is in exactly one piece. Passages may overlap, nest, and run over the edges
of stretches.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from councils.quotations.divisions import split

# No page is so narrow that its lines of prose are all shorter.
SHORT = 60


@dataclass(frozen=True)
class Piece:
    """A part of the text.

    ``begins`` and ``ends`` number the passages whose words begin or end here.
    """

    text: str
    is_marked: bool = False
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True)
class MarkedStretch:
    """A heading, a table or a paragraph, with ``page`` where a page begins with it."""

    pieces: tuple[Piece, ...]
    is_heading: bool = False
    is_table: bool = False
    page: int | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def has_short_lines(self) -> bool:
        """Its lines end where they are meant to, as in an address."""
        lines = self.text.splitlines()
        return len(lines) > 1 and all(len(line) < SHORT for line in lines)


def marked_stretches(body: str, passages: Iterable[tuple[int, list]]) -> list[MarkedStretch]:
    """The text with passages in it, each given by its number and its spans."""
    spans = []
    begins, ends = defaultdict(list), defaultdict(list)
    for number, passage_spans in passages:
        spans += [tuple(span) for span in passage_spans]
        begins[passage_spans[0][0]].append(number)
        ends[passage_spans[-1][1]].append(number)
    covered = _merged(spans)
    page, stretches = None, []
    for stretch in split(body):
        text = body[stretch.start : stretch.end]
        stretches.append(
            MarkedStretch(
                pieces=tuple(_pieces(body, stretch.start, stretch.end, covered, begins, ends)),
                is_heading=stretch.heading,
                is_table=not stretch.heading
                and any("\t" in line or line.startswith("|") for line in text.splitlines()),
                page=stretch.page if stretch.page != page else None,
            )
        )
        page = stretch.page
    return stretches


def _merged(spans) -> list[tuple[int, int]]:
    """The characters that any span covers, as spans that neither touch nor overlap."""
    merged = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(body, start, end, covered, begins, ends):
    edges = {start, end}
    edges |= {edge for span in covered for edge in span if start < edge < end}
    edges |= {edge for numbered_edges in (begins, ends) for edge in numbered_edges if start < edge < end}
    edges = sorted(edges)
    for first, last in pairwise(edges):
        yield Piece(
            text=body[first:last],
            is_marked=any(low <= first < high for low, high in covered),
            begins=tuple(begins.get(first, ())),
            ends=tuple(ends.get(last, ())),
        )
