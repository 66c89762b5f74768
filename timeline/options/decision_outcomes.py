"""What decisions did to proposals and options: in the words of the decision, with its condition and what is to come."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q

from councils.models import Document, Passage
from proposals.choices import Effect
from proposals.models import Decision, DecisionProposal, Option, Outcome, Proposal
from record.dates import UncertainDate
from record.gather import gathered
from record.workflow.states import State

_SOURCE = {
    "quote": "passage__quote",
    "digest": "passage__digest",
    "page": "passage__page",
    "section": "passage__section",
    "paragraph": "passage__paragraph",
    "line": "passage__line",
    "document": "passage__document__public_id",
    "title": "passage__document__title",
}
_COLUMNS = {
    "effect": "effect",
    "words": "words",
    "condition": "condition",
    "still_to_come": "still_to_come",
    "according_to": "according_to__name",
    **_SOURCE,
}
_OF_DECISION = {
    "decision": "decision__public_id",
    "decided": "decision__title",
    "made_by": "decision__made_by__name",
    "edtf": "decision__when_edtf",
    "printed": "decision__when_printed",
    "basis": "decision__when_basis",
    "extent": "decision__when_extent",
}
_IN_ORDER = ("decision__when_earliest", "decision__when_latest", "decision__sequence")


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome: of what, the effect in words, and all that is said with it."""

    of: str
    address: str
    effect: str
    words: str
    condition: str
    still_to_come: str
    according_to: str
    passage: Passage | None
    decision: Decision | None = None
    is_of_proposal: bool = False


@dataclass(frozen=True, slots=True)
class DecisionOutcomes:
    """A decision on the case itself, with its outcomes in their order."""

    decision: Decision
    outcomes: list[OutcomeLine]


def settled(case) -> list[DecisionOutcomes]:
    """The published decisions that settle the case, earliest first; one query."""
    rows = Outcome.objects.filter(decision=OuterRef("pk")).order_by("sequence", "pk")
    named = {
        "option": "option__name",
        "option_id": "option__public_id",
        "options_proposal": "option__proposal__name",
        "options_proposal_id": "option__proposal__public_id",
        "proposal": "proposal__name",
        "proposal_id": "proposal__public_id",
    }
    found = (
        Decision.objects.published()
        .of_case(case)
        .settling()
        .in_order()
        .select_related("made_by", "passage__document")
        .annotate(outcomes_=gathered(rows, **_COLUMNS, **named))
    )
    decisions = []
    for decision in found:
        decision.case = case
        decisions.append(DecisionOutcomes(decision, [_of_a_decision(case, row) for row in decision.outcomes_]))
    return decisions


def _of_a_decision(case, row) -> OutcomeLine:
    name, address = row["words"], ""
    if row["option"]:
        name = row["option"]
        proposal = Proposal(case=case, public_id=row["options_proposal_id"], name=row["options_proposal"])
        address = Option(case=case, proposal=proposal, public_id=row["option_id"], name=name).get_absolute_url()
    elif row["proposal"]:
        name = row["proposal"]
        address = Proposal(case=case, public_id=row["proposal_id"], name=name).get_absolute_url()
    return _done(row, name, address)


def of_option():
    """An annotation: the outcomes of an option, or of its proposal as a whole, in published decisions."""
    rows = Outcome.objects.filter(
        Q(option=OuterRef("pk")) | Q(option=None, proposal=OuterRef("proposal")), decision__state=State.PUBLISHED
    ).order_by(*_IN_ORDER, "sequence", "pk")
    return gathered(rows, **_COLUMNS, **_OF_DECISION, option="option")


def naming_proposal():
    """An annotation: the published decisions that name an option’s proposal, whatever they do to it."""
    rows = DecisionProposal.objects.filter(proposal=OuterRef("proposal"), decision__state=State.PUBLISHED)
    return gathered(rows.order_by(*_IN_ORDER, "pk"), **_OF_DECISION)


def done_to(case, rows) -> list[OutcomeLine]:
    """What ``of_option`` brought, each with its decision."""
    return [_done(row, "", "", _decision(case, row), not row["option"]) for row in rows]


def naming(case, rows, done: list[OutcomeLine]) -> list[Decision]:
    """What ``naming_proposal`` brought, without the decisions that did something to the proposal as a whole."""
    told = {each.decision.public_id for each in done if each.is_of_proposal}
    return [_decision(case, row) for row in rows if row["decision"] not in told]


def _decision(case, row) -> Decision:
    decision = Decision(case=case, public_id=row["decision"], title=row["decided"])
    decision.when = UncertainDate(row["edtf"], row["printed"], row["basis"], row["extent"])
    decision.maker = row["made_by"]
    return decision


def _done(row, name, address, decision=None, is_of_proposal=False) -> OutcomeLine:
    passage = None
    if row["document"]:
        place = {part: row[part] for part in ("quote", "digest", "page", "section", "paragraph", "line")}
        passage = Passage(document=Document(public_id=row["document"], title=row["title"]), **place)
    return OutcomeLine(
        of=name,
        address=address,
        effect=Effect(row["effect"]).label,
        words=row["words"] if row["words"] != name else "",
        condition=row["condition"],
        still_to_come=row["still_to_come"],
        according_to=row["according_to"] or "",
        passage=passage,
        decision=decision,
        is_of_proposal=is_of_proposal,
    )
