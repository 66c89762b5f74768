"""Search finds what is printed, whatever marks it is printed or typed with."""

import unicodedata

import psycopg
import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st

from record import sql_files
from record.text import folding

pytestmark = pytest.mark.django_db

APOSTROPHES = "'’‘‛ʼʻ´`′＇"
QUOTATION_MARKS = '"“”„‟«»″〝〞＂'
DASHES = "-‐‑‒–—―−﹘﹣－"
SIGNS = [char for char in map(chr, range(0x10000)) if unicodedata.category(char)[0] in "PSZ"]


def found(pairs) -> list[bool]:
    """True for each pair of a text and a search that finds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_search_vector(text) @@ record_search_query(asked)"
            " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS pair (text, asked, place) ORDER BY place",
            [[text for text, _ in pairs], [asked for _, asked in pairs]],
        )
        return [is_found for (is_found,) in cursor.fetchall()]


PER_CENT = ("%", " %", "％", " per cent", " percent", " Percent")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the Government’s plan", "Government"),
        ("the Government’s plan", "Government's"),
        ("the Government's plan", "Government’s"),
        ("the “preferred” option—ours", "preferred"),
        ("the “preferred” option—ours", "option"),
        ("the “preferred” option—ours", "ours"),
        ("the “preferred” option—ours", "the “preferred” option—ours"),
        ("Cyngor Dosbarth Llŷn", "Llyn"),
        ("Cyngor Dosbarth Llŷn", "Lly\u0302n"),
        ("Cyngor Dosbarth LLŶN", "llŷn"),
        ("Łódź, Straße", "lodz strasse"),
        ("reorganisation", "re-organisation"),
        ("re‑organisation", "reorganisation"),
        ("re-organised", "reorganise"),
        ("two-tier areas", "tier"),
        ("in the long term", "long-term"),
        ("Leicester–Leicestershire–Rutland", "Leicester–Leicestershire"),
        ("Harborough–Melton partnership", "Harborough-Melton"),
        ("Harborough–Melton partnership", "melton"),
        ("£43 million", "£43million"),
        ("£43million", "43 million"),
        ("£50,000", "50000"),
        ("50\u00a0000", "£50,000"),
        ("in 2025/26", "2025–26"),
        ("in 2025-26", "2025/26"),
        ("the 1st of May", "1st"),
        ("we saw no consensus", "“no consensus”"),
        ("the ﬁnal re\u00adorganisation", "final reorganisation"),
        ("savings of 6.2%", "6.2"),
        ("a loss of -1200000", "1200000"),
        ("savings of £3·5 million", "3.5"),
        *((f"some 64{each} of it", f"64{asked}") for each in PER_CENT for asked in PER_CENT),
        ("the percent sign", "percent"),
    ],
)
def test_it_finds(text, asked):
    assert found([(text, asked)]) == [True]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("we saw consensus", "“no consensus”"),
        ("the Government’s plan", "plan -government"),
        ("the re-organisation plan", "plan -reorganisation"),
        ("the 3rd of May", "3"),
        ("savings of 62%", "6.2"),
        ("tier", "two-tier"),
    ],
)
def test_it_does_not_find(text, asked):
    assert found([(text, asked)]) == [False]


def test_every_sign_of_unicode_separates_words_and_belongs_to_none():
    pairs = [(f"{sign}preferred{sign} options{sign} {sign}three", "three preferred") for sign in SIGNS]
    assert [pair for pair, is_found in zip(pairs, found(pairs), strict=True) if not is_found] == []


def test_what_a_quotation_may_differ_in_search_overlooks_too():
    pairs = [(f"councils{chr(mark)} own", f"councils{plain} own") for mark, plain in folding._SHAPES.items()]
    assert all(found(pairs))


# No stop words, and none that is an operator.
words = st.text("abcdefghijklmnopqrstuvwxyzâêîôûŵŷéíóáłøßLŶÉ", min_size=3, max_size=9).map("x{}".format)
kinds_of_mark = st.sampled_from([APOSTROPHES, QUOTATION_MARKS, DASHES])


@st.composite
def printed_and_typed(draw):
    """Words joined by marks, as one prints them and as another types them."""
    printed = typed = draw(words)
    for word in draw(st.lists(words, max_size=3)):
        marks = draw(kinds_of_mark)
        printed += draw(st.sampled_from(marks)) + word
        typed += draw(st.sampled_from(marks)) + word
    form = st.sampled_from(["NFC", "NFD"])
    return unicodedata.normalize(draw(form), printed), unicodedata.normalize(draw(form), typed)


@given(printed_and_typed())
@example(("abc—def", "abc-def"))
def test_a_word_is_found_with_any_marks_of_its_kind(pair):
    printed, typed = pair
    assert found([(printed, typed), (f"before {printed} after", typed)]) == [True, True]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_stored_and_asked_for(text, asked):
    found([(text.replace("\0", ""), asked.replace("\0", ""))])


SAMPLES = [
    "the Government’s “preferred” option—ours • ½ of £43million ™ 2025/26",
    "Cyngor Dosbarth LLŶN, Łódź, re‑organisation… ‹sic› Harborough–Melton",
    *("".join(f"one{sign}two " for sign in SIGNS[start : start + 50]) for start in range(0, len(SIGNS), 400)),
]


@pytest.fixture(params=["C", "C.UTF-8", "en_GB.UTF-8", "tr_TR.UTF-8"])
def other_server(request, db):
    """A database of this locale, by the C library, with our functions of search."""
    address = {
        key: value
        for key, value in connection.get_connection_params().items()
        if key in ("host", "port", "user", "password")
    }
    name = "locale_of_search"
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        provider = "LOCALE_PROVIDER libc"
        try:
            server.execute(
                f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE '{request.param}' {provider}"
            )
        except psycopg.Error as error:
            pytest.skip(f"this server has no such locale: {error}")
        try:
            with psycopg.connect(**address, dbname=name, autocommit=True) as database:
                for function in (*sql_files.SEARCH_FUNCTIONS, "record_search_query"):
                    database.execute(sql_files.text("record", function))
                yield database
        finally:
            server.execute(f"DROP DATABASE {name}")


def test_every_server_stores_and_asks_alike(other_server):
    statement = (
        "SELECT record_search_vector(text)::text, record_search_query(text)::text FROM unnest(%s::text[]) AS text"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [SAMPLES])
        assert other_server.execute(statement, [SAMPLES]).fetchall() == cursor.fetchall()
