"""Permissions as the desk, the commands and the models' verbs ask for them.

Nothing here decides. One app above knows councils and roles, and registers its
answers when the site starts: councils.permissions (docs/laws.md, law 10). Whether
the *state* of a record allows a step is answered in record.workflow.states.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Q

from record.workflow.states import NotAllowed

# Permissions that are no steps of the lifecycle: to read at the desk; to write drafts; to manage officers; to read the
# loads and passages of all councils; to enter who gets notices of claims; to leave a remark on a draft; and to answer
# objections and readers' reports.
READ, DRAFT, OFFICERS, READ_ALL, CONTACTS = "read", "draft", "officers", "read all", "contacts"
REMARK, REPORTS = "remark", "reports"


@dataclass(frozen=True)
class Authority:
    """The answers of one app.

    - ``refuse(officer, permission, item, authors)`` raises NotAllowed with a sentence;
    - ``readable(officer, model)`` is the condition on the rows that exist for a person;
    - ``refuse_content(officer, kind, case, content)`` raises NotAllowed for what they may not write;
    - ``memberships(officer)`` are the current memberships, and ``acting(officer)`` is that in which they act, or None;
    - ``acts_for(officer)`` is the public id of the council that a new entry belongs to, or "";
    - ``reads_history(officer, record)`` says if they see who wrote what before it was published;
    - ``people(officers)`` are officers by primary key, in that order, with what ``office`` asks of each;
    - ``office(officer, council)`` is how the public log names what they wrote for a council, or for none;
    - ``reviewers(officer, item, authors)`` are those, each with ``council_name``, to whom they may send an entry;
    - ``to_review(officer, model)`` is the condition on what is handed over and theirs to review.
    """

    refuse: Callable
    readable: Callable
    refuse_content: Callable
    memberships: Callable
    acting: Callable
    acts_for: Callable
    reads_history: Callable
    people: Callable
    office: Callable
    reviewers: Callable
    to_review: Callable


_registered: list[Authority] = []


def register(authority: Authority) -> None:
    _registered[:] = [authority]


def registered() -> Authority:
    return _registered[0]


def check(officer, permission: str, item=None, authors: Collection = ()) -> None:
    """Raise NotAllowed where this person lacks a permission.

    ``permission`` is one of those above or the name of a step; ``item`` a record, a draft, or
    None for any; ``authors`` the officers whose work a step would show.
    """
    registered().refuse(officer, permission, item, authors)


def why_not(officer, permission: str, item=None, authors: Collection = ()) -> str:
    """The reason, in a sentence, why this person is refused; "" if they are not."""
    try:
        check(officer, permission, item, authors)
    except NotAllowed as refused:
        return str(refused)
    return ""


def may(officer, permission: str, item=None, authors: Collection = ()) -> bool:
    return why_not(officer, permission, item, authors) == ""


def check_content(officer, kind, case, content: dict) -> None:
    """Raise NotAllowed where this person may not write this content."""
    registered().refuse_content(officer, kind, case, content)


def readable(officer, model) -> Q:
    """The condition on the rows of a model that exist for this person."""
    return registered().readable(officer, model)


def memberships(officer) -> list:
    return registered().memberships(officer)


def acting(officer):
    return registered().acting(officer)


def acts_for(officer) -> str:
    return registered().acts_for(officer)


def reads_history(officer, record) -> bool:
    return registered().reads_history(officer, record)


def people(officers: Collection[int]) -> list:
    return registered().people(officers)


def office(officer, council: str) -> str:
    return registered().office(officer, council)


def reviewers(officer, item, authors: Collection):
    return registered().reviewers(officer, item, authors)


def to_review(officer, model) -> Q:
    """The condition on handed-over rows that are this person's to review."""
    return registered().to_review(officer, model)
