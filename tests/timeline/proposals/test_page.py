"""The page of one proposal: all that is on record of it, and its life."""

import re

import pytest

from proposals.models import Proposal
from tests.builders import (
    change,
    make,
    make_alliance,
    make_case,
    make_council,
    make_document,
    make_element,
    make_event,
    make_list,
    make_option,
    make_proposal,
    make_submission,
    make_voice,
    passage,
    the_case,
)
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db


def words_of(client, proposal) -> str:
    response = client.get(proposal.get_absolute_url())
    assert response.status_code == 200
    return text_of(response)


def decide(key, *, when="2025-11-12", **content):
    return make("decision", {"key": key, "title": f"The {key}", "when": {"edtf": when}, **content}, case=the_case())


def life_of(client, proposal) -> list[str]:
    """The steps of a proposal's life, each in its words."""
    html = html_of(client.get(proposal.get_absolute_url()))
    steps = re.findall(r'<li data-step="(\w+)">(.*?)</li>', html, re.DOTALL)
    return [f"{kind}: " + " ".join(re.sub(r"<[^>]+>", " ", body).split()) for kind, body in steps]


def test_councils_behind_a_plan_without_a_decision_on_it_are_named_once(client):
    make_council("blaby"), make_council("melton"), make_council("rutland")
    make_alliance("three", ["blaby", "melton", "rutland"])
    left = {"voice": "rutland", "relation": "left", "when": {"edtf": "2025-10"}}
    proposal = make_proposal("one", put_forward_by=["three"], backers=[left])
    decide("vote", made_by="blaby", proposals=["one"])
    assert "We have found no decision of its own by Melton Council." in words_of(client, proposal)
    listed = text_of(client.get(f"/cases/case/decisions/?proposal={proposal.public_id}"))
    assert "no decision of its own on The one by Melton Council." in listed


# The address


def test_a_wrong_slug_and_none_redirect_to_the_right_one(client):
    proposal = make_proposal("one", name="One council")
    right = f"/cases/case/proposals/{proposal.public_id}-one-council/"
    assert proposal.get_absolute_url() == right
    for address in (f"/cases/case/proposals/{proposal.public_id}/", right.replace("one-council", "other")):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, right)


def test_a_draft_an_unknown_id_and_another_case_are_the_same_404(client):
    make_case("other")
    draft, elsewhere = make_proposal("secret", state="draft"), make_proposal("here")
    answers = [
        client.get(address)
        for address in (
            draft.get_absolute_url(),
            "/cases/case/proposals/0000000000-x/",
            elsewhere.get_absolute_url().replace("/case/", "/other/"),
        )
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_withdrawn_one_stays_with_its_reason_and_no_words(client):
    proposal = make_proposal("one", name="One council", state="withdrawn", reason="Entered twice.")
    make_option(of="one", name="The county whole", state="withdrawn", reason="Entered twice.")
    words = words_of(client, proposal)
    assert "Entered twice." in words and "The county whole" not in words


def test_the_log_leads_to_it(client):
    proposal = make_proposal("one", name="One council")
    assert proposal.get_absolute_url() in html_of(client.get("/changes/"))


# What is on record of it


def test_the_names_that_parties_use_stand_with_who_and_where(client):
    make_council("county")
    make_voice("mail", name="The Mail")
    make_document("article")
    names = [
        {"name": "One Council", "used_by": "county", "document": "article", "when": {"edtf": "2025-02"}},
        {"name": "doughnut", "used_by": "mail", "note": "In a headline."},
        {"name": "One Council", "used_by": "mail"},
    ]
    assert re.search(
        r"“doughnut”: The Mail\s*\. In a headline\..*“One Council”: County Council , in The article , February 2025",
        words_of(client, make_proposal("one", names=names)),
    )


def test_four_relations_are_kept_apart_with_condition_meeting_and_source(client):
    for key in ("alpha", "bravo", "county", "delta"):
        make_council(key)
    event = make_event("vote", when="2025-11-12")
    backers = [
        {"voice": "delta", "relation": "included", "when": {"edtf": "2025-03-21"}, "according_to": "alpha"},
        {
            "voice": "alpha",
            "relation": "backs",
            "when": {"edtf": "2025-11-12"},
            "condition": "if the office is here",
            "decided_at": "vote",
            "passage": passage("we back it", "minutes"),
        },
        {"voice": "bravo", "relation": "signed"},
        {"voice": "county", "relation": "left", "when": {"edtf": "2026-03-05"}},
    ]
    proposal = make_proposal("one", backers=backers)
    assert re.search(
        r"Backs it .*Alpha Council , 12 November 2025 , at The vote . Condition: if the office is here "
        r"The minutes , .*: we back it .*"
        r"Signed it .*Bravo Council , date not stated .*"
        r"Left it .*County Council , 5 March 2026 .*"
        r"Named as included in it .*To be included is not to back it\. "
        r"Delta Council , 21 March 2025 , according to Alpha Council",
        words_of(client, proposal),
    )
    assert f'href="{event.get_absolute_url()}"' in html_of(client.get(proposal.get_absolute_url()))


def test_what_is_withdrawn_is_not_named_where_others_point_at_it(client):
    make_event("vote", title="A vote withdrawn", state="withdrawn", reason="Entered twice.")
    make_element("line", name="An element withdrawn", state="withdrawn", reason="Entered twice.")
    make_council("alpha")
    proposal = make_proposal("one", backers=[{"voice": "alpha", "relation": "backs", "decided_at": "vote"}])
    make_option("first", of="one", name="An option withdrawn", state="withdrawn", reason="Entered twice.")
    make_option(of="one", elements=["line"], variant_of="first")
    words = words_of(client, proposal)
    assert "Alpha Council" in words
    assert not [each for each in ("A vote", "An element", "An option") if f"{each} withdrawn" in words]


def test_a_variant_names_the_option_from_which_it_differs(client):
    proposal = make_proposal("one")
    first = make_option("first", of="one", name="The first way")
    make_option(of="one", variant_of="first")
    assert "Put forward. A variant of: The first way" in words_of(client, proposal)
    assert f'href="{proposal.get_absolute_url()}#{first.public_id}"' in html_of(client.get(proposal.get_absolute_url()))


def test_appraisals_stand_as_stated_with_both_columns_and_what_is_not_appraised_says_so(client):
    make_council("county")
    appraisals = [
        {
            "document": make_document("report").key,
            "by": "county",
            "verdict": "viable",
            "points": [{"weighs": "for", "words": "One front door", "passage": passage("one door", "report")}],
        },
        {"document": make_document("plan").key, "appraised": "no"},
    ]
    proposal = make_proposal("one")
    make_option(of="one", appraisals=appraisals)
    assert re.search(
        r"The report , by County Council Its conclusion: viable "
        r"For One front door The report , .*: one door Against None in what we read of it\. "
        r"Not appraised in The plan",
        words_of(client, proposal),
    )


def test_what_nothing_appraises_has_no_place_for_it(client):
    proposal = make_proposal("one")
    make_option(of="one")
    assert "For and against" not in words_of(client, proposal)


def test_each_option_has_its_anchor_its_proposed_councils_and_its_picture(client):
    make_council("melton")
    make_case(parties=[{"voice": "melton"}])
    proposal = make_proposal("one")
    option = make_option(of="one", creates={"north": ["melton"]})
    make_option("secret", of="one", name="A secret", state="draft")
    html = html_of(client.get(proposal.get_absolute_url()))
    assert f'data-option="{option.public_id}"' in html and 'data-proposed="north"' in html
    assert "The whole of Melton" in html and 'fill="url(#plan-1)"' in html and "A secret" not in html
    assert "css/pictures.css" in html


def test_without_proposed_councils_there_is_no_picture(client):
    make_option(of="one")
    html = html_of(client.get(make_proposal("two").get_absolute_url()))
    assert "plan-1" not in html and "css/pictures.css" not in html


def test_lists_of_a_proposal_lead_to_pages_of_their_own(client):
    proposal = make_proposal("one")
    asks = make_list("asks", kind="asks", title="Asks of the Government", proposal="one", items=["Money", "Time"])
    make_list("elsewhere", title="Another list", items=["x"])
    words = words_of(client, proposal)
    assert "Asks of the Government , asks, 2 listed here" in words and "Another list" not in words
    assert asks.get_absolute_url() in html_of(client.get(proposal.get_absolute_url()))


def test_decisions_stand_with_what_they_do_to_it_and_to_its_options(client):
    make_voice("department", kind="department", name="The Department")
    make_proposal("two")
    proposal = make_proposal("one")
    make_option("o", of="one", name="A larger city")
    make_option("other", of="two", name="Quite another")
    outcomes = [
        {"option": "o", "effect": "modifies", "words": "without the parishes", "condition": "subject to Parliament"},
        {"option": "other", "effect": "rejects"},
        {"proposal": "one", "effect": "leaves-open", "according_to": "department"},
    ]
    decision = decide("choice", made_by="department", outcomes=outcomes)
    decide("secret", outcomes=outcomes[:1], state="draft")
    words = words_of(client, proposal)
    line = "Department : chooses, with changes, A larger city (without the parishes). Condition: subject to Parliament"
    assert line in words
    assert "Department : leaves it open" in words
    assert "Quite another" not in words and "secret" not in words
    html = html_of(client.get(proposal.get_absolute_url()))
    assert 'data-effect="modifies"' in html and decision.get_absolute_url() in html


def test_an_editors_note_stands_apart(client):
    proposal = make_proposal("one", flags=[{"kind": "ambiguous", "note": "Which parts is not clear."}])
    make_option(of="one", flags=[{"kind": "remark", "note": "Of one option."}])
    words = words_of(client, proposal)
    assert "† Editor’s note: ambiguous. Which parts is not clear." in words
    assert "† Editor’s note. Of one option." in words


# Its life


def test_its_life_is_one_order_of_all_that_is_linked_to_it(client):
    for key in ("alpha", "county"):
        make_council(key)
    make_event("launch", when="2025-02-01", proposals=[make_proposal("seed").key])
    proposal = make_proposal(
        "one",
        versions=[
            {"stage": "final", "when": {"edtf": "2025-11-28"}, "title": "The last word"},
            {"stage": "interim", "when": {"edtf": "2025-03-21"}, "authors": ["county"]},
            {"stage": "emerging"},
        ],
        backers=[
            {"voice": "alpha", "relation": "backs", "when": {"edtf": "2025-04/2025-06"}},
            {"voice": "alpha", "relation": "left", "when": {"edtf": "2025-07-01"}},
        ],
        states=[{"status": "paused", "when": {"edtf": "2025-06-01"}, "voice": "county", "according_to": "alpha"}],
    )
    make_option(
        of="one",
        name="A variant",
        when={"edtf": "2025-05"},
        states=[{"status": "replaced", "when": {"edtf": "2025-06-02"}, "replaced_by": make_option("b", name="B").key}],
    )
    make_event("meeting", when="2025-03-21", proposals=["one"])
    make_event("by-summer", when="../2025-08", proposals=["one"], status="planned")
    make_event("secret", when="2025-01", proposals=["one"], state="draft")
    make_submission("paper", when="2025-11-29", carries=[{"proposal": "one", "stage": "final", "voice": "county"}])
    vote = {"manner": "counted", "for": "23", "against": "22"}
    decide(
        "vote",
        when="2025-11-12",
        made_by="county",
        outcomes=[{"proposal": "one", "effect": "submits"}],
        motions=[{"key": "m", "result": "carried", "votes": [vote]}],
    )
    make_list(
        "steps", kind="next-steps", proposal="one", items=[{"words": "Vesting day", "when": {"edtf": "2028-04-01"}}]
    )
    assert life_of(client, proposal) == [
        "version: 21 March 2025 Version: interim, County Council We do not have its document",
        "event: 21 March 2025 Meeting The meeting",
        "backing: from April to June 2025 Backs it Alpha Council Until June 2025",
        "option: May 2025 Option: put forward A variant",
        "state: 1 June 2025 State Paused by County Council According to Alpha Council",
        "state: 2 June 2025 State of the option A variant Replaced by B",
        "backing: 1 July 2025 Left it Alpha Council",
        "event: by August 2025 Meeting, planned, and that date has passed; we do not know what came of it "
        "The by-summer",
        "decision: 12 November 2025 Decision, County Council The vote County Council: approves its submission "
        "Motion carried: 23 for, 22 against",
        "version: 28 November 2025 Version: final The last word",
        "submission: 29 November 2025 Submission, final, County Council The paper",
        "plan: 1 April 2028 Planned in The document Vesting day We do not know what came of it.",
        "version: date not stated Version: emerging We do not have its document",
    ]


def test_a_proposal_without_links_says_so(client):
    assert "Nothing found." in words_of(client, make_proposal("one"))


# What it costs


@pytest.mark.measure
def test_the_page_takes_as_many_queries_for_thirty_rows_as_for_three(client):
    make_council("county")
    make_case(parties=[{"voice": "county"}])
    make_proposal("one")

    def grow(first, last):
        for number in range(first, last):
            make_document(f"plan-{number}")
            make_element(f"element-{number}")
            make_event(f"event-{number}", proposals=["one"])
            make_option(
                of="one",
                elements=[f"element-{number}"],
                creates={"north": [{"council": "county", "passage": passage(f"{number}", f"plan-{number}")}]},
                appraisals=[
                    {"document": f"plan-{number}", "points": [{"weighs": "for", "words": "x"}], "by": "county"}
                ],
            )
            make_submission(f"paper-{number}", to="county", carries=[{"proposal": "one", "voice": "county"}])
            items = [{"words": "x", "to": "county", "came_of": [{"event": f"event-{number}"}]}]
            make_list(f"list-{number}", proposal="one", in_document=f"plan-{number}", items=items)
            vote = {"manner": "counted", "for": "3", "according_to": "county"}
            decide(
                f"decision-{number}",
                made_by="county",
                outcomes=[{"proposal": "one", "effect": "supports", "according_to": "county"}],
                motions=[{"key": "m", "votes": [vote, vote]}],
            )
        rows = range(last)
        change(
            Proposal.objects.get(key="one"),
            versions=[{"stage": "draft", "document": f"plan-{n}", "authors": ["county"]} for n in rows],
            backers=[{"voice": "county", "relation": "backs", "decided_at": f"event-{n}"} for n in rows],
            flags=[{"kind": "remark", "note": "x", "passage": passage("y", f"plan-{n}")} for n in rows],
        )

    grow(0, 3)
    address = Proposal.objects.get(key="one").get_absolute_url()
    few = queries_of(client, address)
    grow(3, 9)
    assert queries_of(client, address) == few


def test_every_text_is_escaped(client):
    markup = "<script>alert(1)</script>"
    proposal = make_proposal(
        "one", name=markup, summary=markup, names=[{"name": markup}], versions=[{"stage": "draft", "title": markup}]
    )
    document = make_document("plan", title=markup)
    make_option(
        of="one",
        name=markup,
        summary=markup,
        appraisals=[{"document": document.key, "verdict": markup, "points": [{"weighs": "for", "words": markup}]}],
    )
    make_list(title=markup, proposal="one", items=[markup])
    decide("vote", outcomes=[{"proposal": "one", "effect": "supports", "words": markup}])
    assert "<script>alert" not in html_of(client.get(proposal.get_absolute_url()))


# What is not on record


def test_a_variant_of_an_option_of_another_proposal_leads_to_the_page_of_that_one(client):
    make_proposal("one")
    make_proposal("two", name="Two councils")
    other = make_option("first", of="two", name="Two")
    make_option(of="one", variant_of="first")
    html = html_of(client.get(Proposal.objects.get(key="one").get_absolute_url()))
    assert f'A variant of: <a href="{other.proposal.get_absolute_url()}#{other.public_id}">Two</a>' in html


def test_a_stage_that_a_submission_carries_and_of_which_no_version_is_on_record_is_named(client):
    versions = [{"stage": "interim", "when": {"edtf": "2025-03"}}]
    proposal = make_proposal("one", versions=versions)
    carries = [{"proposal": "one", "stage": "final"}]
    make_submission(carries=carries)
    make_submission(carries=[{"proposal": "one", "stage": "interim"}])
    words = words_of(client, proposal)
    assert "A submission carries its final version, which we do not have." in words
    assert "its interim version" not in words
    assert "which we do not have" in text_of(client.get("/cases/case/proposals/"))


def test_a_name_of_which_nothing_is_said_stands_without_a_colon(client):
    words = words_of(
        client, make_proposal("one", names=[{"name": "Two Easts"}, {"name": "Fool’s", "note": "On a card."}])
    )
    assert "“Two Easts” " in words and "“Two Easts”:" not in words
    assert "“Fool’s”: On a card." in words


def test_words_with_a_full_stop_go_on_in_a_sentence(client):
    proposal = make_proposal("one")
    make_voice("echo", name="The Echo")
    outcome = {
        "proposal": "one",
        "effect": "leaves-open",
        "still_to_come": "It is to be heard.",
        "according_to": "echo",
    }
    decision = decide("vote", outcomes=[outcome], called_in="yes")
    words = words_of(client, proposal)
    assert ": leaves it open. Still to come: It is to be heard, according to the Echo" in words
    assert "2025 . Called in" in words and "Decision, called in" in words
    assert "It is to be heard, according to the Echo" in text_of(client.get(decision.get_absolute_url()))
