import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.quotations.divisions import split
from councils.quotations.text import Text, surroundings
from record.text.finding import find
from record.text.folding import fold

SOURCES = Path(__file__).parents[4] / "shared" / "sources"
needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason=f"The five documents are not here: no folder {SOURCES}")

REPORT = """\
Joint partnership

Ward members:\tAll
Key decision:\tNo

1 Summary

This report asks for a decision.

It goes on to the

next page of the same sentence.

2 Considerations

- 2.1 **Note that** the first matter is small.
- 2.2 The second matter is set out below:
 - 2.2.1 saving £43m
 - 2.2.2 saving nothing

2.6 million people live elsewhere.

2.3 Financial position

The money is there. The plan is not.
2.4 Members were told.

Risk\tImpact
High\tLow

3 Next steps

The next step is the last one.
"""

ARTICLE = "The leader said no.\n\nThe deputy said maybe, and then said no.\n\nA resident said yes."


def shape(text):
    """Line, section, paragraph and heading of each stretch."""
    return [(one.line, one.section, one.paragraph, one.heading) for one in split(text)]


def paragraphs(text):
    return [one.paragraph for one in split(text)]


class TestSplit:
    def test_a_report_into_its_own_sections_and_paragraphs(self):
        assert shape(REPORT) == [
            (1, "", 1, False),
            (3, "", None, False),
            (6, "1 Summary", None, True),
            (8, "1 Summary", 2, False),
            (10, "1 Summary", 3, False),
            (12, "1 Summary", 3, False),
            (14, "2 Considerations", None, True),
            (16, "2.1", 4, False),
            (17, "2.2", 5, False),
            (18, "2.2.1", 6, False),
            (19, "2.2.2", 7, False),
            (21, "2.2.2", 8, False),
            (23, "2.3 Financial position", None, True),
            (25, "2.3 Financial position", 9, False),
            (26, "2.4", 10, False),
            (28, "2.4", None, False),
            (31, "3 Next steps", None, True),
            (33, "3 Next steps", 11, False),
        ]

    def test_a_heading_of_markdown(self):
        assert shape("## **Collaborative  Working** ##\n\nWords.") == [
            (1, "Collaborative Working", None, True),
            (3, "Collaborative Working", 1, False),
        ]

    def test_a_short_line_before_a_paragraph_is_a_heading_where_nothing_else_is(self):
        body = "North\n\nThe north is large.\n\nSouth\n\nThe south is small.\n\nYours\n\nA Name"
        assert [one.section for one in split(body) if one.heading] == ["North", "South"]
        assert [one.section for one in split("# Plan\n\n" + body) if one.heading] == ["Plan"]

    @pytest.mark.parametrize(
        "cut", ["It goes on to the\n\nNext page.", "It goes\n\non.", "It goes\n\f\nOn.", "It goes\nOn."]
    )
    def test_a_sentence_that_is_cut_is_no_heading(self, cut):
        assert not any(one.heading for one in split(cut))

    @pytest.mark.parametrize(
        "body",
        [
            "The plan costs\n\n2.6 million a year.",
            "1.1 million people.\n\nMore than that.",
            "3 councils\n\n9 towns\n\n55 villages",
            "- 340 hectares\n- 341 hectares",
            "1\n\n2\n\n3",
            "1\tOne\n2\tTwo",
        ],
    )
    def test_a_number_that_counts_nothing_begins_no_section(self, body):
        assert {one.section for one in split(body)} == {""}

    def test_pages_are_parted_by_form_feeds(self):
        body = "One.\n\fTwo is\n\fstill two.\f\n\nFour."
        assert [(one.page, one.line, one.paragraph) for one in split(body)] == [
            (1, 1, 1),
            (2, 2, 2),
            (3, 3, 2),
            (4, 5, 3),
        ]

    def test_a_text_without_form_feeds_has_no_pages(self):
        assert [one.page for one in split(ARTICLE)] == [None, None, None]

    @pytest.mark.parametrize(
        ("first", "second", "one"),
        [
            ("it came eventually to the", "Leader being referred", True),
            ("working in a strategic", "partnership has the potential", True),
            ("the North,", "City and South", True),
            ("It was “small”", "and it stayed so.", True),
            ("It ended.", "and so it goes", False),
            ("It ended.”", "and so it goes", False),
            ("as follows:", "the first matter", False),
            ("the Regulations", "Legal matters were seen to", False),
            ("including the", "- first item", False),
        ],
    )
    def test_a_paragraph_cut_in_mid_sentence_goes_on(self, first, second, one):
        assert paragraphs(f"Before.\n\n{first}\n\n{second}") == [1, 2, 2 if one else 3]

    def test_blocks_without_a_letter_and_tables_are_no_paragraphs(self):
        assert paragraphs("One.\n\n1\n\na\tb\nc\td\n\n| a | b |\n\nTwo.") == [1, None, None, None, 2]

    def test_a_page_without_blank_lines_has_a_paragraph_a_line_if_lines_are_sentences(self):
        assert paragraphs("A sentence.\n" * 12) == list(range(1, 13))

    def test_a_page_without_blank_lines_does_not_tell_its_paragraphs_apart(self):
        solid = "a line of the page\n" * 12
        assert paragraphs(f"One.\n\nTwo.\n\f{solid}\fThree.\n\nFour.") == [1, 2, None, None, None]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_lines_are_those_of_the_file(self, end):
        assert [one.line for one in split(f"{end}a\u2028b\x0b.{end}{end}c.{end}{end}")] == [2, 4]

    @pytest.mark.parametrize("body", ["", " ", "\n\n\f\n", "\ufeff\n"])
    def test_a_blank_text_has_no_stretches(self, body):
        assert split(body) == []

    @given(st.text("ab.#-*1 2\t\n\r\f|\ufeff\u00a0A", max_size=40))
    def test_stretches_are_in_order_and_leave_out_nothing_printed(self, body):
        end = 0
        for one in split(body):
            assert body[end : one.start].strip("\ufeff \n\r\t\f\u00a0") == ""
            assert one.start < one.end
            assert body[one.start : one.end].strip() == body[one.start : one.end]
            assert one.line == 1 + len(re.findall(r"\r\n?|\n", body[: one.start]))
            end = one.end
        assert body[end:].strip("\ufeff \n\r\t\f\u00a0") == ""


class TestLocate:
    def test_tells_place_and_words(self):
        match = Text(REPORT).locate("the first matter")
        assert (match.page, match.section, match.paragraph, match.line) == (None, "2.1", 4, 16)
        assert match.exact == match.printed == ("the first matter",)
        assert [REPORT[start:end] for start, end in match.spans] == ["the first matter"]

    def test_tells_the_line_within_a_block(self):
        assert Text("a b\nc d\ne f").locate("d e").line == 2

    def test_runs_across_the_join_of_pages_and_tells_where_it_begins(self):
        match = Text("One.\n\fIt goes on to the\n\fnext page.").locate("on to the next page")
        assert (match.page, match.paragraph, match.exact) == (2, 2, ("on to the\n\fnext page",))
        assert match.printed == ("on to the next page",)

    def test_passes_over_marks_of_emphasis(self):
        match = Text(REPORT).locate("Note that the first")
        assert match.exact == ("Note that** the first",)
        assert match.printed == ("Note that the first",)

    def test_takes_the_occurrence_asked_for(self):
        text = Text(ARTICLE)
        assert text.count("said no") == 2
        assert [text.locate("said no", which).paragraph for which in (1, 2)] == [1, 2]
        assert text.locate("said no", 3) is text.locate("said no", 0) is text.locate("said no", -1) is None

    @pytest.mark.parametrize(
        "quotation", ["", "  ", "\n", "…", "...", " […] ", "… …", "“”", ".", "…,…", "said …,", "x" * 999]
    )
    def test_finds_nothing_where_there_is_nothing_to_find(self, quotation):
        assert Text(ARTICLE).locate(quotation) is None
        assert Text("").locate(quotation) is None
        assert Text(ARTICLE).count(quotation) == 0

    @given(st.text("ab .…-\n*", max_size=30), st.text("ab .…-\n*", max_size=8))
    def test_a_located_quotation_is_each_part_as_stored_in_order(self, body, quotation):
        text = Text(body)
        match = text.locate(quotation)
        assert (match is None) == (text.count(quotation) == 0)
        if match:
            parts = [part for part in re.split(r"…|\.(?:\s?\.){2,}", quotation) if part.strip()]
            assert len(parts) == len(match.spans)
            assert match.exact == tuple(body[start:end] for start, end in match.spans)
            assert all(span in find(fold(body), part) for span, part in zip(match.spans, parts, strict=True))
            assert all(one.end <= other.start for one, other in zip(match.spans, match.spans[1:], strict=False))


class TestEllipsis:
    @pytest.mark.parametrize("dots", ["…", " … ", "...", " […] ", " [...] ", "(…)", " . . . ", "....", "\n…\n"])
    def test_joins_parts_in_order(self, dots):
        match = Text(ARTICLE).locate(f"The deputy{dots}said no")
        assert match.exact == ("The deputy", "said no")
        assert match.paragraph == 2

    @pytest.mark.parametrize(
        "quotation",
        [
            "said no … The deputy",
            "The deputy … said yes",
            "The deputy … said perhaps … said no",
            "deputy … dep",
            "maybe … be, and",
        ],
    )
    def test_joins_nothing_else(self, quotation):
        assert Text(ARTICLE).locate(quotation) is None

    def test_parts_do_not_overlap(self):
        assert Text("the council of the north").locate("council of … of the") is None

    @pytest.mark.parametrize("quotation", ["… said maybe", "said maybe …", "… said maybe …", "[…] said maybe..."])
    def test_at_either_end_joins_nothing(self, quotation):
        assert Text(ARTICLE).locate(quotation).exact == ("said maybe",)

    def test_reaches_over_paragraphs_of_a_section(self):
        assert Text(REPORT).locate("This report … next page").exact == ("This report", "next page")
        assert Text(REPORT).locate("Next steps … the last one").section == "3 Next steps"

    def test_does_not_reach_into_another_section(self):
        text = Text(REPORT)
        assert text.locate("The second matter") and text.locate("saving nothing")
        assert text.locate("The second matter … saving nothing") is None
        assert text.locate("asks for a decision … next step") is None

    def test_does_not_leave_its_paragraph_where_there_are_no_sections(self):
        assert Text(ARTICLE).locate("The leader … maybe") is None

    def test_does_not_leave_its_page_where_there_are_no_paragraphs(self):
        page = "a line of the page\n" * 12
        text = Text(f"first {page}\fsecond {page}last")
        assert text.locate("second … last")
        assert text.locate("first … last") is None

    @pytest.mark.parametrize(
        "between",
        [
            "\n\nPage 4 of 30\n\f\nFULL COUNCIL, 3 MARCH 2026\n\n",
            "\nCouncil 12 March 2026\nPage 4 of 30\n\fFULL COUNCIL MINUTES\n",
            "\n\n12\n\f",
            "\n\nPage 4 of 30\n\n",
        ],
    )
    def test_steps_over_headers_and_footers_in_mid_sentence(self, between):
        text = Text(f"It began.\n\nThe cabinet resolved to refuse the{between}offer of a merger.\n\nIt ended.\n")
        assert text.locate("resolved to refuse the … offer of a merger")
        assert text.locate("It began … refuse the … offer") is None
        assert text.locate("refuse the … It ended") is None
        assert text.locate("refuse the offer") is None

    def test_steps_over_lines_that_recur_on_pages(self):
        def page(number):
            return f"Mere Council – Cabinet {number}\n\noffer {number - 1}.\n\nIt refused the\n\nPage {number}\n"

        text = Text("\f".join(map(page, range(1, 5))))
        assert text.locate("It refused the … offer 2").page == 2
        assert text.locate("offer 1 … It refused") is None
        headers = [each for each in text.stretches if text.body[each.start :].startswith("Mere Council")]
        assert [each.paragraph for each in headers] == [None] * 4

    def test_does_not_step_over_a_page_break_between_sentences(self):
        text = Text("It was refused.\n\nPage 4 of 30\n\fFULL COUNCIL\n\nThe offer stands.\n")
        assert text.locate("refused … The offer") is None

    def test_takes_the_parts_closest_together(self):
        match = Text("We wait. We hope. We act, and then we act.").locate("We … act")
        assert match.spans == ((18, 20), (21, 24))

    def test_occurrences_of_joined_parts_do_not_overlap(self):
        body = "a b b a b"
        text = Text(body)
        assert text.count("a … b") == 2
        assert text.locate("a … b", 2).spans == ((6, 7), (8, 9))

    def test_completes_nothing_between_the_parts(self):
        match = Text("One two. We shall not act now. Three four.").locate("We … act")
        assert (match.before, match.printed, match.after) == ("One two. ", ("We", "act"), " now. Three four.")


class TestCrossing:
    @pytest.mark.parametrize(
        ("body", "quotation", "across"),
        [
            ("It will oppose       Members had the\nany merger now       plan and thanked\n", "had the any", "columns"),
            ("It will oppose\tMembers had the\nany merger\tplan and thanked\n", "had the any merger", "columns"),
            ("Option\tView\nMerge\tOpposed\nStay\tSupported\n", "Opposed Stay", "columns"),
            ("Cllr A: I will not vote for\n\nCllr B: the merger.\n", "vote for Cllr B: the merger", "two speakers"),
            ("It opposes it.\n\nNot so the county.\n", "opposes it. Not so", "two paragraphs"),
            ("The council opposes any\nmerger with the city.\n", "opposes any merger", ""),
            ("Note: the council opposes any merger.\n", "Note: the council", ""),
            ("It refuses the\n\noffer of a merger.\n", "refuses the offer", ""),
            ("Merge\tOpposed by all\n", "Opposed by", ""),
        ],
    )
    def test_is_told_where_words_may_not_belong_together(self, body, quotation, across):
        text = Text(body)
        crossed = text.crossing(text.locate(quotation).spans)
        assert across in crossed and bool(across) == bool(crossed)

    @pytest.mark.parametrize(
        ("body", "quotation", "denial"),
        [
            ("It does not, after long debate, support the plan.\n", "It does … support the plan", "not"),
            ("It never said so. The mayor looked again and would support the plan.\n", "It … would support", "never"),
            ("It said so. It was not asked. It would, then, support it.\n", "It said so … support it", ""),
            ("It does, after long debate, support the plan.\n", "It does … support the plan", ""),
            ("It does not support the plan.\n", "It does not support", ""),
        ],
    )
    def test_a_denial_that_is_left_out_is_told(self, body, quotation, denial):
        text = Text(body)
        assert text.denial_left_out(text.locate(quotation).spans) == denial

    @pytest.mark.parametrize(
        ("body", "is_struck"),
        [
            ("The council ~~must agree~~ to the plan.\n", True),
            ("The council ~~now must agree to the~~ plan.\n", True),
            ("The ~~council~~ must agree to the ~~old~~ plan.\n", False),
            ("About ~~ this.\n\nThe council must agree to ~~ the plan.\n", False),
            ("The council <del>must <S class='x'>not</s> or</del> must agree <s>to the plan</s>.\n", False),
            ("The council <strike>did, and must agree</strike> to the plan.\n", True),
            ("The council must <del>agree and disagree</del> to the plan.\n", True),
        ],
    )
    def test_words_that_the_document_strikes_through_are_told(self, body, is_struck):
        text = Text(body)
        words = "agree" if "<del>agree" in body else "must agree"
        assert text.strikes(text.locate(words).spans) == is_struck


class TestSurroundings:
    def test_are_at_most_forty_words_on_either_side(self):
        words = [f"w{number}" for number in range(200)]
        match = Text(" ".join(words)).locate("w100")
        assert match.before.split() == words[60:100]
        assert match.after.split() == words[101:141]

    def test_read_on_from_before_to_after(self):
        match = Text("It would not pursue a “collaborative process” at\nall.").locate("collaborative process")
        assert match.before == "It would not pursue a “"
        assert match.after == "” at all."

    def test_stop_at_headings_and_tables(self):
        text = Text(REPORT)
        assert text.locate("This report").before == ""
        assert text.locate("next page").after == " of the same sentence."
        assert text.locate("were told").after == "."
        assert text.locate("High").before == "Risk Impact "
        assert (text.locate("Next steps").before, text.locate("Next steps").after) == ("3 ", "")

    def test_are_nothing_where_only_the_mark_of_a_heading_or_a_list_is(self):
        assert Text("## **Words** here\n\nMore.").locate("Words here").before == ""
        assert Text("- first item").locate("first item").before == ""

    def test_hold_no_part_of_a_word(self):
        body = "x" * 3000 + " " + "a" * 3000 + " b here c " + "d" * 3000
        match = Text(body).locate("here")
        assert (match.before, match.after) == ("b ", " c")

    @given(st.lists(st.sampled_from(["a", "bb", "“c”", "**d**", "e-\nf", "(g)"]), min_size=1, max_size=9), st.data())
    def test_are_the_words_next_to_it(self, words, data):
        body = " ".join(words)
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, len(body)))
        most = data.draw(st.integers(0, 5))
        before, after = surroundings(body, start, end, most)
        assert len(before.split()) <= most and len(after.split()) <= most
        printed = fold(body)
        assert printed.printed(0, start).endswith(before)
        assert printed.printed(end, len(body)).startswith(after)


@pytest.mark.measure
class TestMatchingTime:
    """Matching takes linear time: ten times the input, about ten times as long."""

    @pytest.mark.parametrize(
        "unit",
        [
            "-\n",
            " ",
            "\n",
            "a\n",
            "a\n\n",
            "a\f",
            "1.1 A\n",
            "# a\n",
            "# a",
            "*a\n\n",
            "a … ",
            ".",
            "0.",
            "\t",
            "_",
            "a",
        ],
    )
    def test_grows_with_the_input_alone(self, unit):
        short, long = (self.seconds((unit * size)[:size]) for size in (4_000, 40_000))
        assert long < 40 * max(short, 0.05)

    def seconds(self, body):
        start = time.process_time()
        text = Text(body)
        for quotation in ("a", "a … a", "a…" * 1000, "..." * 10_000):
            text.locate(quotation)
        assert len(text.stretches) <= len(body)
        return time.process_time() - start


@needs_sources
class TestTheFiveDocuments:
    """Places as in the checklist: ¶ paragraph, L line, § section."""

    @staticmethod
    def text(name):
        (path,) = SOURCES.glob(f"{name}-*.txt")
        return Text(path.read_bytes().decode())

    def test_the_statement_has_nine_paragraphs_the_sixth_cut_in_two(self):
        stretches = self.text("S0").stretches
        assert [one.paragraph for one in stretches] == [None, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9]
        assert [one.line for one in stretches if one.paragraph == 6] == [13, 15]
        assert {one.section for one in stretches} == {"Collaborative Working"}

    def test_the_report_has_its_printed_sections(self):
        sections = dict.fromkeys(one.section for one in self.text("S3").stretches)
        assert list(sections)[:5] == ["", "1 Summary", "2 Recommendation", "2.1", "2.2"]
        assert {"4.4.6", "5 Main Considerations", "5.3.1", "5.3.4", "5.6.8", "5.11", "16.1"} < set(sections)
        assert len(sections) == 1 + 16 + 2 + 1 + 6 + 6 + 11 + 4 + 8 + 1 + 2 + 1 + 1 + 2 + 1 + 1 + 1 + 1 + 1 + 1

    @pytest.mark.parametrize(
        ("name", "quotation", "paragraph", "section", "line"),
        [
            ("S0", "collaborative process", 1, "Collaborative Working", 3),
            ("S0", "left its options open", 4, "Collaborative Working", 9),
            ("S0", "eventually to the Leader being referred", 6, "Collaborative Working", 13),
            ("S0", "a few pages of financial assumptions in their interim plan", 6, "Collaborative Working", 15),
            ("S0", "much more debate … in any district council", 9, "Collaborative Working", 21),
            ("S1", "£43 million a year", None, None, 43),
            ("S1", "up to £43 million", None, "North, City, South", 145),
            ("S1", "329,787", None, "Financial Sustainability", 227),
            ("S1", "In our approach", None, "Financial Sustainability", 224),
            ("S2", "a suitable fit", None, "", 11),
            ("S3", "has formally approached the Council to explore this further", None, "2.1", 22),
            ("S3", "Ambition and relationships: Both Councils", None, "5.3.1", 50),
            ("S3", "Working in a strategic partnership has the potential", None, "5.3.2", 51),
            ("S3", "jointly … increase impact", None, "4.4.1", 35),
            ("S4", "we clearly don't think it is", None, "", 29),
        ],
    )
    def test_places(self, name, quotation, paragraph, section, line):
        match = self.text(name).locate(quotation)
        assert match.line == line
        assert paragraph in (None, match.paragraph)
        assert section in (None, match.section)

    @pytest.mark.parametrize(
        ("name", "quotation"),
        [
            ("S0", "could be had without pre-meetings"),
            ("S0", "there was consensus"),
            ("S0", "meetings which had excluded"),
            ("S1", "£43"),
            ("S1", "£43 millions"),
            ("S1", "generation opportunity"),
            ("S3", "up to £50"),
            ("S3", "2.1 Note … in December 2022"),
        ],
    )
    def test_what_misleads_is_not_there(self, name, quotation):
        assert self.text(name).locate(quotation) is None

    def test_what_the_checklist_quotes_is_there_save_what_is_no_quotation(self):
        """Exceptions: the checklist's own words, other documents, and altered words."""
        facts = (SOURCES / "facts.md").read_text(encoding="utf-8").splitlines()
        texts = {name: self.text(name) for name in ("S0", "S1", "S2", "S3", "S4")}
        missing = {
            (line.split()[0], quotation)
            for line in facts
            if re.match(r"S\d-\d+ ", line)
            for quotation in re.findall(r'"([^"]+)"', line)
            if not texts[line[:2]].locate(quotation)
        }
        assert missing <= {
            ("S0-02", "date not stated; not before October 2025"),
            ("S0-05", "Rutland County Council"),
            ("S0-33", "during the summer and autumn"),
            ("S0-40", "no agreed preference"),
            ("S0-58", "disputes"),
            ("S0-60", "none stated in this source"),
            ("S1-02", "Phil Knowles"),
            ("S1-03", "Pip Allnatt"),
            ("S1-08", "interim plan"),
            ("S1-24", "target: not named; read as County Council (editor)"),
            ("S1-38", "the eight [authorities] required for a single county unitary"),
            ("S1-48", "in the north and south"),
            ("S2-11", "preferred partner"),
            ("S2-11", "best 'fit'"),
            ("S2-14", "this this [sic] is the right option for us both and our communities"),
            ("S2-19", "proposal FROM Harborough"),
            ("S2-19", "invitation"),
            ("S4-05", "is goes ahead [sic] it will cut costs long term"),
            ("S4-18", "strategic partnership"),
            ("S4-18", "Strategic Collaboration Update"),
            ("S4-20", "leader of Harborough"),
        }
