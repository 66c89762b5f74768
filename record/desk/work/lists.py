"""Lists of work, declared once each, and the filters that narrow them.

A list gives querysets of records and drafts, as far as they exist for an officer. A
count takes one query and a page of rows two, whatever the number of kinds.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, Exists, F, Max, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from record.content.schema import kind, kinds
from record.desk.addresses import change_address
from record.models.draft import Draft
from record.models.history import HistoryEntry
from record.workflow import authority
from record.workflow.authors import named_for
from record.workflow.states import Transition

DRAFT = "draft"
AGES = {"7": "a week", "30": "30 days", "90": "90 days"}


@dataclass(frozen=True)
class WorkList:
    """One list of work.

    ``querysets(officer)`` are records and drafts that exist for this officer; ``steps`` are
    those that may be taken with what is ticked; ``remark`` names what a row says beside its title.
    Lists of the officer's own drafts and reviews come first on the page.
    """

    name: str
    title: str
    sentence: str
    querysets: Callable[[object], list[QuerySet]]
    steps: tuple[Transition, ...] = ()
    remark: str = "state_reason"
    is_own: bool = False
    # The first page offers the first step for all that belongs to one case.
    is_grouped: bool = False

    @property
    def address(self) -> str:
        return reverse("admin:work", args=[self.name])

    def count(self, officer) -> int:
        return _all_of(each.order_by().values_list("pk") for each in self.querysets(officer)).count()


@dataclass(frozen=True)
class ListOfOthers:
    """A list of work on rows that are no records, which their own admin lists.

    ``rows(officer)`` are counted; ``narrowed_by`` is the query of the list's address.
    """

    name: str
    title: str
    sentence: str
    model: type
    rows: Callable[[object], QuerySet]
    narrowed_by: str
    is_own: bool = False
    is_grouped: bool = False

    def count(self, officer) -> int:
        return self.rows(officer).count()

    @property
    def address(self) -> str:
        opts = self.model._meta
        return f"{reverse(f'admin:{opts.app_label}_{opts.model_name}_changelist')}?{self.narrowed_by}"


@dataclass(frozen=True)
class Filter:
    """One filter of the lists.

    ``choices(officer)`` are values and labels; ``conditions(value)`` are the conditions on the
    records of each kind, without the kinds that the filter leaves out.
    """

    name: str
    label: str
    choices: Callable[[object], list[tuple[str, str]]]
    conditions: Callable[[str], dict[str, Q]]


_lists: dict[str, WorkList | ListOfOthers] = {}
_filters: dict[str, Filter] = {}


def register(work_list: WorkList | ListOfOthers) -> WorkList | ListOfOthers:
    _lists[work_list.name] = work_list
    return work_list


def register_filter(each: Filter) -> Filter:
    _filters[each.name] = each
    return each


def work_lists() -> list[WorkList | ListOfOthers]:
    """All lists: the officer's own first, then as their apps declared them."""
    return sorted(_lists.values(), key=lambda each: not each.is_own)


def work_list(name: str) -> WorkList | None:
    """The list of this name that has a page of its own."""
    found = _lists.get(name)
    return found if isinstance(found, WorkList) else None


def filters() -> list[Filter]:
    return list(_filters.values())


def of_every_kind(officer, of_records: Q, of_drafts: Q) -> list[QuerySet]:
    """The records and the drafts that exist for an officer and meet these conditions."""
    records = [each.model.objects.readable_by(officer).filter(of_records) for each in kinds()]
    return [*records, Draft.objects.readable_by(officer).filter(of_drafts)]


# Rows


@dataclass
class Row:
    """A record or draft on a list."""

    position: int
    pk: int
    title: str
    case: int | None
    by: int | None
    entered_for: str
    remark: str
    record_kind: str
    author: str = ""
    written: datetime.datetime | None = None

    @property
    def is_draft(self) -> bool:
        return self.position == len(kinds())

    @property
    def model(self):
        return Draft if self.is_draft else kinds()[self.position].model

    @property
    def kind(self) -> str:
        called = kind(self.record_kind).called
        return f"{called}, a change" if self.is_draft else called

    @property
    def value(self) -> str:
        """The value of its tick box."""
        return f"{DRAFT if self.is_draft else self.record_kind}-{self.pk}"

    @property
    def address(self) -> str:
        return change_address(self.model, self.pk)


def _all_of(querysets: Iterable[QuerySet]) -> QuerySet:
    first, *others = querysets
    return first.union(*others, all=True) if others else first


BY = ("work_by", "work_entered_for")


def _columns(rows: QuerySet, remark: str) -> QuerySet:
    if rows.model is Draft:
        position, name, title, case, by = len(kinds()), F("kind"), "title", Value(None), "author"
    else:
        record_kind = kind(rows.model.KIND)
        position, name, title = kinds().index(record_kind), Value(record_kind.name), record_kind.title
        case = F("pk") if record_kind.is_scope else F(record_kind.scope) if record_kind.scope else Value(None)
        by = "edited_by"
    return rows.annotate(
        work_position=Cast(Value(position), BigIntegerField()),
        work_title=Cast(F(title), TextField()),
        work_case=Cast(case, BigIntegerField()),
        work_by=Cast(F(by), BigIntegerField()),
        work_entered_for=Cast(F("entered_for"), TextField()),
        work_remark=Cast(F(remark), TextField()),
        work_kind=Cast(name, TextField()),
    ).values_list("work_position", "pk", "work_title", "work_case", *BY, "work_remark", "work_kind")


def rows_of(querysets: list[QuerySet], remark: str) -> QuerySet:
    """The rows of these querysets, case by case and in the order of publishing."""
    union = _all_of(_columns(each.order_by(), remark) for each in querysets)
    return union.order_by(F("work_case").asc(nulls_first=True), "work_position", "pk")


def read(values: Iterable[tuple], viewer) -> list[Row]:
    """Rows with the day on which each was last written, and by whom."""
    rows = [Row(*each) for each in values]
    people = {officer.pk: officer for officer in authority.people({row.by for row in rows} - {None})}
    for row in rows:
        row.author = named_for(viewer, people[row.by], row) if row.by else ""
    pks = defaultdict(set)
    for row in rows:
        pks[row.model].add(row.pk)
    written = {}
    if rows:
        entries = HistoryEntry.objects.of_rows(pks).values("table_name", "row_id").annotate(at=Max("at"))
        written = {(each["table_name"], each["row_id"]): each["at"] for each in entries}
    for row in rows:
        row.written = written.get((row.model._meta.db_table, row.pk))
    return rows


# Narrowing


def untouched_for(rows: QuerySet, days: int) -> QuerySet:
    """Rows that nobody has written for this number of days."""
    since = timezone.now() - datetime.timedelta(days=days)
    written = HistoryEntry.objects.of(rows.model).filter(row_id=OuterRef("pk"), at__gt=since)
    return rows.filter(~Exists(written))


def narrowed(querysets: list[QuerySet], chosen: dict[str, str], age: str = "") -> list[QuerySet]:
    """The querysets of a list, narrowed by filters and by age."""
    for name, value in chosen.items():
        conditions = _filters[name].conditions(value)
        querysets = [_narrowed(rows, conditions) for rows in querysets]
    return [untouched_for(rows, int(age)) for rows in querysets] if age else querysets


def _narrowed(rows: QuerySet, conditions: dict[str, Q]) -> QuerySet:
    if rows.model is not Draft:
        found = conditions.get(rows.model.KIND)
        return rows.none() if found is None else rows.filter(found)
    of_drafts = Q(pk__in=[])
    for name, condition in conditions.items():
        records = kind(name).model.objects.filter(condition).values("public_id")
        of_drafts |= Q(kind=name, record_id__in=records)
    return rows.filter(of_drafts)


def titles_of_cases(officer) -> dict[str, str]:
    """Titles of the cases that this person reads, by primary key, in their order."""
    (of_cases,) = [each for each in kinds() if each.is_scope]
    cases = of_cases.model.objects.readable_by(officer).order_by(of_cases.title, "pk")
    return {str(pk): title for pk, title in cases.values_list("pk", of_cases.title)}


register_filter(
    Filter(
        "kind",
        "Kind",
        lambda officer: [(each.name, capfirst(each.called)) for each in kinds()],
        lambda value: {value: Q()},
    )
)
