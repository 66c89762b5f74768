"""Lists of work on claims: sources, quotations, and replies that are due."""

from django.db.models import Exists, OuterRef, Q

from claims.models import About, Appearance, Claim
from councils.choices import QuotationState
from councils.models import Case, Side
from record.desk.work.lists import Filter, WorkList, register, register_filter
from record.workflow import authority
from record.workflow.states import State


def _own_claims(officer):
    """Claims of the officer's council, or all that a neutral officer reads."""
    claims = Claim.objects.readable_by(officer).exclude(state=State.WITHDRAWN)
    if council := authority.acts_for(officer):
        return claims.filter(Q(entered_for=council) | Q(made_for__public_id=council))
    return claims


def _without_source(officer):
    quoted = Appearance.objects.filter(claim=OuterRef("pk")).exclude(passage__quote="")
    return [_own_claims(officer).filter(~Exists(quoted))]


def _not_found(officer):
    missing = Appearance.objects.filter(claim=OuterRef("pk"), passage__state=QuotationState.NOT_FOUND)
    return [_own_claims(officer).filter(Exists(missing))]


def _replies_due(officer):
    """Published claims that call on the officer's council, which has not replied."""
    council = authority.acts_for(officer)
    called = About.objects.filter(voice__public_id=council, reading=False).calling_for_reply().values("claim")
    silent = {"computed__detail__silent__contains": [{"voice": council}]}
    return [Claim.objects.published().filter(pk__in=called, **silent)]


register(
    WorkList(
        "replies-due",
        "Replies due",
        "These claims accuse or contradict your council, and the record has no reply of yours.",
        _replies_due,
        remark="note",
    )
)
register(
    WorkList(
        "without-source",
        "Claims without a source",
        "No words are quoted for these. They cannot be published before there are some.",
        _without_source,
    )
)
register(
    WorkList(
        "not-found",
        "Quotations not found",
        "The words quoted are not in the text that we hold. Compare them with it.",
        _not_found,
    )
)


def _sides(officer):
    sides = Side.objects.filter(case__in=Case.objects.readable_by(officer)).order_by("case__title", "label", "pk")
    return [(str(pk), f"{label} ({case})") for pk, label, case in sides.values_list("pk", "label", "case__title")]


register_filter(
    Filter(
        "side",
        "Side",
        _sides,
        lambda record_kind, value: (
            Q(pk__in=Claim.objects.filter(made_for__placements__side=value).values("pk"))
            if record_kind.name == Claim.KIND
            else None
        ),
    )
)
