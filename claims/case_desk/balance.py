"""The balance table of a case: what the record holds of each side.

It counts what is published, for officers and editors, and says nothing of who is right (docs/laws.md, law 1). Sides
are in the order of their labels, and nothing counts what is missing (docs/laws.md, law 4).
"""

from dataclasses import dataclass

from django.db.models import Avg, Count, Exists, F, FloatField, Func, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode

from claims.choices import OTHERS, EventRole
from claims.models import About, Appearance, Claim, ClaimEvent, ClaimFlag, ClaimPoint, Response
from councils.choices import QuotationState
from councils.models import Case, Placement, Side
from record.models import Publication

CHECKED = (QuotationState.VERIFIED, QuotationState.COMPARED)
SIDE = "claim__computed__side"


@dataclass(frozen=True)
class BalanceRow:
    """One thing counted: of each side in order, in words."""

    label: str
    values: list[str]
    note: str = ""
    # The list in which it can be looked at, of all sides.
    address: str = ""


@dataclass(frozen=True)
class BalanceTable:
    """The sides, each with the address of the list of its claims, and the rows."""

    sides: list[tuple[Side, str]]
    rows: list[BalanceRow]
    in_no_side: int


def balance(case: Case) -> BalanceTable:
    """The table of a case, in as many queries for a thousand claims as for one."""
    sides = list(case.sides.all())
    claims = _by_side(Claim.objects.published().filter(case=case), Count("pk"), "computed__side")

    def row(label, found, words=str, **more):
        return BalanceRow(label, [words(found.get(side.pk, 0)) for side in sides], **more)

    def of_claims(model):
        return model.objects.order_by().filter(claim__case=case, claim__computed__isnull=False)

    quoted = of_claims(Appearance).exclude(passage__quote="")
    checked = quoted.filter(passage__state__in=CHECKED)
    accounts = of_claims(ClaimEvent).filter(role=EventRole.ACCOUNT)
    flagged = Exists(ClaimFlag.objects.filter(flagged=OuterRef("pk")))
    noted = Claim.objects.published().filter(Q(case=case) & (~Q(note="") | flagged))
    case_page = case.get_absolute_url()
    return BalanceTable(
        sides=[(side, f"{reverse('claims:list')}?{urlencode({'case': case.key, 'side': side.key})}") for side in sides],
        rows=[
            row("Claims in its column", claims),
            row("of these, with words checked", _by_side(checked, Count("claim", distinct=True)), note=CHECKED_NOTE),
            row("Words a quotation, on average", _by_side(quoted, _MEAN_LENGTH), _rounded),
            row(
                "Questions answered",
                _by_side(of_claims(ClaimPoint), Count("point", distinct=True)),
                address=f"{case_page}points/",
            ),
            row(
                "Events that it has told of",
                _by_side(accounts, Count("event", distinct=True)),
                address=f"{case_page}timeline/",
            ),
            row("Claims of others that call for its reply", _calling(case), note=REPLY_NOTE),
            row("Replies of its own to claims of others", _by_side(_replies(case), Count("to", distinct=True))),
            row(
                "Claims with an editor’s note",
                _by_side(noted, Count("pk", distinct=True), "computed__side"),
                address=f"{case_page}notes/",
            ),
            row("Last published", _last_published(case), _day),
        ],
        in_no_side=claims.get(None, 0),
    )


CHECKED_NOTE = "Found in our copy, or compared with the page by a person."
REPLY_NOTE = "Nobody owes a reply, and one reply may answer several claims: the two rows cannot be set off."
_MEAN_LENGTH = Avg(
    Func(F("passage__quote"), template="cardinality(regexp_split_to_array(btrim(%(expressions)s), '\\s+'))"),
    output_field=FloatField(),
)


def _by_side(rows, value, side=SIDE) -> dict:
    return dict(rows.order_by().values_list(side).annotate(value=value))


def _calling(case) -> dict[int, int]:
    """Claims of other sides that call on a voice placed in each side."""
    called = About.objects.filter(claim__case=case, claim__computed__isnull=False, reading=False).calling_for_reply()
    placed = Placement.objects.filter(side__case=case, voice__in=called.values("voice"))
    found: dict[int, set[int]] = {}
    of_voice: dict[int, set[int]] = {}
    for voice, side in placed.values_list("voice", "side"):
        of_voice.setdefault(voice, set()).add(side)
    for claim, voice, own in called.values_list("claim", "voice", SIDE):
        for side in of_voice.get(voice, set()) - {own}:
            found.setdefault(side, set()).add(claim)
    return {side: len(claims) for side, claims in found.items()}


def _replies(case):
    """Replies of each side to claims that are not in its own column."""
    replies = Response.objects.published().filter(claim__case=case, relation__in=OTHERS)
    return replies.exclude(to__computed__side=F(SIDE))


def _last_published(case) -> dict:
    latest = Publication.objects.filter(kind=Claim.KIND, record_id=OuterRef("public_id")).order_by("-number")
    claims = Claim.objects.published().filter(case=case).annotate(at=Subquery(latest.values("at")[:1]))
    return _by_side(claims, Max("at"), "computed__side")


def _rounded(value) -> str:
    return str(round(value)) if value else "–"


def _day(at) -> str:
    return date_format(timezone.localtime(at), "j F Y") if at else "–"
