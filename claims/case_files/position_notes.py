"""Notes in the report of a load on positions that may not hold together."""

from collections import defaultdict
from itertools import combinations

from claims.choices import FAVOURABLE
from claims.position_history import StatedPosition, is_period, stated, surely_before
from councils.models import Case, Voice
from proposals.models import Option, Proposal


def position_notes(case: Case) -> list[str]:
    """A sentence for each voice in favour of two rival proposals, both still open."""
    positions, _ = stated(case)
    proposal_of = _proposals(case)
    by_voice = defaultdict(dict)
    for each in positions:
        proposal = proposal_of.get(each.subject)
        if each.is_own and proposal and each.when and each.stance in FAVOURABLE:
            by_voice[each.acts_for][proposal] = each
    names = dict(Voice.objects.filter(pk__in=by_voice).values_list("pk", "name"))
    return [
        f"{names[voice]}: two stances of one voice on rival proposals: {_words(one)}, and {_words(other)}. "
        "If the first no longer holds, give its position a `when` that ends."
        for voice, latest in by_voice.items()
        for one, other in combinations(sorted(latest.values(), key=lambda each: each.first), 2)
        if surely_before(one, other) and not _has_end(one)
    ]


def _proposals(case: Case) -> dict[str, str]:
    """The proposal of each subject, by public ids: a proposal, or that of an option."""
    rows = Option.objects.of_case(case).values_list("public_id", "proposal__public_id")
    found = {f"option:{option}": proposal for option, proposal in rows}
    proposals = Proposal.objects.of_case(case).values_list("public_id", flat=True)
    return found | {f"proposal:{proposal}": proposal for proposal in proposals}


def _words(position: StatedPosition) -> str:
    return f"“{position.stance.label}” on “{position.subject_name}” ({position.when})"


def _has_end(position: StatedPosition) -> bool:
    """True if its date says how long it held; the day on which it was stated does not."""
    when = position.when
    return is_period(when) and not when.is_open_end and when.earliest != when.latest
