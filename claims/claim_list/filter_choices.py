"""Choices of the claim filter: published councils, cases, sides and questions."""

from dataclasses import dataclass, field
from functools import lru_cache

from claims.models import Point
from claims.practice import annotate_invented_voices
from councils.models import Case, Council
from record.prepared import AnyGiven, Prepared


@dataclass(frozen=True)
class FilterOption:
    """One choice, with the primary key of its row and the key of its case."""

    value: str
    label: str
    pk: int
    case: str = ""


@dataclass(frozen=True)
class FilterOptions:
    """All choices; and of each side its position in its case's alphabet, from 1."""

    cases: tuple[Case, ...] = ()
    councils: tuple[FilterOption, ...] = ()
    sides: tuple[FilterOption, ...] = ()
    points: tuple[FilterOption, ...] = ()
    side_positions: dict[int, int] = field(default_factory=dict)

    @property
    def case_choices(self) -> list[tuple[str, str]]:
        return [(case.key, case.title) for case in self.cases]

    def case_pks(self, keys) -> list[int]:
        return [case.pk for case in self.cases if case.key in keys]

    def invented_apart(self, *chosen) -> list[Case]:
        """Invented cases, which lists of all cases leave out: none if anything is chosen."""
        invented = [case for case in self.cases if case.invented]
        return invented if len(invented) < len(self.cases) and not any(chosen) else []

    def in_cases(self, name: str, cases) -> list[FilterOption]:
        """The sides or points of these cases, or all where no case is named."""
        return [option for option in getattr(self, name) if not cases or option.case in cases]


def choices_of(options) -> list[tuple[str, str]]:
    """Options as a form field takes them."""
    return [(option.value, option.label) for option in options]


def pks_of(options, values) -> tuple[int, ...]:
    return tuple(option.pk for option in options if option.value in values)


def practice_lists(filters, path: str) -> list[tuple[str, str]]:
    """Titles of the cases that a list leaves out, with the addresses of their lists."""
    return [(case.title, filters.address(path, case=case.key)) for case in filters.left_out]


def filter_options(request) -> FilterOptions:
    """The choices at the revision of the request, read once a revision."""
    return _cached(request.revision_mark) if request.revision_mark else _read()


@lru_cache(maxsize=4)
def _cached(revision_mark: str) -> FilterOptions:
    return _read()


_CASES = Prepared(lambda: Case.objects.published().by_title().prefetch_related("sides"))
_COUNCILS = Prepared(
    lambda: (
        annotate_invented_voices(Council.objects.published(), "voice")
        .order_by("is_invented", "voice__name")
        .values_list("code", "voice__name", "voice")
    )
)
_POINTS = Prepared(
    lambda: (
        Point.objects.published()
        .filter(case=AnyGiven("cases"))
        .order_by("case__invented", "case__title", "case", "sequence", "pk")
        .values_list("public_id", "question", "pk", "case__key")
    )
)


def _read() -> FilterOptions:
    cases = tuple(_CASES.read())
    return FilterOptions(
        cases=cases,
        councils=_options(_COUNCILS.read()),
        sides=_options((side.key, side.label, side.pk, case.key) for case in cases for side in case.sides.all()),
        points=_options(_POINTS.read(cases=[case.pk for case in cases])),
        side_positions={side.pk: place for case in cases for place, side in enumerate(case.sides.all(), start=1)},
    )


def _options(rows) -> tuple[FilterOption, ...]:
    return tuple(FilterOption(*row) for row in rows)
