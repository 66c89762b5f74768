"""Template tags and filters of the record."""

import re
from itertools import pairwise

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve

from claims.choices import ABSENCES, StandingWord
from claims.models import ClaimStanding
from councils.models import Side
from record.dates import UncertainDate
from record.dates.notes import BASES
from record.dates.value import DateBasis
from tests.audit.words import reader_templates
from tests.builders import make_case, make_claim, make_document, make_voice, passage
from tests.pages import folded
from timeline.templatetags import record_tags as tags


def rendered(template, **context):
    return Template("{% load record_tags %}" + template).render(Context(context))


# Marks of sides


@pytest.mark.parametrize(
    "position, found",
    [(None, "s-0"), (0, "s-0"), (1, "s-1"), (8, "s-8"), (9, "s-1 s-again"), (16, "s-8 s-again"), (17, "s-1 s-again")],
)
def test_a_mark_goes_by_the_place_in_the_alphabet(position, found):
    assert tags.mark(position) == found


@pytest.mark.django_db
def test_a_side_has_one_mark_on_all_pages_by_its_place_among_the_sides_of_its_case():
    make_case("one", sides={"zulu": ["zulu"], "alpha": ["alpha"]})
    make_case("two", sides={"mike": ["mike"]})
    marks = {side.key: rendered("{% side_mark side %}", side=side) for side in Side.objects.all()}
    assert marks == {"alpha": "s-1", "zulu": "s-2", "mike": "s-1"}


@pytest.mark.django_db
def test_a_long_name_is_printed_once_and_then_the_short_one(django_assert_num_queries):
    make_voice("eight", name="Eight councils of the county", kind="alliance", short_name="The eight")
    side = Side(label="Eight councils; Oddquill Council", short_name="Eight and Oddquill")
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        found = [
            rendered("{% name_of who %}", who=who, request=request)
            for who in ["Eight councils of the county", side, "Melton Council"] * 2
        ]
    assert found == [
        *("Eight councils of the county", "Eight councils; Oddquill Council", "Melton Council"),
        *("The eight", "Eight and Oddquill", "Melton Council"),
    ]


@pytest.mark.parametrize(
    ("name", "words"), [("The eight", "what the eight say"), ("Theatre Council", "what Theatre Council says")]
)
def test_a_name_within_a_sentence_agrees_with_it(name, words):
    assert rendered("what {{ name|mid_sentence }} {{ name|verb:'says' }}", name=name) == words


def test_names_in_a_list_within_a_sentence_have_no_capital_article():
    assert rendered("by {{ names|mid_sentence|joined }}", names=["The Leader", "Theatre Council", "The eight"]) == (
        "by the Leader, Theatre Council and the eight"
    )


# After these words a name is within a sentence.
BEFORE_A_NAME = r"(?:according to|by|from|to|of|between|reported by|published by|claims? about)"


def test_no_template_prints_a_name_after_by_or_from_with_a_capital_article():
    """Measures, proposals and options are titles, which keep their capital."""
    printed = re.compile(
        rf"(?<![\w-]){BEFORE_A_NAME}\s+(?:<a\s[^>]*>\s*)?"
        r"\{\{ ((?!\S*(?:measure|proposal|option|operator|council)\b)[a-z_.]+\.(?:name|called)) \}\}",
        re.IGNORECASE,
    )
    found = {str(path): printed.findall(path.read_text()) for path in reader_templates()}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.django_db
def test_the_sides_are_read_once_a_page(django_assert_num_queries):
    make_case(sides={"zulu": ["zulu"], "alpha": ["alpha"]})
    request, sides = RequestFactory().get("/"), list(Side.objects.all())
    with django_assert_num_queries(1):
        for side in sides * 3:
            rendered("{% side_mark side %}", side=side, request=request)


def test_a_view_may_bring_the_places_of_sides():
    # Without the mark django_db any query would fail.
    assert rendered("{% side_mark side %}", side=Side(pk=7), side_positions={7: 3}) == "s-3"
    side = Side(pk=8)
    side.position = 2
    assert rendered("{% side_mark side %}", side=side) == "s-2"
    assert rendered("{% side_mark side %}", side=None) == "s-0"


# Words


@pytest.mark.parametrize(
    "things, found",
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C"), ([1, 2], "1 and 2")],
)
def test_a_list_is_joined_in_english(things, found):
    assert tags.joined(things) == found


@pytest.mark.parametrize(
    "words, found",
    [
        ("a final decision", "“a final decision”"),
        ("“a final decision”", "“a final decision”"),
        ("“yes” and “no”", "““yes” and “no””"),
        ("“yes” he said", "““yes” he said”"),
        ("", "“”"),
    ],
)
def test_words_stand_between_one_pair_of_quotation_marks(words, found):
    assert tags.quoted(words) == found


@pytest.mark.parametrize(
    "words, found", [("and so on", " and so on"), (", and so on", ", and so on"), (".", "."), ("", " ")]
)
def test_words_after_a_quotation_keep_their_distance_and_marks_do_not(words, found):
    assert tags.going_on(words) == found


def test_markup_in_words_stays_words():
    page = rendered("{{ words|quoted }} {{ names|joined }} {{ words|going_on }}", words="<b>", names=["<i>", "&"])
    assert page == "“&lt;b&gt;” &lt;i&gt; and &amp;  &lt;b&gt;"


# Dates


def test_the_form_of_a_date_and_of_none():
    assert tags.edtf(UncertainDate("2025-05~")) == "2025-05~"
    assert tags.edtf(None) == ""


@pytest.mark.parametrize(
    "date, note",
    [
        (UncertainDate("2025-01-08"), ""),
        (UncertainDate("2025-01-08", printed="8 January"), ""),
        (UncertainDate("2025-01", printed="In January 2025"), ""),
        (UncertainDate("2025-01", printed="January 2025"), ""),
        (
            UncertainDate("2025-22/2025-23", printed="during the summer and autumn"),
            "printed “during the summer and autumn”",
        ),
        (UncertainDate("2025-01", basis=DateBasis.INFERRED), "our estimate"),
        (UncertainDate("2025-01-08", basis=DateBasis.ADDRESS), "from the web address"),
        (
            UncertainDate("2025", printed="that year", basis=DateBasis.DERIVED),
            "printed “that year”; worked out from another date",
        ),
    ],
)
def test_a_note_says_what_the_date_itself_does_not(date, note):
    assert tags.date_note(date) == note


def test_every_basis_but_a_stated_one_has_its_note():
    assert set(BASES) == set(DateBasis) - {DateBasis.STATED}


@pytest.mark.parametrize(
    "date, found",
    [
        (UncertainDate("2025-01-08"), '<time datetime="2025-01-08" data-edtf="2025-01-08">8 January 2025</time>'),
        (UncertainDate("2025-01-08?"), '<span data-edtf="2025-01-08?">perhaps 8 January 2025</span>'),
        (UncertainDate("2025-01"), '<span data-edtf="2025-01">January 2025</span>'),
        (None, "undated"),
    ],
)
def test_a_date_names_a_day_to_machines_only_where_it_is_exact(date, found):
    page = folded(rendered('{% include "components/_date.html" %}.', date=date))
    assert found in page and page.endswith("</span>.")


def test_where_no_date_is_stated_that_is_said():
    assert (
        folded(rendered('{% include "components/_when.html" %}.', date=None))
        == '<span class="dated quiet">date not stated</span>.'
    )


# Claims


@pytest.mark.django_db
def test_a_claim_is_shown_by_its_earliest_appearance_that_has_words():
    make_document("late", date="2025-06")
    make_document("early", date="2025-01")
    claim = make_claim(
        appearances=[
            {"passage": passage("late words", "late")},
            {"passage": passage("", "early", page="1"), "said": {"edtf": "2024"}},
            {"passage": passage("early words", "early")},
        ]
    )
    assert claim.lead.passage.quote == "early words"
    assert [each.passage.quote for each in claim.other_appearances] == ["late words", ""]


def standing(*words, silent=(), **replies):
    detail = {
        "replies": {
            word: [{"voice": name, "name": name, "claim": "0123456789", "members": []} for name in names]
            for word, names in replies.items()
        },
        "silent": [{"voice": name, "name": name} for name in silent],
    }
    return ClaimStanding(words=list(words), detail=detail)


def test_a_standing_is_told_with_names_and_addresses():
    found = tags.standing_sentences(
        standing("disputed", "accepted", "no-reply", disputed=["A", "B"], accepted=["C"], silent=["D"])
    )
    assert [part["words"] for part in found["counted"]] == ["Disputed", "Accepted"]
    assert [reply["name"] for reply in found["counted"][0]["replies"]] == ["A", "B"]
    assert found["counted"][0]["replies"][0]["url"] == "/claims/0123456789/"
    assert found["maker"] == []


def test_what_its_maker_did_comes_first():
    found = tags.standing_sentences(standing("retracted", "superseded", retracted=["A"], superseded=["A"]))
    assert [part["words"] for part in found["maker"]] == ["Retracted by its maker", "Superseded by its maker"]


def test_every_word_of_standing_is_printed_but_absence():
    assert {*tags.COUNTED, *tags.BY_ITS_MAKER} == set(StandingWord) - ABSENCES
    for each in (standing("no-dispute"), standing("no-reply", silent=["A"])):
        assert not rendered('{% include "components/_standing.html" with computed=computed %}', computed=each).strip()


# The site's navigation


def pages_at(path):
    return tags.site_navigation({"request": RequestFactory().get(path)})


def test_every_link_of_the_head_is_a_page():
    for _, address in tags.SITE_PAGES:
        assert resolve(address)


@pytest.mark.parametrize(
    "path, current",
    [
        ("/", {"Cases": "page"}),
        ("/cases/one/timeline/", {"Cases": "true"}),
        ("/councils/", {"Councils": "page"}),
        ("/councils/MEL/", {"Councils": "true"}),
        ("/about/", {"About": "page"}),
        ("/voices/0123456789-x/", {}),
    ],
)
def test_the_head_marks_the_page_and_its_section(path, current):
    assert {page["label"]: page["current"] for page in pages_at(path) if page["current"]} == current


def test_a_page_made_without_a_request_marks_none():
    assert not any(page["current"] for page in tags.site_navigation({}))


def test_rooms_stand_in_one_order_on_all_pages():
    orders = [[page["label"] for page in pages_at(path)] for path in ("/", "/councils/", "/about/")]
    assert all(one == other for one, other in pairwise(orders))
