"""Admin of voices, cases and documents, with nested rows and texts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from councils.models import Boundary, Document, StoredText, Voice
from councils.models.document import digest_of
from record.models import Draft, Publication
from tests.builders import content_of, make_case, make_claim, make_council, make_document, make_officer, make_voice
from tests.pages import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    client = Client()
    client.force_login(make_officer())
    return client


def page_of(record):
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"


def save(client, record, **changes):
    data = posted(client.get(page_of(record)), f"{record._meta.model_name}_form")
    return client.post(page_of(record), data | changes | {"_continue": "1"}, follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


# Rows within rows


def test_a_voice_is_placed_in_one_of_the_sides(client):
    case = make_case(sides={"county": ["county"], "city": ["city"]}, state="draft")
    town = make_council("town")
    save(
        client,
        case,
        **{
            "sides_voices-TOTAL_FORMS": "3",
            "sides_voices-2-belongs_to": "1",
            "sides_voices-2-voice": town.pk,
            "sides_voices-2-when_edtf": "2025-03/..",
        },
    )
    first, second = content_of(case)["sides"]
    assert [each["voice"] for each in first["voices"]] == ["county"]
    assert [each["voice"] for each in second["voices"]] == ["city", "town"]
    assert second["voices"][1]["when"]["edtf"] == "2025-03/.."


def test_a_side_goes_with_those_who_stood_in_it(client):
    case = make_case(sides={"county": ["county"], "city": ["city"]}, state="draft")
    gone = content_of(case)["sides"][0]["key"]
    save(client, case, **{"sides-0-DELETE": "on"})
    assert [side["key"] for side in content_of(case)["sides"]] == [({"county", "city"} - {gone}).pop()]


def test_who_is_placed_in_no_side_is_asked_about(client):
    case = make_case(sides={"county": ["county"]}, state="draft")
    town = make_council("town")
    answer = save(client, case, **{"sides_voices-TOTAL_FORMS": "2", "sides_voices-1-voice": town.pk})
    assert answer.context["errors"] == [["This field is required."]]


def test_a_council_is_entered_with_its_codes_control_and_seats(client):
    answer = client.post(
        "/admin/councils/voice/add/",
        posted(client.get("/admin/councils/voice/add/"), "voice_form")
        | {
            "kind": "council",
            "own_name": "Melton Borough Council",
            "council-TOTAL_FORMS": "1",
            "council-0-code": "MEL",
            "council-0-area": "Melton",
            "council-0-type": "district",
            "council_identifiers-TOTAL_FORMS": "1",
            "council_identifiers-0-scheme": "gss",
            "council_identifiers-0-value": "E07000133",
            "council_controls-TOTAL_FORMS": "1",
            "council_controls-0-words": "no overall control",
            "council_controls-0-when_edtf": "2023-05/..",
            "council_controls-0-when_extent": "throughout",
            "_continue": "1",
        },
        follow=True,
    )
    assert answer.redirect_chain
    voice = Voice.objects.get()
    save(
        client,
        voice,
        **{
            "council_controls_seats-TOTAL_FORMS": "1",
            "council_controls_seats-0-belongs_to": "0",
            "council_controls_seats-0-group": "Independent",
            "council_controls_seats-0-seats": "12",
        },
    )
    assert content_of(voice)["council"] == {
        "code": "MEL",
        "area": "Melton",
        "type": "district",
        "identifiers": [{"scheme": "gss", "value": "E07000133"}],
        "controls": [
            {
                "when": {"edtf": "2023-05/.."},
                "words": "no overall control",
                "seats": [{"group": "Independent", "seats": "12"}],
            }
        ],
    }


def add_measure(client, council, **fields):
    fields = {"kind": "population", "value": "46100", "unit": "people"} | fields
    return save(
        client,
        council,
        **{
            "council_measures-TOTAL_FORMS": "1",
            **{f"council_measures-0-{name}": value for name, value in fields.items()},
        },
    )


def test_the_size_of_a_council_is_entered_with_its_source(client):
    council = make_council("melton", state="draft")
    add_measure(client, council, source="A table", as_at_edtf="2023", as_at_extent="within")
    assert content_of(council)["council"]["measures"] == [
        {"kind": "population", "value": "46100", "unit": "people", "as_at": {"edtf": "2023"}, "source": "A table"}
    ]


def test_the_size_of_a_council_may_rest_on_a_passage_alone(client):
    council, paper = make_council("melton", state="draft"), make_document("paper")
    add_measure(client, council, passage_document=paper.pk, passage_quote="46,100 people")
    assert content_of(council)["council"]["measures"][0]["passage"]["quote"] == "46,100 people"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "A number stands on somebody"),
        ({"source": "A table", "value": "46,100"}, "A value is digits"),
        ({"source": "A table", "value": "-1"}, "A value is digits"),
        ({"source": "A table", "unit": "hectares"}, "This unit does not fit what is measured."),
    ],
)
def test_a_size_that_cannot_stand_is_refused_with_a_reason(client, fields, why):
    council = make_council("melton", state="draft")
    assert why in add_measure(client, council, **fields).content.decode()
    assert "measures" not in content_of(council)["council"]


def tiles(*rows):
    names = ("council", "column", "row")
    return {"tiles-TOTAL_FORMS": str(len(rows))} | {
        f"tiles-{place}-{name}": value for place, row in enumerate(rows) for name, value in zip(names, row, strict=True)
    }


def test_councils_are_placed_on_the_tile_map_of_a_case(client):
    case, town = make_case(state="draft"), make_council("town")
    save(client, case, **tiles((town.pk, "2", "1")))
    assert content_of(case)["tiles"] == [{"council": "town", "column": "2", "row": "1"}]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (("town", "2", "1"), "This council has a square on the map already."),
        (("city", "1", "1"), "Another council has this square of the map."),
        (("city", "0", "1"), "greater than or equal to 1"),
        (("city", "1", "51"), "less than or equal to 50"),
        (("outlet", "2", "1"), "Name a council."),
    ],
)
def test_a_square_that_cannot_stand_is_refused_with_a_reason(client, second, why):
    case = make_case(state="draft")
    voices = {"town": make_council("town"), "city": make_council("city"), "outlet": make_voice("outlet")}
    key, column, row = second
    answer = save(client, case, **tiles((voices["town"].pk, "1", "1"), (voices[key].pk, column, row)))
    assert why in answer.content.decode()
    assert "tiles" not in content_of(case)


def test_an_outline_is_looked_at_and_not_entered(client):
    council = make_council("melton", code="MEL").council
    boundary = Boundary.objects.create(
        council=council, path="M0 0l9 0 0 9z", source="A survey", sha256="", imported="2026-01-01T00:00Z"
    )
    page = client.get(page_of(boundary)).content.decode()
    assert "A survey" in page and 'd="M0 0l1000 0 0 1000z"' in page and 'name="source"' not in page
    assert "A survey" in client.get("/admin/councils/boundary/").content.decode()
    assert client.get("/admin/councils/boundary/add/").status_code == 403


def test_identifiers_want_a_council_to_belong_to(client):
    outlet = make_voice("outlet", state="draft")
    answer = save(
        client,
        outlet,
        **{
            "council_identifiers-TOTAL_FORMS": "1",
            "council_identifiers-0-scheme": "gss",
            "council_identifiers-0-value": "E07000133",
        },
    )
    assert "Fill in the council first." in answer.content.decode()


def test_what_only_the_form_of_the_case_file_refuses_is_told_on_the_page(client):
    outlet = make_voice("outlet", state="draft")
    answer = save(client, outlet, kind="council")
    assert "council needs its code, area and type" in answer.content.decode()
    assert Voice.objects.get().kind == "outlet"


def test_a_code_that_another_council_has_is_refused(client):
    make_council("first", code="MEL")
    second = make_council("second", state="draft")
    answer = save(client, second, **{"council-0-code": "MEL"})
    assert "Another council has this code." in answer.content.decode()


# Texts


def test_a_text_is_given_once_and_never_changes(client):
    document = make_document("paper", state="draft")
    upload = SimpleUploadedFile("the paper.txt", "They said: “so be it”.\n".encode())
    answer = save(client, document, text_upload=upload)
    assert "The text is stored" in said(answer)
    document.refresh_from_db()
    assert document.stored.body == "They said: “so be it”.\n"
    assert (document.text_file, document.text_sha256) == ("the-paper.txt", digest_of(document.stored.body))
    page = client.get(page_of(document)).content.decode()
    assert "It never changes." in page and 'name="text_upload"' not in page
    save(client, document, text_upload=SimpleUploadedFile("other.txt", b"Another text."), text_pasted="Another text.")
    assert StoredText.objects.get().body == "They said: “so be it”.\n"


def test_a_web_page_is_stored_for_its_words_alone(client):
    document = make_document("paper", state="draft")
    page = b"<!doctype html><title>T</title><script>alert(1)</script><p>The plan &amp; the budget.</p>"
    save(client, document, text_upload=SimpleUploadedFile("minutes.html", page))
    document.refresh_from_db()
    assert (document.stored.body, document.text_file) == ("The plan & the budget.", "minutes.html.txt")


def test_a_text_may_be_pasted(client):
    document = make_document("paper", state="draft")
    save(client, document, text_pasted="One line.\r\nAnother.\r\n")
    assert StoredText.objects.get().body == "One line.\nAnother.\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Łódź".encode("iso-8859-2"), "Save it as plain text in UTF-8"),
        (b"%PDF-1.7\x00\x01", "but it holds a PDF"),
        (b"one\x01", "control characters"),
        (b"x" * 5_000_001, "It is longer than 5 MB."),
        (b"x" * 40_000_001, "the limit is 40 MB"),
        (b" \n ", "This file holds no text."),
        (b"<svg xmlns='x'><text>words</text></svg>", "no text is read from pictures"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(client, content, why):
    document = make_document("paper", state="draft")
    answer = save(client, document, text_upload=SimpleUploadedFile("paper.txt", content))
    assert why in answer.content.decode()
    assert not StoredText.objects.exists()
    document.refresh_from_db()
    assert document.text_sha256 == ""


def test_a_text_other_than_the_one_named_is_refused(client):
    body = "The text that was read, with these words.\n"
    make_council("county")
    document = make_document("document", text={"file": "document.txt", "sha256": digest_of(body)})
    claim = make_claim("claim")
    assert claim.appearances.get().passage.state == "not-held"
    answer = save(client, document, text_pasted="Another text.")
    assert "its SHA-256 differs" in answer.content.decode()
    number = Publication.objects.revision()
    answer = save(client, document, text_upload=SimpleUploadedFile("x.txt", body.encode()))
    assert "The text is stored" in said(answer)
    assert claim.appearances.get().passage.state == "verified"
    # What readers see has changed, so the log says so; and no draft is left behind.
    assert Publication.objects.revision() == number + 1 and not Draft.objects.exists()


def test_a_text_that_lacks_published_words_is_not_held(client):
    body = "The text that was read, without them.\n"
    make_council("county")
    document = make_document("document", text={"file": "document.txt", "sha256": digest_of(body)})
    make_claim("claim")
    answer = save(client, document, text_upload=SimpleUploadedFile("x.txt", body.encode()))
    assert "A quotation that is not in the stored text cannot be published." in answer.content.decode()
    assert not StoredText.objects.exists()


def test_a_text_for_a_published_document_that_names_none_waits_for_its_draft(client):
    document = make_document("paper")
    answer = save(client, document, text_pasted="The text.\n")
    assert "give the text again" in said(answer)
    assert not StoredText.objects.exists() and Document.objects.get().text_sha256 == ""
    assert Draft.objects.get().content["text"]["sha256"] == digest_of("The text.\n")


def test_a_side_without_a_key_has_one_made_of_its_label(client):
    case = make_case(sides={"county": ["county"]}, state="draft")
    save(
        client,
        case,
        **{"sides-TOTAL_FORMS": "2", "sides-1-label": "The two cities", "sides-1-label_basis": "names"},
    )
    assert [side["key"] for side in content_of(case)["sides"]] == ["county", "the-two-cities"]
