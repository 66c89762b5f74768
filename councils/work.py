"""The list of documents that are quoted and of which no text is held."""

from django.db.models import Exists, OuterRef

from councils.models import Document, Passage, StoredText
from record.desk.work.lists import WorkList, register
from record.workflow import authority
from record.workflow.states import State


def _text_not_held(officer):
    """Documents of the officer's council, or all that a neutral officer reads."""
    documents = Document.objects.readable_by(officer).exclude(state=State.WITHDRAWN)
    if council := authority.acts_for(officer):
        documents = documents.filter(entered_for=council)
    held = StoredText.objects.filter(document=OuterRef("pk"))
    quoted = Passage.objects.filter(document=OuterRef("pk")).with_words()
    return [documents.filter(~Exists(held), Exists(quoted))]


register(
    WorkList(
        "text-not-held",
        "Texts not held",
        "Words of these are quoted, and nothing compares them. Add the text of the copy that was read.",
        _text_not_held,
    )
)
