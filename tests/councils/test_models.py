"""Refusals of the database about voices, councils, cases and documents."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from councils.models import Case, Council, Document, StoredText, Voice
from record.models import Publication
from record.workflow import publishing
from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_officer,
    make_voice,
    tie,
    voice,
)

pytestmark = pytest.mark.django_db


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


# Councils


def test_a_code_is_one_council_s():
    make_council("melton", code="MEL")
    with refused("Another council has this code"), transaction.atomic():
        make_council("another", code="MEL")


def test_two_councils_may_exchange_codes_in_one_change():
    one, other = make_council("one", code="AAA"), make_council("other", code="BBB")
    with transaction.atomic(), publishing.open_record():
        Council.objects.filter(voice=one).update(code="BBB")
        Council.objects.filter(voice=other).update(code="AAA")
        publishing.check_rules()
        transaction.set_rollback(True)


@pytest.mark.parametrize("code", ["mel", "ME", "ME1", "M L", ""])
def test_a_code_is_three_or_four_capitals(code):
    council = make_council("melton", state="draft").council
    with refused("councils_council_code_form"), transaction.atomic():
        Council.objects.filter(pk=council.pk).update(code=code)


def test_an_identifier_is_one_council_s():
    identifiers = [{"scheme": "gss", "value": "E07000133"}]
    make_council("melton", council={"identifiers": identifiers})
    with refused("Another council has this identifier"), transaction.atomic():
        make_council("another", council={"identifiers": identifiers})


def test_a_value_may_stand_in_two_schemes():
    make_council("one", council={"identifiers": [{"scheme": "gss", "value": "1"}, {"scheme": "ons", "value": "1"}]})


def test_a_council_does_not_end_before_it_starts():
    council = make_council("melton", state="draft", council={"starts": {"edtf": "1974"}}).council
    with refused("ends_after_it_starts"), transaction.atomic():
        Council.objects.filter(pk=council.pk).update(ends_edtf="1973-03-31")


def test_only_published_councils_are_listed():
    make_council("melton"), make_council("draft", state="draft")
    assert [council.area for council in Council.objects.published()] == ["Melton"]


def test_councils_are_listed_by_the_name_of_their_place():
    make_council("rutland"), make_council("blaby")
    assert [council.area for council in Council.objects.by_area()] == ["Blaby", "Rutland"]


# Voices


def test_a_key_is_one_voice_s():
    make_voice("courier")
    with refused("councils_voice_key_once"), transaction.atomic():
        make_voice("courier")


def test_a_voice_is_not_tied_to_itself():
    with refused("councils_tenure_of_another"), transaction.atomic():
        tie("county", "part-of", "county")


def test_a_voice_is_called_by_its_short_name_where_it_has_one():
    assert make_voice(short_name="Courier").called == "Courier"
    assert make_voice(name="The Courier").called == "The Courier"


@pytest.mark.parametrize(("name", "slug"), [("Melton Borough Council", "melton-borough-council"), ("北京", "voice")])
def test_the_address_of_a_voice_has_words_in_it(name, slug):
    assert make_voice(name=name).slug == slug


def test_the_words_of_an_address_are_cut_without_a_hyphen_at_the_end():
    slug = make_voice(name="word " * 59 + "end").slug
    assert len(slug) <= 60 and not slug.endswith("-")


@pytest.mark.parametrize(
    "below, kind, above",
    [("outlet", "part-of", "council"), ("person", "holds", "person"), ("person", "part-of", "council")],
)
def test_a_tie_goes_only_between_voices_that_it_can_tie(below, kind, above):
    """Else anybody's words would become a council's."""
    make_voice("below", kind=below)
    make_council("above") if above == "council" else make_voice("above", kind=above)
    with pytest.raises(IntegrityError, match="does not go from such a voice"):
        tie("below", kind, "above")


def test_a_voice_that_is_tied_becomes_nothing_that_cannot_be():
    tie(make_voice("cabinet", kind="body"), "part-of", "county")
    with pytest.raises(IntegrityError, match="does not go from such a voice"):
        change(voice("cabinet"), kind="outlet")


def test_what_others_rest_on_is_not_deleted():
    draft = make_voice("courier", state="draft")
    make_claim(by="courier", state="draft")
    with pytest.raises(Exception, match="protected foreign keys"):
        draft.delete()


# Cases and their sides


def placed(*placements):
    """A case whose sides have these placements of one voice, with their dates."""
    voice("melton")
    sides = [
        {
            "key": f"side-{number}",
            "label": f"Side {number}",
            "voices": [{"voice": "melton", **({"when": when} if when else {})}],
        }
        for number, when in enumerate(placements)
    ]
    return change(make_case(), sides=sides)


def during(edtf, extent="throughout"):
    return {"edtf": edtf, "extent": extent}


@pytest.mark.parametrize(
    "placements",
    [
        (None, None),
        (None, during("2025")),
        (during("2025-01/2025-12"), during("2025-06/2026-06")),
        (during("../2025-12"), during("2025-06/..")),
        (during("2025"), during("2025-03/2025-09")),
        (during("2025"), during("2025")),
    ],
)
def test_a_voice_stands_in_one_side_at_a_time(placements):
    with refused("councils_placement_one_side"), transaction.atomic():
        placed(*placements)


@pytest.mark.parametrize(
    "placements",
    [
        (during("../2025-03-04"), during("2025-03-05/..")),
        (during("../2025-03"), during("2025-03/..")),
        (during("2024"), during("2025")),
    ],
)
def test_a_voice_may_change_sides(placements):
    assert placed(*placements).sides.count() == 2


def test_a_voice_stands_in_another_side_of_another_case():
    make_case("one", sides={"a": ["melton"]})
    make_case("other", sides={"b": ["melton"]})


@pytest.mark.parametrize("rows", [[{"key": "a", "label": "A"}, {"key": "a", "label": "B"}]])
def test_a_side_has_a_key_of_its_own(rows):
    with refused("councils_side_key_once"), transaction.atomic():
        change(make_case(), sides=[{**row, "voices": []} for row in rows])


def test_a_side_has_a_label_of_its_own():
    with refused("councils_side_label_once"), transaction.atomic():
        change(make_case(), sides=[{"key": key, "label": "The councils", "voices": []} for key in "ab"])


def test_a_party_is_listed_once():
    voice("county")
    with refused("councils_party_once"), transaction.atomic():
        make_case(parties=[{"voice": "county"}, {"voice": "county"}])


def test_sides_stand_in_the_order_of_their_labels():
    case = make_case(sides={"zebra": ["county"], "alpha": ["city"]})
    assert [side.key for side in case.sides.all()] == ["alpha", "zebra"]


def test_invented_cases_are_listed_last():
    make_case("practice", title="A practice case", invented="yes"), make_case("real", title="Z")
    assert [case.key for case in Case.objects.by_title()] == ["real", "practice"]


# Documents and their texts


BODY = "The councils met in January 2025.\n\nThey agreed on nothing.\n"


def test_a_document_does_not_reproduce_itself():
    paper = make_document(state="draft")
    with refused("councils_document_of_another"), transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(reproduces=paper)


def test_a_whole_text_is_shown_under_a_licence_only():
    paper = make_document(state="draft")
    with refused("councils_document_whole_with_licence"), transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(text_shown="whole")


@pytest.mark.parametrize("url", ["ftp://example.org/paper", "javascript:alert(1)"])
def test_an_address_is_one_of_the_web(url):
    paper = make_document(state="draft", addresses=[{"url": "https://example.org/paper"}])
    with refused("councils_documentaddress_http"), transaction.atomic():
        paper.addresses.update(url=url)


def test_an_address_is_listed_once():
    with refused("councils_documentaddress_once"), transaction.atomic():
        make_document(addresses=[{"url": "https://example.org/paper"}] * 2)


def test_a_text_is_held_as_it_was_given():
    body = "\ufeffA line.\r\nAnother\tline.\n"
    assert make_document("plan", body=body).stored.body == body


def test_a_text_other_than_the_one_named_is_refused():
    paper = make_document(text={"file": "plan.txt", "sha256": hashlib.sha256(BODY.encode()).hexdigest()})
    with pytest.raises(ValueError, match="SHA-256 differs"):
        paper.hold_text("Another text.")


def test_giving_the_same_text_again_changes_nothing():
    paper = make_document("plan", body=BODY)
    assert paper.hold_text(BODY).pk == paper.stored.pk
    assert StoredText.objects.count() == 1


@pytest.mark.parametrize("statement", ["UPDATE councils_storedtext SET body = 'x'", "DELETE FROM councils_storedtext"])
def test_a_stored_text_never_changes(statement):
    make_document("plan", body=BODY)
    connection.check_constraints()
    with refused("never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_stored_text_never_changes_while_records_are_published():
    make_document("plan", body=BODY)
    with refused("never changes"), transaction.atomic(), publishing.open_record():
        StoredText.objects.update(body="x")


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_a_document_does_not_come_to_name_another_text_than_the_one_held(digest):
    paper = make_document("plan", state="draft", body=BODY)
    with refused("is held, and never changes"), transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(text_sha256=digest)


def named(key="plan"):
    """A published document that names a text we lack, and a claim that quotes it."""
    paper = make_document(key, text={"file": "plan.txt", "sha256": hashlib.sha256(BODY.encode()).hexdigest()})
    return paper, make_claim(quote="They agreed on nothing", in_document=key)


def test_a_text_given_later_verifies_what_is_quoted_from_it():
    paper, claim = named()
    assert claim.appearances.get().passage.state == "not-held"
    paper.give_text(BODY, by=make_officer())
    assert claim.appearances.get().passage.state == "verified"


def test_a_text_given_later_is_in_the_public_log():
    paper, _ = named()
    paper.give_text(BODY, by=make_officer(office="Editor"))
    entry = Publication.objects.of(paper).newest_first().first()
    assert (entry.version, entry.office, entry.is_minor) == (2, "Editor", True)


def test_a_text_that_lacks_published_words_is_not_taken():
    body = "The councils met in January.\n"
    paper = make_document("plan", text={"file": "plan.txt", "sha256": hashlib.sha256(body.encode()).hexdigest()})
    claim = make_claim(quote="They agreed on nothing", in_document="plan")
    with pytest.raises(ValidationError, match="not in the stored text"):
        paper.give_text(body, by=make_officer())
    assert not StoredText.objects.exists()
    assert claim.appearances.get().passage.state == "not-held"


def test_documents_without_a_date_come_last():
    make_document("undated", date=None), make_document("late", date="2025-06"), make_document("early", date="2025")
    assert [paper.key for paper in Document.objects.by_date()] == ["early", "late", "undated"]


def test_what_is_public_is_published_or_withdrawn():
    make_voice("a"), make_voice("b", state="draft"), make_voice("c", state="withdrawn", reason="Twice.")
    assert set(Voice.objects.public().values_list("key", flat=True)) == {"a", "c"}
    assert set(Voice.objects.published().values_list("key", flat=True)) == {"a"}


def test_a_key_is_made_of_the_id_where_none_is_given():
    row = Voice(kind="outlet", own_name="The Courier")
    row.save()
    assert row.key == row.public_id


def test_a_council_is_written_back_as_it_was_read():
    content = {
        "controls": [
            {
                "when": {"edtf": "2025-05-01/.."},
                "words": "No majority",
                "seats": [{"group": "A", "seats": "19"}, {"group": "B", "seats": "22"}],
            }
        ],
        "successions": [{"kind": "split-into", "other": voice("north").key, "when": {"edtf": "1998-04-01"}}],
        "identifiers": [{"scheme": "gss", "value": "E07000133"}],
    }
    found = content_of(make_council("melton", code="MEL", council=content))["council"]
    assert {name: found[name] for name in content} == content
