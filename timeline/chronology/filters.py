"""Which entries of a timeline a reader asks for: the query string of the page, the feed and the file alike.

Repeating a key means *or*, different keys mean *and*. What is not understood is
said on the page, and then nothing is listed.
"""

from urllib.parse import urlencode

from django import forms
from django.contrib.postgres.search import SearchVector, SearchVectorExact
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from claims.choices import EventRole
from claims.claim_list.filters import UNSEARCHABLE, DayField, SeveralField, WordsField, is_searchable
from claims.figures.amounts import ungrouped, ungrouped_field
from claims.models import Appearance, ClaimEvent
from claims.models.derived import tsquery
from councils.models import Council
from councils.representation.placement import voices_counting_for
from proposals.choices import EventKind
from proposals.models import Carried, Decision, EventFact, Submitter
from record.workflow.states import State
from timeline.chronology import position_changes
from timeline.chronology.entries import DECISION, DOCUMENT, EVENT, SHIFT, SUBMISSION, published

RANKS = (EVENT, SUBMISSION, DOCUMENT, SHIFT, DECISION)
KEYS = ("council", "side", "kind", "point", "from", "to", "q")
NOUNS = {
    "council": "the code of no council in this record",
    "side": "no side of this case",
    "kind": "no kind of entry",
    "point": "no question of this case",
}
LABELS = {"council": "Council", "side": "Side", "kind": "Kind", "point": "Question", "from": "From", "to": "To"}


def clean_query(query: QueryDict) -> QueryDict:
    """The filter's part of a query string: known keys in their order, nothing empty, nothing twice."""
    found = QueryDict(mutable=True)
    for key in KEYS:
        values = [" ".join(value.split()) for value in query.getlist(key)]
        values = [value.upper() if key == "council" else value for value in values if value]
        if values:
            found.setlist(key, list(dict.fromkeys(values)))
    return found


class TimelineForm(forms.Form):
    """What each part of the query must be, and what they must be to each other."""

    to = DayField(required=False)
    q = WordsField(required=False)

    def __init__(self, data, choices):
        super().__init__(data)
        for key, known in choices.items():
            refusal = {"invalid_choice": f"“%(value)s” is {NOUNS[key]}."}
            self.fields[key] = SeveralField(choices=known, required=False, error_messages=refusal)
        self.fields["from"] = DayField(required=False)

    def clean_q(self):
        words = self.cleaned_data["q"]
        if words and not is_searchable(words):
            raise ValidationError(UNSEARCHABLE)
        return words

    def clean(self):
        given = super().clean()
        for key in ("from", "to", "q"):
            if len(self.data.getlist(key)) > 1:
                self.add_error(key, f"“{key}” is given more than once. Keep one of them.")
        start, end = given.get("from"), given.get("to")
        if start and end and start.earliest > end.latest:
            self.add_error("from", f"“From”, {start}, lies after “to”, {end}. Change one of them.")
        return given


class TimelineFilter:
    """A timeline narrowed to what is asked. ``parts`` are its querysets, none where something is not understood."""

    @classmethod
    def of(cls, query: QueryDict, case) -> "TimelineFilter":
        """Of a case that was found with its sides, questions and councils."""
        return cls(query, case, case.sides_shown, case.points_shown, case.councils_shown)

    def __init__(self, query: QueryDict, case, sides, points, councils):
        self.case = case
        self.data = clean_query(query)
        self.sides, self.points = sides, points
        self.councils = councils = councils + self._further(councils)
        self.choices = {
            "council": [(council["code"], council["name"]) for council in councils],
            "side": [(side.key, side.label) for side in sides],
            "kind": [*EventKind.choices, (position_changes.KIND, position_changes.LABEL)],
            "point": [(point.public_id, point.question) for point in points],
        }
        self.form = TimelineForm(self.data, self.choices)

    def _further(self, councils) -> list[dict]:
        """Councils that are asked for and have no part in the case of their own."""
        codes = set(self.data.getlist("council")) - {council["code"] for council in councils}
        if not codes:
            return []
        found = Council.objects.published().filter(code__in=codes).order_by("code")
        return [
            {"voice": voice, "code": code, "name": name}
            for voice, code, name in found.values_list("voice", "code", "voice__name")
        ]

    @property
    def problems(self) -> list[str]:
        return [message for key in KEYS for message in self.form.errors.get(key, [])]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.data)

    def address(self, path: str, after: str = "") -> str:
        """The clean address of the same timeline, in another form or at another place of it."""
        pairs = [(key, value) for key in KEYS for value in self.data.getlist(key)]
        query = urlencode([*pairs, ("after", after)] if after else pairs)
        return f"{path}?{query}" if query else path

    def parts(self) -> list:
        if not self.form.is_valid():
            return []
        given = self.form.cleaned_data
        parts = dict(zip(RANKS, published(self.case), strict=True))
        if given["kind"]:
            parts = self._of_kinds(parts, given["kind"])
        for narrow in self._narrowings(given):
            parts = {rank: part.filter(narrow[rank]) for rank, part in parts.items() if rank in narrow}
        return list(parts.values())

    def tags(self, address: str) -> list[tuple[str, str, str]]:
        """What it is narrowed to: label, value, and the address without it."""
        found = []
        for key in KEYS:
            names = dict(self.choices.get(key, ()))
            for value in self.data.getlist(key):
                pairs = [(k, v) for k in KEYS for v in self.data.getlist(k) if (k, v) != (key, value)]
                without = f"{address}?{urlencode(pairs)}" if pairs else address
                found.append((LABELS.get(key, "Words"), names.get(value, value), without))
        return found

    def fields(self) -> list[dict]:
        """The choices as the form prints them: a list for each key, and what a list cannot show, kept."""
        return [
            {
                "key": key,
                "label": LABELS[key],
                "choices": choices,
                "chosen": (self.data.getlist(key) or [""])[0],
                "further": self.data.getlist(key)[1:],
            }
            for key, choices in self.choices.items()
        ]

    def _of_kinds(self, parts, kinds):
        narrowed = {EVENT: parts[EVENT].filter(kind__in=kinds)}
        if EventKind.SUBMISSION in kinds:
            narrowed[SUBMISSION] = parts[SUBMISSION]
        if EventKind.PUBLICATION in kinds:
            narrowed[DOCUMENT] = parts[DOCUMENT]
        if EventKind.DECISION in kinds:
            narrowed[DECISION] = parts[DECISION]
        if position_changes.KIND in kinds:
            narrowed[SHIFT] = parts[SHIFT]
        return narrowed

    def _narrowings(self, given):
        """A condition for each part of a timeline, for each key that is asked."""
        if given["side"]:
            sides = [side.pk for side in self.sides if side.key in given["side"]]
            yield self._told(claim__computed__side__in=sides)
        if given["point"]:
            points = [point.pk for point in self.points if point.public_id in given["point"]]
            yield self._told(claim__points__point__in=points)
        if given["council"]:
            yield self._of_councils([each["voice"] for each in self.councils if each["code"] in given["council"]])
        if given["from"]:
            first = given["from"].earliest
            yield {rank: Q(entry_latest__gte=first) & _dated(rank) for rank in RANKS}
        if given["to"]:
            last = given["to"].latest
            yield {rank: Q(entry_earliest__lte=last) & _dated(rank) for rank in RANKS}
        if given["q"]:
            yield self._saying(given["q"])

    def _told(self, **claim):
        """Events with such an account, documents with such a claim, submissions with such a document, shifts by one."""
        return {
            EVENT: Q(
                Exists(ClaimEvent.objects.filter(_PUBLISHED, event=OuterRef("pk"), role=EventRole.ACCOUNT, **claim))
            ),
            SUBMISSION: Q(Exists(self._in_document("document", **claim))),
            DOCUMENT: Q(Exists(self._in_document("pk", **claim))),
            SHIFT: Q(Exists(Appearance.objects.filter(_PUBLISHED, claim=OuterRef("claim"), **claim))),
        }

    def _in_document(self, column, **claim):
        return Appearance.objects.filter(_PUBLISHED, claim__case=self.case, passage__document=OuterRef(column), **claim)

    def _of_councils(self, councils):
        """Entries in which a voice that counts for one of these councils has a part, or speaks, or is spoken of."""
        counting = voices_counting_for(councils)
        voices = [voice for voice, _, _ in counting]
        told = self._told(claim__councils__council__in=councils)
        facts, made = Q(), Q()
        for voice, earliest, latest in counting:
            made |= Q(made_by=voice, when_earliest__lte=latest, when_latest__gte=earliest)
            facts |= Q(voice=voice, event__when_earliest__lte=latest, event__when_latest__gte=earliest)
        submitted = Exists(Submitter.objects.filter(submission=OuterRef("pk"), voice__in=voices))
        carried = Exists(Carried.objects.filter(submission=OuterRef("pk"), voice__in=voices))
        return {
            EVENT: told[EVENT]
            | Q(Exists(EventFact.objects.filter(facts, event=OuterRef("pk"))))
            | Q(Exists(Decision.objects.published().filter(made, event=OuterRef("pk")))),
            SUBMISSION: told[SUBMISSION] | Q(submitted) | Q(carried) | Q(to__in=voices),
            DOCUMENT: told[DOCUMENT] | Q(publisher__in=voices),
            SHIFT: told[SHIFT] | Q(holder__in=voices),
            DECISION: made,
        }

    def _saying(self, words):
        query = tsquery(ungrouped(words))
        told = self._told(claim__computed__search=query)
        return {
            EVENT: told[EVENT] | _in_words("title", "summary", query=query),
            SUBMISSION: told[SUBMISSION] | _in_words("title", query=query),
            DOCUMENT: told[DOCUMENT] | _in_words("title", "summary", query=query),
            SHIFT: told[SHIFT] | _in_words("entry_title", query=query),
            DECISION: _in_words("title", "summary", query=query),
        }


_PUBLISHED = Q(claim__state=State.PUBLISHED)


def _dated(rank) -> Q:
    """Whether an entry has a date at all: of documents some have none, and they stand in no year."""
    return ~Q(entry_edtf="") if rank == DOCUMENT else Q()


def _in_words(*fields, query) -> Q:
    words = [ungrouped_field(field) for field in fields]
    return Q(SearchVectorExact(SearchVector(*words, config="english"), query))
