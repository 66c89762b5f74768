"""Positions on a day: by holder and by subject, the chart and shifts."""

import re
from pathlib import Path

import pytest

from claims.case_files import load
from claims.position_history import all_shifts, stated
from tests.builders import (
    change,
    content_of,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_element,
    make_option,
    make_position,
    make_proposal,
    make_response,
    make_voice,
    passage,
    tie,
    voice,
    withdraw,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared
from timeline.chronology.position_changes import shift_id

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent.parent.parent
SHEETS = 13

URL = "/cases/case/positions/"
TIMELINE = "/cases/case/timeline/"


@shared
def case():
    for name in ("city", "county", "melton"):
        make_council(name)
    parties = [{"voice": name} for name in ("city", "county", "melton")]
    return make_case(sides={"city": ["city"], "county": ["county"]}, parties=parties, kept_up_to="2026-05-25")


def cells(html, lane) -> list[tuple[str, str]]:
    """The cells of a holder's row: whether empty, and their words without the subject."""
    row = re.search(rf'<article class="holder[^>]*id="lane-{voice(lane).public_id}".*?</article>', html, re.S)[0]
    found = re.findall(r'data-cell="(\w+)"><h4>[^<]*</h4>(.*?)(?=<div class="cell"|$)', row, re.S)
    return [(kind, " ".join(re.sub(r"<[^>]+>", " ", words).split())) for kind, words in found]


def grid(client, lane, query="") -> list[tuple[str, str]]:
    return cells(html_of(client.get(URL + query)), lane)


def members(client, alliance, query="") -> str:
    """The members that the row of an alliance names."""
    row = html_of(client.get(URL + query)).split(f'data-lane="{voice(alliance).public_id}"')[1].split("</p>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", row.partition("<p")[2]).split()).partition(": ")[2]


def ids(pattern, html) -> list[str]:
    return re.findall(pattern, html)


# By holder


def test_a_cell_holds_the_latest_own_stance_by_then_with_its_words(client, case):
    make_position("supports", said="2025-01-09", by="county")
    decided = {"decided_by": "full-council"}
    make_position("opposes", said="2025-07-30", by="county", quote="opposed to it", position=decided)
    ((kind, words),) = grid(client, "county", "?at=2025-07-29")
    assert kind == "position" and words.startswith("Supports 9 January 2025")
    ((_, later),) = grid(client, "county", "?at=2025-07-30")
    assert later.startswith("Opposes 30 July 2025 ; decided by full council") and "“opposed to it”" in later


def test_silence_is_said_once_with_the_day_by_which_was_looked(client, case):
    make_position(by="county", said="2025-01-09")
    found = client.get(URL)
    assert "Nothing found from: City Council , Melton Council ." in text_of(found)
    assert "Covers events up to 25 May 2026." in text_of(found)
    for each in ("city", "melton"):
        assert f'id="lane-{voice(each).public_id}" data-cell="empty"' in html_of(found)


def test_before_the_first_stance_the_next_is_named(client, case):
    make_position(by="county", said="2025-07-30")
    assert grid(client, "county", "?at=2025-01-01") == [("empty", "Nothing found by then. Next: 30 July 2025.")]


def test_what_may_have_been_stated_by_then_says_so(client, case):
    make_position(by="county", said="2025-07")
    ((_, words),) = grid(client, "county", "?at=2025-07-15")
    assert words.startswith("Perhaps stated by then: Supports July 2025")


def test_what_others_say_of_a_council_stands_apart_from_its_own(client, case):
    make_position(by="city", of="county", said="2025-03")
    ((kind, words),) = grid(client, "county")
    assert kind == "empty" and words.startswith("According to City Council: Supports")


def test_an_alliance_is_one_row_that_names_its_members(client, case):
    make_alliance("both", ["city", "melton"])
    make_position("opposes", by="both", said="2025-03-01", quote="opposed to it")
    make_position("supports", by="city", said="2025-03-01")
    found = html_of(client.get(URL))
    assert ids(r'data-lane="(\w+)"', found) == [voice(key).public_id for key in ("city", "both")]
    assert members(client, "both") == "City Council , Melton Council ."
    assert found.count(f'id="lane-{voice("melton").public_id}"') == 1
    assert "Nothing found from: County Council ." in text_of(client.get(URL))
    assert grid(client, "both")[0][0] == "position" and found.count("“opposed to it”") == 1


def test_who_had_left_an_alliance_is_not_counted_among_it(client, case):
    make_alliance("both", ["city"])
    tie("melton", "member-of", "both", "2024")
    make_position(by="both", said="2025-03-01")
    assert members(client, "both") == "City Council ."


def test_who_belonged_for_some_of_the_positions_alone_is_said_to(client, case):
    make_alliance("both", ["city"])
    tie("melton", "member-of", "both", "2025-06-01/..")
    make_position(by="both", on=["line"], said="2025-03-01")
    make_position(by="both", on=["split"], said="2025-07-01")
    assert members(client, "both") == "City Council , Melton Council (on The split)."


def test_a_group_has_a_line_of_its_own_under_its_council(client, case):
    make_voice("greens", kind="group")
    tie("greens", "group-in", "county")
    make_position(by="greens", said="2025-03-01")
    html = html_of(client.get(URL))
    lanes = ids(r'data-lane="(\w+)"', html)
    assert lanes == [voice("greens").public_id] and cells(html, "greens")[0][0] == "position"
    assert "Nothing found from: City Council , County Council , Melton Council ." in text_of(client.get(URL))


def test_subjects_stand_in_their_order_and_those_without_a_stance_are_named(client, case):
    make_position(by="county", on=["split", "line"])
    make_position(by="city", on="process")
    make_element("bridge", name="The bridge")
    html = html_of(client.get(URL))
    assert re.findall(r'<dt><a href="[^"]*">([^<]*)', html) == ["The line", "The split", "The process itself"]
    assert "Nothing found on: The bridge; All the proposals." in text_of(client.get(URL))


def test_those_of_one_stance_on_their_own_word_stand_together(client, case):
    for by, stance in (("city", "opposes"), ("melton", "opposes")):
        make_position(stance, by=by, said="2025-03-01")
    make_position("supports", by="city", of="county", said="2025-03-01")
    assert "Opposes : City Council (1 March 2025) , Melton Council (1 March 2025)" in together(client)
    assert "County Council" not in together(client)


def stand(stance, option, said, *, by="county"):
    """A stand on one option, by its key."""
    return make_claim(by=by, kind="position", said=said, positions=[{"stance": stance, "options": [option]}])


def together(client, query="") -> str:
    return text_of(client.get(URL + query)).split("By subject")[1].split("over time")[0]


@shared
def options(case):
    return [make_option(key, of=f"plan-{key}", name=f"Option {key}") for key in ("a", "b")]


@pytest.mark.parametrize("by", ["county", "city"])
def test_who_stood_for_one_plan_and_prefers_another_since_is_said_to(client, options, by):
    for option, said in (("a", "2025-02-10"), ("b", "2025-10-28"), ("b", "2025-11-28")):
        stand("preferred", option, said, by=by)
    name = f"{by.title()} Council"
    assert f"Preferred : {name} (10 February 2025; later prefers another plan)" in together(client)
    assert f"Preferred : {name} (28 November 2025)" in together(client)
    assert "Later, on 28 October 2025, it prefers Option b" in grid(client, by)[0][1]
    assert "later" not in together(client, "?at=2025-10-27")


@pytest.mark.parametrize(
    ("older", "newer"),
    [("opposes", "preferred"), ("does-not-support", "preferred"), ("preferred", "open")],
)
def test_a_refusal_is_not_left_behind_and_only_a_stance_in_favour_leaves(client, options, older, newer):
    stand(older, "a", "2025-02-10")
    stand(newer, "b", "2025-10-28")
    assert "later" not in together(client)


def test_a_later_stance_in_favour_of_a_rival_is_said_in_the_row(client, options):
    stand("preferred", "a", "2025-02-10")
    stand("supports", "b", "2025-10-28")
    assert "later supports another plan" in together(client)
    assert "Later, on 28 October 2025, it supports Option b" in grid(client, "county")[0][1]


def test_a_position_that_its_maker_took_back_says_so_from_that_day(client, options):
    supports = stand("supports", "a", "2025-02-10")
    make_response(to=supports, by="county", relation="retracts", said="2025-07-01")
    assert "(10 February 2025; retracted by its maker since)" in together(client)
    words = text_of(client.get(URL))
    assert words.count("Retracted by its maker, 1 July 2025") == 2
    assert "etracted" not in text_of(client.get(f"{URL}?at=2025-06-30"))


def test_a_change_of_control_since_is_said_in_the_row(client, options):
    stand("preferred", "a", "2025-02-10")
    county = voice("county")
    controls = [{"when": {"edtf": "2025-05-04/.."}, "words": "No majority"}]
    change(county, council=content_of(county)["council"] | {"controls": controls})
    assert "(10 February 2025; before a change of control)" in together(client)
    assert "Control of the council since: No majority, from 4 May 2025 onwards." in text_of(client.get(URL))
    assert "change of control" not in together(client, "?at=2025-03-01")


def test_an_option_of_the_same_proposal_as_a_whole_is_no_other(client, options):
    make_claim(kind="position", said="2025-02-10", positions=[{"stance": "supports", "proposals": ["plan-a"]}])
    stand("preferred", "a", "2025-10-28")
    assert "later" not in together(client)


def test_a_stance_on_all_says_on_what_its_voice_spoke_later_and_so_the_other_way_round(client, options):
    stand("supports", "b", "2025-01")
    make_position("no-preference", "all", by="county", said="2025-04-01")
    stand("on-condition", "a", "2025-09-01")
    make_claim(kind="position", said="2025-10-01", positions=[{"stance": "supports", "proposals": ["plan-a"]}])
    assert "Expresses no preference : County Council (1 April 2025; spoke later on one of them)" in together(client)
    words = [words for _, words in grid(client, "county")]
    assert "Later spoke on Option a" in words[3] and "Later" not in words[0] + words[2]
    assert "Later spoke on all the proposals: expresses no preference, 1 April 2025" in words[1]


def test_who_left_an_alliance_or_its_proposal_since_is_said_to(client, case):
    make_alliance("both", ["city"])
    tie("melton", "member-of", "both", "2024-01-01/2025-10-01")
    left = {"voice": "melton", "relation": "left", "when": {"edtf": "2025-10-02"}}
    make_proposal("plan", put_forward_by=["both"], backers=[left])
    make_position("supports", by="both", said="2025-03-01")
    since = "Its membership ended: 1 October 2025. It left that proposal: 2 October 2025"
    assert members(client, "both") == f"City Council , Melton Council ({since})."
    assert members(client, "both", "?at=2025-09-30") == "City Council , Melton Council ."


def test_what_was_done_with_the_proposals_is_apart_from_positions(client, case):
    make_position(by="city")
    backers = [
        {"voice": "county", "relation": "backs", "when": {"edtf": "2025-03-20"}},
        {"voice": "county", "relation": "left", "when": {"edtf": "2025-10-02"}, "according_to": "city"},
        {"voice": "melton", "relation": "included"},
    ]
    version = {"stage": "final", "when": {"edtf": "2025-03-20"}, "signatories": [{"voice": "county"}]}
    make_proposal("plan", put_forward_by=["county"], versions=[version], backers=backers)
    found = text_of(client.get(URL))
    left = "left (2 October 2025, according to City Council) The plan."
    assert f"County Council : put forward, signed (20 March 2025), backed (20 March 2025) and {left}" in found
    assert "is included" not in found
    early = text_of(client.get(URL + "?at=2025-04-01"))
    assert "County Council : put forward, signed (20 March 2025) and backs (20 March 2025) The plan." in early
    assert "put forward" not in text_of(client.get(URL + "?at=2025-01-01"))


def test_backing_known_by_a_day_is_not_said_to_have_ended(client, case):
    make_position(by="city")
    make_proposal("plan", backers=[{"voice": "county", "relation": "backs", "known_by": {"edtf": "2025-03-20"}}])
    found = text_of(client.get(URL))
    assert "County Council : backs (by 20 March 2025, since when is not known) The plan." in found


def test_those_who_did_the_same_are_named_together(client, case):
    make_position(by="city")
    signatories = [{"voice": each} for each in ("city", "county")]
    make_proposal("plan", versions=[{"stage": "final", "when": {"edtf": "2025-03-20"}, "signatories": signatories}])
    assert "City Council, County Council : signed (20 March 2025) The plan." in text_of(client.get(URL))


def test_subjects_of_one_name_say_what_they_are(client, case):
    make_option("one", of="one", name="the one")
    stand("supports", "one", "2025-01")
    stand("opposes", "one", "2025-03")
    found = text_of(client.get(URL))
    assert "The option the one 2 positions over time" in found and "The proposal The one" in found
    assert "County Council: later position on the one" in text_of(client.get(TIMELINE))
    make_claim(kind="position", said="2025-01", positions=[{"stance": "open", "proposals": ["one"]}])
    assert "County Council: later position on the option the one" in text_of(client.get(TIMELINE))


def test_words_known_by_report_alone_say_who_reports_them(client, case):
    make_voice("echo", name="The Echo")
    make_position(by="melton", said="2025-03", reported_by=["echo"], position={"decided_by": "full-council"})
    words = grid(client, "melton")[0][1]
    assert "decided by full council; as reported by the Echo" in words
    assert "its own, as reported by the Echo; decided by full council" in text_of(client.get(URL))
    assert "Melton Council (March 2025, decided by full council, as reported by the Echo)" in together(client)


def test_words_that_stand_in_another_s_document_too_are_not_told_by_report(client, case):
    make_voice("echo", name="The Echo")
    paper = make_document("paper", publisher="echo")
    report = {"passage": passage(in_document=paper), "reported_by": ["echo"]}
    make_position(by="melton", appearances=[report, {"passage": passage(in_document=paper)}])
    assert "its own, in a document of the Echo" in text_of(client.get(URL))
    assert "as reported by" not in text_of(client.get(URL))


def test_a_council_s_own_document_is_not_said_to_be_another_s(client, case):
    make_position(by="melton", in_document=make_document("minutes", publisher="melton"))
    assert "in a document of" not in text_of(client.get(URL))


def test_a_position_dated_after_its_council_ended_says_so_wherever_it_is_named(client, case):
    ended = {"code": "OQA", "area": "Old", "type": "district", "ends": {"edtf": "2023-03-31"}}
    make_council("old", name="Old Council", council=ended)
    make_position(by="old", when="2025-03-01")
    assert text_of(client.get(URL)).lower().count("dated after old council ended on 31 march 2023") == 3


def test_a_condition_is_said_once(client, case):
    make_position("on-condition", by="melton", position={"condition": "Only whole.", "firmness": "Likely to."})
    make_position("supports", by="city", position={"condition": "Only whole."})
    assert "Supports on condition : “Only whole.”, “Likely to.”" in grid(client, "melton")[0][1]
    assert "Supports , on condition: “Only whole.”" in grid(client, "city")[0][1]


def test_what_a_leader_says_is_stated_and_not_decided(client, case):
    make_voice("leader", kind="person", name="Ann Lee")
    tie("leader", "leads", "county")
    spoken = [{"passage": passage(in_document=make_document("paper")), "speaker": "leader"}]
    make_position(by="county", said="2025-03", appearances=spoken, position={"decided_by": "leader"})
    assert "; stated by its leader, Ann Lee" in grid(client, "county")[0][1]
    assert "decided" not in text_of(client.get(URL))


def test_a_position_on_a_part_names_the_plan_that_it_is_a_part_of(client, options):
    for by, option in (("county", "a"), ("city", "b")):
        positions = [{"stance": "supports", "elements": ["line"], "options": [option]}]
        make_element("line") if by == "county" else None
        make_claim(by=by, kind="position", said="2025-03-01", positions=positions)
    make_claim(
        by="melton",
        kind="position",
        said="2025-03-01",
        options=["a"],
        positions=[{"stance": "supports", "elements": ["line"]}],
    )
    words = together(client)
    assert "City Council (1 March 2025, as part of Option b)" in words
    assert "County Council (1 March 2025, as part of Option a)" in words
    assert "Melton Council (1 March 2025, speaking of Option a)" in words
    html = html_of(client.get(URL))
    assert html.index('id="together"') < html.index('id="through-time"')


# The date


@pytest.mark.parametrize(
    "query",
    [
        "?at=2025-13-01",
        "?at=yesterday",
        "?at=20250101",
        "?at=2025-W01-1",
        "?at=2025-01-01&at=2025-01-02",
        "?on=element:x",
    ],
)
def test_what_is_not_understood_is_said_and_not_kept(client, case, query):
    make_position(by="county")
    found = client.get(URL + query)
    assert found.status_code == 200 and found["Cache-Control"] == "no-store" and found["X-Robots-Tag"] == "noindex"
    assert 'role="alert"' in html_of(found)


@pytest.mark.parametrize("at", ["8 January 2025", "8/1/2025", "2025-01-08"])
def test_the_field_takes_a_day_as_readers_write_it_and_shows_it_in_words(client, case, at):
    make_position(by="county")
    assert 'value="8 January 2025"' in html_of(client.get(URL, {"at": at}))


def test_the_field_keeps_and_marks_what_is_no_day(client, case):
    make_position(by="county")
    field = re.search('<input id="at".*?>', html_of(client.get(URL, {"at": "next week"})), re.S)[0]
    assert 'value="next week"' in field and 'aria-invalid="true"' in field


@pytest.mark.parametrize("at", ["0002-01-01", "9998-12-31", "1066-10-14"])
def test_any_day_of_the_calendar_may_be_asked_for(client, case, at):
    make_position(by="county")
    found = client.get(f"{URL}?at={at}")
    assert found.status_code == 200 and "no-store" not in found.get("Cache-Control", "")


def test_links_lead_to_the_days_on_which_something_changed(client, case):
    for said in ("2025-01-09", "2025-07", "2025-11-28"):
        make_position(by="county", said=said)
    html = html_of(client.get(URL + "?at=2025-08-01"))
    # A month is named as such, and not by its last day.
    assert 'href="/cases/case/positions/?at=2025-07-31" rel="prev">Before: July 2025<' in html
    assert 'href="/cases/case/positions/?at=2025-11-28" rel="next">Next: 28 November 2025<' in html


def test_a_case_without_positions_says_so(client, case):
    assert "We have found no position yet." in text_of(client.get(URL))


def test_a_withdrawn_case_keeps_its_reason_and_none_is_not_found(client, case):
    assert client.get("/cases/none/positions/").status_code == 404
    make_position(by="county")
    withdraw(case)
    found = text_of(client.get(URL))
    assert "Entered twice." in found and "Supports" not in found


def test_markup_in_any_text_stays_text(client, case):
    evil = "<script>alert(1)</script>"
    make_position(by="county", said="2025-03", position={"firmness": evil, "condition": evil})
    assert b"<script>alert" not in client.get(URL).content


# The picture


def shapes(html) -> list[tuple[str, str, str, str]]:
    shape = r'<rect class="([a-z ]+)" x="([\d.]+)%" y="\d+" width="([\d.]+)%?" height="\d+"(?: fill="url\(#([\w-]+)\))?'
    picture = re.search(r'<svg width="100%".*?</svg>', html, re.S)[0]
    return re.findall(shape, picture)


def test_a_long_name_stands_in_lines(client, case):
    name = "The Independent and Unaligned Members of the County Council"
    make_voice("members", kind="group", name=name)
    make_position("supports", by="members", said="2025-01-09")
    html = html_of(client.get(URL))
    labels = re.findall(r'<text class="label"[^>]*>([^<]+)</text>', html)
    assert labels == ["The Independent and Unaligned Members of", "the County Council"]


def test_numbers_of_one_row_that_are_close_stand_in_two_lines(client, case):
    for said in ("2025-01-09", "2025-01-20", "2026-01-20"):
        make_position(by="county", said=said)
    html = html_of(client.get(URL))
    first, second, third = (int(y) for y in re.findall(r'<text class="tick" x="[\d.]+%" y="(\d+)">\d', html))
    assert first == third < second


def test_no_label_runs_out_of_the_picture(client, case):
    make_position(by="county", said="2025-01-09")
    html = html_of(client.get(f"{URL}?at=2025-12-24"))
    assert re.search(r'<text class="tick" x="8\d\S+%" y="12" data-wide>Apr 2026', html)
    ticks = re.findall(r'<text class="tick" x="([\d.]+)%" y="12"', html)
    assert max(map(float, ticks)) < 92 and html.count('class="grid" x1') > len(ticks)


def test_each_stance_has_a_pattern_in_the_ink_of_the_side(client, case):
    make_position("supports", by="city", said="2025-01-09")
    make_position("opposes", by="county", said="2025-01-09")
    html = html_of(client.get(URL))
    assert {fill for kind, _, _, fill in shapes(html) if kind == "bar"} == {"s-1-supports", "s-2-opposes"}
    for fill in ("s-1-supports", "s-2-opposes"):
        assert f'<pattern id="{fill}"' in html


def test_an_uncertain_date_is_drawn_as_uncertain(client, case):
    make_position(by="county", said="2025-03")
    found = shapes(html_of(client.get(URL)))
    assert [kind for kind, *_ in found] == ["unsure", "bar", "tail"]
    assert [fill for *_, fill in found if fill] == ["s-2-supports", "s-2-supports"]


def test_what_another_says_is_a_mark_at_its_date_and_own_bars_end_with_the_record(client, case):
    make_position(by="county", when={"edtf": "2025-01-01/.."})
    make_position("opposes", by="city", of="county", said="2025-06-01")
    make_position("open", by="melton", of="county", when={"edtf": "2025-03-01/2025-05-01", "extent": "throughout"})
    html = html_of(client.get(f"{URL}?at=2026-12-01"))
    (_, start, width, _), day, dates = shapes(html)
    assert day[0] == dates[0] == "mark" and (day[3], dates[3]) == ("s-2-opposes", "s-2-open")
    assert day[2] == "12" and float(dates[1]) + float(dates[2]) < float(day[1])
    assert float(start) + float(width) < 80
    assert html.index("Numbers: those of the table") < html.index('<svg width="100%"')


def test_after_the_end_of_a_period_nothing_is_drawn(client, case):
    make_position(by="county", when={"edtf": "2025-01-01/2025-03-31", "extent": "throughout"})
    make_position("opposes", by="county", when={"edtf": "2025-09-01/2025-12-31", "extent": "throughout"})
    (first, _, width, _), (second, start, _, _) = shapes(html_of(client.get(URL)))
    assert (first, second) == ("bar", "bar") and float(width) < float(start) / 2


def test_the_table_says_of_every_stand_on_the_subject_who_when_and_on_whose_word(client, case):
    make_position(by="county", said="2025-03")
    make_position("opposes", by="city", of="county", said="2025-06-01")
    make_position("open", ["other"], by="county", said="2025-06-01")
    words = text_of(client.get(URL)).split("The same as a table")[1].split("Later positions")[0]
    assert "County Council supports March 2025 its own" in words
    assert "County Council opposes 1 June 2025 according to City Council" in words
    assert "open" not in words


def test_the_subject_of_the_picture_may_be_chosen(client, case):
    make_position("open", "process", by="county", said="2025-06-01")
    make_position(by="county", said="2025-06-01")
    assert "The line 1 position over time" in text_of(client.get(URL))
    assert "The process itself 1 position over time" in text_of(client.get(URL + "?on=process"))


# Shifts


def move(**more):
    return [
        make_position("supports", by="county", said="2025-07", **more),
        make_position("opposes", by="county", said="2025-09-05", **more),
    ]


def test_a_shift_stands_on_the_page_with_both_of_its_sources(client, case):
    claims = move()
    html = html_of(client.get(URL))
    [row] = re.findall(r'<ul class="turns">(.*?)</ul>', html, re.S)
    before, after = row.split("<li", 2)[1:]
    assert "Position stated:" in before and f"/claims/{claims[0].public_id}/" in before
    assert "Later position:" in after and f"/claims/{claims[1].public_id}/" in after and 'id="shift-' in after
    assert "opposes" not in row


def test_of_three_positions_in_turn_none_stands_twice(client, case):
    claims = [*move(), make_position("open", by="county", said="2025-11-05")]
    [row] = re.findall(r'<ul class="turns">(.*?)</ul>', html_of(client.get(URL)), re.S)
    assert [row.count(f"/claims/{claim.public_id}/") for claim in claims] == [1, 1, 1]
    assert row.count("Position stated:") == 1 and row.count("Later position:") == 2 == row.count('id="shift-')


def test_a_shift_is_an_entry_of_the_timeline_under_an_id_that_lasts(client, case):
    move()
    (shift,) = all_shifts(stated(case)[0])
    lasting = shift_id(case, shift, voice("county").public_id)
    html = html_of(client.get(TIMELINE))
    entry = re.search(rf'<article class="entry" data-entry="{lasting}".*?</article>', html, re.S)[0]
    assert 'data-edtf="2025-07/2025-09-05"' in entry and "County Council: later position on The line" in entry
    assert f"#shift-{lasting}" in entry and f'id="shift-{lasting}"' in html_of(client.get(URL))


def test_a_shift_is_in_the_feed_and_the_file(client, case):
    move()
    assert "Later position, 5 September 2025: " in client.get("/cases/case/timeline.atom").content.decode()
    lines = b"".join(client.get("/cases/case/timeline.csv?kind=shift").streaming_content).decode().splitlines()
    assert len(lines) == 2 and "later position" in lines[1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=shift", 1),
        ("kind=meeting", 0),
        ("kind=shift&side=county", 1),
        ("kind=shift&side=city", 0),
        ("kind=shift&from=2025-08", 1),
        ("kind=shift&from=2025-10", 0),
        ("kind=shift&to=2025-06", 0),
        ("kind=shift&q=later", 1),
        ("kind=shift&q=harbour", 0),
    ],
)
def test_the_timeline_is_narrowed_to_shifts_and_they_by_all_else(client, case, query, count):
    move()
    html = html_of(client.get(f"{TIMELINE}?{query}"))
    assert html.count("<article") == count


def test_a_shift_is_found_by_its_council(client, case):
    move()
    for council, count in (("county", 1), ("melton", 0)):
        code = voice(council).council.code
        assert html_of(client.get(f"{TIMELINE}?kind=shift&council={code}")).count("<article") == count


def test_a_shift_on_anothers_word_is_told_apart_and_is_no_entry(client, case):
    for stance, said in (("supports", "2025-01"), ("opposes", "2025-06")):
        make_position(stance, by="city", of="county", said=said)
    told = text_of(client.get(URL)).split("According to others")[1]
    assert "County Council , according to City Council Position stated:" in told
    assert html_of(client.get(f"{TIMELINE}?kind=shift")).count("<article") == 0


def test_stances_for_about_the_same_time_are_said_to_be_so(client, case):
    make_position("supports", by="county", said="2025-07")
    make_position("opposes", by="county", said="2025-07-15")
    words = text_of(client.get(URL))
    assert "Stated for about the same time" in words and "We have found no later position on it." in words


def test_a_shift_goes_with_the_claim_that_it_rests_on(client, case):
    withdraw(move()[1])
    assert html_of(client.get(f"{TIMELINE}?kind=shift")).count("<article") == 0


# What it costs


@pytest.mark.measure
def test_thirty_positions_cost_the_queries_of_three(client, case):
    make_alliance("both", ["city", "melton"])
    found = []
    for number in (1, 9):
        for place in range(number):
            for by, stance in (("county", "supports"), ("both", "opposes"), ("city", "open")):
                make_position(stance, [f"e{place}"], by=by, said=f"2025-{place + 1:02}", in_document=make_document())
            make_position("opposes", [f"e{place}"], by="county", said="2026", in_document=make_document())
        found.append((queries_of(client, URL), queries_of(client, TIMELINE)))
    assert found[0] == found[1]


# On a phone and on paper


@pytest.mark.audit
def test_the_shipped_case_is_read_within_eight_screens_and_prints_on_few_pages(browser, live_server, transactional_db):
    load(ROOT / "cases/leicestershire-2025.yaml", [])
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{live_server.url}/cases/leicestershire-2025/positions/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 8 * 740
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    paragraphs = page.evaluate(
        "[...document.querySelectorAll('main p:not(.together p)')]"
        ".filter(each => each.checkVisibility()).map(each => each.textContent)"
    )
    long = [words for each in paragraphs if len(words := " ".join(each.split())) > 100]
    assert len(long) == len(set(long))
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 0 < sheets <= SHEETS
    page.close()
