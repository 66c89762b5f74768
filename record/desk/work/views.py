"""The page of one list of work, with filters and tick boxes."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.http import urlencode

from record.desk.addresses import as_pk
from record.desk.work.belonging import Group, groups
from record.desk.work.lists import (
    AGES,
    ListOfOthers,
    WorkList,
    filters,
    narrowed,
    read,
    rows_of,
    work_list,
    work_lists,
)
from record.desk.workflow_actions import AT_ONCE


@dataclass
class Choice:
    """One filter on the page, with its choices and the chosen one."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


@dataclass
class WorkToDo:
    """A list of work that has something in it, with what belongs together in it."""

    list: WorkList | ListOfOthers
    count: int
    groups: list[Group]


def to_do(officer) -> tuple[list[WorkToDo], list[str]]:
    """Lists with something in them, and the titles of the empty ones."""
    counted = [(each, each.count(officer)) for each in work_lists()]
    filled = [
        WorkToDo(each, count, groups(officer, each) if each.is_grouped else []) for each, count in counted if count
    ]
    return filled, [each.title for each, count in counted if not count]


def list_page(site, request, name):
    """One page of a list, with its filters."""
    chosen_list = work_list(name)
    if chosen_list is None:
        raise Http404
    choices = [_choice(request, each.name, each.label, each.choices(request.user)) for each in filters()]
    age = _choice(request, "age", "Not written for", list(AGES.items()))
    chosen = {each.name: each.chosen for each in choices if each.chosen}
    querysets = narrowed(chosen_list.querysets(request.user), chosen, age.chosen)
    page = Paginator(rows_of(querysets, chosen_list.remark), AT_ONCE).get_page(as_pk(request.GET.get("page")) or 1)
    cases = next(dict(each.choices) for each in choices if each.name == "case")
    rows = read(page.object_list, request.user)
    context = site.each_context(request) | {
        "title": chosen_list.title,
        "list": chosen_list,
        "rows": [(row, cases.get(str(row.case), "")) for row in rows],
        "page": page,
        "choices": [*choices, age],
        "query": urlencode(chosen | ({"age": age.chosen} if age.chosen else {})),
        "is_narrowed": bool(chosen or age.chosen),
        "has_remarks": any(row.remark for row in rows),
    }
    return TemplateResponse(request, "admin/desk/work_list.html", context)


def _choice(request, name, label, choices) -> Choice:
    """A filter as the address has it; a value that is not offered is no choice."""
    value = request.GET.get(name, "")
    return Choice(name, label, choices, value if value in dict(choices) else "")
