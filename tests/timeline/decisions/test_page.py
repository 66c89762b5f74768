"""Decisions of a case, the page of one, numbered lists and risk registers."""

import csv
import re

import pytest

from tests.builders import (
    CITED,
    make_alliance,
    make_case,
    make_council,
    make_decision,
    make_document,
    make_event,
    make_list,
    make_option,
    make_proposal,
    make_risk_register,
    make_voice,
    passage,
    the_case,
    tie,
    voice,
    withdraw,
)
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db


def page(client, record):
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return response


def words(client, record) -> str:
    return text_of(page(client, record))


def listing(client, query="") -> str:
    return text_of(client.get(f"/cases/{the_case().key}/decisions/{query}"))


def order_of(client, query="") -> list[str]:
    return re.findall(r'data-decision="(\w+)"', html_of(client.get(f"/cases/case/decisions/{query}")))


# The page of one decision


def test_a_decision_is_printed_in_the_labels_of_council_papers(client):
    make_voice("cabinet", kind="body", name="Cabinet of Mere Council")
    make_voice("ada", kind="person", name="Ada Specimen")
    make_voice("chief", kind="office", name="Chief Executive")
    make_document("report", title="Report on structures")
    found = words(
        client,
        make_decision(
            made_by="cabinet",
            item="7",
            is_key="no",
            open_to_call_in="not-stated",
            called_in="no",
            exempt="yes",
            lead_member="ada",
            report="report",
            report_author="chief",
        ),
    )
    for label, value in (
        ("Decision maker", "Cabinet of Mere Council"),
        ("Date of decision", "1 June 2025"),
        ("Agenda item", "7"),
        ("Is key decision?", "No"),
        ("Is subject to call-in?", "Not stated"),
        ("Called in?", "No"),
        ("Exempt information", "Yes"),
        ("Lead member", "Ada Specimen"),
        ("Report", "Report on structures"),
        ("Author of the report", "Chief Executive"),
    ):
        assert f"{label} {value}" in found


def test_what_is_empty_prints_nothing(client):
    found = words(client, make_decision()).partition("Report a mistake")[0]
    for label in ("Is key decision?", "call-in", "Called in?", "Exempt", "Lead member", "Decision maker", "Report"):
        assert label not in found
    assert "not stated" not in found.lower()


def test_recommendations_stand_apart_from_what_was_decided(client):
    found = words(
        client,
        make_decision(
            recommendations=[{"number": "1", "words": "To agree.", "result": "amended"}, {"words": "To wait."}],
            resolutions=[{"number": "12.1", "words": "To agree in part."}],
        ),
    )
    recommended, _, decided = found.partition("What was decided")
    assert "1 To agree. What became of it: agreed as amended" in recommended
    assert "To wait. What became of it: not known" in recommended
    assert "12.1 To agree in part." in decided and "12.1" not in recommended


def test_what_was_only_recommended_is_not_said_to_be_decided(client):
    assert "We do not know what was decided." in words(client, make_decision(status="recommended"))


def test_an_amendment_stands_under_the_motion_that_it_amends(client):
    decision = make_decision(
        motions=[
            {"key": "second", "kind": "amendment", "amends": "first", "result": "fell"},
            {"key": "first", "kind": "amendment", "amends": "motion", "result": "out-of-order"},
            {"key": "motion", "result": "carried"},
            {"key": "other", "result": "withdrawn"},
        ]
    )
    html = html_of(page(client, decision))
    assert re.findall(r'data-motion="(\w+)"', html) == ["motion", "first", "second", "other"]
    assert html.count('class="amendments"') == 2
    found = text_of(page(client, decision))
    ordered = ("Motion 1: carried", "Amendment 1: ruled out of order", "Amendment 2, to amendment 1: fell")
    for result in (*ordered, "Motion 2: withdrawn"):
        assert result in found


def test_a_motion_has_its_mover_its_seconder_and_its_words_at_each_stage_with_their_sources(client):
    make_voice("ada", kind="person", name="Ada Specimen")
    make_voice("hugo", kind="person", name="Hugo Placeholder")
    texts = [
        {"words": "That it be so.", "passage": passage("be it so", "minutes", page="3")},
        {"stage": "altered", "words": "That it be so soon."},
        {"stage": "amended", "words": "That it be so in May."},
        {"stage": "carried", "words": "That it be so by May."},
    ]
    motion = {"key": "motion", "moved_by": "ada", "seconded_by": "hugo", "texts": texts, "result": "carried"}
    found = words(client, make_decision(motions=[motion]))
    assert "Moved by Ada Specimen , seconded by Hugo Placeholder" in found
    assert f"As moved That it be so. our summary “be it so” The minutes , {CITED}, page 3" in found
    assert "As altered by its mover That it be so soon." in found
    assert "As amended That it be so in May." in found
    assert "As carried That it be so by May." in found


def vote(**told):
    return {"manner": "counted"} | told


def voted(*votes, **decision):
    return make_decision(motions=[{"key": "motion", "result": "carried", "votes": list(votes)}], **decision)


def test_each_source_of_a_vote_has_a_block_of_its_own_and_their_difference_is_said(client):
    make_council("county"), make_voice("courant", name="The Courant")
    decision = voted(
        vote(**{"for": "28", "against": "27"}, according_to="county"),
        vote(**{"for": "27", "against": "27"}, according_to="courant"),
        {"manner": "in-words", "words": "by a hair", "according_to": "courant"},
    )
    found = words(client, decision)
    assert "Vote, counted, according to County Council For 28 Against 27" in found
    assert "Vote, counted, according to the Courant For 27 Against 27" in found
    assert "Vote, reported in words, according to the Courant : by a hair" in found
    assert (
        "Sources differ on how many are said to have voted for: 28 according to County Council;"
        " 27 according to the Courant." in found
    )


def test_a_tally_that_does_not_come_out_is_printed_as_it_is_with_what_it_comes_to(client):
    found = words(client, voted(vote(**{"for": "27", "against": "24"}, abstained="1", absent="3", present="55")))
    assert "For 27 Against 24 Abstained 1 Absent 3 Present, as stated 55" in found
    assert "Our calculation: For, against and abstained come to 52; 55 are said to have been present." in found


def test_a_vote_by_name_and_by_group_is_listed(client):
    make_voice("ada", kind="person", name="Ada Specimen")
    names = [
        {"voice": "ada", "as_printed": "Cllr Specimen", "cast": "for"},
        {"as_printed": "Mr Dummy", "cast": "against"},
    ]
    groups = [{"words": "Two members of the Mere group", "against": "2"}, {"words": "The rest, for"}]
    found = words(client, voted(vote(manner="by-name", names=names, groups=groups)))
    assert "For 1 named Ada Specimen (printed “Cllr Specimen”)" in found
    assert "Against 1 named Mr Dummy" in found
    assert "Two members of the Mere group 2 against The rest, for" in found


def test_a_casting_vote_names_who_gave_it(client):
    make_voice("chair", kind="office", name="The Chair")
    counted = vote(**{"for": "17", "against": "17"}, casting="against", casting_by="chair")
    found = words(client, make_decision(motions=[{"key": "motion", "result": "lost", "votes": [counted]}]))
    assert "Casting vote Against, by the Chair" in found and "Worked out" not in found


def test_a_count_keeps_its_heading_and_a_member_may_have_no_vote_stated(client):
    counted = vote(
        **{"for": "17", "against": "3"},
        categories=[{"words": "Absent or did not vote", "count": 3}],
        names=[{"as_printed": "Cllr A. Quill", "cast": "not-stated"}],
    )
    found = words(client, voted(counted))
    assert "“Absent or did not vote” 3" in found
    assert "Vote not stated 1 named Cllr A. Quill" in found and "Absent 3" not in found


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("not-recorded", "Vote: not recorded"),
        ("not-taken", "Vote: no vote taken"),
        ("unknown", "Vote: not known"),
        ("agreed", "Vote: agreed without a vote"),
        ("show-of-hands", "Vote, on a show of hands"),
    ],
)
def test_how_a_vote_was_taken_is_said_also_where_it_was_none(client, manner, told):
    assert told in words(client, voted({"manner": manner}))


def test_without_motions_that_is_said(client):
    assert "We have found no motion and no vote." in words(client, make_decision())


def test_advice_and_what_it_advises_are_linked_both_ways(client):
    taken = make_decision("taken", title="The Cabinet decides")
    advice = make_decision("advice", title="The Council advises", status="advised", advises="taken")
    assert f'Advice on: <a href="{taken.get_absolute_url()}">The Cabinet decides' in html_of(page(client, advice))
    assert f'Advice on it: <a href="{advice.get_absolute_url()}">' in html_of(page(client, taken))


def test_draft_advice_is_not_linked(client):
    taken = make_decision("taken")
    make_decision("advice", title="Secret advice", status="advised", advises="taken", state="draft")
    assert "Advice" not in words(client, taken)


def test_conditions_delegations_money_and_papers_are_printed_with_their_bounds_and_sources(client):
    make_council("mere")
    make_voice("chief", kind="office", name="Chief Executive")
    make_voice("leader", kind="office", name="The Leader")
    found = words(
        client,
        make_decision(
            conditions=[{"words": "Subject to Parliament."}],
            delegations=[{"to": "chief", "together_with": "leader", "words": "Small changes."}],
            funding=[
                {
                    "by": "mere",
                    "source": "Change Reserve",
                    "bound": "up-to",
                    "amount": "50000",
                    "balance": "300000.50",
                    "balance_as_at": {"edtf": "2023-03-31"},
                    "basis": "On current forecasts.",
                    "passage": passage("up to £50,000", "report"),
                },
                {"words": "Officers’ time.", "balance": "-125000.5"},
            ],
            background_papers=[{"words": "A study of 2020"}],
        ),
    )
    assert "Subject to Parliament." in found
    assert "To Chief Executive , with or after consulting The Leader : Small changes." in found
    assert "Up to £50,000 , from Change Reserve, paid by Mere Council" in found
    assert "Balance left: −£125,000.50" in found
    assert "Balance left: £300,000.50 , as at 31 March 2023" in found and "Basis: On current forecasts." in found
    assert f"Basis: On current forecasts. The report , {CITED}: up to £50,000" in found
    assert "Amount not stated, from a source not stated. Officers’ time." in found
    assert "A study of 2020 not available" in found


def test_what_a_decision_does_is_told_of_proposals_and_options_with_conditions(client):
    proposal = make_proposal("two", name="Two councils")
    make_option("split", of="two", name="North and south")
    outcomes = [
        {"option": "split", "effect": "modifies", "words": "Less a ward.", "condition": "Subject to Parliament."},
        {"proposal": "two", "effect": "rejects", "still_to_come": "An order."},
    ]
    decision = make_decision(outcomes=outcomes, settles="yes")
    found = words(client, decision)
    assert "Decision on the case itself" in found
    assert ": chooses, with changes, North and south (an option of: Two councils) (Less a ward)." in found
    assert "Condition: Subject to Parliament" in found
    assert ": rejects Two councils . Still to come: An order" in found
    assert proposal.get_absolute_url() in html_of(page(client, decision))


def test_an_editors_note_is_marked_as_one(client):
    found = words(client, make_decision(flags=[{"kind": "does-not-add-up", "note": "One too many."}]))
    assert "† Editor’s note: does not add up. One too many." in found


def test_a_draft_is_not_found_and_what_is_withdrawn_keeps_its_reason(client):
    draft = make_decision(state="draft")
    assert client.get(draft.get_absolute_url()).status_code == 404
    decision = make_decision(title="Was decided")
    withdraw(decision)
    response = client.get(decision.get_absolute_url())
    assert "Entered twice." in text_of(response) and "Was decided" not in text_of(response)


def test_a_wrong_slug_redirects_and_another_case_has_no_such_page(client):
    decision = make_decision(title="It is so")
    make_case("other")
    assert client.get(f"/cases/case/decisions/{decision.public_id}/")["Location"] == decision.get_absolute_url()
    assert client.get(decision.get_absolute_url().replace("/case/", "/other/")).status_code == 404


def test_a_text_with_markup_stays_text(client):
    markup = "<script>alert(1)</script>"
    decision = make_decision(
        title=markup,
        summary=markup,
        motions=[{"key": "m", "note": markup, "texts": [{"words": markup}], "votes": [vote(words=markup)]}],
        recommendations=[{"words": markup, "number": markup}],
    )
    assert "<script>" not in html_of(page(client, decision))
    assert "<script>" not in html_of(client.get("/cases/case/decisions/"))


def full(number: int) -> dict:
    """So many of each part of a decision, each with a passage and a voice of its own."""
    people = [make_voice(kind="person").key for _ in range(number)]
    papers = [make_document().key for _ in range(number)]
    options = [make_option(of="proposal").key for _ in range(number)]

    def quoted(each, **content):
        return {"words": "x", "passage": passage(f"words of {each}", papers[each]), **content}

    def of_each(**content):
        return [quoted(each, **content) for each in range(number)]

    return {
        "recommendations": of_each(),
        "resolutions": of_each(),
        "conditions": of_each(),
        "delegations": [quoted(each, to=people[each]) for each in range(number)],
        "funding": [quoted(each, by=people[each]) for each in range(number)],
        "background_papers": [quoted(each, document=papers[each]) for each in range(number)],
        "outcomes": [quoted(each, option=options[each], effect="supports") for each in range(number)],
        "flags": [{"kind": "remark", "note": "x", "passage": passage("x", papers[each])} for each in range(number)],
        "motions": [
            {
                "key": f"motion-{each}",
                **({"amends": "motion-0", "kind": "amendment"} if each else {}),
                "moved_by": people[each],
                "texts": of_each()[:2],
                "votes": [
                    vote(
                        according_to=people[each],
                        names=[{"voice": people[each], "cast": "for"}],
                        groups=[quoted(each)],
                    )
                ],
            }
            for each in range(number)
        ],
    }


@pytest.mark.measure
def test_thirty_of_every_part_cost_the_queries_of_three(client):
    few, many = make_decision(**full(3)), make_decision(**full(30))
    assert queries_of(client, many.get_absolute_url()) == queries_of(client, few.get_absolute_url())


def test_of_a_motion_it_is_the_result_that_is_not_known(client):
    decision = make_decision(motions=[{"key": "motion", "result": "unknown"}])
    assert "Motion: result not known" in words(client, decision)


def test_a_decision_that_was_called_in_referred_back_and_taken_again_tells_it(client):
    make_event("cabinet")
    first = make_decision("first", event="cabinet", called_in="yes")
    for key, relation in (("call", "calls-in"), ("panel", "refers-back"), ("again", "reconsiders")):
        make_event(key, links=[{"relation": relation, "to": "cabinet"}])
        last = make_decision(f"of-{key}", event=key)
    found = words(client, first)
    for told in (
        "It was called in by The call",
        "It was referred back by The panel",
        "It was reconsidered at The again",
    ):
        assert told in found
    assert "It reconsiders The cabinet" in words(client, last)


def test_what_came_before_and_after_by_the_links_of_its_event_is_told_with_its_result(client):
    make_event("cabinet", title="Cabinet on one council", when="2025-02")
    make_event("panel", title="Panel on the call-in", when="2025-03", links=[{"relation": "follows", "to": "cabinet"}])
    make_event("hidden", links=[{"relation": "follows", "to": "cabinet"}], state="draft")
    first = make_decision("first", event="cabinet", title="One council is approved", called_in="yes")
    motion = {"key": "motion", "result": "carried", "votes": [{"manner": "counted", "for": "7"}]}
    later = make_decision("later", event="panel", title="The panel refers it back", motions=[motion])
    make_decision("draft", event="panel", title="Nobody sees it", state="draft")
    found = words(client, first)
    assert (
        "After it Panel on the call-in , March 2025 Decision: The panel refers it back Motion carried: 7 for" in found
    )
    assert "Nobody sees it" not in found and "Before it" not in found
    assert "Before it Cabinet on one council , February 2025 Decision: One council is approved" in words(client, later)


def test_the_outcomes_of_a_linked_decision_are_its_result_and_else_what_it_resolved(client):
    make_event("cabinet")
    make_event("panel", links=[{"relation": "came-of", "to": "cabinet"}])
    make_proposal("one-council", name="One council")
    first = make_decision("first", event="cabinet")
    make_decision(event="panel", title="A", outcomes=[{"proposal": "one-council", "effect": "submits"}])
    make_decision(event="panel", title="B", resolutions=[{"words": "To refer it back."}], status="deferred")
    found = words(client, first)
    maker = "By a decision maker we do not know"
    assert f"A {maker} : approves the submission of One council" in found
    assert f"B {maker} (deferred) : To refer it back." in found


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        ("recommended", "(recommended, outcome not known) : to approve the submission of One council"),
        ("advised", "(as advice) : approves the submission of One council"),
    ],
)
def test_what_was_not_decided_is_said_of_nobody_as_a_deed_and_settles_nothing(client, status, printed):
    proposal = make_proposal("one-council", name="One council")
    outcomes = [{"proposal": "one-council", "effect": "submits"}, {"proposal": "one-council", "effect": "rejects"}]
    decision = make_decision(status=status, settles="yes", outcomes=outcomes)
    assert printed in words(client, decision) and "on the case itself" not in words(client, decision)
    assert "Rejected" not in text_of(client.get(proposal.get_absolute_url()))


def test_where_one_decides_alone_no_vote_is_missed(client):
    make_voice("director", kind="office")
    make_event("order", kind="decision")
    assert "no motion and no vote" not in words(client, make_decision("alone", made_by="director", event="order"))
    assert "Where no vote is given" not in listing(client)
    make_council("mere")
    assert "no motion and no vote" in words(client, make_decision("voted", made_by="mere"))
    assert "Where no vote is given" in listing(client)


def test_an_event_at_which_one_decides_alone_is_called_no_meeting(client):
    make_voice("director", kind="office")
    make_event("order", kind="decision", title="The order")
    assert "Event The order" in words(client, make_decision("a", event="order", made_by="director"))
    assert "Meeting The order" in words(client, make_decision("b", event="order", made_by=make_council().key))
    make_event("poll", kind="election", title="The poll")
    assert "Event The poll" in words(client, make_decision("c", event="poll"))


# The list


def test_asked_for_a_council_each_says_by_way_of_whom_it_counts_for_it(client):
    make_alliance("both", members=("mere", "other"))
    make_voice("cabinet", kind="body", name="Cabinet of Mere")
    make_voice("joint", kind="body", name="Joint Committee")
    tie("cabinet", "part-of", "mere")
    tie("joint", "part-of", "both")
    make_case(parties=[{"voice": "mere"}, {"voice": "other"}])
    for maker in ("mere", "cabinet", "joint"):
        make_decision(made_by=maker)
    code = voice("mere").council.code
    found = listing(client, f"?council={code}")
    assert found.count("Counts for") == 2
    assert "Counts for Mere Council, by way of Cabinet of Mere." in found
    assert "Counts for Mere Council, by way of The both." in found
    assert "Counts for" not in listing(client)


def test_a_decision_that_was_called_in_says_so_in_the_list(client):
    make_decision("first", called_in="yes")
    make_decision("second", called_in="no")
    assert listing(client).count("Called in") == 1


def test_decisions_stand_newest_first_with_maker_status_and_votes(client):
    make_council("mere")
    old = make_decision("old", when="2025-05", made_by="mere", status="advised")
    new = voted(
        vote(**{"for": "27", "against": "24"}, according_to="mere"),
        {"manner": "show-of-hands"},
        key="new",
        when="2025-06-02",
    )
    assert order_of(client) == [new.public_id, old.public_id]
    found = listing(client)
    assert "Motion carried: 27 for, 24 against, according to Mere Council" in found and "show of hands" not in found
    assert "Advice, not a decision" in found
    assert "Advice by: Mere Council" in found and "Decision maker: we do not know" in found
    assert found.count("Where no vote is given, we have found none.") == 1


def test_what_settles_the_case_stands_before_the_rest_and_once(client):
    make_council("mere")
    settling = make_decision("settling", when="2025-05", made_by="mere", settles="yes")
    later = make_decision("later", when="2025-06", made_by="mere")
    assert order_of(client) == [settling.public_id, later.public_id]
    found = listing(client)
    assert found.index("What settled the case") < found.index("Other decisions, newest first")


def test_of_a_motion_that_was_voted_on_in_parts_the_parts_are_told(client):
    motions = [
        {"key": "whole"},
        {"key": "one", "kind": "part", "amends": "whole", "result": "carried"},
        {"key": "two", "kind": "part", "amends": "whole", "result": "lost"},
    ]
    make_decision(motions=motions)
    found = listing(client)
    assert "Part of a motion carried" in found and "Part of a motion lost" in found
    assert "Motion result not known" not in found


def test_a_motion_is_told_in_its_last_words_with_each_account_of_its_vote_once(client):
    make_council("mere")
    make_voice("courant", kind="outlet", name="The Courant")
    counts = {"for": "27", "against": "24"}
    votes = [
        vote(**counts, according_to="mere"),
        vote(**counts, manner="by-group", according_to="courant"),
        {"manner": "by-group", "according_to": "courant"},
        {"manner": "unknown", "words": "The minutes were not read", "according_to": "mere"},
    ]
    texts = [{"stage": "carried", "words": "To wait."}, {"stage": "moved", "words": "To act."}]
    make_decision(motions=[{"key": "m", "result": "carried", "texts": texts, "votes": votes}])
    found = listing(client)
    assert "as carried: To wait. Carried: 27 for, 24 against, according to Mere Council and the Courant" in found
    assert found.count("27 for") == found.count("Courant") == 1


def test_a_maker_is_named_once_with_what_all_outcomes_end_with_after_the_last(client):
    make_council("mere")
    for key in ("one", "two"):
        make_proposal(key, name=f"Plan {key}")
    outcomes = [{"proposal": key, "effect": "counts", "still_to_come": "An order."} for key in ("one", "two")]
    make_decision(made_by="mere", outcomes=outcomes, flags=[{"kind": "ambiguous", "note": "Not clear."}])
    found = listing(client)
    counts = "counts Plan one among the proposals received counts Plan two among the proposals received"
    assert f"Mere Council : {counts} Still to come: An order. † Editor’s note: ambiguous. Not clear." in found
    outcomes[1]["still_to_come"] = "A vote."
    make_decision("other", made_by="mere", outcomes=outcomes)
    assert "received. Still to come: An order counts Plan two" in listing(client)


def test_amendments_share_a_line_in_the_list_that_says_what_became_of_each(client):
    motions = [{"key": "m", "result": "carried"}, {"key": "a", "kind": "amendment", "amends": "m", "result": "lost"}]
    make_decision(motions=motions)
    assert "Motion carried 1 amendment: lost" in listing(client)


def test_a_council_has_the_decisions_of_its_bodies_in_their_tenure(client):
    make_council("mere", code="MER")
    tie(make_voice("cabinet", kind="body").key, "part-of", voice("mere"), when="2025")
    make_council("other", code="OTH")
    case = make_case(parties=[{"voice": "mere"}, {"voice": "other"}])
    own = make_decision("own", made_by="mere", when="2025-03", case=case)
    body = make_decision("body", made_by="cabinet", when="2025-02", case=case)
    make_decision("before", made_by="cabinet", when="2024-02", case=case)
    make_decision("others", made_by="other", case=case)
    assert order_of(client, "?council=mer") == [own.public_id, body.public_id]


def test_a_council_without_a_decision_of_its_own_is_named_above_those_with_others(client):
    make_council("mere", code="MER")
    tie(make_voice("cabinet", kind="body").key, "part-of", voice("mere"))
    tie(voice("mere").key, "member-of", make_voice("both", kind="alliance"))
    case = make_case(parties=[{"voice": "mere"}])
    make_decision("joint", made_by="both", case=case)
    alone = "We have found no decision or vote of Mere Council alone. These were made with others."
    assert alone in listing(client, "?council=MER") and alone not in listing(client)
    make_decision("body", made_by="cabinet", case=case)
    assert alone not in listing(client, "?council=MER")


def test_a_proposal_has_the_decisions_that_name_it_or_do_something_to_it(client):
    proposal = make_proposal("one")
    make_option("split", of="one")
    named = make_decision("named", proposals=["one"], when="2025-03")
    done = make_decision("done", outcomes=[{"option": "split", "effect": "chooses"}], when="2025-02")
    make_decision("neither")
    assert order_of(client, f"?proposal={proposal.public_id}") == [named.public_id, done.public_id]


@pytest.mark.parametrize("query", ["?council=NONE", "?proposal=nothing", "?after=nowhere"])
def test_what_is_not_understood_is_said_and_not_kept(client, query):
    make_decision()
    response = client.get(f"/cases/case/decisions/{query}")
    assert response.status_code == 200 and response["Cache-Control"] == "no-store"
    assert "notice" in html_of(response)


def test_a_long_list_goes_on_on_the_next_page(client):
    every = [make_decision(when=f"2025-01-{day:02}").public_id for day in range(1, 31)]
    first = html_of(client.get("/cases/case/decisions/"))
    onward = re.search(r'href="[^"]*(\?after=[^"]+)" rel="next"', first)[1]
    assert order_of(client) + order_of(client, onward) == every[::-1]


def test_drafts_are_nowhere_in_the_list_or_the_file(client):
    make_decision("shown")
    make_decision(title="Secret", state="draft")
    assert "Secret" not in listing(client)
    assert "Secret" not in b"".join(client.get("/cases/case/decisions.csv").streaming_content).decode()


def test_the_file_has_a_line_for_each_with_its_votes(client):
    make_council("mere")
    voted(vote(**{"for": "27"}), title="=It is so", made_by="mere", is_key="not-stated")
    header, line = b"".join(client.get("/cases/case/decisions.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert header.startswith("id,date,edtf,decision_maker,title,status,votes,key_decision")
    assert ",1 June 2025,2025-06-01,Mere Council,'=It is so,taken,Motion carried: 27 for,not stated," in line


def test_the_file_cites_the_source_of_each_decision(client):
    make_document("report", title="Report on structures", kind="report", date="2025-05-20")
    make_decision(made_by=None, passage=passage(in_document="report"))
    (line,) = csv.DictReader(
        b"".join(client.get("/cases/case/decisions.csv").streaming_content).decode("utf-8-sig").splitlines()
    )
    assert line["sources"].startswith("Report on structures, publisher not stated, report, 20 May 2025")


@pytest.mark.measure
def test_a_list_of_twenty_costs_the_queries_of_one_of_three(client):
    def add(number):
        for _ in range(number):
            voted(vote(according_to=make_council().key), made_by=make_council().key)

    add(3)
    few = queries_of(client, "/cases/case/decisions/")
    add(17)
    assert queries_of(client, "/cases/case/decisions/") == few


def test_an_empty_list_says_so(client):
    the_case()
    assert "No decision has been entered for this case yet." in listing(client)


# Lists as printed


def test_a_list_has_its_own_numbering_and_the_count_it_states_beside_what_it_lists(client):
    make_council("mere")
    items = [{"number": "(b)", "words": "Money."}, {"number": "(a)", "words": "Time."}]
    found = words(client, make_list(items=items, by="mere", stated_count="5"))
    assert "Asks, by Mere Council , in The document" in found
    assert "The document states 5; 2 listed here." in found
    assert found.index("(b) Money.") < found.index("(a) Time.")


def test_what_came_of_an_item_is_linked_or_not_known_as_at_a_day(client):
    case = make_case(kept_up_to="2026-01-31")
    event = make_event("answer", title="The answer is given", case=case)
    hidden = make_event("hidden", title="Not yet public", case=case, state="draft")
    items = [
        {"words": "An answer.", "came_of": [{"event": "answer"}, {"words": "Half.", "according_to": "county"}]},
        {"words": "Money."},
    ]
    make_council("county")
    html = page(client, make_list(items=items, case=case))
    found = text_of(html)
    assert f'<a href="{event.get_absolute_url()}">The answer is given</a>' in html_of(html)
    assert "What came of it: Half, according to County Council" in found
    assert found.count("We do not know what happened next (as at 31 January 2026).") == 1
    assert hidden.title not in found


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("../2026-04", "Not yet due"),
        ("2026-04", "Not yet due"),
        ("../2025-12", "We do not know what happened next"),
        ("2025-10/..", "We do not know what happened next"),
    ],
)
def test_what_is_to_be_done_by_a_day_is_not_due_before_it(client, when, words):
    case = make_case(kept_up_to="2026-01-31")
    found = page(client, make_list(kind="next-steps", items=[{"words": "Vesting.", "when": {"edtf": when}}], case=case))
    assert words in text_of(found)


def test_of_a_list_of_principles_nothing_is_expected(client):
    assert "What came of it" not in words(client, make_list(kind="principles", items=["Fairness."]))


@pytest.mark.measure
def test_the_queries_of_a_list_do_not_grow(client):
    def items(number):
        return [
            {
                "words": "x",
                "to": make_council().key,
                "passage": passage("x", make_document().key),
                "came_of": [{"event": make_event().key, "according_to": make_council().key}],
            }
            for _ in range(number)
        ]

    few, many = make_list(items=items(3)), make_list(items=items(30))
    assert queries_of(client, many.get_absolute_url()) == queries_of(client, few.get_absolute_url())


# Risk registers


RISKS = {
    "scales": [
        {"axis": "likelihood", "number": "2", "words": "Low"},
        {"axis": "likelihood", "number": "4", "words": "Significant"},
        {"axis": "impact", "number": "3", "words": "Critical"},
    ],
    "risks": [
        {"number": "1", "words": "Unrest.", "likelihood": "Significant", "impact": "Critical", "rating": "Medium Risk",
         "mitigation": "A plan."},
        {"number": "2", "words": "Delay.", "likelihood": "Low", "impact": "Critical", "rating": "Medium risk"},
    ],
    "matrix": [
        {"likelihood": "Significant", "impact": "Critical", "printed": "2"},
        {"likelihood": "Low", "impact": "Critical", "printed": "1"},
    ],
}  # fmt: skip


def test_a_register_is_printed_as_it_is_with_its_scales_and_its_matrix(client):
    found = words(client, make_risk_register(**RISKS))
    assert "1 Unrest. Significant Critical Medium Risk A plan." in found
    assert "2 Delay. Low Critical Medium risk" in found
    assert "Likelihood 2 Low 4 Significant" in found
    assert "Likelihood / impact 3 Critical 4 Significant 2 2 Low 1" in found


def test_where_register_and_matrix_disagree_both_readings_are_said(client):
    found = words(client, make_risk_register(**RISKS))
    assert (
        "Read as the numbers of risks: The matrix puts risk 1 at Low and Critical; the register puts it at"
        " Significant and Critical." in found
    )
    assert (
        "Read as how many risks stand in each cell: At Significant and Critical the matrix prints 2;"
        " the register has 1 risk there." in found
    )


def test_a_register_and_the_decision_whose_report_holds_it_are_linked_both_ways(client):
    decision = make_decision("decision")
    register = make_risk_register(decision="decision", **RISKS)
    assert decision.get_absolute_url() in html_of(page(client, register))
    assert register.get_absolute_url() in html_of(page(client, decision))


def test_a_withdrawn_register_and_a_draft_list_are_not_read(client):
    register = make_risk_register(**RISKS)
    withdraw(register, "Another case.")
    assert "Unrest" not in text_of(client.get(register.get_absolute_url()))
    draft = make_list(items=["Money."], state="draft")
    assert client.get(draft.get_absolute_url()).status_code == 404
