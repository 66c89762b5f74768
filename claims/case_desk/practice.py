"""The practice case, set back to what its file says.

Nothing is deleted: what officers changed is published anew, as new versions, and what they added is withdrawn.
"""

from functools import cache

from django.conf import settings
from django.db import transaction

from claims.case_files.loading import load
from claims.case_files.yaml_source import read
from councils.models import Case
from record import history
from record.content.schema import kinds
from record.models import StepRequest
from record.workflow import authority, publishing
from record.workflow.authors import office_now
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages
from record.workflow.states import State

FILE = settings.BASE_DIR / "cases" / "practice.yaml"
TEXTS = settings.BASE_DIR / "cases" / "practice"
REASON = "practice"


def is_practice_case(case: Case) -> bool:
    """True for the invented case that ships with the site."""
    return case.invented and case.key == _file_key()


@cache
def _file_key() -> str:
    return read(FILE).tree["case"]["key"]


def reset(case: Case, *, by) -> tuple[int, int]:
    """Publish the practice case anew as its file has it.

    Returns how many records were changed, and how many withdrawn. Raises LoadRefused, and NotAllowed for those
    who write nothing. It takes one person, since nobody is spoken for.
    """
    authority.check(by, authority.DRAFT)
    if not is_practice_case(case):
        raise ValueError("Only the practice case is set back.")
    with transaction.atomic():
        report = load(FILE, [TEXTS], again_by=by)
        added = list(additions(case))
        _withdraw(added, by)
    return report.created + report.changed, len(added)


def additions(case: Case):
    """Yield what is published in the case and not in its file."""
    tree = read(FILE).tree
    for kind in kinds():
        if kind.scope:
            keys = [entry["key"] for entry in tree.get(kind.plural, ())]
            yield from kind.model.objects.published().filter(**{kind.scope: case}).exclude(key__in=keys).order_by("pk")


def _withdraw(rows, by) -> None:
    if not rows:
        return
    with history.context(by=by, why=REASON, through="reset"), rules_as_messages(), publishing.open_record():
        for row in rows:
            StepRequest.objects.of(row).delete()
            row.state, row.state_reason = State.WITHDRAWN, REASON
            row.save(update_fields=["state", "state_reason"])
        publishing.append(rows, action=Action.WITHDRAWN, office=office_now(by), note=REASON)
