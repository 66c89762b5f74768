"""Claims about options: the options that each names, and the claims shown at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.choices import Relation
from claims.claim_summaries import ClaimSummary
from claims.figures.words import StatedFigure, with_figures
from claims.models import ClaimOption, ClaimProposal
from claims.notes import EditorNotes
from councils.models import Passage
from timeline.figures.rows import FigureRow

OF_PROPOSAL = "said of the proposal, of which this is the only option put forward"
OF_WHOLE_PROPOSAL = "said of the proposal as a whole"
REPLACED = {
    Relation.CORRECTS: "Corrected",
    Relation.SUPERSEDES: "Superseded",
    Relation.RETRACTS: "Retracted",
}


@dataclass(frozen=True, slots=True)
class Fold:
    """The latest items of a cell, shown at once, and the earlier ones, folded."""

    earlier: list
    latest: list


@dataclass(eq=False)
class OptionStatement:
    """One claim about options, with its figures of them on one measure.

    ``options`` are primary keys; ``reason`` says why they count, where the claim does not name them.
    Figures of how many people would live in a proposed council stand apart from all others.
    """

    claim: ClaimSummary
    options: tuple[int, ...]
    reason: str = ""
    figures: list[StatedFigure] = field(default_factory=list)
    measure: int = 0
    is_population: bool = False

    @property
    def is_replaced(self) -> bool:
        """True if its own maker has replaced it: of figures, each of them."""
        return all(figure.is_replaced for figure in self.figures) if self.figures else bool(self.claim.replaced)

    @property
    def replaced_label(self) -> str:
        return REPLACED.get(self.claim.replaced, "")

    @property
    def figure_rows(self) -> list[FigureRow]:
        return [FigureRow(figure) for figure in self.figures]

    @property
    def notes(self) -> EditorNotes:
        """The editors' notes beside it, of its figures those on these alone."""
        return self.claim.notes.for_figures(figure.key for figure in self.figures) if self.figures else self.claim.notes

    @property
    def quotation(self) -> Passage | None:
        """The words of its claim, and the figures of this cell that they should hold."""
        return with_figures(self.claim.passage, self.figures) if self.figures else self.claim.passage


@dataclass(frozen=True, slots=True)
class SharedStatement:
    """A claim about several of the compared options at once, with their names."""

    statement: OptionStatement
    names: list[str]


def open_last(statements: list[OptionStatement], most: int) -> Fold:
    """Leave the last statements open, up to ``most``.

    What its own maker replaced stands open only where nothing else does, and what is undated before what is dated.
    """
    current = [each for each in statements if not each.is_replaced] or statements
    latest = sorted(current, key=lambda each: each.claim.date is not None)[-most:]
    return Fold([each for each in statements if each not in latest], latest)


class OptionsOfClaims:
    """The options that each of some claims is about, and why; two queries.

    Those that it names count, or else all options of a proposal that it names.
    """

    def __init__(self, claims: Iterable[int], options_of_proposal: dict[int, tuple[int, ...]]):
        claims = set(claims)
        self._options = _by_claim(ClaimOption.objects.filter(claim__in=claims).values_list("claim", "option"))
        self._proposals = _by_claim(ClaimProposal.objects.filter(claim__in=claims).values_list("claim", "proposal"))
        self._of_proposal = options_of_proposal

    def of(self, claim: int, option: int | None = None, proposal: int | None = None) -> tuple[tuple[int, ...], str]:
        """Options of a claim, or of its figure that names an option or a proposal."""
        options = [option] if option else self._options[claim]
        if options:
            return tuple(options), ""
        proposals = [proposal] if proposal else self._proposals[claim]
        of_each = [self._of_proposal[proposal] for proposal in proposals if proposal in self._of_proposal]
        implied = tuple(option for its in of_each for option in its)
        if not implied:
            return (), ""
        return implied, OF_PROPOSAL if all(len(its) == 1 for its in of_each) else OF_WHOLE_PROPOSAL


def _by_claim(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found = defaultdict(list)
    for claim, plan in rows:
        found[claim].append(plan)
    return found


def by_column(
    statements: Iterable[OptionStatement], columns
) -> tuple[dict[int, list[OptionStatement]], list[SharedStatement]]:
    """Split statements into those about one column, by its option, and shared ones."""
    alone, shared = defaultdict(list), []
    names = {column.option.pk: column.name for column in columns}
    for statement in statements:
        among = [option for option in statement.options if option in names]
        if len(among) == 1:
            alone[among[0]].append(statement)
        elif among:
            shared.append(SharedStatement(statement, [name for option, name in names.items() if option in among]))
    return alone, shared


def about(columns, statements: Iterable[OptionStatement]) -> list[OptionStatement]:
    """The statements about one or more of these columns."""
    options = {column.option.pk for column in columns}
    return [statement for statement in statements if not options.isdisjoint(statement.options)]
