"""The filter of a timeline, for its page, feed and file."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from claims.choices import EventRole
from claims.models import Appearance, ClaimCouncil, ClaimEvent
from councils.models import Council, SpeaksFor
from proposals.choices import EventKind
from proposals.models import Carried, Decision, EventFact, Submitter
from record.text.search import UNSEARCHABLE, ReadersQuery, in_words, is_searchable
from record.web.filter_fields import ChoicesField, DayField, WordsField
from record.web.list_filter import ListFilter, Tag
from record.workflow.states import State
from timeline.chronology import chips, position_changes
from timeline.chronology.entries import DECISION, DOCUMENT, EVENT, SHIFT, SUBMISSION
from timeline.chronology.parts import Parts, WholeTimeline, published

RANKS = (EVENT, SUBMISSION, DOCUMENT, SHIFT, DECISION)
LATEST = "latest"
PUBLIC = "public"
# Keys that say how the timeline is shown, and narrow it by no field of the form.
HOW_SHOWN = ("show", "order", "as")


class TimelineFilter(ListFilter):
    """The filter of a timeline; ``parts`` are its querysets by kind of entry."""

    show = ChoicesField(label="Show", refusal="nothing that a timeline shows", choices=[*chips.LABELS.items()])
    order = ChoicesField(label="Order", refusal="no order of entries", choices=[(LATEST, "latest first")])
    as_ = ChoicesField(label="Dates", refusal="no way to date entries", choices=[(PUBLIC, "as it became public")])
    council = ChoicesField(label="Council", refusal="the code of no council", is_upper=True)
    side = ChoicesField(label="Side", refusal="no side of this case")
    kind = ChoicesField(
        label="Kind",
        refusal="no kind of entry",
        choices=[*EventKind.choices, (position_changes.KIND, position_changes.LABEL)],
    )
    point = ChoicesField(label="Question", refusal="no question of this case")
    from_ = DayField(label="From")
    to = DayField(label="To")
    q = WordsField()

    def __init__(self, query: QueryDict, case):
        query = self.clean_query(query)
        self.case = case
        self.councils = case.councils_shown + _other_councils(query.getlist("council"), case)
        super().__init__(
            query,
            council=[(council["code"], council["name"]) for council in self.councils],
            side=[(side.key, side.label) for side in case.sides_shown],
            point=[(point.public_id, point.question) for point in case.points_shown],
        )

    def clean_q(self):
        words = self.cleaned_data["q"]
        if words and not is_searchable(words):
            raise ValidationError(UNSEARCHABLE)
        return words

    @property
    def selects(self) -> list[dict]:
        return [each for each in super().selects if each["key"] not in HOW_SHOWN]

    def tags(self, path: str) -> list[Tag]:
        labels = {self.fields[key].label for key in HOW_SHOWN}
        return [tag for tag in super().tags(path) if tag.label not in labels]

    @property
    def is_narrowed(self) -> bool:
        return any(key not in HOW_SHOWN for key in self.data)

    @property
    def is_latest_first(self) -> bool:
        return not self.problems and LATEST in self.value("order")

    @property
    def is_as_public(self) -> bool:
        return not self.problems and PUBLIC in self.value("as")

    def chip(self, numbers: dict[str, int]) -> str:
        """The chip that is chosen, or else the one that the timeline begins with."""
        if not self.problems and (chosen := self.value("show")):
            return chosen[0]
        return chips.DIFFER if numbers[chips.DIFFER] and not self.is_narrowed else chips.ALL

    def address_showing(self, path: str, chip: str) -> str:
        """The address of the list with another chip."""
        pairs = [pair for pair in self.pairs if pair[0] != "show"]
        return f"{path}?{urlencode([*pairs, ('show', chip)])}"

    def address_narrowed(self, path: str, values: dict[str, str]) -> str:
        """The address of all entries with these values in place of those that it has."""
        pairs = [pair for pair in self.pairs if pair[0] not in values and pair[0] != "show"]
        return f"{path}?{urlencode([*pairs, *(pair for pair in values.items() if pair[1])])}"

    def parts(self) -> Parts:
        """The filtered querysets by kind of entry; empty if a filter is not understood.

        Whether accounts differ, and what else a chip shows, is not asked here.
        """
        if self.problems:
            return Parts()
        return self._narrowed(published(self.case, is_as_public=self.is_as_public))

    def _narrowed(self, parts) -> Parts:
        if kinds := self.value("kind"):
            parts = self._of_kinds(parts, kinds)
        for condition in self._conditions():
            parts = {rank: part.filter(condition[rank]) for rank, part in parts.items() if rank in condition}
        return Parts(parts)

    def parts_to_page(self) -> Parts:
        """The same for a page, quicker where nothing narrows them."""
        if self.problems or self.is_narrowed:
            return self.parts()
        return WholeTimeline(self.case, is_as_public=self.is_as_public)

    def shown_parts(self) -> list:
        """The querysets of a feed or file, by the entries' own dates.

        They are those of the chip in the address, or of all.
        """
        parts = Parts() if self.problems else self._narrowed(published(self.case))
        chosen = self.value("show")[0] if parts and self.value("show") else chips.ALL
        return list(chips.shown(parts, chosen, Q(pk__in=chips.differing_events(self.case))).values())

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

    def _conditions(self):
        """For each key, conditions by kind of entry; a kind without one is left out."""
        if keys := self.value("side"):
            sides = [side.pk for side in self.case.sides_shown if side.key in keys]
            yield self._with_claim(claim__computed__side__in=sides)
        if ids := self.value("point"):
            points = [point.pk for point in self.case.points_shown if point.public_id in ids]
            yield self._with_claim(claim__points__point__in=points)
        if codes := self.value("council"):
            yield self._of_councils([each["voice"] for each in self.councils if each["code"] in codes])
        if start := self.value("from"):
            yield {rank: Q(entry_latest__gte=start.earliest) & _dated(rank) for rank in RANKS}
        if end := self.value("to"):
            yield {rank: Q(entry_earliest__lte=end.latest) & _dated(rank) for rank in RANKS}
        if words := self.value("q"):
            yield self._saying(ReadersQuery(words))

    def _with_claim(self, **claim):
        """Conditions: an account, or a document or shift with a claim, is such."""
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
        """Conditions: a voice that counts for one of the councils has a part."""
        counting = SpeaksFor.objects.counting_for(councils).values_list("voice", "earliest", "latest").distinct()
        voices = {voice for voice, _, _ in counting}
        with_claim = self._with_claim(claim__councils__in=ClaimCouncil.objects.of(councils).counting())
        facts, made = Q(), Q()
        for voice, earliest, latest in counting:
            made |= Q(made_by=voice, when_earliest__lte=latest, when_latest__gte=earliest)
            facts |= Q(voice=voice, event__when_earliest__lte=latest, event__when_latest__gte=earliest)
        submitted = Exists(Submitter.objects.filter(submission=OuterRef("pk"), voice__in=voices))
        carried = Exists(Carried.objects.filter(submission=OuterRef("pk"), voice__in=voices))
        return {
            EVENT: with_claim[EVENT]
            | Q(Exists(EventFact.objects.filter(facts, event=OuterRef("pk"))))
            | Q(Exists(Decision.objects.published().filter(made, event=OuterRef("pk")))),
            SUBMISSION: with_claim[SUBMISSION] | Q(submitted) | Q(carried) | Q(to__in=voices),
            DOCUMENT: with_claim[DOCUMENT] | Q(publisher__in=voices),
            SHIFT: with_claim[SHIFT] | Q(holder__in=voices),
            DECISION: made,
        }

    def _saying(self, words: ReadersQuery):
        with_claim = self._with_claim(claim__computed__search=words)
        return {
            EVENT: with_claim[EVENT] | in_words("title", "summary", query=words),
            SUBMISSION: with_claim[SUBMISSION] | in_words("title", query=words),
            DOCUMENT: with_claim[DOCUMENT] | in_words("title", "summary", query=words),
            SHIFT: with_claim[SHIFT] | in_words("entry_title", query=words),
            DECISION: in_words("title", "summary", query=words),
        }


_PUBLISHED = Q(claim__state=State.PUBLISHED)


def _dated(rank) -> Q:
    """A condition: the entry has a date, which some documents have not."""
    return ~Q(entry_edtf="") if rank == DOCUMENT else Q()


def _other_councils(codes: list[str], case) -> list[dict]:
    """Councils that are asked for and are not among the case's own."""
    codes = set(codes) - {council["code"] for council in case.councils_shown}
    if not codes:
        return []
    councils = Council.objects.published().filter(code__in=codes).order_by("code")
    return [
        {"voice": voice, "code": code, "name": name}
        for voice, code, name in councils.values_list("voice", "code", "voice__name")
    ]
