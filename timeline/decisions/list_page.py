"""Decisions, one line each, for their list, its CSV and the page of a meeting."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from django.db.models import Q

from councils.choices import OWN_WAYS
from councils.models import Case, SpeaksFor
from councils.quotations.citation import cited
from proposals import named_plans
from proposals.models import Decision, Proposal, RiskRegister
from proposals.models.decision import SETTLING, DecisionQuerySet
from proposals.named_plans import PlanCells
from record.dates import between
from record.dates.notes import with_note
from record.text.english import without_full_stop
from record.web.filter_fields import ChoicesField, DayField
from record.web.keyset import DatedKeyset, KeysetPage
from record.web.list_filter import ListFilter
from timeline.decisions.no_decision import councils_without_decision
from timeline.decisions.rules import counting_line, decided, vote_lines

NEWEST = DatedKeyset(Decision, "when", "pk", descending=True)


class DecisionFilter(ListFilter):
    """Decisions of a case: those that count for a council, or are on a proposal."""

    council = ChoicesField(
        label="Council, with its bodies", refusal="the code of no council in this case", is_upper=True
    )
    proposal = ChoicesField(label="Proposal", refusal="no proposal of this case")
    from_ = DayField(label="From")
    to = DayField(label="To")

    def __init__(self, query, case: Case):
        self.case = case
        self.proposals = list(Proposal.objects.published().of_case(case).in_sequence())
        super().__init__(
            query,
            council=[(each["code"], each["name"]) for each in case.councils_shown],
            proposal=[(each.public_id, each.name) for each in self.proposals],
        )

    @cached_property
    def speakers(self) -> list[SpeaksFor]:
        """The voices whose decisions count for the councils chosen."""
        councils = [each["voice"] for each in self.case.councils_shown if each["code"] in self.value("council")]
        return list(SpeaksFor.objects.counting_for(councils)) if councils else []

    def rows(self) -> DecisionQuerySet:
        proposals = [each.pk for each in self.proposals if each.public_id in self.value("proposal")]
        rows = decisions_of(self.case, self.speakers, proposals)
        return rows.filter(between("when", self.value("from"), self.value("to")))

    @cached_property
    def without_own(self) -> list[str]:
        """Names of the chosen councils that made none of the decisions found."""
        own = [each for each in self.speakers if each.way in OWN_WAYS]
        decisions = self.rows().filter(made_by__in=[each.voice_id for each in own]).order_by()
        made_by = set(decisions.values_list("made_by", flat=True))
        deciding = {each.principal_id for each in own if each.voice_id in made_by}
        chosen = [each for each in self.case.councils_shown if each["code"] in self.value("council")]
        return [each["name"] for each in chosen if each["voice"] not in deciding]

    @cached_property
    def without_decision(self) -> list[tuple[str, list[str]]]:
        """Each chosen plan, with the councils behind it that have no decision on it."""
        if self.problems or self.value("council"):
            return []
        chosen = [each for each in self.proposals if each.public_id in self.value("proposal")]
        return [(each.name, councils_without_decision(self.case, each)) for each in chosen]

    def settling(self) -> list[Decision]:
        """The decisions found that settle the case, listed before the rest."""
        return with_lines(self.case, self.rows().settling().in_order(), self.speakers)

    def page(self, after: str) -> KeysetPage:
        """The other decisions, newest first."""
        page = NEWEST.page(self.rows().exclude(SETTLING), after)
        return replace(page, rows=with_lines(self.case, page.rows, self.speakers))


def registers_of(case: Case) -> list[RiskRegister]:
    """The risk registers of a case, linked from its page of decisions."""
    return list(RiskRegister.objects.published().of_case(case).order_by("title", "pk"))


def decisions_of(case: Case, speakers: list[SpeaksFor] = (), proposals=()) -> DecisionQuerySet:
    """Published decisions of a case: all, or those by voices, or on proposals."""
    decisions = Decision.objects.published().of_case(case).with_results()
    if speakers:
        counting = Q()
        for voice, earliest, latest in {(each.voice_id, each.earliest, each.latest) for each in speakers}:
            counting |= Q(made_by=voice, when_earliest__lte=latest, when_latest__gte=earliest)
        decisions = decisions.filter(counting)
    return decisions.on_proposals(proposals) if proposals else decisions


def with_lines(case: Case, decisions: Iterable[Decision], speakers: list[SpeaksFor] = ()) -> list[Decision]:
    """Decisions with the lines to print: results, votes, why each is listed."""
    decisions = list(decisions)
    names = {council["voice"]: council["name"] for council in case.councils_shown} if speakers else {}
    for decision in decisions:
        decision.case = case
        decision.decided = decided(decision)
        decision.vote_lines = vote_lines(decision.motions.all())
        decision.reason_listed = counting_line(decision, speakers, names)
    return decisions


COLUMNS = (
    *("id", "date", "edtf", "decision_maker", "title", "status", "votes", "key_decision", "subject_to_call_in"),
    *("called_in", "exempt_information", "lead_member", "report", "meeting", "address", "decided", "sources"),
    named_plans.COLUMN,
)


def csv_rows(filters: DecisionFilter, absolute):
    """Decisions as rows of a file, newest first; ``absolute`` makes an address whole."""
    newest = (
        filters.rows()
        .select_related(*("made_by", "lead_member", "report", "event", "passage__document__publisher"))
        .prefetch_related("proposals")
    )
    plans = PlanCells()
    for decision in NEWEST.ordered(newest).iterator(chunk_size=500):
        decision.case = filters.case
        yield (
            decision.public_id,
            with_note(decision.when),
            decision.when_edtf,
            decision.made_by.name if decision.made_by else "",
            decision.title,
            decision.get_status_display(),
            ". ".join(map(without_full_stop, vote_lines(decision.motions.all()))),
            decision.get_is_key_display(),
            decision.get_open_to_call_in_display(),
            decision.get_called_in_display(),
            decision.get_exempt_display(),
            decision.lead_member.name if decision.lead_member else "",
            decision.report.title if decision.report else "",
            decision.event.title if decision.event and decision.event.is_published else "",
            absolute(decision.get_absolute_url()),
            " ".join(f"{without_full_stop(str(line))}." for line in decided(decision).lines),
            "; ".join(decision_sources(decision)),
            plans.cell(filters.case, *plans_on(decision)),
        )


def plans_on(decision: Decision) -> tuple[list[int | None], list[int | None]]:
    """Keys of the proposals, and of the options, that a decision names."""
    outcomes = decision.outcomes.all()
    on = [row.proposal_id for row in decision.proposals.all()]
    return [*on, *(each.proposal_id for each in outcomes)], [each.option_id for each in outcomes]


def decision_sources(decision: Decision) -> list[str]:
    """Each source of a decision and its outcomes once, as cited on its page."""
    passages = [decision.passage, *(outcome.passage for outcome in decision.outcomes.all())]
    return list(dict.fromkeys(cited(passage) for passage in passages if passage))
