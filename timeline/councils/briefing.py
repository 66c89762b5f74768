"""Data for the briefing of a council before a meeting: two printed pages."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from claims.attribution import who_says
from claims.choices import Role
from claims.models import Claim, ClaimCouncil
from claims.notes import noted_documents
from claims.plans_named import plans_named_by
from claims.unanswered import unanswered
from councils.models import Case, Council, Document, Flag
from councils.models.document import DocumentAddress
from councils.names import short_names
from proposals.models import Event
from proposals.named_plans import NamedPlan, named_plans, with_a_state
from record.dates import UncertainDate
from record.web.filter_fields import ChoicesField, DayField
from record.web.list_filter import ListFilter
from timeline.case.awaited_events import awaited_events
from timeline.case.plan_steps import PlanSteps, plan_steps
from timeline.chronology.chips import meetings
from timeline.councils.events import cases_of_council
from timeline.councils.latest_claims import latest, rows_about, rows_by, rows_joint, with_roles
from timeline.event.meeting import meeting_details

# So many of each fit on two pages; the rest is behind a link.
MOST_ABOUT, MOST_OWN, MOST_TO_ANSWER, MOST_AHEAD = 4, 3, 4, 5
MOST_AGENDA, MOST_DECISIONS, MOST_PAPERS = 10, 4, 4
# The past meetings among which the form offers a choice.
MEETINGS = 12


class BriefingFilter(ListFilter):
    """The case, the first day and the meeting of a briefing."""

    case = ChoicesField(label="Case", refusal="no case of this council")
    since = DayField(label="Since")
    meeting = ChoicesField(label="Meeting", refusal="no event of this case")

    def __init__(self, query, council: Council, today: datetime.date):
        query = self.clean_query(query)
        self.cases = cases_of_council(council)
        chosen = [case for case in self.cases if case.key in query.getlist("case")]
        self.case = next(iter(chosen or _latest_first(self.cases, today)), None)
        events = Event.objects.published().filter(case=self.case).as_printed()
        offered = events.filter(meetings())
        self.events = [*offered.ahead_of(today), *offered.filter(when_latest__lt=today).reverse()[:MEETINGS]]
        self.events += events.filter(public_id__in=query.getlist("meeting")).exclude(
            pk__in=[each.pk for each in self.events]
        )
        super().__init__(
            query,
            case=[(case.key, case.title) for case in self.cases],
            meeting=[(event.public_id, _dated_title(event)) for event in self.events],
        )

    @property
    def event(self) -> Event | None:
        """The meeting that is chosen."""
        chosen = self.value("meeting")[:1]
        return next((event for event in self.events if event.public_id in chosen), None)


def _dated_title(event: Event) -> str:
    """The title with the date, which some titles end with."""
    date = str(event.when)
    return event.title if event.title.endswith(date) else f"{event.title}, {date}"


def _latest_first(cases: list[Case], today) -> list[Case]:
    return sorted(cases, key=lambda case: case.kept_up_to or today, reverse=True)


@dataclass
class SourceNote:
    """A numbered note: a document, its place, and where it was published."""

    number: int
    passage: object
    urls: list[str]


@dataclass
class FirstOfList:
    """The first items of a list, and its address where there are more.

    What the council may wish to answer is not counted: ``count`` is then the number shown.
    """

    items: list
    count: int
    more: str = ""


def _first_of(items: list, most: int, address: str) -> FirstOfList:
    return FirstOfList(items[:most], len(items), address if len(items) > most else "")


@dataclass
class Briefing:
    """All that a briefing prints. ``until`` is the day to which the case is kept."""

    case: Case
    since: UncertainDate
    until: datetime.date
    about: FirstOfList
    own: FirstOfList
    joint: FirstOfList
    to_answer: FirstOfList
    awaited: list[Event]
    ahead: FirstOfList
    plan_steps: list[PlanSteps]
    event: Event | None
    agenda: FirstOfList | None
    decisions: FirstOfList | None
    papers: FirstOfList | None
    notes: list[SourceNote]
    plans: list[NamedPlan]
    # Documents of its claims with the editors' notes on them as wholes.
    noted: list[tuple[Document, list[Flag]]]

    @property
    def is_empty(self) -> bool:
        return not any(each.items for each in (self.about, self.own, self.joint, self.to_answer))


def briefing(council: Council, filters: BriefingFilter, today: datetime.date) -> Briefing:
    """The briefing that an understood filter asks for, of a council with a case."""
    case = filters.case
    until = case.kept_up_to or today
    since = filters.value("since") or UncertainDate.on(_a_year_before(until))
    rows = {
        "to_answer": ClaimCouncil.objects.of([council.voice_id]).plain().in_roles([Role.NO_REPLY]),
        "about": rows_about(council),
        "own": rows_by(council),
        "joint": rows_joint(council),
    }
    narrowed = {kind: some.filter(claim__case=case).said_from(since.earliest) for kind, some in rows.items()}
    # What may be answered is about the council too, and is printed once.
    narrowed["about"] = narrowed["about"].without_claims_of(rows["to_answer"])
    most = {"to_answer": MOST_TO_ANSWER, "about": MOST_ABOUT, "own": MOST_OWN, "joint": MOST_OWN}
    found = {kind: latest(some, most[kind] + 1) for kind, some in narrowed.items()}
    # Joint claims take the room that the council's own leave, and at least one is shown.
    most["joint"] = max(1, MOST_OWN - len(found["own"]))
    claims = with_roles(council, [pk for kind, some in found.items() for pk in some[: most[kind]]])
    lists = {}
    for kind, some in found.items():
        listed = [claims[pk] for pk in some[: most[kind]] if pk in claims]
        is_part = len(some) > len(listed)
        lists[kind] = FirstOfList(
            listed,
            narrowed[kind].values("claim").distinct().count() if is_part and kind != "to_answer" else len(listed),
            _address(council, case, since, kind) if is_part else "",
        )
    absences = unanswered(lists["to_answer"].items)
    for claim in lists["to_answer"].items:
        claim.unanswered = absences[claim.pk]
    printed = [claim for each in lists.values() for claim in each.items]
    meeting = _meeting(filters.event, today)
    ahead = list(Event.objects.published().of_case(case).not_of_plans().ahead_of(today).as_printed())
    return Briefing(
        case=case,
        since=since,
        until=until,
        plan_steps=plan_steps(case, today),
        awaited=awaited_events(case, today),
        ahead=_first_of(ahead, MOST_AHEAD, f"{reverse('timeline:timeline', args=[case.key])}?show=all&from={today}"),
        notes=_notes(printed),
        noted=noted_documents(printed),
        plans=_plans(case, printed, meeting["decisions"]),
        **meeting,
        **lists,
    )


def _meeting(event: Event | None, today) -> dict[str, Event | FirstOfList | None]:
    """The chosen event, with the first of its agenda, decisions and other papers."""
    if event is None:
        return dict.fromkeys(["event", "agenda", "decisions", "papers"])
    event = Event.objects.for_page().for_status().get(pk=event.pk)
    event.status_line = event.status_words(today)
    details = meeting_details(event)
    reports = {item.report_id for item in details.agenda}
    papers = [each.document for each in event.published_documents if each.document_id not in reports]
    address = event.get_absolute_url()
    return {
        "event": event,
        "agenda": _first_of(details.agenda, MOST_AGENDA, f"{address}#agenda"),
        "decisions": _first_of(details.decisions, MOST_DECISIONS, f"{address}#decisions"),
        "papers": _first_of(papers, MOST_PAPERS, f"{address}#around"),
    }


def _plans(case: Case, claims: list[Claim], decisions: FirstOfList | None) -> list[NamedPlan]:
    """The plans with a state that the claims and the decisions of the meeting name."""
    named = [*plans_named_by(claim.pk for claim in claims).values()]
    outcomes = [outcome for decision in (decisions.items if decisions else ()) for outcome in decision.outcomes.all()]
    proposals = {outcome.proposal_id for outcome in outcomes}.union(*(each.proposals for each in named))
    options = {outcome.option_id for outcome in outcomes}.union(*(each.options for each in named))
    return with_a_state(named_plans(case, proposals, options))


ROLES = {"to_answer": Role.NO_REPLY, "about": Role.ABOUT, "own": Role.MADE_BY, "joint": Role.MADE_BY}


def _address(council, case, since, kind) -> str:
    """The list of all claims of a kind."""
    return f"{reverse('claims:list')}?case={case.key}&council={council.code}&role={ROLES[kind]}&from={since.edtf}"


def _a_year_before(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))


def _notes(claims: list[Claim]) -> list[SourceNote]:
    """A note for each place quoted; each claim gets its ``note_number``."""
    notes, named, short = {}, {}, short_names()
    for claim in claims:
        claim.who_says = who_says(claim, named)
        name = claim.made_for.name
        named[name] = short.get(name, name)
        passage = claim.lead.quotation
        place = passage.document_id, passage.place
        notes.setdefault(place, SourceNote(len(notes) + 1, passage, []))
        claim.note_number = notes[place].number
    addresses = DocumentAddress.objects.filter(document__in={document for document, _ in notes}).order_by("pk")
    for document, url in addresses.values_list("document", "url"):
        for note in notes.values():
            if note.passage.document_id == document and not note.urls:
                note.urls.append(url)
    return list(notes.values())
