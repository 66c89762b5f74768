"""Choices of the claim filter: published councils, cases, sides and questions."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import F, IntegerField, Value, Window
from django.db.models.functions import Cast, RowNumber
from django.urls import reverse

from claims.models import Point
from councils.models import Case, Council, Side


@dataclass(frozen=True)
class FilterOption:
    """One choice, with the primary key of its row and the key of its case."""

    value: str
    label: str
    pk: int
    case: str = ""


@dataclass(frozen=True)
class CaseOption(FilterOption):
    """A case as a choice. The head of a page takes it for the case itself."""

    invented: bool = False

    @property
    def key(self) -> str:
        return self.value

    @property
    def title(self) -> str:
        return self.label

    def get_absolute_url(self):
        return reverse("timeline:case", args=[self.key])


@dataclass(frozen=True)
class FilterOptions:
    """All choices; and of each side its position in its case's alphabet, from 1."""

    councils: tuple[FilterOption, ...] = ()
    cases: tuple[CaseOption, ...] = ()
    sides: tuple[FilterOption, ...] = ()
    points: tuple[FilterOption, ...] = ()
    side_positions: dict[int, int] = field(default_factory=dict)

    @property
    def case_choices(self) -> list[tuple[str, str]]:
        return choices_of(self.cases)

    def in_cases(self, name: str, cases) -> list[FilterOption]:
        """The sides or points of these cases, or all where no case is named."""
        return [option for option in getattr(self, name) if not cases or option.case in cases]


def choices_of(options) -> list[tuple[str, str]]:
    """Options as a form field takes them."""
    return [(option.value, option.label) for option in options]


def pks_of(options, values) -> tuple[int, ...]:
    return tuple(option.pk for option in options if option.value in values)


def filter_options(request) -> FilterOptions:
    """The choices at the revision of the request, read once a revision."""
    return _kept(request.revision_mark) if request.revision_mark else _read()


@lru_cache(maxsize=4)
def _kept(revision_mark: str) -> FilterOptions:
    return _read()


def _read() -> FilterOptions:
    rows = {"case": [], "council": [], "side": [], "point": []}
    for kind, *row in _rows():
        rows[kind].append(row)
    # Each row: its key, name, primary key, the key of its case, and its place among its kind.
    cases = sorted(rows["case"], key=lambda row: (row[4], row[1]))
    order = {row[0]: place for place, row in enumerate(cases)}

    def in_case(row):
        return order.get(row[3], -1), row[4], row[2]

    return FilterOptions(
        councils=_options(sorted(rows["council"], key=lambda row: row[1])),
        cases=tuple(CaseOption(key, name, pk, invented=bool(flag)) for key, name, pk, _, flag in cases),
        sides=_options(sorted(rows["side"], key=in_case)),
        points=_options(sorted(rows["point"], key=in_case)),
        side_positions={pk: place for _, _, pk, _, place in rows["side"]},
    )


def _options(rows) -> tuple[FilterOption, ...]:
    return tuple(FilterOption(key, name, pk, case) for key, name, pk, case, _ in rows)


def _rows():
    def number(expression):
        return Cast(expression, IntegerField())

    nothing, zero = Value(""), Value(0)
    alphabet = Window(RowNumber(), partition_by="case", order_by=["label", "pk"])
    return (
        Case.objects.published()
        .values_list(Value("case"), "key", "title", "pk", nothing, number("invented"))
        .union(
            Council.objects.published()
            .order_by()
            .values_list(Value("council"), "code", "voice__name", "voice", nothing, zero),
            Side.objects.filter(case__in=Case.objects.published())
            .order_by()
            .values_list(Value("side"), "key", "label", "pk", "case__key", number(alphabet)),
            Point.objects.published()
            .filter(case__in=Case.objects.published())
            .values_list(Value("point"), "public_id", "question", "pk", "case__key", number(F("sequence"))),
            all=True,
        )
    )
