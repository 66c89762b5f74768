"""Councils of one name are told apart wherever they are named."""

import re

import pytest

from councils.models import Voice
from councils.names import agreeing, short_names
from councils.side_labels import label_faults
from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_option,
    make_voice,
    passage,
)
from tests.pages import text_of
from timeline.options.composition import compositions

pytestmark = pytest.mark.django_db

NAME = "Oddquill Council"


def names() -> list[str]:
    return sorted(Voice.objects.filter(own_name=NAME).values_list("name", flat=True))


def council(code, **details):
    return make_council(code.lower(), name=NAME, code=code, council=details)


def test_a_council_with_a_name_of_its_own_keeps_it():
    council("OQA", ends={"edtf": "2023-03-31"})
    assert names() == [NAME]


def test_councils_of_one_name_are_told_apart_by_their_years():
    council("OQA", starts={"edtf": "1974-04-01"}, ends={"edtf": "2023-03-31"})
    council("OQB", starts={"edtf": "2023-04-01"})
    assert names() == [f"{NAME} (1974 to 2023)", f"{NAME} (from 2023)"]


def test_without_years_of_their_own_they_are_told_apart_by_their_codes():
    council("OQA", ends={"edtf": "2023-03-31"})
    council("OQB")
    assert names() == [f"{NAME} (OQA)", f"{NAME} (OQB)"]


def test_one_that_is_renamed_or_withdrawn_leaves_the_name_to_the_other():
    first, second = council("OQA"), council("OQB")
    change(second, name="Evenquill Council")
    assert names() == [NAME]
    change(second, name=NAME)
    assert names() == [f"{NAME} (OQA)", f"{NAME} (OQB)"]
    change(first, name="Odd Council")
    assert names() == [NAME]


def test_a_draft_of_the_same_name_changes_no_page():
    council("OQA")
    council("OQB")
    before = names()
    make_council("draft", name=NAME, code="OQC", state="draft")
    assert names() == [NAME, *before]


def test_other_voices_may_share_a_name():
    make_voice("one", name="The Courier")
    make_voice("two", name="The Courier")
    assert set(Voice.objects.values_list("name", flat=True)) == {"The Courier"}


def part(key, of, name, kind="body", tie="part-of"):
    return make_voice(key, kind=kind, name=name, tenures=[{"kind": tie, "of": of}])


def test_the_bodies_of_councils_of_one_name_are_told_apart_with_them():
    cabinet = part("cabinet", council("OQA", ends={"edtf": "2023-03-31"}).key, f"Cabinet of {NAME}")
    council("OQB", starts={"edtf": "2023-04-01"})
    group = part("group", "oqb", f"Opposition on {NAME}", "group", "group-in")
    for voice in (cabinet, group):
        voice.refresh_from_db()
    assert (cabinet.name, group.name) == (f"Cabinet of {NAME} (until 2023)", f"Opposition on {NAME} (from 2023)")
    assert content_of(cabinet)["name"] == f"Cabinet of {NAME}"


def test_bodies_of_one_name_are_told_apart_by_their_councils():
    for key in ("melton", "blaby"):
        make_council(key, name=f"{key.title()} Council")
        part(f"{key}-cabinet", key, "Cabinet")
    found = Voice.objects.filter(own_name="Cabinet").order_by("name").values_list("name", flat=True)
    assert list(found) == ["Cabinet (Blaby Council)", "Cabinet (Melton Council)"]


def test_what_was_entered_is_what_is_dumped_and_published():
    first = council("OQA")
    council("OQB")
    assert content_of(first)["name"] == NAME


def test_every_page_that_names_one_tells_it_apart(client):
    first, second = council("OQA", ends={"edtf": "2023-03-31"}), council("OQB", starts={"edtf": "2023-04-01"})
    document = make_document(date="2020-01-01")
    claim = make_claim(by=first, about=[second], appearances=[{"passage": passage("x", document), "speaker": "oqb"}])
    votes = [{"manner": "counted", "according_to": each, "for": 2} for each in ("oqb", "oqa")]
    decision = make_decision(made_by="oqb", motions=[{"key": "m", "votes": votes}])
    addresses = ["/claims/", "/claims.csv", "/councils/", "/councils/OQA/", "/councils/OQB/", "/search/?q=Oddquill"]
    for address in [*addresses, claim.get_absolute_url(), decision.get_absolute_url(), second.get_absolute_url()]:
        response = client.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else text_of(response).encode()
        named = content.decode().replace(f"{NAME} (until 2023)", "").replace(f"{NAME} (from 2023)", "")
        assert NAME not in named, address


def test_councils_of_one_area_are_told_apart_where_an_option_names_both(client):
    ended, begun = {"ends": {"edtf": "2023-03-31"}}, {"starts": {"edtf": "2023-04-01"}}
    for key, years in (("old", ended), ("new", begun)):
        make_council(key, council={"area": "Oddquill", **years})
    make_council("other")
    make_case(parties=[{"voice": each} for each in ("old", "new", "other")])
    option = make_option(creates={"north": ["old", "other"], "south": [{"council": "new", "extent": "part"}]})
    found = compositions(option.case, [option])[option.pk]
    assert "Oddquill (until 2023): whole in" in found.tiles.description
    assert "Oddquill (from 2023): in part in" in found.tiles.description
    assert "Other: whole in" in found.tiles.description
    for address in ("/cases/case/compare/", option.proposal.get_absolute_url()):
        printed = text_of(client.get(address))
        assert "Oddquill (until 2023)" in printed and "Oddquill (from 2023)" in printed, address
        assert not re.search(r"Oddquill(?! \((?:until|from) 2023\))", printed), address


def test_the_home_page_tells_councils_of_one_area_apart(client):
    for key, code in (("old", "OQA"), ("new", "OQB")):
        make_council(key, code=code, council={"area": "Oddquill"})
    found = text_of(client.get("/"))
    assert "Oddquill (OQA)" in found and "Oddquill (OQB)" in found


def test_a_claim_answered_by_one_of_them_names_it_so(client):
    first = council("OQA")
    claim = make_claim(by="county")
    answer = {"to": claim.key, "relation": "disputes", "passage": passage("as to that claim")}
    make_claim(by=first, responses=[answer])
    council("OQB")
    assert f"Disputed by {NAME} (OQA)" in text_of(client.get(claim.get_absolute_url()))


@pytest.mark.parametrize(
    "name",
    [
        "Seven Leicestershire district and borough councils and Rutland County Council",
        "The seven districts and Rutland",
        "The ten councils of Leicester, Leicestershire and Rutland",
        "Two Vales councils",
        "Opposition groups on Melton Borough Council",
        "Members of Rutland County Council",
        "Some of the ten councils, unnamed",
        "Those who replied to the consultation of 2026",
        "Respondents to the consultation before the interim plan",
        "Liberal Democrats",
        "Mereshire County Council; Ottlebury District Council from 5 March 2026",
        "Leicester City Council and Leicestershire County Council",
    ],
)
def test_after_a_plural_name_the_verb_is_in_the_plural(name):
    assert (agreeing(name, "says"), agreeing(name, "has")) == ("say", "have")


@pytest.mark.parametrize(
    "name",
    [
        "Hinckley and Bosworth Borough Council",
        "Department for Districts and Counties",
        "Ministry of Housing, Communities and Local Government",
        "Chair of the leaders of the seven districts and Rutland",
        "Partnership of councils for the Strategic Growth Plan of 2018",
        "Audit and Standards Committee of Melton Borough Council",
        "Liberal Democrat group on Leicestershire County Council",
        "A majority of Leicestershire County Council, July 2025",
        "Reform UK",
        "",
    ],
)
def test_after_a_name_of_one_it_is_not(name):
    assert agreeing(name, "says") == "says"


def test_only_alliances_are_called_by_short_names():
    make_voice("eight", name="Eight councils of the county", kind="alliance", short_name="The eight")
    make_council("melton", name="Melton Council", short_name="Melton")
    assert short_names() == {"Eight councils of the county": "The eight"}


def test_a_name_is_shown_as_it_begins_a_sentence(client):
    make_voice("resident", name="a resident", kind="source")
    make_voice("paper", name="iNews", kind="outlet")
    claim = make_claim("old", by="resident", reported_by=["paper"])
    words = text_of(client.get(claim.get_absolute_url()))
    assert "A resident says, as reported by iNews" in words


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("City Council", "City Council (Mere City Council)"),
        ("the council", "The council (Mere City Council)"),
        ("Mere City Council", "Mere City Council"),
        ("Mere", "Mere"),
        (NAME, f"{NAME} (OQA)"),
        ("the cities", "The cities"),
    ],
)
def test_a_label_that_could_name_several_councils_says_whom_it_means(client, label, shown):
    mere, ottle = make_council("mere", name="Mere City Council"), make_council("ottle", name="Ottle City Council")
    voices = [mere.key] if label != NAME else [council("OQA").key]
    side = {"key": "a", "label": label, "voices": [{"voice": each} for each in voices]}
    case = make_case("the", parties=[{"voice": ottle.key}])
    change(case, sides=[side])
    if label == NAME:
        council("OQB")
    assert case.sides.get().label == shown
    assert content_of(case)["sides"][0]["label"] == label
    assert shown in text_of(client.get(case.get_absolute_url()))
    faults = list(label_faults(case))
    assert bool(faults) == ("(" in shown)
