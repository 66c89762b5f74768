import time
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from record.text.finding import find
from record.text.folding import fold


def found(body, quotation):
    """The texts in the body that match the quotation."""
    return [body[start:end] for start, end in find(fold(body), quotation)]


# Words that come apart, join and count in all the ways that matter; none begins or ends with a mark.
WORDS = st.sampled_from(
    ["council", "Council", "not", "no", "a", "the", "final", "office", "café", "cafe\u0301", "can't", "re-energised"]
) | st.sampled_from(
    ["43", "143", "43.5", "£43m", "4,300", "2023/24", "ﬁnal", "oﬃce", "co\u00adoperate", "“quoted”", "(LLR)", "end."]
)
# No no-break or thin space: before three digits it would join two numbers into one.
GAPS = st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u2003", "\n\n", "\n\f", " – "])
# Everything that folding looks at, in no order at all.
CHARACTERS = st.text(
    "aB1 \n\r\t\f\u00a0-‐‑–—−'’‘“\"`´*_\u00ad\u200b\ufeffﬁﬃé\u0301\u0338£.,%\ufffe\x02<K\u212b\u1fef\u0344(…#|²½ßǅ",
    max_size=20,
)


@st.composite
def texts(draw):
    """A text of words, and the offsets of each word."""
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    body, spans = draw(st.sampled_from(["", " ", "\ufeff", "\n"])), []
    for word in words:
        spans.append((len(body), len(body) + len(word)))
        body += word + draw(GAPS)
    return body, spans


@st.composite
def slices(draw):
    """A text, and a run of its words as offsets."""
    body, spans = draw(texts())
    first = draw(st.integers(0, len(spans) - 1))
    last = draw(st.integers(first, len(spans) - 1))
    return body, (spans[first][0], spans[last][1])


class TestWhatFolds:
    @pytest.mark.parametrize(
        ("body", "folded"),
        [
            ("a \t\r\n\f b\u00a0c\u2009d\u3000e", "a b c d e"),
            ("‘a’ ‚b‛ ‹c› `d´ “e” „f‟ «g» h’s", "'a' 'b' 'c' 'd' \"e\" \"f\" \"g\" h's"),
            ("a‐b‑c‒d–e—f―g\u2212h", "a-b-c-d-e-f-g-h"),
            ("oﬃce ﬁnal ﬂow oﬀ baﬄe ﬅ ﬆ", "office final flow off baffle st st"),
            ("co\u00adope\u200bra\u200dte\ufeff\u2060", "cooperate"),
            ("cafe\u0301 \u212bre", "café Åre"),
            ("**a** *b* ***c*** _d_ **e *f* g**", "a b c d e f g"),
        ],
    )
    def test_folds(self, body, folded):
        assert fold(body).text == folded

    @pytest.mark.parametrize(
        "body",
        [
            "Case",
            "½ ² ① ４３ Ⅳ ™ ㎡",
            "£43m €5 $6",
            "no-one re-energised",
            "5′ 6″",
            "œ æ ĳ",
            "a…b ...",
            "don't not",
            "--",
        ],
    )
    def test_leaves_alone(self, body):
        assert fold(body).text == body

    @pytest.mark.parametrize(
        "body",
        [
            *("S*** said", "£43m* and £4**", "2*3*4", "* item", "a * b * c", "snake_case_name", "____"),
            *("un**believ**able", "**_both_**", "**a *b** c*", "****a****"),
        ],
    )
    def test_asterisks_and_lines_that_are_no_emphasis_stay(self, body):
        assert fold(body).text == body

    @given(CHARACTERS)
    @example("\u2014\n\u00ad\n")
    @example("<\u0338\x02a")
    @example("**a *b c** d*")
    def test_folding_twice_is_folding_once(self, body):
        folded = fold(body).text
        assert fold(folded).text == folded

    @given(CHARACTERS)
    def test_composed_and_decomposed_text_fold_alike(self, body):
        # Separately from what stands between a letter and its accent.
        assume(not set(body) & set("\u200b\ufeff\u00ad\ufffe\x02"))
        assert fold(unicodedata.normalize("NFD", body)).text == fold(unicodedata.normalize("NFC", body)).text


class TestTheWayBack:
    @given(CHARACTERS)
    def test_offsets_never_fall_and_stay_in_the_text(self, body):
        folded = fold(body)
        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        assert list(folded.starts) == sorted(folded.starts)
        assert list(folded.ends) == sorted(folded.ends)
        assert all(0 <= start < end <= len(body) for start, end in zip(folded.starts, folded.ends, strict=True))

    @given(texts())
    def test_each_character_maps_to_what_folds_to_it(self, text):
        folded = fold(text[0])
        for char, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
            assert char in fold(text[0][start:end]).text

    def test_a_span_leaves_out_what_folding_dropped_around_it(self):
        assert found("x \u00ad**Note**\u200b y", "Note") == ["Note"]

    def test_printed_is_one_line_as_a_reader_sees_it(self):
        body = "a  **bold\nﬁnal** collabo-\nrative “x”\u00ad\u00a0–  end"
        assert fold(body).printed(0, len(body)) == "a bold ﬁnal collabo-rative “x” – end"
        assert fold(body).printed(3, 10) == "bold "


class TestFinding:
    @given(slices())
    def test_any_run_of_words_is_found_at_its_own_place(self, text):
        body, (start, end) = text
        assert (start, end) in find(fold(body), body[start:end])

    @given(slices())
    def test_any_run_of_words_is_found_however_it_is_typed(self, text):
        body, (start, end) = text
        folded = fold(body)
        typed = " ".join(
            body[start:end].replace("“", '"').replace("”", '"').replace("–", "-").replace("ﬁ", "fi").split()
        )
        assert (start, end) in find(folded, typed)
        assert (start, end) in find(folded, unicodedata.normalize("NFD", typed))

    @given(CHARACTERS, st.data())
    def test_what_is_found_is_in_the_text(self, body, data):
        start = data.draw(st.integers(0, len(body)))
        quotation = body[start : data.draw(st.integers(start, len(body)))]
        for first, last in find(fold(body), quotation):
            # Emphasis may be cut in two, and a hyphen at the end of a line be read either way.
            skeletons = [
                "".join(char for char in fold(text).text if char not in "*_- \n")
                for text in (body[first:last], quotation)
            ]
            assert skeletons[0] == skeletons[1]

    @given(texts(), texts())
    def test_what_is_found_begins_and_ends_at_the_edge_of_a_word(self, text, other):
        body, spans = text
        starts, ends = {start for start, _ in spans}, {end for _, end in spans}
        folded = fold(body)
        for first, last in other[1]:
            quotation = other[0][first:last]
            if quotation[0].isalnum() and quotation[-1].isalnum():
                for start, end in find(folded, quotation):
                    # A quotation mark, a bracket and a full stop are no part of a word.
                    assert start in starts or body[start - 1] in "“("
                    assert end in ends or body[end] in "”)."

    @given(slices(), st.sampled_from("0123456789"))
    def test_a_changed_digit_is_not_found(self, text, digit):
        body, (start, end) = text
        quotation = body[start:end]
        at = next((at for at, char in enumerate(quotation) if char.isdecimal() and char != digit), None)
        assume(at is not None)
        changed = quotation[:at] + digit + quotation[at + 1 :]
        assert (start, end) not in find(fold(body), changed)

    @given(st.lists(WORDS), st.sampled_from(["not", "no", "never"]), st.lists(WORDS))
    def test_a_dropped_not_is_not_found(self, before, negation, after):
        body, quotation = " ".join([*before, negation, *after]), " ".join([*before, *after])
        assert (0, len(body)) not in find(fold(body), quotation)

    @given(slices())
    def test_joined_words_are_not_found(self, text):
        body, (start, end) = text
        words = body[start:end].split()
        assume(len(words) > 1 and "–" not in words)
        assert find(fold(body), "".join(words)) == []

    @given(slices())
    def test_another_case_is_not_found(self, text):
        body, (start, end) = text
        assume(fold(body[start:end].swapcase()).text != fold(body[start:end]).text)
        assert (start, end) not in find(fold(body), body[start:end].swapcase())

    def test_all_occurrences_are_found_in_order_overlapping_ones_too(self):
        assert find(fold("a b a b a"), "a b a") == [(0, 5), (4, 9)]
        assert find(fold("a a a a"), "a a") == [(0, 3), (2, 5), (4, 7)]

    def test_overlapping_occurrences_are_those_a_plain_search_finds(self):
        body = "a a b a a b a a a b a a"
        for quotation in ("a a", "a", "a a b a a", "a b a a", "b"):
            plain = [at for at in range(len(body)) if body.startswith(quotation, at)]
            assert [start for start, _ in find(fold(body), quotation)] == plain

    @pytest.mark.parametrize("quotation", ["", " ", "\n\t", "…", "...", "”", "– –", "\u00ad", "**", "£", "-\n"])
    def test_nothing_to_look_for_is_found_nowhere(self, quotation):
        assert find(fold("a … b ... – – ** £ ”"), quotation) == []

    def test_an_empty_text_holds_nothing(self):
        assert find(fold(""), "a") == find(fold(""), "a-\nb") == find(fold(" \u00ad"), "") == []

    def test_a_quotation_longer_than_the_text_is_found_nowhere(self):
        assert find(fold("a"), "a " * 1000) == find(fold("a-\nb"), "ab " * 1000) == []


class TestHyphensAtTheEndOfALine:
    @pytest.mark.parametrize(
        "end", ["-\n", "-\r\n", "- \n  ", "-\n\n\f", "‐\n", "\u00ad\n", "\ufffe", "\x02", "\ufffe\r\n"]
    )
    @pytest.mark.parametrize("read", ["", "-", "- ", "-\n"])
    def test_may_vanish_or_stay(self, end, read):
        body = f"a re{end}energised council"
        assert found(body, f"a re{read}energised council") == [body]

    def test_are_read_each_on_its_own(self):
        body = "a collabo-\nrative and re-\nenergised no-one"
        assert found(body, "a collaborative and re-energised no-one") == [body]
        assert found(body, "a collaborative and re-energised noone") == []

    @pytest.mark.parametrize("quotation", ["re", "energised", "a re", "energised council", "reener"])
    def test_hold_the_word_together(self, quotation):
        assert found("a re-\nenergised council", quotation) == []

    @pytest.mark.parametrize(
        ("body", "quotation"),
        [
            *(("no-one", "noone"), ("no- one", "noone"), ("no-one", "no- one"), ("no -\none", "noone")),
            *(("no—\none", "noone"), ("2024-\n25", "202425"), ("no\none", "no-one"), ("x1-\nb", "x1b")),
            *(("noone", "no-one"), ("a-\nb no-one", "noone")),
        ],
    )
    def test_vanish_nowhere_else(self, body, quotation):
        assert found(body, quotation) == []

    @pytest.mark.parametrize("quotation", ["2024-25", "2024–25", "Hinckley–Tamworth", "£5-£6", "council—which"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", " \n "])
    def test_stay_beside_numbers_and_so_do_dashes(self, quotation, end):
        dash = next(char for char in quotation if char in "-–—")
        body = quotation.replace(dash, dash + end)
        assert found(body, quotation) == [body]

    @given(
        st.lists(st.sampled_from(["collabo¬rative", "re¬energised", "no-one", "plan", "43"]), min_size=1, max_size=8),
        st.data(),
    )
    def test_every_reading_of_every_one_is_found(self, words, data):
        body = " ".join(words).replace("¬", "-\n")
        quotation = "".join(
            data.draw(st.sampled_from(["", "-", "- "])) if char == "¬" else char for char in " ".join(words)
        )
        assert (0, len(body)) in find(fold(body), quotation)


class TestTheEdgeOfAWordOrNumber:
    @pytest.mark.parametrize(
        ("body", "quotation"),
        [
            *(("in 143 places", "43"), ("43rd", "43"), ("43m", "43"), ("A43", "43"), ("43.5", "43"), ("43.5", "5")),
            *(
                ("4,300", "300"),
                ("4,300", "4"),
                (".5", "5"),
                ("18:30", "30"),
                ("2023/24", "2023"),
                ("24/7 help", "7 help"),
            ),
            *(("£43m", "43"), ("£43m", "43m"), ("£43", "43"), ("43€", "43"), ("US$43", "$43"), ("£.5", ".5")),
            *(
                ("-43", "43"),
                ("−43", "43"),
                ("-£43", "£43"),
                ("£-43", "-43"),
                ("+43", "43"),
                ("<43", "43"),
                ("~43", "43"),
            ),
            *(
                ("43%", "43"),
                ("43 %", "43"),
                ("43‰", "43"),
                ("65+", "65"),
                ("43½", "43"),
                ("43 ½", "43"),
                ("43²", "43"),
            ),
            *(
                ("£43 million", "£43"),
                ("£43\nbillion", "£43"),
                ("43 bn", "43"),
                ("7 per cent", "7"),
                ("£43 million a", "million a"),
            ),
            *(
                ("4\u00a0300", "300"),
                ("4\u202f300", "4"),
                ("5-10", "5"),
                ("5–10", "10"),
                ("5—10", "5"),
                ("£5-£6", "£6"),
            ),
            *(("43%–50%", "43%"), ("43-year", "43"), ("mid-September", "September"), ("non-compliant", "compliant")),
            *(("non–compliant", "compliant"), ("(non)compliant", "compliant"), ("can't", "can"), ("can’t go", "t go")),
            *(("Council's", "Council"), ("1990's", "1990"), ("R&D", "D"), ("S*** said", "S"), ("£43m* saved", "£43m")),
            *(("councils", "council"), ("_council_tax", "council"), ("uncertain", "certain"), ("cafe\u0301", "cafe")),
            *(("£5m² a", "£5m"), ("12 km² of", "12 km"), ("5² is", "5"), ("x² is", "x"), ("A4² is", "A4")),
            *(("will stay¹² and", "stay¹"), ("CO₂ is", "CO"), ("5.² is", "5."), ("da*n it", "da"), ("sh** is", "sh")),
            *(("5.3.1", "5.3"), ("5.3", "5."), ("4,300", "4,"), ("non-compliant", "non-"), ("2.6m", "2")),
        ],
    )
    def test_is_not_there(self, body, quotation):
        assert found(body, quotation) == []

    @pytest.mark.parametrize(
        ("body", "quotation"),
        [
            *(("in 43.", "43"), ("43, 44", "43"), ("(43)", "43"), ("‘43’", "43"), ("43; 44", "44"), ("43: 44", "43")),
            *(("£43m.", "£43m"), ("-43", "-43"), ("<43", "<43"), ("43%", "43%"), ("£43 million", "£43 million")),
            *(
                ("329,787\t111%", "329,787"),
                ("£000\t% of", "£000"),
                ("4 300", "300"),
                ("5 miles", "5"),
                ("5 - 10", "10"),
            ),
            *(
                ("council—which", "which"),
                ("council – which", "which"),
                ("(council)", "council"),
                ("“council”", "council"),
            ),
            *(
                ("the councils' plan", "the councils"),
                ("‘take it or leave it’", "take it or leave it"),
                ("re-run", "re-run"),
            ),
            *(
                ("forward.Plans", "Plans"),
                ("Oxford/Cambridge", "Cambridge"),
                ("Rutland(LLR)", "Rutland"),
                ("pre- and", "pre"),
            ),
            *(("will stay¹ and", "will stay"), ("will stay¹² and", "will stay"), ("will stay¹.", "will stay")),
            *(("will stay* and", "will stay"), ("will stay.¹ All", "will stay."), ("the plan,* as", "the plan,")),
            *(("will stay¹ and", "stay¹"), ("will stay¹ and", "and"), ("the EU⁴ says", "the EU")),
            *(("**Note** this", "Note this"), ("**Note** this", "Note"), ("£43m* saved", "£43m*"), ("’90s", "90s")),
        ],
    )
    def test_is_there(self, body, quotation):
        assert len(found(body, quotation)) == 1

    def test_emphasis_that_begins_or_ends_within_a_quotation_does_not_hinder_it(self):
        assert found("1 **Ambition:** Both *In our* way", "Ambition: Both In our") == ["Ambition:** Both *In our"]


@pytest.mark.measure
class TestFoldingTime:
    """Folding takes linear time: ten times the input, about ten times as long."""

    @pytest.mark.parametrize(
        "unit",
        [
            *(
                "-\n",
                " ",
                "“",
                "\n",
                "a-\n",
                "a-\na ",
                "*a ",
                "**a",
                "*",
                "_",
                "a",
                "a a ",
                "e\u0301",
                "\u00ad",
                "\u00ad\n",
            ),
            *("\u00ad ", "\u200b", "\t ", "- ", ".", "0.", "£", "-", "ﬁ", "\ufffe", "a—\n", "\u0301"),
        ],
    )
    def test_grows_with_the_input_alone(self, unit):
        short, long = (self.seconds((unit * size)[:size]) for size in (5_000, 50_000))
        assert long < 40 * max(short, 0.05)

    def seconds(self, body):
        start = time.process_time()
        folded = fold(body)
        for quotation in ("a", "a a", "aa aa", "- -", "a " * 500, "aa " * 500):
            find(folded, quotation)
        return time.process_time() - start
