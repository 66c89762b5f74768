"""References of records to passages and documents, derived from the schemas.

``CaseDocument`` keeps the documents that the records of a case cite, in the transaction that publishes them.
Without it, a timeline would have to look for every document in some fifty tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import connections
from django.db.models import Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Value

from councils.models.case_document import CaseDocument
from councils.models.document import Document
from councils.models.passage import Passage
from record.content.codec import BATCH
from record.content.pointing import pointing
from record.content.schema import RecordKind, kinds
from record.content.schema import kind as kind_named
from record.prepared import AnyGiven, Given, Prepared
from record.workflow.publishing import refresher
from record.workflow.states import State


def tables(kind: RecordKind) -> Iterator[tuple[type[Model], str]]:
    """Tables of a kind that point at passages, each with its lookup to the record."""
    for model, lookup, _ in pointing(kind, Passage):
        yield model, lookup


def in_state(state: Q) -> QuerySet[Passage]:
    """The passages with words on which a record in such a state rests."""
    cited = Q(pk__in=[])
    for kind in kinds():
        for model, lookup in tables(kind):
            owner = Q(**{f"{lookup}__{name}" if lookup else name: value for name, value in state.children})
            cited |= Q(pk__in=model._default_manager.filter(owner, passage__isnull=False).values("passage"))
    return Passage.objects.with_words().filter(cited)


def published() -> QuerySet[Passage]:
    return in_state(Q(state=State.PUBLISHED))


@dataclass(frozen=True)
class Citation:
    """A published record that cites a passage, or names the document as a whole.

    ``part`` is the table that says so ("claims.Appearance"). ``case`` is the key
    of the record's case, or nothing for what belongs to none.
    """

    kind: str
    part: str
    passage: int | None
    pk: int
    public_id: str
    title: str
    case: str
    case_title: str


def citing(document: Document) -> list[Citation]:
    """All published records that cite a document, in the order of kinds; one query."""
    order = [kind.name for kind in kinds()]
    found = [Citation(*row) for row in _CITING.read(document=document.pk)]
    return sorted(found, key=lambda each: (order.index(each.kind), each.case, each.pk))


def _citing() -> QuerySet:
    first, *rest = [_citations(*branch) for branch in _branches()]
    return first.union(*rest, all=True)


_CITING = Prepared(_citing)


def cited_in(cases: list[int]) -> Exists:
    """A condition for documents: a published record of these cases cites it."""
    return Exists(CaseDocument.objects.filter(document=OuterRef("pk"), case__in=cases))


def cited_in_case(case) -> Exists:
    """The same for one case."""
    return Exists(CaseDocument.objects.filter(document=OuterRef("pk"), case=case))


@refresher
def refresh(changed: dict[str, set[int]]) -> None:
    """Update the documents that the changed records cite."""
    for kind in kinds():
        if kind.scope and (pks := changed.get(kind.name)):
            _renew(kind, sorted(pks))


def rebuild() -> None:
    """Compute anew which documents the published records cite."""
    CaseDocument.objects.all().delete()
    for kind in kinds():
        if kind.scope:
            _renew(kind, list(kind.model.objects.filter(state=State.PUBLISHED).values_list("pk", flat=True)))


def fill(using="default", **kwargs) -> None:
    """Fill the table of references for records that were published before it existed."""
    tables = set(connections[using].introspection.table_names())
    needed = {model._meta.db_table for model in (CaseDocument, *(kind.model for kind in kinds()))}
    if tables >= needed and not CaseDocument.objects.exists():
        rebuild()


def _renew(kind: RecordKind, pks: list[int]) -> None:
    for start in range(0, len(pks), BATCH):
        _renew_batch(kind, pks[start : start + BATCH])


@cache
def _citing_and_kept(kind_name: str) -> Prepared | None:
    """The documents that records of a kind cite, and the rows that are kept of them.

    Record, case and document of each, and the primary key of a kept row or 0.
    """
    kind = kind_named(kind_name)
    querysets = [
        model._default_manager.filter(
            **{
                _path_to(lookup, "pk"): AnyGiven("records"),
                _path_to(lookup, "state"): State.PUBLISHED,
                f"{path}__isnull": False,
            }
        )
        .order_by()
        .values_list(_path_to(lookup, "pk"), _path_to(lookup, f"{kind.scope}_id"), path, Value(0))
        for of_kind, model, lookup, _, path in _branches()
        if of_kind is kind
    ]
    if not querysets:
        return None
    kept = CaseDocument.objects.filter(kind=kind.name, record=AnyGiven("records")).order_by()
    return Prepared(lambda: kept.values_list("record", "case_id", "document_id", "pk").union(*querysets))


def _renew_batch(kind, pks) -> None:
    found = _citing_and_kept(kind.name)
    if found is None:
        return
    wanted, existing = set(), {}
    for *row, pk in found.read(records=pks):
        if pk:
            existing[tuple(row)] = pk
        else:
            wanted.add(tuple(row))
    if outdated := [pk for row, pk in existing.items() if row not in wanted]:
        CaseDocument.objects.filter(pk__in=outdated).delete()
    CaseDocument.objects.bulk_create(
        CaseDocument(kind=kind.name, record=record, case_id=case, document_id=document)
        for record, case, document in sorted(wanted - existing.keys())
    )


@cache
def _branches() -> list[tuple[RecordKind, type[Model], str, str, str]]:
    """Links from a record to documents: kind, table, lookup, column, document path."""
    by_passage = [(kind, *found, f"{found[-1]}__document") for kind in kinds() for found in pointing(kind, Passage)]
    # That one document reproduces another is told by both.
    by_document = [
        (kind, *found, found[-1]) for kind in kinds() for found in pointing(kind, Document) if found[0] is not Document
    ]
    return by_passage + by_document


def _citations(kind, model, lookup, column, path):
    of_case = bool(kind.scope)
    case = _path_to(lookup, kind.scope)
    return (
        model._default_manager.filter(**{path: Given("document"), _path_to(lookup, "state"): State.PUBLISHED})
        .order_by()
        .values_list(
            Value(kind.name),
            Value(model._meta.label),
            F(f"{column}_id") if path != column else Value(None, IntegerField()),
            _path_to(lookup, "pk"),
            _path_to(lookup, "public_id"),
            _path_to(lookup, kind.title),
            F(f"{case}__key") if of_case else Value(""),
            F(f"{case}__title") if of_case else Value(""),
        )
    )


def _path_to(lookup, name):
    return f"{lookup}__{name}" if lookup else name
