"""Which documents a case rests on."""

from claims.models import Appearance, Response
from councils.models import Document
from proposals.models import Backing, EventDocument, EventFact, Option, ProposalVersion, Submission
from record.lifecycle import State

# Where a record of a case cites a document: the model, the way to the record, and the way to the document.
CITATIONS = [
    (Appearance, "claim", "passage__document"),
    (Response, "claim", "passage__document"),
    (EventFact, "event", "passage__document"),
    (EventDocument, "event", "document"),
    (ProposalVersion, "proposal", "document"),
    (Option, "proposal", "passage__document"),
    (Backing, "proposal", "passage__document"),
    (Submission, "", "document"),
    (Submission, "", "passage__document"),
]


def documents_of(case):
    """Published documents that are cited by what is published of a case."""
    first, *rest = [_cited(model, record, document, case) for model, record, document in CITATIONS]
    return Document.objects.published().filter(pk__in=first.union(*rest))


def _cited(model, record, document, case):
    path = f"{record}__" if record else ""
    return (
        model.objects.filter(**{f"{path}case": case, f"{path}state": State.PUBLISHED, f"{document}__isnull": False})
        .order_by()
        .values_list(document, flat=True)
    )
