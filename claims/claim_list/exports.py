"""Claims in other forms: the columns of the file, and the entries of the feed."""

from collections.abc import Iterable, Iterator
from itertools import islice

from claims.attribution import who_says
from claims.choices import ABSENCES
from claims.claim_list.filters import ClaimFilter
from claims.claim_list.listing import CHUNK, Listing
from claims.claim_list.role_labels import reason_listed
from claims.models import Claim
from claims.plans_named import PlansNamed, plans_named_by
from councils.quotations.citation import SOURCE_COLUMNS, cited, source_columns
from proposals import named_plans
from proposals.named_plans import PlanCells
from record.dates.notes import with_note
from record.models import Publication
from record.web.exports import FEED_LENGTH, FeedEntry

COLUMNS = [
    "id",
    "case",
    "statement",
    "kind",
    "made for",
    "belongs to",
    "speaker",
    "office as printed",
    "reported by",
    "wording",
    "side",
    "said (EDTF)",
    "said (words)",
    "standing",
    *SOURCE_COLUMNS,
    "address",
    "why listed",
    "editors’ notes",
    named_plans.COLUMN,
]


def csv_rows(filters: ClaimFilter, absolute):
    """A row for each claim of the list; ``absolute`` makes a whole address of a path."""
    side_labels = {side.pk: side.label for side in filters.options.sides}
    plans = PlanCells()
    for claim, named in _with_plans(Listing(filters).walk()):
        lead, computed = claim.lead, claim.computed
        passage = lead.quotation
        yield [
            claim.public_id,
            claim.case.key,
            claim.statement,
            claim.kind,
            claim.made_for.name,
            "; ".join(computed.belongs_to),
            lead.speaker.name if lead.speaker else "",
            lead.office_as_printed,
            "; ".join(each.voice.name for each in lead.reporter_list),
            lead.wording,
            side_labels.get(computed.side_id, ""),
            computed.said.edtf if computed.said else "",
            with_note(computed.said),
            " ".join(computed.words),
            *source_columns(passage),
            absolute(claim.get_absolute_url()),
            reason_listed(claim.council_roles),
            claim.notes.as_text,
            plans.cell(claim.case, named.proposals, named.options),
        ]


def _with_plans(claims: Iterable[Claim]) -> Iterator[tuple[Claim, PlansNamed]]:
    """Each claim with the plans that it names."""
    claims = iter(claims)
    while chunk := list(islice(claims, CHUNK)):
        named = plans_named_by(claim.pk for claim in chunk)
        yield from ((claim, named[claim.pk]) for claim in chunk)


def feed_entries(filters: ClaimFilter) -> list[FeedEntry]:
    """The claims that were published or changed last, newest first."""
    rows = list(Publication.objects.last_of(Claim.KIND, filters.standings().values("claim__public_id"))[:FEED_LENGTH])
    listed = Claim.objects.published().for_listing().with_case()
    claims = listed.in_bulk([row.record_id for row in rows], field_name="public_id")
    return [_entry(claims[row.record_id], row) for row in rows if row.record_id in claims]


def _entry(claim, publication) -> FeedEntry:
    lead = claim.lead
    says = who_says(claim)
    passage = lead.quotation
    return FeedEntry(
        title=f"{says}: {claim.statement}",
        address=claim.get_absolute_url(),
        author=claim.made_for.name if not claim.computed.is_reported_only else claim.lead.reporter_list[0].voice.name,
        published=publication.first_at,
        updated=publication.at,
        body=[
            f"{says}, {with_note(claim.computed.said) or 'undated'}. Our summary: {claim.statement}",
            passage.quote if passage.is_of_address else f"“{passage.quote}”",
            f"{cited(passage)} ({passage.get_state_display()}).",
            *filter(None, [lead.wording_remark, passage.carries_remark]),
            *filter(None, [claim.notes and f"Editor’s note: {claim.notes.as_text}"]),
            f"Case: {claim.case.title}.",
        ],
        categories=[claim.case.title, *(word for word in claim.computed.words if word not in ABSENCES)],
    )
