"""Lists of work on documents and voices."""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q

from councils.models import CaseDocument, Document, MistakeReport, Passage, StoredText, Succession, Voice
from record.desk.duplicates import with_possible_duplicates
from record.desk.work.belonging import public_in_case
from record.desk.work.lists import ListOfOthers, WorkList, register
from record.workflow import authority
from record.workflow.states import State

VOICES_ALIKE = (("kind", "own_name__iexact"),)
VOICES_NEAR = (("kind", "own_name__near"),)
DOCUMENTS_ALIKE = (("text_sha256",), ("title__iexact", "publisher", "date_edtf"))


def _own(model, officer):
    """Records that the officer's council entered, or all that a neutral officer reads."""
    rows = model.objects.readable_by(officer).exclude(state=State.WITHDRAWN)
    council = authority.acts_for(officer)
    return rows.filter(entered_for=council) if council else rows


def _duplicates(officer):
    # A council and the one that follows it may have one name, and say so.
    in_turn = Succession.objects.filter(other__own_name=F("council__voice__own_name"))
    voices = _own(Voice, officer).exclude(
        Q(pk__in=in_turn.values("other")) | Q(pk__in=in_turn.values("council__voice"))
    )
    return [
        with_possible_duplicates(voices, officer, VOICES_ALIKE),
        with_possible_duplicates(_own(Document, officer), officer, DOCUMENTS_ALIKE),
    ]


def _text_not_held(officer):
    documents = _own(Document, officer)
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
register(
    WorkList(
        "duplicates",
        "Perhaps entered twice",
        "Another has the same name, or the same text. If it is the same, withdraw one and name the other in its place.",
        _duplicates,
    )
)


public_in_case["document"] = lambda case: Q(pk__in=CaseDocument.objects.filter(case=case).values("document"))


def _to_confirm(officer):
    reports = MistakeReport.objects.readable_by(officer).to_confirm()
    return reports if settings.SINGLE_EDITOR else reports.exclude(answered_by=officer)


register(
    ListOfOthers(
        "reports",
        "Objections and reports to answer",
        "A council objects to our words, or a reader reports a mistake or complains. Nobody has answered yet.",
        MistakeReport,
        lambda officer: MistakeReport.objects.readable_by(officer).to_answer(),
        "todo=answer",
    )
)
register(
    ListOfOthers(
        "answers",
        "Answers to confirm",
        "Another editor answered these. Readers see the answer once you, as the second person, have confirmed it.",
        MistakeReport,
        _to_confirm,
        "todo=confirm",
    )
)
