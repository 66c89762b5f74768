"""The reading room: words selected in a stored text become drafts of the desk."""

import pytest
from django.test import Client

from claims.models import Claim
from councils.quotations.selection import NotQuotable, select
from councils.quotations.text import Text
from record.models import Draft
from tests.builders import (
    content_of,
    make,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_officer,
    make_proposal,
    voice,
)
from tests.pages import html_of, posted, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

TEXT = (
    "Header of the paper\n\nThe council agreed the plan. It said so in March.\n\n"
    "The officers met and it was plain that the\n\fHeader of the paper\n\ntalks had ended. It said so in March.\n\n"
    "Name\tVotes\nOne\tTwo\n\nCosts of £43 million were collab-\noratively shared.\n"
)
PART = {"HTTP_X_PART": "form"}


@shared
def room():
    make_council("county"), make_council("city")
    case = make_case(sides={"county": ["county"], "city": ["city"]})
    document = make_document("document", body=TEXT, publisher="county")
    client = Client()
    client.force_login(make_officer(council="county"))
    return client, case, document


def words(document):
    return f"/admin/councils/document/{document.pk}/read/words/"


def form_of(client, document, quote, **choice):
    start = TEXT.index(quote)
    query = {"start": start, "end": start + len(quote)}
    page = client.get(words(document), query, **PART)
    values = posted(page)
    if choice:
        page = client.post(words(document), values | choice | {"_again": "1"}, **PART)
        values = posted(page) | choice
    return values


def test_the_page_shows_the_text_with_its_running_lines_apart(room):
    client, _, document = room
    page = html_of(client.get(f"/admin/councils/document/{document.pk}/read/"))
    assert page.count('class="block running"') == 2
    assert "Page 2" in page and "The council agreed the plan." in page


def test_selected_words_are_saved_as_a_claim_of_the_officers_council(room):
    client, case, document = room
    values = form_of(client, document, "The council agreed the plan.")
    assert values["made_for"] == str(document.publisher_id) and values["case"] == str(case.pk)
    answer = client.post(words(document), values | {"statement": "It agreed the plan."}, **PART)
    assert answer.status_code == 201, text_of(answer)
    claim = Claim.objects.get(statement="It agreed the plan.")
    assert (claim.state, claim.made_for, claim.entered_for) == ("draft", voice("county"), voice("county").public_id)
    passage = claim.appearances.get().passage
    assert (passage.quote, passage.state) == ("The council agreed the plan.", "verified")
    assert "Claim: County Council, County" in text_of(answer) and "such a word takes a side" not in text_of(answer)


def test_a_loaded_word_is_warned_of_beside_the_text(room):
    client, _, document = room
    values = form_of(client, document, "The council agreed the plan.") | {"statement": "It withheld the plan."}
    answer = client.post(words(document), values, **PART)
    assert answer.status_code == 201 and "“withheld”: such a word takes a side" in text_of(answer)


def test_repeated_words_keep_their_occurrence(room):
    client, _, document = room
    start = TEXT.rindex("It said so")
    page = client.get(words(document), {"start": start, "end": start + 10}, **PART)
    assert "Occurrence 2 of 2" in html_of(page)
    client.post(words(document), posted(page) | {"statement": "So it said."}, **PART)
    assert Claim.objects.get(statement="So it said.").appearances.get().passage.occurrence == 2


def test_nothing_typed_is_lost_where_it_is_not_saved(room):
    client, _, document = room
    values = form_of(client, document, "The council agreed the plan.") | {"made_for": "", "statement": "Kept words."}
    answer = client.post(words(document), values, **PART)
    assert answer.status_code == 200
    assert "Kept words." in html_of(answer) and "Say who says it." in html_of(answer)
    # Words that cannot be quoted too.
    answer = client.post(words(document), values | {"start": "0", "end": str(len(TEXT) + 1)}, **PART)
    assert "Kept words." in html_of(answer) and "not in the stored text" in text_of(answer)
    assert not Claim.objects.exists()


def test_a_form_is_made_before_anything_is_selected_and_the_place_asked_for_alone(room):
    client, _, document = room
    blank = client.get(words(document), **PART)
    assert posted(blank)["start"] == "" and posted(blank)["made_for"] == str(document.publisher_id)
    start = TEXT.index("The council agreed")
    place = client.get(words(document), {"start": start, "end": start + 26}, HTTP_X_PART="place")
    assert "<form" not in html_of(place) and "Page 1" in text_of(place)
    refused = client.get(words(document), {"start": 0, "end": len(TEXT) + 1}, HTTP_X_PART="place")
    assert "not in the stored text" in text_of(refused)


def offered_in(page):
    """Addresses of the texts that a page offers."""
    return [address for _, address in page.context["typed_before"]]


def test_what_is_typed_is_kept_for_its_officer_alone_and_offered_until_it_is_saved(room):
    client, _, document = room
    room_page = f"/admin/councils/document/{document.pk}/read/"
    values = form_of(client, document, "The council agreed the plan.") | {"statement": "Half a sen", "kind": "promise"}
    assert client.post("/admin/unsaved/", values).status_code == 200
    rival = Client()
    rival.force_login(make_officer("rival@example.org", council="city"))
    assert offered_in(rival.get(room_page)) == []
    (address,) = offered_in(client.get(room_page))
    assert "Words of “" in text_of(client.get("/admin/")) and address in html_of(client.get("/admin/"))
    taken = posted(client.get(address))
    assert {name: taken[name] for name in ("statement", "kind", "start")} == {
        "statement": "Half a sen",
        "kind": "promise",
        "start": values["start"],
    }
    assert client.post(words(document), taken, **PART).status_code == 201
    assert offered_in(client.get(room_page)) == [] and client.get("/admin/").context["unsaved"] == []


def test_what_is_sent_without_a_session_is_kept(room):
    client, _, document = room
    values = form_of(client, document, "The council agreed the plan.") | {"statement": "Sent too late"}
    assert Client().post(words(document), values, **PART).status_code == 302
    (address,) = offered_in(client.get(f"/admin/councils/document/{document.pk}/read/"))
    assert "Sent too late" in html_of(client.get(address))


def test_what_is_typed_goes_along_to_other_words(room):
    client, _, document = room
    values = form_of(client, document, "The council agreed the plan.") | {"statement": "Typed already"}
    start = TEXT.index("It said so")
    moved = values | {"start": start, "end": start + 10, "_again": "1"}
    page = client.post(words(document), moved, **PART)
    again = posted(page)
    assert (again["statement"], again["start"]) == ("Typed already", str(start))
    # Signed anew, with the second.
    assert again["_form"].split(":")[0] == values["_form"].split(":")[0]
    assert len(offered_in(client.get(f"/admin/councils/document/{document.pk}/read/"))) == 1


def test_a_sentence_over_a_page_break_is_quoted_without_the_header():
    text = Text(TEXT)
    start, end = TEXT.index("it was plain"), TEXT.index("had ended") + 9
    chosen = select(text, start, end)
    assert chosen.quote == "it was plain that the … talks had ended" and chosen.skips_running_lines
    assert text.locate(chosen.quote, chosen.occurrence).spans[-1].end == end


@pytest.mark.parametrize(
    ("marked", "quote"),
    [
        ("agree", "agreed"),
        ("43", "£43 million"),
        ("collab-\nor", "collab-oratively"),
        (" council agreed ", "council agreed"),
    ],
)
def test_a_selection_is_widened_to_whole_words(marked, quote):
    start = TEXT.index(marked)
    assert select(Text(TEXT), start, start + len(marked)).quote == quote


def test_a_selection_over_cells_of_a_table_is_warned_of(room):
    client, _, document = room
    start = TEXT.index("One\tTwo")
    page = client.get(words(document), {"start": start, "end": start + 7}, **PART)
    assert "columns of a page or cells of a table" in html_of(page)


@pytest.mark.parametrize(("start", "end"), [(0, 99_999), (5, 5), (19, 21), (9, 3)])
def test_a_selection_without_words_of_the_text_is_refused(start, end):
    with pytest.raises(NotQuotable):
        select(Text(TEXT), start, end)


def test_words_that_are_not_in_the_text_are_refused_in_a_sentence(room):
    client, _, document = room
    page = client.get(words(document), {"words": "It rejected the plan"})
    assert "These words are not in the stored text" in html_of(page)


def test_without_a_script_the_form_is_on_the_page(room):
    client, _, document = room
    page = client.get(words(document), {"words": "agreed the plan"})
    values = posted(page) | {"statement": "Without a script."}
    answer = client.post(words(document), values, follow=True)
    assert "Saved as a draft" in html_of(answer) and Claim.objects.get().statement == "Without a script."


def test_a_reply_names_the_claim_nearest_in_wording_first(room):
    client, _, document = room
    far, near = (
        make_claim(by="city", statement=words_, quote="It said so in March")
        for words_ in ("Boundaries move.", "The council agreed the plan")
    )
    values = form_of(client, document, "The council agreed the plan.")
    page = html_of(client.post(words(document), values | {"make": "reply", "_again": "1"}, **PART))
    assert page.index(near.statement) < page.index(far.statement)
    looked_for = {"make": "reply", "_again": "1", "claim_words": "boundaries"}
    page = html_of(client.post(words(document), values | looked_for, **PART))
    assert page.index(f": {far.statement}") < page.index(f": {near.statement}")
    values = form_of(client, document, "The council agreed the plan.", make="reply")
    values |= {"claim": near.pk, "relation": "disputes", "statement": "It did not."}
    assert client.post(words(document), values, **PART).status_code == 201
    assert Claim.objects.get(statement="It did not.").responses.get().to == near


def test_another_source_of_a_published_claim_is_kept_as_a_draft_of_it(room):
    client, _, document = room
    claim = make_claim(quote="It said so in March")
    values = form_of(client, document, "The council agreed the plan.", make="source") | {"claim": claim.pk}
    answer = client.post(words(document), values, **PART)
    assert answer.status_code == 201, text_of(answer)
    assert len(Draft.objects.get().content["appearances"]) == 2 and len(content_of(claim)["appearances"]) == 1
    assert "Your draft" in text_of(answer)


def test_a_claim_names_whom_and_what_it_is_about_among_what_exists_for_the_officer(room):
    client, case, document = room
    plan, hidden = make_proposal("plan"), {"key": "others", "name": "The plan of others", "state": "draft"}
    others = make("proposal", hidden, case=case, by=make_officer("rival@example.org", council="city"))
    page = html_of(client.get(words(document), {"words": "agreed the plan"}, **PART))
    assert str(plan) in page and str(others) not in page
    values = form_of(client, document, "The council agreed the plan.") | {"statement": "The City agreed it."}
    refused = client.post(words(document), values | {"plan": others.pk}, **PART)
    assert refused.status_code == 200 and not Claim.objects.exists()
    answer = client.post(words(document), values | {"about": voice("city").pk, "plan": plan.pk}, **PART)
    assert answer.status_code == 201, text_of(answer)
    claim = Claim.objects.get()
    assert (claim.about.get().voice, claim.proposals.get().proposal) == (voice("city"), plan)


def test_a_position_is_stated_on_a_proposal(room):
    client, _, document = room
    proposal = make_proposal("plan")
    values = form_of(client, document, "The council agreed the plan.", make="position")
    values |= {"statement": "It supports it.", "stance": "supports", "proposal": proposal.pk}
    answer = client.post(words(document), values, **PART)
    assert answer.status_code == 201, text_of(answer)
    assert Claim.objects.get(statement="It supports it.").positions.get().stance == "supports"


@pytest.mark.parametrize(
    ("make", "given"), [("date", {"fact": "date", "when": "21 March 2025"}), ("presence", {"presence": "present"})]
)
def test_a_fact_is_added_to_an_event(room, make, given):
    client, _, document = room
    event = make_event("meeting")
    values = form_of(client, document, "It said so in March.", make=make) | {"event": event.pk} | given
    if make == "presence":
        values["voice"] = voice("city").pk
    answer = client.post(words(document), values, **PART)
    assert answer.status_code == 201, text_of(answer)
    (fact,) = Draft.objects.get().content["facts"]
    assert fact["passage"]["quote"] == "It said so in March."


def test_words_that_a_rival_has_used_in_a_draft_are_not_marked(room):
    client, _, document = room
    address = f"/admin/councils/document/{document.pk}/read/"
    before = text_of(client.get(address))
    rival = make_officer(council="city")
    make_claim(by="city", quote="It said so in March", state="draft", edited_by=rival)
    assert text_of(client.get(address)) == before
    own = Client()
    own.force_login(rival)
    assert "Claim: City Council" in html_of(own.get(address))


def test_an_event_is_named_once_beside_the_words_of_a_paragraph(room):
    client, _, document = room
    quotes = ("The council agreed the plan", "It said so in March")
    facts = [{"kind": "purpose", "words": q, "passage": {"document": document.key, "quote": q}} for q in quotes]
    make_event("meeting", title="The March meeting", facts=facts)
    page = text_of(client.get(f"/admin/councils/document/{document.pk}/read/"))
    assert page.count("Event: The March meeting") == 1


def test_a_document_that_a_rival_is_entering_is_not_found(room):
    client, _, _ = room
    content = {"key": "hidden", "title": "Hidden", "kind": "statement", "state": "draft"}
    hidden = make("document", content, by=make_officer(council="city"))
    for page in ("read/", "read/words/"):
        assert client.get(f"/admin/councils/document/{hidden.pk}/{page}").status_code == 404
