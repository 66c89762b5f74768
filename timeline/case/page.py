"""What the page of a case shows: what was decided, what is proposed, who stands where, what is at issue, what comes."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q

from claims.choices import Relation
from claims.models import Claim, ClaimPoint, Point, Response
from councils.models import Document, Placement, Side, Voice
from councils.quotations.references import cited_in
from proposals.choices import Stage
from proposals.models import Backing, Event, Option, Proposal, ProposalName, ProposalVersion, Proposer
from record.dates import UncertainDate
from record.gather import gathered
from record.web.keyset import CountOf
from record.workflow.states import State
from timeline.changes.log import Log, PublicationBatch
from timeline.options.columns import BACKED, left
from timeline.options.decision_outcomes import DecisionOutcomes, settled

# So many of each are printed; the rest is a page away.
AT_ISSUE = 6
NEXT = 6
CHANGES = 5


@dataclass(frozen=True)
class AtIssue:
    """A question with the number of disputes between sides, of those with others, and of claims by side."""

    point: Point
    disputes: int
    with_others: int
    claims: int
    slots: list[tuple[str, str, int]]
    others: int

    @property
    def speaking(self) -> int:
        return sum(1 for _, _, count in self.slots if count)


@dataclass(frozen=True)
class SideVoices:
    """A side with the placements of its voices."""

    side: Side
    placements: list[Placement]


@dataclass(frozen=True)
class ProposalSummary:
    """A proposal with who puts it forward, and left it since, how parties call it, where it stands, and its options."""

    proposal: Proposal
    by: list[tuple[Voice, str]]
    names: list[dict]
    version: dict | None
    options: list[str]


@dataclass(frozen=True)
class CasePage:
    settled: list[DecisionOutcomes]
    proposed: list[ProposalSummary]
    sides: list[SideVoices]
    others: list[Voice]
    issues: list[AtIssue]
    questions: int
    next: list[Event]
    events: int
    claims: int
    documents: int
    changes: list[PublicationBatch]


def case_page(case, today) -> CasePage:
    """All of it, of a case that was found with its sides and questions; eleven queries."""
    issues = at_issue(case)
    ahead = list(Event.objects.published().of_case(case).ahead_of(today).as_printed()[:NEXT])
    for event in ahead:
        event.case = case
    numbers = _numbers(case)
    return CasePage(
        settled=settled(case),
        proposed=_proposed(case),
        sides=_sides(case),
        others=list(Voice.objects.published().by_name().filter(pk__in=_outside(case))),
        issues=issues[:AT_ISSUE],
        questions=len(case.points_shown),
        next=ahead,
        events=numbers["events"],
        claims=numbers["claims"],
        documents=numbers["documents"],
        changes=Log(cases=(case.key,)).page(size=CHANGES).rows,
    )


def at_issue(case) -> list[AtIssue]:
    """Questions that are answered, those with most disputes between sides first, then those with most claims."""
    counts, (disputes, with_others) = defaultdict(Counter), _disputes(case)
    answers = ClaimPoint.objects.filter(claim__case=case, claim__state=State.PUBLISHED).order_by()
    for point, side, number in answers.values_list("point", "claim__computed__side").annotate(n=Count("claim")):
        counts[point][side] = number
    found = [
        AtIssue(
            point=point,
            disputes=disputes[point.pk],
            with_others=with_others[point.pk],
            claims=counts[point.pk].total(),
            slots=[(side.label, side.key, counts[point.pk][side.pk]) for side in case.sides_shown],
            others=counts[point.pk][None],
        )
        for point in case.points_shown
        if counts[point.pk]
    ]
    return sorted(found, key=lambda each: (-each.disputes, -each.claims))


def _disputes(case) -> tuple[Counter, Counter]:
    """Of each question, how many disputes there are between two sides, and how many with a voice of no side."""
    is_of_others = Q(claim__computed__side=None) | Q(to__computed__side=None)
    found = (
        Response.objects.published()
        .filter(relation=Relation.DISPUTES, claim__case=case, claim__points__point=F("to__points__point"))
        .exclude(claim__computed__side=F("to__computed__side"))
        .exclude(claim__computed__side=None, to__computed__side=None)
        .filter(claim__computed__is_reported_only=False, to__computed__is_reported_only=False)
        .order_by()
        .values("to__points__point", is_of_others=is_of_others)
        .annotate(n=Count("pk", distinct=True))
    )
    between, others = Counter(), Counter()
    for row in found:
        (others if row["is_of_others"] else between)[row["to__points__point"]] = row["n"]
    return between, others


def _proposed(case) -> list[ProposalSummary]:
    mine = {"proposal": OuterRef("pk")}
    found = (
        Proposal.objects.published()
        .of_case(case)
        .in_sequence()
        .annotate(
            by_=gathered(Proposer.objects.filter(**mine), "voice_id", public_id="voice__public_id", name="voice__name"),
            backers_=gathered(Backing.objects.filter(**mine).order_by("when_earliest", "pk"), *BACKED),
            names_=gathered(ProposalName.objects.filter(**mine), name="name", by="used_by__name"),
            versions_=gathered(
                ProposalVersion.objects.filter(**mine),
                *("stage", "title", "when_edtf", "when_printed", "when_basis", "when_extent"),
            ),
            options_=gathered(Option.objects.published().filter(**mine).in_sequence(), "name", "status"),
        )
    )
    return [
        ProposalSummary(
            proposal=_of(case, proposal),
            by=[
                (Voice(public_id=row["public_id"], name=row["name"]), left(proposal.backers_, row["voice_id"]))
                for row in proposal.by_
            ],
            names=_called(proposal.names_),
            version=_latest_version(proposal.versions_),
            options=[row["name"] for row in proposal.options_ if row["status"] == "put-forward"],
        )
        for proposal in found
    ]


def _of(case, record):
    record.case = case
    return record


def _called(names) -> list[dict]:
    """Each name once, with all who use it."""
    users = defaultdict(list)
    for row in names:
        if row["by"] and row["by"] not in users[row["name"]]:
            users[row["name"]].append(row["by"])
        users.setdefault(row["name"], [])
    return [{"name": name, "by": by} for name, by in users.items()]


def _latest_version(versions) -> dict | None:
    """The last version in the record's order, with its stage in words and its date."""
    if not versions:
        return None
    row = versions[-1]
    parts = (row["when_edtf"], row["when_printed"], row["when_basis"], row["when_extent"])
    return {
        "stage": Stage(row["stage"]).label,
        "title": row["title"],
        "when": UncertainDate(*parts) if parts[0] else None,
    }


def _sides(case) -> list[SideVoices]:
    placements = defaultdict(list)
    for placement in Placement.objects.filter(side__case=case).select_related("voice").order_by("voice__name", "pk"):
        placements[placement.side_id].append(placement)
    return [SideVoices(side, placements[side.pk]) for side in case.sides_shown]


def _outside(case):
    """The voices for which claims are made that stand in no side."""
    return Claim.objects.published().of_case(case).filter(computed__side=None).values("made_for")


def _numbers(case) -> dict[str, int]:
    """How many events, claims and documents there are, in one query."""
    return (
        type(case)
        .objects.filter(pk=case.pk)
        .values(
            events=CountOf(Event.objects.published().of_case(case)),
            claims=CountOf(Claim.objects.published().of_case(case)),
            documents=CountOf(Document.objects.published().filter(cited_in([case]))),
        )
        .get()
    )
