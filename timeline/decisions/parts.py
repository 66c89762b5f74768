"""What the pages of decisions, lists and risk registers share: rows that belong to a record, and what they point at."""

from django.db.models import OuterRef

from councils.models import Document, Passage, Voice

SOURCES = (Voice.objects.all(), Passage.objects.select_related("document"), Document.objects.all())


def parts_of(model, parent):
    """The parts of a record or of a part, in their order, for a subquery."""
    return model.objects.filter(**{parent: OuterRef("pk")}).order_by("sequence", "pk")


def if_published(record, case):
    """What a record points at, if readers may see it."""
    if record is None or not record.is_published:
        return None
    record.case = case
    return record
