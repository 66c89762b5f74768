"""Filters of claims from a query string, valid and invalid."""

import pytest
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from claims.choices import ClaimKind, Role, StandingWord
from claims.claim_list.filter_choices import filter_options
from claims.claim_list.filters import ClaimFilter
from councils.models import Case
from record.text.search import is_searchable
from tests.builders import (
    change,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_point,
    make_response,
    make_voice,
    passage,
    tie,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


class Request:
    """As the middleware leaves a request."""

    revision_mark = ""


def filtered(query: str) -> ClaimFilter:
    return ClaimFilter(QueryDict(query), filter_options(Request))


def keys(query: str) -> set[str]:
    filters = filtered(query)
    assert not filters.problems
    return set(filters.standings().values_list("claim__key", flat=True))


@shared
def record():
    """Two cases and a few voices; each test says what it needs beyond that."""
    make_council("melton", code="MEL")
    make_council("rutland", code="RUT")
    make_council("county", code="LEC")
    case = make_case(sides={"districts": ["melton"], "county": ["county"]})
    make_case("other", sides={"county": ["county"]})
    return case


# Each key


def test_case(record):
    make_claim("here", by="melton")
    make_claim("there", by="melton", case=make_case("third"))
    assert keys("case=case") == {"here"}
    assert keys("case=case&case=third") == {"here", "there"}


def test_council_is_any_role_without_one(record):
    first = make_claim("made", by="melton", about=["county"])
    make_response(key="answer", to=first, by="county")
    make_claim("apart", by="rutland")
    assert keys("council=MEL") == {"made", "answer"}
    assert keys("council=mel") == {"made", "answer"}
    assert keys("council=RUT&council=MEL") == {"made", "answer", "apart"}


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("made-by", {"says"}),
        ("about", {"of-it", "unanswered"}),
        ("disputes", {"of-it"}),
        ("accepts", {"agreed"}),
        ("disputed-by", {"denial"}),
        ("no-reply", {"unanswered"}),
        ("disputes&role=accepts", {"of-it", "agreed"}),
    ],
)
def test_role(record, role, found):
    of_it = make_claim("of-it", by="county", about=["melton"])
    make_claim("unanswered", by="county", about=["melton"], kind="characterisation")
    agreed = make_claim("agreed", by="rutland")
    says = make_claim("says", by="melton", responses=None)
    make_response(key="denial", to=says, by="county")
    make_response(key="reply", to=of_it, by="melton")
    make_response(key="assent", to=agreed, by="melton", relation="accepts")
    found = found | ({"reply", "assent"} if role == "made-by" else set())
    assert keys(f"council=MEL&role={role}") == found


def test_role_without_a_council_is_any_council(record):
    make_voice("paper")
    make_claim("by-paper", by="paper")
    make_claim("by-council", by="melton")
    assert keys("role=made-by") == {"by-council"}


def test_own_leaves_out_alliances(record):
    make_alliance("eight", ["melton", "rutland"])
    make_voice("leader", kind="office")
    tie("leader", "leads", "melton")
    make_claim("by-alliance", by="eight")
    make_claim("by-leader", by="leader")
    assert keys("council=MEL&role=made-by") == {"by-alliance", "by-leader"}
    assert keys("council=MEL&role=made-by&own=1") == {"by-leader"}


def test_side(record):
    make_claim("district", by="melton")
    make_claim("county", by="county")
    make_claim("elsewhere", by="county", case=Case.objects.get(key="other"))
    assert keys("side=districts") == {"district"}
    assert keys("side=county") == {"county", "elsewhere"}
    assert keys("side=county&case=other") == {"elsewhere"}


def test_kind(record):
    make_claim("fact", by="melton")
    make_claim("promise", by="melton", kind="promise")
    assert keys("kind=promise") == {"promise"}
    assert keys("kind=promise&kind=fact") == {"fact", "promise"}


def test_point(record):
    point = make_point("boundary")
    make_claim("answer", by="melton", points=["boundary"])
    make_claim("other", by="melton")
    assert keys(f"point={point.public_id}") == {"answer"}


def test_standing(record):
    first = make_claim("first", by="melton")
    make_response(key="denial", to=first, by="county")
    assert keys("standing=disputed") == {"first"}
    assert keys("standing=no-dispute&standing=disputed") == {"first", "denial"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=2025-03&to=2025-03", {"day", "year", "month", "open"}),
        ("from=2025-03-14&to=2025-03-14", {"day", "year", "month", "open"}),
        ("from=2025-03-15&to=2025-03-15", {"year", "month", "open"}),
        ("from=2025-04", {"year", "open"}),
        ("to=2024", {"before"}),
        ("from=2024-12-31", {"day", "year", "month", "open", "before"}),
        ("from=2026", {"open"}),
        ("to=2025-01-01", {"before", "year"}),
    ],
)
def test_dates_match_by_overlap(record, query, found):
    for key, date in {
        "day": "2025-03-14",
        "month": "2025-03",
        "year": "2025",
        "open": "2025-02/..",
        "before": "../2024-12",
    }.items():
        make_claim(key, by="melton", said=date)
    make_claim("undated", by="melton", in_document=make_document(date=None))
    assert keys(query) == found


def test_words_are_found_in_statement_quotation_and_voice(record):
    make_claim("statement", by="melton", statement="The boundary is to move.")
    make_claim("quotation", by="melton", quote="every boundary shall stay")
    make_claim("voice", by=make_voice("gazette", name="The Boundary Gazette"))
    make_claim("none", by="rutland")
    assert keys("q=boundaries") == {"statement", "quotation", "voice"}
    assert keys('q="boundary+shall"') == {"quotation"}
    assert keys("q=boundary+-gazette") == {"statement", "quotation"}


def test_words_are_found_in_the_names_of_voices_and_speakers(db):
    make_voice("jones", kind="person", name="Mary Jones")
    spoken = {"passage": passage(), "speaker": "jones"}
    make_claim("spoken", by="melton", appearances=[spoken])
    make_claim("own", by="jones")
    make_claim("other", by="melton")
    assert keys("q=jones") == keys('q="mary+jones"') == {"spoken", "own"}


def test_words_are_found_in_former_and_other_names_of_voices(db):
    names = [{"name": "Aoife Ní Bhrawf", "kind": "former"}, {"name": "Cllr A. O’Tarn"}]
    make_voice("otarn", kind="person", name="Aoife O’Tarn", aliases=names)
    make_claim("made", by="otarn")
    make_claim("spoken", by="melton", appearances=[{"passage": passage(), "speaker": "otarn"}])
    make_claim("other", by="melton")
    for asked in ("Bhrawf", "ni bhrawf", "O'Tarn", "cllr"):
        assert keys(f"q={asked}") == {"made", "spoken"}


def test_a_claim_is_found_by_the_new_name_of_who_spoke(db):
    speaker = make_voice("otarn", kind="person", name="Aoife O’Tarn")
    make_claim("spoken", by="melton", appearances=[{"passage": passage(), "speaker": "otarn"}])
    change(speaker, name="Aoife Bhrawf")
    assert keys("q=bhrawf") == {"spoken"}
    assert keys("q=O'Tarn") == set()


def test_different_keys_narrow_each_other(record):
    make_claim("both", by="melton", kind="promise", said="2025-03-01")
    make_claim("kind", by="melton", kind="promise", said="2024-03-01")
    make_claim("date", by="melton", said="2025-03-01")
    assert keys("council=MEL&kind=promise&from=2025") == {"both"}


def test_what_is_not_published_is_never_found(record):
    make_claim("draft", by="melton", state="draft")
    make_claim("shown", by="melton")
    assert keys("") == keys("council=MEL") == keys("q=statement") == {"shown"}


# What is not understood


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("council=XXX", "“XXX” is the code of no council."),
        ("case=nowhere", "“nowhere” is no case here."),
        ("role=maker", "“maker” is nothing that a council can be to a claim."),
        ("own=yes", "own=yes is not understood. Write own=1, or leave it out."),
        ("side=left", "“left” is no side of the cases chosen."),
        ("case=other&side=districts", "“districts” is no side of the cases chosen."),
        ("kind=lie", "“lie” is no kind of claim."),
        ("point=0123456789", "“0123456789” is no question of the cases chosen."),
        ("standing=true", "“true” is no state of a claim."),
        ("from=2026&to=2025", "“From”, 2026, lies after “to”, 2025. Change one of them."),
        ("from=2025/2026", "“2025/2026” is not one date. Write the first as “from” and the last as “to”."),
        ("from=2025&from=2026", "“from” is given more than once. Keep one of them."),
        ("q=th", "“th” is too short to search for. Write three letters or more."),
        ("q=a-!", "“a-!” is too short to search for. Write three letters or more."),
    ],
)
def test_a_value_that_is_not_understood_is_named(record, query, message):
    assert filtered(query).problems == [message]


@pytest.mark.parametrize("date", ["yesterday", "31/2/2028", "2025-13", "0000", "10000", "2025-XX", "²⁰²⁵"])
def test_a_date_that_is_none_is_explained(record, date):
    (message,) = filtered(f"from={date}").problems
    assert message.endswith(".") and len(message) > 20


def test_several_that_are_not_understood_are_all_named(record):
    assert len(filtered("council=XXX&council=YYY&kind=lie&from=x").problems) == 4


def test_more_values_than_anybody_reads_are_refused(record):
    for number in range(26):
        make_council(f"council-number-{number}")
    codes = [council.value for council in filter_options(Request).councils]
    assert "too many" in filtered("&".join(f"council={code}" for code in codes)).problems[0]


def test_a_search_of_many_words_is_refused(record):
    assert "at most 200 characters" in filtered(f"q={'word+' * 100}").problems[0]


@pytest.mark.parametrize("words", ["-boundary", "-boundary -city", "boundary or -city"])
def test_a_search_that_no_index_can_answer_is_known(record, words):
    assert not is_searchable(words)
    make_claim("any", by="melton")
    assert keys(f"q={words}") == set()


@pytest.mark.parametrize(
    "words",
    ["boundary", "the boundary", "the of and", "the -boundary", "boundary -city", '"the boundary"', "city or boundary"],
)
def test_other_searches_are_answered(db, words):
    assert is_searchable(words)


# The clean query


def test_a_clean_query_has_known_keys_in_their_order_and_nothing_empty_or_twice():
    given = QueryDict("utm_source=x&q=++big+++words&kind=&council=mel&council=MEL&case=a&after=zz&kind=fact")
    assert ClaimFilter.clean_query(given).urlencode() == "case=a&council=MEL&kind=fact&q=big+words"


def test_a_clean_query_is_clean_already():
    given = ClaimFilter.clean_query(QueryDict("q=a&council=rut&council=mel&from=2025"))
    assert ClaimFilter.clean_query(given) == given


values = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["MEL", "rut", "XXX", "case", "other", "districts", "county", "1", "2025-03", "../2024", "2025?"]),
    st.sampled_from([*Role.values, *ClaimKind.values, *StandingWord.values, "the", "-not", '"a b', "(", ":*", "a & b"]),
)


@given(st.lists(st.tuples(st.sampled_from([*ClaimFilter.keys(), "after", "sides", "page"]), values), max_size=12))
@example([("q", "' | !")])
def test_any_query_finds_claims_or_says_why_not(record, pairs):
    query = QueryDict(mutable=True)
    for key, value in pairs:
        query.appendlist(key, value.replace("\0", ""))
    filters = ClaimFilter(query, filter_options(Request))
    if not filters.problems:
        list(filters.standings()[:5])
    assert all(isinstance(message, str) and message for message in filters.problems)
