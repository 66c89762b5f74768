"""Querysets of a timeline by kind of entry, all with the same columns."""

from collections.abc import Callable
from functools import cache

from django.db import models
from django.db.models import Case as Cases
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONArray, JSONObject

from councils.models import Document
from councils.quotations.references import cited_in_case
from proposals.choices import FactKind
from proposals.models import Decision, Event, EventFact, Submission
from proposals.models.event import on_whose_word, says_what_came, sources_differ
from record.dates.order import by_date, day_placed
from record.prepared import Given, Prepared
from timeline.chronology import position_changes
from timeline.chronology.entries import DECISION, DOCUMENT, EVENT, NAMED, NEVER, SHIFT, SUBMISSION

DATE_PARTS = ("edtf", "printed", "basis", "extent", "earliest", "latest")


class Parts(dict):
    """Querysets by kind of entry, as a filter leaves them.

    What is read of them may be made with ``Given``.
    """

    def read(self, make: Callable[..., QuerySet], *arguments, **given) -> list:
        """The rows of the queryset that ``make`` makes of these parts."""
        return Prepared(lambda: make(self, *arguments)).read(**given)

    # What every page asks, whatever its address.
    read_often = read


class WholeTimeline(Parts):
    """The parts of a timeline that nothing narrows, as ``published`` orders them.

    To build and compile its queries took a third of the CPU of its page, so that they are compiled once for all cases.
    """

    def __init__(self, case, *, is_as_public=False):
        super().__init__(_parts_of_given_case(is_as_public))
        self.is_as_public = is_as_public
        self.given = {"case": case.pk, **position_changes.given_for(case)}

    def read(self, make, *arguments, **given) -> list:
        return super().read(make, *arguments, **self.given, **given)

    def read_often(self, make, *arguments, **given) -> list:
        return _compiled_once(self.is_as_public, make, *arguments).read(**self.given, **given)


@cache
def _parts_of_given_case(is_as_public: bool) -> Parts:
    return _published(Given("case"), position_changes.given_changed_positions(), is_as_public)


@cache
def _compiled_once(is_as_public: bool, make, *arguments) -> Prepared:
    return Prepared(lambda: make(_parts_of_given_case(is_as_public), *arguments))


def published(case, *, is_as_public=False) -> Parts:
    """The parts of a timeline, to narrow them.

    ``is_as_public`` places an event at the day on which it became public, where a source says so.
    """
    return _published(case, position_changes.changed_positions(case), is_as_public)


def _published(case, shifts, is_as_public) -> Parts:
    events = Event.objects.published().of_case(case)
    return Parts(
        {
            EVENT: _as_public(events) if is_as_public else _columns(events, EVENT, "when", _event_detail()),
            SUBMISSION: _columns(
                Submission.objects.published().of_case(case),
                SUBMISSION,
                "when",
                JSONObject(to="to__name", document="document"),
            ),
            DOCUMENT: _columns(
                Document.objects.published().filter(cited_in_case(case)),
                DOCUMENT,
                None,
                JSONObject(publisher="publisher__name", summary="summary", title_basis="title_basis"),
            ),
            SHIFT: shifts.annotate(rank=Value(SHIFT, models.IntegerField())),
            DECISION: _columns(
                Decision.objects.published().of_case(case).without_event(),
                DECISION,
                "when",
                JSONObject(maker="made_by__name", summary="summary"),
            ),
        }
    )


def _columns(queryset, rank, date, detail):
    """Add the columns that all entries have.

    ``date`` is None for a document, which may have two dates.
    """
    if date is None:
        parts = {part: _became_public(part) for part in DATE_PARTS}
        return _annotated(queryset, rank, parts, Coalesce(day_placed("entry"), Value(NEVER)), detail)
    return _annotated(queryset, rank, {part: F(f"{date}_{part}") for part in DATE_PARTS}, day_placed(date), detail)


def _annotated(queryset, rank, parts, placed, detail):
    has_place = rank in (EVENT, DECISION)
    return queryset.annotate(
        rank=Value(rank, models.IntegerField()),
        entry_title=F("title"),
        entry_kind=Value(NAMED[rank].value) if rank in NAMED else F("kind"),
        entry_status=F("status") if has_place else Value(""),
        **{
            f"entry_{part}": Coalesce(expression, Value(NEVER)) if part in ("earliest", "latest") else expression
            for part, expression in parts.items()
        },
        entry_sequence=F("sequence") if has_place else Value(0, models.IntegerField()),
        entry_detail=detail,
    ).annotate(placed=placed)


def _became_public(part):
    """The day on which a document became public, or else its own date."""
    return Cases(When(published_edtf__gt="", then=F(f"published_{part}")), default=F(f"date_{part}"))


def _as_public(events):
    """Events by the day on which they became public, or else by their own.

    The detail then has their own date too.
    """
    facts = EventFact.objects.filter(event=OuterRef("pk"), kind=FactKind.MADE_PUBLIC, stated=True, when_edtf__gt="")
    first = facts.order_by(*by_date("when"), "pk")[:1]
    parts = {
        part: Cases(
            When(is_told=True, then=Subquery(first.values(f"when_{part}"))),
            default=F(f"when_{part}"),
            output_field=models.DateField() if part in ("earliest", "latest") else models.TextField(),
        )
        for part in DATE_PARTS
    }
    own = [F(f"when_{part}") for part in ("edtf", "printed", "basis", "extent")]
    happened = Cases(When(is_told=True, then=JSONArray(*own)), default=Value(None, models.JSONField()))
    events = events.alias(is_told=Exists(facts))
    return _annotated(events, EVENT, parts, day_placed("entry"), _event_detail(happened=happened))


def _event_detail(**more):
    return JSONObject(
        summary="summary",
        series="series",
        has_come=says_what_came(),
        told_by=on_whose_word(),
        sources_differ=sources_differ(),
        **more,
    )
