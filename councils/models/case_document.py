from django.db import models

from councils.models.case import Case
from councils.models.document import Document
from record.models.stored_row import StoredRow


class CaseDocument(StoredRow):
    """A document that a published record of a case cites or names.

    Computed (councils.quotations.references).
    """

    COMPUTED = True

    document = models.ForeignKey(Document, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record", "document"], name="councils_case_document_once"),
        ]
        indexes = [
            models.Index(fields=["document", "case"], name="councils_case_document_lookup"),
        ]

    def __str__(self):
        return f"{self.kind} {self.record}: {self.document}"
