"""Lists of work on claims and on accounts of events."""

from django.db.models import Exists, OuterRef, Q

from claims.choices import Role
from claims.models import Appearance, Claim, ClaimCouncil, EventAccount
from councils.choices import Carrying, QuotationState
from councils.models import Case, Side
from proposals.models import Event
from record.desk.duplicates import with_possible_duplicates
from record.desk.work.belonging import public_in_case
from record.desk.work.lists import Filter, WorkList, register, register_filter
from record.workflow import authority
from record.workflow.states import PUBLIC, PUBLISHED, State

CLAIMS_ALIKE = (("case", "made_for", "statement__iexact"),)
CLAIMS_NEAR = (("case", "made_for", "statement__near"),)


def _own_claims(officer):
    """Claims of the officer's council, or all that a neutral officer reads."""
    claims = Claim.objects.readable_by(officer).exclude(state=State.WITHDRAWN)
    if council := authority.acts_for(officer):
        return claims.filter(Q(entered_for=council) | Q(made_for__public_id=council))
    return claims


def _duplicates(officer):
    """Claims of officers: what a case file brings was compared before it was written."""
    claims = _own_claims(officer).filter(edited_by__isnull=False)
    return [with_possible_duplicates(claims, officer, CLAIMS_ALIKE)]


def _one_sided(officer):
    """Published events of which one side alone, and not the officer's, has an account."""
    told = EventAccount.objects.events_of_one_side()
    events = Event.objects.published()
    if council := authority.acts_for(officer):
        own = Side.objects.filter(placements__voice__public_id=council)
        told = told.exclude(the_side__in=own.values("pk"))
        # Of the events: the accounts of one case may be all that there are, and are found sooner together.
        events = events.filter(case__in=own.values("case"))
    return [events.filter(pk__in=told.values("event"))]


def _without_source(officer):
    quoted = Appearance.objects.filter(claim=OuterRef("pk")).exclude(passage__quote="")
    # The database refuses to publish one.
    return [_own_claims(officer).exclude(PUBLIC).filter(~Exists(quoted))]


def _not_found(officer):
    missing = Appearance.objects.filter(claim=OuterRef("pk"), passage__state=QuotationState.NOT_FOUND)
    return [_own_claims(officer).filter(Exists(missing))]


def _carried(carrying):
    """Published claims whose words pass the second check no better than this."""
    return lambda officer: [_own_claims(officer).filter(PUBLISHED, computed__carrying=carrying)]


def _replies_due(officer):
    """Published claims that call on the officer's council, which has not replied.

    The same that readers find as those to which it has not replied.
    """
    unanswered = ClaimCouncil.objects.filter(council__public_id=authority.acts_for(officer), role=Role.NO_REPLY)
    return [Claim.objects.published().filter(pk__in=unanswered.plain().values("claim"))]


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
register(
    WorkList(
        "not-carried",
        "Words that do not carry their claim",
        "Read alone, the words quoted do not hold the numbers of these published claims, or come from a web address. "
        "Quote words that do, or say no more than the words.",
        _carried(Carrying.NO),
        remark="note",
    )
)
register(
    WorkList(
        "headline",
        "Claims resting on a headline",
        "Nothing but a headline is quoted for these published claims. Quote the text under it.",
        _carried(Carrying.HEADLINE),
        remark="note",
    )
)
register(
    WorkList(
        "one-sided",
        "Events told by one side",
        "One side has an account of these, and the others have none.",
        _one_sided,
    )
)
register(
    WorkList(
        "same-claim",
        "Claims perhaps entered twice",
        "Another claim of the same voice in the same case has the same wording.",
        _duplicates,
        remark="note",
    )
)


public_in_case["voice"] = lambda case: Q(pk__in=Claim.objects.published().filter(case=case).values("made_for"))


def _sides(officer):
    sides = Side.objects.filter(case__in=Case.objects.readable_by(officer)).order_by("case__title", "label", "pk")
    return [(str(pk), f"{label} ({case})") for pk, label, case in sides.values_list("pk", "label", "case__title")]


register_filter(
    Filter(
        "side",
        "Side",
        _sides,
        lambda value: {Claim.KIND: Q(pk__in=Claim.objects.filter(made_for__placements__side=value).values("pk"))},
    )
)
