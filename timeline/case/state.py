"""The state of cases in one sentence each, for their own pages and the home page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from councils.models import Case
from proposals.choices import EventKind
from proposals.models import Decision, Event
from record.dates import UncertainDate
from record.text.english import without_full_stop
from timeline.decisions.rules import decided


@dataclass(frozen=True)
class CaseState:
    """A sentence, with the record that it names, its address and its date.

    ``outcome`` says what was decided, and by whom.
    """

    words: str
    title: str = ""
    address: str = ""
    when: UncertainDate | None = None
    outcome: str = ""


def states_of(cases: Iterable[Case], today) -> dict[int, CaseState]:
    """The state of each case, by primary key.

    As many queries for many cases as for one.

    The first that there is: what settled the case, an open consultation, a decision that is awaited.
    """
    by_pk = {case.pk: case for case in cases}
    decisions = Event.objects.published().filter(case__in=by_pk, kind=EventKind.DECISION)
    sources = [
        (
            "Decided:",
            Decision.objects.published().filter(case__in=by_pk).settling().with_results().in_order().reverse(),
        ),
        ("Consultation open:", Event.objects.published().filter(case__in=by_pk).open_on(today).as_printed()),
        ("Awaited:", decisions.awaited_before(today).as_printed().reverse()),
        ("Awaited:", decisions.ahead_of(today).as_printed()),
    ]
    found = defaultdict(dict)
    for words, records in sources:
        for record in records:
            found[record.case_id].setdefault(words, record)
    return {pk: _state(case, found[pk]) for pk, case in by_pk.items()}


def _state(case: Case, records: dict) -> CaseState:
    by = f" by {case.kept_up_to:%-d %B %Y}" if case.kept_up_to else ""
    not_found = f"We had found no final decision{by}." if by else "We have found no final decision."
    for words, record in records.items():
        record.case = case
        words = f"{not_found} {words}" if words == "Awaited:" else words
        lines = decided(record).lines[:1] if isinstance(record, Decision) else []
        outcome = "".join(f"{without_full_stop(str(line))}." for line in lines)
        return CaseState(words, record.title, record.get_absolute_url(), record.when, outcome)
    return CaseState(not_found)
