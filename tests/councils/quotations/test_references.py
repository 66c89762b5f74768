"""The documents that a case cites, kept up to date by publishing."""

import pytest

from councils.models import CaseDocument, Document
from councils.quotations.references import cited_in, fill, rebuild
from tests import builders
from tests.builders import change, document, make_case, make_claim, make_event, passage

pytestmark = pytest.mark.django_db


def kept() -> set:
    return set(CaseDocument.objects.values_list("kind", "record", "document__key", "case__key"))


def found() -> set:
    rebuild()
    return kept()


def cited(case) -> set:
    return set(Document.objects.filter(cited_in([case.pk])).values_list("key", flat=True))


def test_a_document_is_cited_by_its_words_and_by_its_name():
    case = make_case()
    claim = make_claim(quote="the words", in_document="minutes")
    event = make_event(documents=[document("agenda").key])
    assert cited(case) == {"minutes", "agenda"}
    assert kept() == {("claim", claim.pk, "minutes", "case"), ("event", event.pk, "agenda", "case")}


def test_a_record_that_rests_twice_on_a_document_is_kept_once():
    event = make_event(
        documents=[document("minutes").key],
        facts=[{"kind": "purpose", "words": "To talk.", "passage": passage("to talk", "minutes")}],
    )
    assert kept() == {("event", event.pk, "minutes", "case")}


def test_only_what_is_published_counts():
    case = make_case()
    make_claim(quote="the words", in_document="minutes", state="draft")
    claim = make_claim(quote="other words", in_document="letter")
    assert cited(case) == {"letter"}
    builders.withdraw(claim)
    assert cited(case) == set()


def test_a_document_of_another_case_is_none_of_this():
    case = make_case()
    make_claim(case=make_case("other"), quote="the words", in_document="minutes")
    assert cited(case) == set()


def test_what_is_kept_is_what_a_rebuild_would_find_after_each_change():
    event = make_event(documents=[document("agenda").key, document("minutes").key])
    make_claim(quote="the words", in_document="minutes")
    for documents in (["minutes"], [], ["letter", "agenda"]):
        change(event, documents=[document(key).key for key in documents])
        now = kept()
        assert {key for kind, _, key, _ in now if kind == "event"} == set(documents)
        assert now == found()


def test_what_was_published_before_there_was_a_table_is_found_by_the_next_migration():
    make_claim(quote="the words", in_document="minutes")
    before = kept()
    CaseDocument.objects.all().delete()
    fill()
    assert kept() == before != set()
