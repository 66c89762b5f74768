"""The outcomes of decisions in lines, with who decided. Pure.

The decision's own page, the lists of decisions, proposals, places and options, the
timeline and the page of a question all print these lines (docs/laws.md, law 11).
"""

from dataclasses import dataclass

from councils.models import Passage
from proposals.choices import DecisionStatus, Effect
from proposals.models import Decision, Outcome
from record.text.english import without_full_stop

# The effect before and after the name of a plan, and with “it” in place of the name.
VERBS = {
    Effect.CHOOSES: ("chooses", "", "chooses it"),
    Effect.MODIFIES: ("chooses, with changes,", "", "chooses it with changes"),
    Effect.REJECTS: ("rejects", "", "rejects it"),
    Effect.LEAVES_OPEN: ("leaves open", "", "leaves it open"),
    Effect.SUPPORTS: ("supports", "", "supports it"),
    Effect.DOES_NOT_SUPPORT: ("does not support", "", "does not support it"),
    Effect.OPPOSES: ("opposes", "", "opposes it"),
    Effect.SUBMITS: ("approves the submission of", "", "approves its submission"),
    Effect.COUNTS: ("counts", "among the proposals received", "counts it among the proposals received"),
    Effect.RULES_OUT: ("rules out", "", "rules it out"),
    Effect.TAKES_FORWARD: ("takes forward", "", "takes it forward"),
    Effect.ENDS: ("ends", "", "ends it"),
}
# How a decision that was not taken is named beside its maker.
STATUSES = {
    DecisionStatus.RECOMMENDED: "recommended, outcome not known",
    DecisionStatus.ADVISED: "as advice",
    DecisionStatus.DEFERRED: "deferred",
    DecisionStatus.NOT_TAKEN: "not taken",
    DecisionStatus.WITHDRAWN: "withdrawn",
}
# What they do is done; what others were asked to do, or did not, is “to reject” and not “rejects”.
DONE = {DecisionStatus.TAKEN, DecisionStatus.ADVISED}
NOT_NAMED = "By a decision maker we do not know"


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome: who decides, the effect, of what, and all that is said with it.

    ``of`` is empty on the page or under the heading of the plan itself; ``within`` is the
    proposal of the option that it names.
    """

    decider: str
    effect: Effect
    verb: str
    of: str
    after: str
    address: str
    within: str
    words: str
    condition: str
    still_to_come: str
    according_to: str
    passage: Passage | None
    decision: Decision
    is_of_proposal: bool = False

    def __str__(self) -> str:
        """The line as a sentence, for files and for lists of plain lines."""
        words = f"{self.decider}: {self.deed}"
        if self.words:
            words += f" ({without_full_stop(self.words)})"
        for label, said in (("Condition: ", self.condition), ("Still to come: ", self.still_to_come)):
            if said:
                words = f"{without_full_stop(words)}. {label}{said}"
        return f"{without_full_stop(words)}, according to {self.according_to}" if self.according_to else words

    @property
    def deed(self) -> str:
        return " ".join(filter(None, (self.verb, self.of, self.after)))


def outcome_line(
    decision: Decision, outcome: Outcome, *, of: str = "", address: str = "", within: str = ""
) -> OutcomeLine:
    """One outcome with its maker; ``of`` names the plan where its page does not."""
    before, after, with_it = VERBS[Effect(outcome.effect)]
    if decision.status not in DONE:
        before, with_it = infinitive(before), infinitive(with_it)
    is_named = bool(of or outcome.proposal_id or outcome.option_id)
    name = of or ("" if is_named else outcome.words)
    return OutcomeLine(
        decider=decider(decision),
        effect=Effect(outcome.effect),
        verb=before if name else with_it,
        of=name,
        after=after if name else "",
        address=address,
        within=within,
        words=outcome.words if outcome.words != name else "",
        condition=outcome.condition,
        still_to_come=outcome.still_to_come,
        according_to=outcome.according_to_other,
        passage=outcome.passage,
        decision=decision,
        is_of_proposal=outcome.option_id is None and outcome.proposal_id is not None,
    )


def infinitive(words: str) -> str:
    """Say “to reject it” for “rejects it”."""
    verb, _, rest = words.replace("does not", "not-to").partition(" ")
    return f"not to {rest}" if verb == "not-to" else f"to {verb.replace('s,', ',').removesuffix('s')} {rest}".strip()


def decider(decision: Decision) -> str:
    """The decision maker in words, with the status of what was not decided."""
    maker = decision.made_by.name if decision.made_by else NOT_NAMED
    status = STATUSES.get(DecisionStatus(decision.status))
    return f"{maker} ({status})" if status else maker


def lines_of(decision: Decision) -> list[OutcomeLine]:
    """The outcomes of a decision, each naming its proposal or option.

    Reads the outcomes with their plans and the voices on whose word they stand; the
    decision has its case.
    """
    return [_named(decision, outcome) for outcome in decision.outcomes.all()]


def _named(decision, outcome) -> OutcomeLine:
    plan = outcome.option or outcome.proposal
    if plan is None or not plan.is_published:
        return outcome_line(decision, outcome, of=outcome.words or "what is no longer published")
    plan.case = decision.case
    within = outcome.option.proposal.name if outcome.option else ""
    return outcome_line(decision, outcome, of=plan.name, address=plan.get_absolute_url(), within=within)


def settling_first(lines: list[OutcomeLine]) -> list[OutcomeLine]:
    """Lines by date, what settles the case before the rest."""
    return sorted(lines, key=lambda line: not line.decision.is_settling)
