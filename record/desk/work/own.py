"""The lists of work that every kind of record has: reviews, and one's own drafts."""

from django.db.models import Exists, Q

from record.desk.work.lists import WorkList, of_every_kind, register, untouched_for
from record.models.remark import Remark
from record.workflow import authority
from record.workflow.states import PUBLIC, PUBLISH, SEND_BACK, SUBMIT, TAKE_BACK, State

STALE_DAYS = 30
AWAITING = Q(state=State.NEEDS_REVIEW)
IN_DRAFT = Q(state=State.DRAFT)
SENT_BACK = IN_DRAFT & ~Q(state_reason="")


def _to_review(officer):
    return [
        rows.filter(AWAITING, authority.to_review(officer, rows.model)) for rows in of_every_kind(officer, Q(), Q())
    ]


def _begun_by(officer, condition):
    return of_every_kind(officer, condition & Q(edited_by=officer), condition & Q(author=officer))


def _remarked(officer):
    """Drafts with a remark that this person may read and has not read."""
    unread = Remark.objects.unread_by(officer)
    rows = of_every_kind(officer, ~PUBLIC, Q())
    return [each.filter(Exists(unread.on_rows_of(each.model))) for each in rows]


def _stale(officer):
    council = Q(entered_for=authority.acts_for(officer))
    return [untouched_for(rows, STALE_DAYS) for rows in of_every_kind(officer, IN_DRAFT & council, IN_DRAFT & council)]


register(
    WorkList(
        "review",
        "Needs your review",
        "Others have handed these over, and you may be the second person who publishes them.",
        _to_review,
        (PUBLISH, SEND_BACK),
        is_own=True,
        is_grouped=True,
    )
)
register(
    WorkList(
        "sent-back",
        "Sent back to you",
        "A second person has sent these back, with a reason. Mend them, and hand them over again.",
        lambda officer: _begun_by(officer, SENT_BACK),
        (SUBMIT,),
        is_own=True,
    )
)
register(
    WorkList(
        "remarks",
        "Remarks you have not read",
        "Somebody has left a remark on these drafts.",
        _remarked,
        is_own=True,
    )
)
register(
    WorkList(
        "mine",
        "Yours, not handed over",
        "You have begun these. Nobody reviews them before you hand them over.",
        lambda officer: _begun_by(officer, IN_DRAFT & Q(state_reason="")),
        (SUBMIT,),
        is_own=True,
        is_grouped=True,
    )
)
register(
    WorkList(
        "awaiting",
        "Awaiting a second person",
        "Everything that is handed over and that you may read, your own included.",
        lambda officer: of_every_kind(officer, AWAITING, AWAITING),
        (PUBLISH, TAKE_BACK, SEND_BACK),
        is_own=True,
    )
)
register(
    WorkList(
        "stale",
        "Drafts left alone",
        f"Nobody has written these for {STALE_DAYS} days. Hand them over, or mend them first.",
        _stale,
        (SUBMIT,),
        is_own=True,
    )
)
