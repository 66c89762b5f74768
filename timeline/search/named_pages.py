"""Pages that answer a search by themselves, and all that it names.

A resident often asks for what no record is called: what happens next, who wants which plan,
what becomes of a village, how a council voted. Such words lead to the page that answers them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Length
from django.urls import reverse

from claims.models import SearchKind
from councils.models import Case, Party, Voice
from proposals.models import Decision, Event, NumberedList, Proposal, RiskRegister
from record.models import Record
from record.text.search import prepared, stems
from timeline.search.hits import Hit, hits_of
from timeline.search.matches import Weighed, called_by_all, having_any, telling, with_score

# A name has at most so many words; more records of one name are left to the results.
LONGEST_NAME, MOST_NAMED = 6, 3
# A search of so many terms, all of them in the name of one record, asks for that record.
TERMS_OF_A_NAME, MOST_RECORDS = 3, 2
NAMED_MODELS = {
    "event": Event,
    "decision": Decision,
    "proposal": Proposal,
    "list": NumberedList,
    "risk-register": RiskRegister,
    "voice": Voice,
}


@dataclass(frozen=True)
class FindablePage:
    """A page that each case has, and the words by which residents ask for it.

    Several words ask for it wherever a search has them all, in any order; a word by itself only as a whole search.
    ``phrases`` ask for it as they stand, where words that say nothing by themselves make the sense: “have my say”.
    ``model`` is of records that a case must have for the page to answer.
    """

    title: str
    view: str
    asked: tuple[str, ...]
    fragment: str = ""
    phrases: tuple[str, ...] = ()
    model: type[Record] | None = None


# Of the decisions of councils that a search names, the page shows only theirs.
DECISIONS = "decisions"
PAGES = (
    FindablePage(
        "What happens next",
        "case",
        (
            *("next", "happen next", "come next", "next step", "next stage", "happen now", "respond"),
            *("deadline", "deadline consultation", "close consultation", "end consultation", "respond consultation"),
            *("open consultation", "timetable", "calendar", "timescale", "due decision", "new council start"),
            *("new council begin", "vesting day", "government decide", "minister decide", "decision expected"),
            *("decision date", "government decision", "know decision", "decision announced", "still say"),
        ),
        "#next",
        ("have my say", "have our say", "have a say", "have your say", "take part"),
    ),
    FindablePage(
        "What was decided, and what is awaited",
        "case",
        (
            *("happen", "happen plan", "happen proposal", "happen partnership", "happen merger", "become plan"),
            *("become partnership", "outcome", "result", "final decision", "merge", "merger", "go ahead", "proceed"),
        ),
    ),
    FindablePage(
        "Who supports or opposes what",
        "positions",
        (
            *("council support", "council oppose", "council agree", "council want", "council prefer", "council think"),
            *("council back", "council favour", "council against", "council side", "support", "oppose", "position"),
            *("support plan", "support proposal", "support option", "oppose plan", "oppose proposal", "back plan"),
            *("favour plan", "against plan", "want plan", "stand", "change mind"),
        ),
    ),
    FindablePage(
        "The plans beside each other",
        "compare",
        (
            *("compare", "comparison", "map", "plan", "proposal", "option", "compare plan", "compare proposal"),
            *("compare option", "difference plan", "difference proposal", "difference option", "differ plan"),
            *("map plan", "map proposal", "new council", "new boundary", "proposed council"),
        ),
    ),
    FindablePage(
        "Figures",
        "figures",
        (
            *("figure", "number", "statistic", "population", "money", "cost", "saving", "much save", "much cost"),
            *("many councillors", "many residents", "many people", "many jobs", "many homes", "save money"),
        ),
    ),
    FindablePage(
        "Decisions and votes", DECISIONS, ("decision", "vote", "decide", "resolution", "council vote", "council decide")
    ),
    FindablePage(
        "Risks, as documents list them",
        DECISIONS,
        ("risk", "risk register", "risk plan", "risk proposal", "risk partnership", "risk merger", "danger"),
        "#registers",
        model=RiskRegister,
    ),
    FindablePage(
        "Editor’s notes",
        "notes",
        ("add up", "mistake", "error", "contradiction", "editor note", "mistake document", "error document"),
    ),
    FindablePage(
        "Your area",
        "areas",
        (
            "area",
            "postcode",
            "village",
            "town",
            "parish",
            "live",
            "area affected",
            "village affected",
            "town affected",
            "village city",
            "village go",
            "town go",
            "area go",
            "where live",
            *("council abolish", "council scrap", "council disappear", "council survive", "council exist"),
            *("council remain", "happen council", "become council"),
        ),
    ),
)


@dataclass(frozen=True)
class NamedPage:
    """A page for which a search asks, with its address in each case."""

    title: str
    links: list[tuple[Case, str]]


def named_pages(words: str, cases: Iterable[Case], councils: Iterable[Voice] = ()) -> list[NamedPage]:
    """The pages of these cases for which the words ask.

    Decisions are those of the councils named, if there are any.
    """
    row = _row(words)
    asked, text = set(stems(row)) - {""}, f" {' '.join(row)} "
    pages = [
        page
        for page, rows in _stems()
        if any(_asks(each, asked, is_of_councils=bool(councils) and page.view == DECISIONS) for each in rows)
        or any(f" {phrase} " in text for phrase in page.phrases)
    ]
    cases, found = list(cases), []
    for page in pages:
        if page.view == DECISIONS and councils and not page.model:
            found += _decisions_of(councils, cases)
        else:
            having = set(page.model.objects.published().values_list("case", flat=True)) if page.model else None
            links = [
                (case, reverse(f"timeline:{page.view}", args=[case.key]) + page.fragment)
                for case in cases
                if having is None or case.pk in having
            ]
            found += [NamedPage(page.title, links)] if links else []
    return found


def by_match(cases: list[Case], entries, weighed: list[Weighed]) -> list[Case]:
    """The cases, those first that have the words by which they differ."""
    entries = entries.of_kind(SearchKind.CASE)
    told = telling(entries, weighed) if weighed and len(cases) > 1 else []
    score = dict(with_score(entries, told).values_list("record", "score")) if told else {}
    return sorted(cases, key=lambda case: -score.get(case.pk, 0))


@dataclass(frozen=True)
class SoughtRecord:
    """An event, decision, list, proposal or office whose name has all the words."""

    title: str
    url: str
    note: str


def named_records(entries, weighed: list[Weighed], besides: Iterable[Voice]) -> list[SoughtRecord]:
    """Records whose names have all the terms; none of these voices."""
    if len(weighed) < TERMS_OF_A_NAME:
        return []
    terms, kinds = [each.term for each in weighed], list(NAMED_MODELS)
    rows = with_score(called_by_all(entries.filter(record_kind__in=kinds, part=""), terms), weighed)
    shown = {voice.pk for voice in besides}
    rows = rows.exclude(record_kind="voice", record__in=shown).order_by("-score", "ref")[:MOST_RECORDS]
    found = []
    for row in rows:
        record = NAMED_MODELS[row.record_kind].objects.get(pk=row.record)
        is_voice = row.record_kind == "voice"
        note = record.get_kind_display() if is_voice else record.case.title
        found.append(SoughtRecord(str(record), record.get_absolute_url(), note))
    return found


def _asks(row: set[str], asked: set[str], *, is_of_councils: bool) -> bool:
    """True if a search asks for a page in these words.

    How a council voted is asked by one word among others.
    """
    return row == asked or (row < asked and (len(row) > 1 or is_of_councils))


def _decisions_of(councils: Iterable[Voice], cases: list[Case]) -> list[NamedPage]:
    """The decisions of each council, in those of the cases to which it is a party."""
    parties = set(Party.objects.filter(voice__in=councils, case__in=cases).values_list("case", "voice"))
    return [
        NamedPage(
            f"Decisions and votes of {council.name}",
            [
                (case, f"{reverse('timeline:decisions', args=[case.key])}?council={council.council.code}")
                for case in cases
                if (case.pk, council.pk) in parties
            ],
        )
        for council in councils
    ]


@cache
def _stems() -> list[tuple[FindablePage, list[set[str]]]]:
    """The pages, each with the stems of the words that ask for it."""
    words = list({word for page in PAGES for row in page.asked for word in row.split()})
    stem_of = dict(zip(words, stems(words), strict=True))
    return [(page, [{stem_of[word] for word in row.split()} - {""} for row in page.asked]) for page in PAGES]


def _row(words: str) -> list[str]:
    return [word.removesuffix("'s") for word in prepared(words).replace('"', " ").split()]


def _names_in(row: list[str]) -> set[str]:
    """All that the words could name: each run of them, up to the longest name."""
    return {
        " ".join(row[start:end])
        for start in range(len(row))
        for end in range(start + 1, min(start + LONGEST_NAME, len(row)) + 1)
    }


def named_places(words: str, entries, today) -> list[Hit]:
    """The places whose whole name is in the words."""
    found = entries.of_kind(SearchKind.PLACE).filter(called__in=_names_in(_row(words)))
    found = found.order_by(Length("called").desc(), "called", "ref")
    return hits_of(SearchKind.PLACE, found[:MOST_NAMED], today)


@dataclass(frozen=True)
class NamedVoices:
    """People, councils and other voices that a search names, and its other words."""

    hits: list[Hit]
    rest: str

    @property
    def councils(self) -> list[Voice]:
        return [hit.shown.voice for hit in self.hits if hit.shown.voice.is_council]


def named_voices(words: str, entries, terms, today) -> NamedVoices:
    """The voices whose whole name is in the words, the longest names first."""
    row = _row(words)
    names = Func(F("called"), Value(r"\s{2,}"), function="regexp_split_to_array", output_field=ArrayField(TextField()))
    rows = having_any(entries.of_kind(SearchKind.VOICE), terms) if terms else entries.none()
    rows = list(rows.annotate(names=names).filter(names__overlap=sorted(_names_in(row))).order_by("called", "ref"))
    named = {each.pk: max((name for name in each.names if name in _names_in(row)), key=len) for each in rows}
    rows.sort(key=lambda each: -len(named[each.pk]))
    rest, kept = f" {' '.join(row)} ", []
    for each in rows:
        # A name within a longer one that is named already is no name here: Harborough, in Market Harborough.
        if f" {named[each.pk]} " in rest or named[each.pk] in (named[other.pk] for other in kept):
            kept.append(each)
            rest = rest.replace(f" {named[each.pk]} ", " ")
    return NamedVoices(hits_of(SearchKind.VOICE, kept[:MOST_NAMED], today), rest.strip())
