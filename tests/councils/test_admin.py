"""Admin of voices, cases and documents, with nested rows and texts."""

from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from councils.models import Boundary, Case, Document, FileContent, StoredText, UploadedFile, Voice
from councils.models.document import digest_of
from record.models import Draft, Publication
from tests.builders import content_of, make_case, make_claim, make_council, make_document, make_officer, make_voice
from tests.councils.extraction.test_extraction import pdf
from tests.jobs import run_jobs
from tests.pages import html_of, posted, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
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


def new_case(client, **values):
    data = posted(client.get("/admin/councils/case/add/"), "case_form") | {
        "title": "The Big Case",
        "summary": "Invented.",
        "area": "Mere",
    }
    return client.post("/admin/councils/case/add/", data | values | {"_continue": "1"}, follow=True)


@pytest.mark.parametrize(("typed", "address"), [("", "the-big-case"), ("big", "big")])
def test_the_address_of_a_case_is_chosen_and_shown_when_it_is_made(client, typed, address):
    answer = new_case(client, key=typed)
    assert [case.key for case in Case.objects.all()] == [address], text_of(answer)
    assert f"Its page will be at /cases/{address}/." in said(answer)
    make_case("published")
    shown = client.get(page_of(Case.objects.get(key="published")))
    assert "/cases/published/" in text_of(shown) and 'name="key"' not in html_of(shown)


def test_an_address_that_another_case_has_is_refused(client):
    make_case("big")
    answer = new_case(client, key="big")
    assert "Another case has the address /cases/big/. Choose another." in text_of(answer)
    assert Case.objects.count() == 1


# Texts


def test_a_file_is_kept_and_its_text_is_read_in_the_queue(client):
    document = make_document("paper", state="draft")
    data = "They said: “so be it”.\n".encode()
    answer = save(client, document, text_upload=SimpleUploadedFile("the paper.txt", data))
    assert answer.redirect_chain[-1][0] == f"/admin/councils/document/{document.pk}/read/"
    assert "is being read" in html_of(answer) and 'name="text_upload"' not in html_of(client.get(page_of(document)))
    run_jobs()
    document.refresh_from_db()
    assert document.stored.body.encode() == data
    assert (document.text_file, document.text_sha256) == ("the-paper.txt", digest_of(document.stored.body))
    file = UploadedFile.objects.get()
    assert (bytes(file.content.data), file.sha256, file.gave_text) == (data, document.text_sha256, True)
    page = client.get(page_of(document)).content.decode()
    assert "It never changes." in page and 'name="text_upload"' not in page
    save(client, document, text_upload=SimpleUploadedFile("other.txt", b"Another text."), text_pasted="Another text.")
    assert StoredText.objects.get().body.encode() == data and UploadedFile.objects.count() == 1


def test_a_file_is_served_to_be_kept_and_never_to_be_shown(client):
    document = make_document("paper", state="draft")
    data = b"<!doctype html><title>T</title><script>alert(1)</script><p>The plan &amp; the budget.</p>"
    # Django itself drops a sign that would turn the direction of what follows.
    save(client, document, text_upload=SimpleUploadedFile("דוח “a”\u202e.html", data))
    run_jobs()
    document.refresh_from_db()
    assert (document.stored.body, document.text_file) == ("The plan & the budget.", "a-.html.txt")
    address = f"/admin/councils/document/{document.pk}/file/{UploadedFile.objects.get().pk}/"
    assert f'href="{address}"' in html_of(client.get(f"/admin/councils/document/{document.pk}/read/"))
    answer = client.get(address)
    assert (answer.content, answer["Content-Type"]) == (data, "application/octet-stream")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('דוח “a”.html')}"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_how_many_pages_are_read_is_shown_until_the_text_is_there(client):
    document = make_document("paper", state="draft")
    save(client, document, text_upload=SimpleUploadedFile("paper.pdf", pdf("One.", "Two.", "Three.")))
    FileContent.objects.update(pages=3, pages_read=2)
    address = f"/admin/councils/document/{document.pk}/read/"
    shown = client.get(f"{address}progress/")
    assert "2 of 3 pages read" in text_of(shown) and html_of(shown).strip() in html_of(client.get(address))
    run_jobs()
    assert client.get(f"{address}progress/")["HX-Refresh"] == "true"
    assert FileContent.objects.get().pages_read == 3 and "Page 3" in text_of(client.get(address))


def test_how_much_readers_may_see_is_said_with_the_file(client):
    document = make_document("paper", state="draft")
    upload = SimpleUploadedFile("paper.txt", b"The text.")
    save(client, document, text_upload=upload, text_shown="whole", text_licence="Open licence")
    run_jobs()
    document.refresh_from_db()
    assert (document.text_shown, document.text_licence) == ("whole", "Open licence")


def test_a_text_may_be_pasted(client):
    document = make_document("paper", state="draft")
    save(client, document, text_pasted="One line.\r\nAnother.\r\n")
    assert StoredText.objects.get().body == "One line.\nAnother.\n"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("paper.txt", b"%PDF-1.7\x00\x01", "but it holds a PDF"),
        ("paper.txt", b"x" * 40_000_001, "the limit is 40 MB"),
        ("paper.svg", b"<svg xmlns='x'><text>words</text></svg>", "no text is read from pictures"),
    ],
)
def test_what_is_seen_to_be_no_text_is_refused_on_the_form(client, name, content, why):
    document = make_document("paper", state="draft")
    answer = save(client, document, text_upload=SimpleUploadedFile(name, content))
    assert why in answer.content.decode()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("paper.txt", "Łódź".encode("iso-8859-2"), "Save it as plain text in UTF-8"),
        ("paper.txt", b"one\x01", "control characters"),
        ("paper.txt", b"x" * 5_000_001, "It is longer than 5 MB."),
        ("paper.txt", b" \n ", "This file holds no text."),
        ("paper.pdf", pdf("Words", catalog="/OpenAction<</S/JavaScript/JS(a)>>"), "holds scripts"),
    ],
)
def test_of_what_cannot_be_read_nothing_is_kept(client, name, content, why):
    document = make_document("paper", state="draft")
    save(client, document, text_upload=SimpleUploadedFile(name, content))
    run_jobs()
    assert why in text_of(client.get(f"/admin/councils/document/{document.pk}/read/"))
    assert not StoredText.objects.exists() and not FileContent.objects.exists()
    document.refresh_from_db()
    assert document.text_sha256 == ""
    save(client, document, text_upload=SimpleUploadedFile("paper.txt", b"The right one."))
    run_jobs()
    assert StoredText.objects.get().body == "The right one."


def test_a_text_other_than_the_one_named_is_refused(client):
    body = "The text that was read, with these words.\n"
    make_council("county")
    document = make_document("document", text={"file": "document.txt", "sha256": digest_of(body)})
    claim = make_claim("claim")
    assert claim.appearances.get().passage.state == "not-held"
    answer = save(client, document, text_pasted="Another text.")
    assert "its SHA-256 differs" in answer.content.decode()
    save(client, document, text_upload=SimpleUploadedFile("x.txt", b"Another text."))
    run_jobs()
    assert "its SHA-256 differs" in UploadedFile.objects.get().refusal
    number = Publication.objects.revision()
    save(client, document, text_upload=SimpleUploadedFile("x.txt", body.encode()))
    run_jobs()
    assert claim.appearances.get().passage.state == "verified"
    # What readers see has changed, so the log says so; and no draft is left behind.
    assert Publication.objects.revision() == number + 1 and not Draft.objects.exists()


def test_a_text_that_lacks_published_words_is_not_held(client):
    body = "The text that was read, without them.\n"
    make_council("county")
    document = make_document("document", text={"file": "document.txt", "sha256": digest_of(body)})
    make_claim("claim")
    save(client, document, text_upload=SimpleUploadedFile("x.txt", body.encode()))
    run_jobs()
    assert "A quotation that is not in the stored text cannot be published." in UploadedFile.objects.get().refusal
    assert not StoredText.objects.exists()


def test_a_file_for_a_published_document_is_held_once_its_draft_is_published(client):
    document = make_document("paper")
    save(client, document, text_upload=SimpleUploadedFile("paper.txt", b"The text.\n"))
    run_jobs()
    draft = Draft.objects.get()
    assert draft.content["text"]["sha256"] == digest_of("The text.\n") and not StoredText.objects.exists()
    assert "once your draft" in text_of(client.get(f"/admin/councils/document/{document.pk}/read/"))
    draft.submit(by=draft.author)
    draft.publish(by=make_officer("second@example.org"))
    run_jobs()
    assert StoredText.objects.get().body == "The text.\n" and UploadedFile.objects.get().gave_text


def test_what_a_rival_gives_for_a_public_document_is_not_known_before_it_is_held():
    make_council("county"), make_council("city")
    document = make_document("paper")
    own, rival = Client(), Client()
    own.force_login(make_officer("own@example.org", council="county"))
    rival.force_login(make_officer("rival@example.org", council="city"))
    before = text_of(rival.get(f"/admin/councils/document/{document.pk}/read/"))
    save(own, document, text_upload=SimpleUploadedFile("paper.txt", b"The text.\n"))
    address = f"/admin/councils/document/{document.pk}/file/{UploadedFile.objects.get().pk}/"
    assert own.get(address).status_code == 200 and rival.get(address).status_code == 404
    assert text_of(rival.get(f"/admin/councils/document/{document.pk}/read/")) == before
    assert 'name="text_upload"' in html_of(rival.get(page_of(document)))


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
        **{"sides-TOTAL_FORMS": "2", "sides-1-own_label": "The two cities", "sides-1-label_basis": "names"},
    )
    assert [side["key"] for side in content_of(case)["sides"]] == ["county", "the-two-cities"]


def test_a_label_that_could_name_several_councils_is_refused(client):
    make_council("ottle", name="Ottle City Council")
    make_council("mere", name="Mere City Council")
    case = make_case(sides={"mere": ["mere"]}, parties=[{"voice": "ottle"}], state="draft")
    answer = save(client, case, **{"sides-0-own_label": "The City Council"})
    words = "“The City Council” could be Mere City Council or Ottle City Council. Write “Mere City Council”."
    assert words in str(answer.context["inline_admin_formsets"][1].formset.errors)
    assert content_of(case)["sides"][0]["label"] == "Mere"
