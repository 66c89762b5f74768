"""Entries that belong together: those of one case, and what they name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from record.content.pointing import HiddenName, hidden_named_by
from record.content.schema import kind, kinds
from record.desk.work.lists import Filter, Row, WorkList, register_filter, rows_of, titles_of_cases
from record.desk.workflow_actions import AT_ONCE
from record.models.draft import Draft
from record.workflow import publishing
from record.workflow.states import PUBLIC, Transition

# Of how many cases the first page offers what belongs together, and among how many rows of a list it looks.
CASES, ROWS = 5, 4 * AT_ONCE


def companions(*items) -> list:
    """Records that must be published with these, since one names the other."""
    newest, found = defaultdict(set), defaultdict(set)
    for item in items:
        if isinstance(item, Draft):
            resolver = publishing.resolver_of(item.record, item.entered_for)
            for row in publishing.hidden(item.record, item.content, resolver):
                found[row.KIND].add(row.pk)
        else:
            newest[item.KIND].add(item.pk)
    given = {name: set(pks) for name, pks in newest.items()}
    for name, pks in found.items():
        newest[name] |= pks
    for each in _named_below(newest):
        found[each.kind].add(each.pk)
    rows = []
    for name, pks in found.items():
        of_kind = kind(name)
        owners = of_kind.model.objects.select_related("edited_by", "sent_to", *filter(None, [of_kind.scope]))
        rows += owners.filter(pk__in=pks - given.get(name, set()))
    return publishing.in_order(rows)[:AT_ONCE]


def _named_below(pks: Mapping[str, set[int]]) -> list[HiddenName]:
    """Records that these name and that are not public, to any depth."""
    seen = {(name, pk) for name, given in pks.items() for pk in given}
    newest, found = pks, []
    while newest:
        named = hidden_named_by(newest)
        found += named
        newest = defaultdict(set)
        for each in named:
            if (each.kind, each.pk) not in seen:
                seen.add((each.kind, each.pk))
                newest[each.kind].add(each.pk)
    return found


def named_in_case(case: int) -> Mapping[str, set[int]]:
    """Records of no case that are not public and are named in this one; by kind."""
    pks = {each.name: {case} for each in kinds() if each.is_scope}
    for each in kinds():
        if each.scope:
            pks[each.name] = set(
                each.model.objects.exclude(PUBLIC).filter(**{each.scope: case}).values_list("pk", flat=True)
            )
    found = defaultdict(set)
    for each in _named_below(pks):
        if not kind(each.kind).scope:
            found[each.kind].add(each.pk)
    return found


# The condition by which what is public, and belongs to no case, is part of one: by kind. Apps register theirs.
public_in_case: dict[str, Callable[[str], Q]] = {}


def _in_case(case: str) -> dict[str, Q]:
    conditions = {each.name: Q(**{each.scope: case}) for each in kinds() if each.scope}
    conditions |= {each.name: Q(pk=case) for each in kinds() if each.is_scope}
    named = named_in_case(int(case))
    for each in kinds():
        if each.name not in conditions:
            conditions[each.name] = Q(pk__in=named[each.name])
            if each.name in public_in_case:
                conditions[each.name] |= public_in_case[each.name](case)
    return conditions


register_filter(Filter("case", "Case", lambda officer: list(titles_of_cases(officer).items()), _in_case))


@dataclass
class Group:
    """Entries of a list of work that belong to one case, to be taken a step."""

    name: str
    step: Transition
    case: str
    rows: list[Row]


def groups(officer, work_list: WorkList) -> list[Group]:
    """Entries of a list, case by case, with the voices and documents they name."""
    rows = [Row(*each) for each in rows_of(work_list.querysets(officer), work_list.remark)[:ROWS]]
    by_case = defaultdict(list)
    for row in rows:
        if row.case is not None:
            by_case[row.case].append(row)
    of_no_case = {(row.record_kind, row.pk): row for row in rows if row.case is None and not row.is_draft}
    named = _named_below(_by_kind(row for row in rows if not row.is_draft)) if of_no_case and by_case else []
    below = defaultdict(set)
    for each in named:
        below[each.by_kind, each.by_pk].add((each.kind, each.pk))
    titles = titles_of_cases(officer)
    found = []
    for case, own in list(by_case.items())[:CASES]:
        reached, newest = set(), [(row.record_kind, row.pk) for row in own]
        while newest:
            newest = [each for name in newest for each in below[name] if each not in reached]
            reached.update(newest)
        together = [row for name, row in of_no_case.items() if name in reached] + own
        name, title = f"{work_list.name}-{case}", titles.get(str(case), "")
        found.append(Group(name, work_list.steps[0], title, together[:AT_ONCE]))
    return found


def _by_kind(rows: Iterable[Row]) -> dict[str, set[int]]:
    pks = defaultdict(set)
    for row in rows:
        pks[row.record_kind].add(row.pk)
    return pks
