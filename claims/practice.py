"""Voices and documents that only invented cases know, marked as practice."""

from django.db.models import BooleanField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from claims.models import About, Claim
from councils.models import Case, CaseDocument, Document, Party, Placement, Voice
from record.models import Loaded
from record.workflow.states import PUBLIC_STATES, State


def annotate_invented_voices(rows: QuerySet, to: str = "") -> QuerySet:
    """Annotate voices with ``is_invented``, or rows that point at one by ``to``."""
    pk, public_id = (OuterRef(to), OuterRef(f"{to}__public_id")) if to else (OuterRef("pk"), OuterRef("public_id"))
    is_invented = _all_of(
        _loaded(Voice.KIND, public_id),
        _first(Party.objects.filter(voice=pk, case__state__in=PUBLIC_STATES), "case__invented"),
        _first(Placement.objects.filter(voice=pk, side__case__state__in=PUBLIC_STATES), "side__case__invented"),
        _any(Claim.objects.filter(made_for=pk, state=State.PUBLISHED), "case__invented"),
        _any(About.objects.filter(voice=pk, claim__state=State.PUBLISHED), "claim__case__invented"),
    )
    return rows.annotate(is_invented=is_invented)


def annotate_invented_documents(documents: QuerySet) -> QuerySet:
    """Annotate documents with ``is_invented``, by case files and published records."""
    cited = CaseDocument.objects.filter(document=OuterRef("pk"))
    is_invented = _all_of(_loaded(Document.KIND, OuterRef("public_id")), _any(cited, "case__invented"))
    return documents.annotate(is_invented=is_invented)


def _all_of(*is_invented) -> Coalesce:
    """True if at least one is true and none is false; LEAST skips NULL."""
    return Coalesce(Least(*is_invented), Value(False), output_field=BooleanField())


def _first(rows, invented) -> Subquery:
    """False if any of these few rows is of a real case, NULL if there are none."""
    return Subquery(rows.order_by(invented).values(invented)[:1])


def _any(rows, invented) -> Subquery:
    """Any one of many rows: real and invented cases share no voice or document."""
    return Subquery(rows.order_by().values(invented)[:1])


def _loaded(kind, public_id) -> Subquery:
    """All case files that hold it are of invented cases."""
    cases = Case.objects.public().filter(key=OuterRef("source")).values("invented")
    rows = Loaded.objects.filter(kind=kind, record_id=public_id).annotate(invented=Subquery(cases))
    return Subquery(rows.exclude(invented=None).order_by("invented").values("invented")[:1])
