"""Problems of case files, each with its line, key, reason and remedy."""

import hashlib
import re
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from claims.case_files import LoadRefused, load
from claims.case_files.dumping import as_yaml
from councils.models import Case, Voice
from record.content.schema import kinds
from record.models import Publication
from tests.builders import make_claim, make_council, make_document
from tests.record.contents import FEW

WORDS = [each.plural for each in kinds()]

GOOD = """\
case:
  key: quill
  title: The bridge at Quill (invented)
  summary: Two invented councils differ.
voices:
- key: north
  kind: council
  name: Northquill Council
  council: {code: ZYA, area: Northquill, type: district}
- key: south
  kind: council
  name: Southquill Council
  council: {code: ZYB, area: Southquill, type: district}
documents:
- key: minutes
  title: Minutes
  kind: minutes
  date: {edtf: 2026-03-03}
- key: letter
  title: Letter
  kind: letter
  date: {edtf: 2026-04}
events:
- key: meeting
  title: Meeting
  kind: meeting
  when: {edtf: 2026-03-03}
claims:
- key: shared
  statement: The upkeep is shared.
  kind: fact
  for: north
  appearances: [{passage: {document: minutes, quote: the upkeep is shared}}]
- key: not-shared
  statement: The upkeep is not shared.
  kind: fact
  for: south
  appearances: [{passage: {document: letter, quote: has no share}}]
  responses: [{to: shared, relation: disputes, passage: {document: letter, quote: as the minutes say}}]
"""


def refused(tmp_path, text, documents=()):
    """The lines with which a file is refused."""
    path = tmp_path / "case.yaml"
    path.write_text(text) if isinstance(text, str) else path.write_bytes(text)
    with pytest.raises(LoadRefused) as caught:
        load(path, documents)
    assert not Case.objects.exists() and not Voice.objects.exists() and not Publication.objects.exists()
    return [line.removeprefix(f"{path}:") for line in caught.value.lines()]


def swapped(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_the_file_is_good_before_it_is_spoilt(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    assert load(path).created == 8


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("  title: Minutes", "  tittle: Minutes", 16, r"documents\.0\.tittle: is not a known key here"),
        ("  title: Minutes\n", "", 15, r"documents\.0\.title: is missing"),
        ("for: north", "for: nobody", 32, r"claims\.0\.for: names the voice 'nobody'"),
        ("document: minutes, quote", "document: lost, quote", 33, r"names the document 'lost'"),
        ("- key: south", "- key: north", 10, r"voices\.1\.key: 'north' occurs twice"),
        ("  kind: letter", "  kind: letter\n  kind: letter", 22, r"documents\.1\.kind: occurs twice"),
        ("2026-03-03}\n- key: letter", "01/04/2028}\n- key: letter", 18, r"2028-04-01 for 1 April 2028"),
        ("2026-03-03}\n- key: letter", "2025-13}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("2026-03-03}\n- key: letter", "2025-10/2025-05}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("2026-03-03}\n- key: letter", "20XX}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("2026-03-03}\n- key: letter", "'[2025,2026]'}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("edtf: 2026-04}", "edtf: 2025-04}", 39, r"responses\.0: answers a claim that was certainly made later"),
        ("for: south", "for: north", 39, r"relation: says that 'north' disputes a claim of its own"),
        ("to: shared", "to: not-shared", 39, r"to: is the claim itself"),
        ("kind: meeting\n", "kind: meetup\n", 26, r"events\.0\.kind: 'meetup' is not one of the words"),
        (
            "  kind: council\n",
            "  kind: council\n  tenures: [{kind: holds, of: south}]\n",
            8,
            r"tenures\.0\.kind: 'holds' does not tie a voice of kind council to one of kind council\. Write member",
        ),
        ("code: ZYB", "code: zyb", 13, r"council\.code: 'zyb' has not the right form"),
        ("  key: quill", '  key: "quill\\0"', 2, r"case\.key: .* has not the right form"),
        ("  key: quill", "  key: Quill!", 2, r"case\.key: 'Quill!' has not the right form"),
        ("case:\n", "cases: []\ncase:\n", 1, r"cases: is not a part of a case file"),
        ("summary: Two invented councils differ.", "summary: null", 4, r"case\.summary: is empty"),
        ("summary: Two invented councils differ.", "summary:", 4, r"case\.summary: is empty"),
        ("  title: Minutes", "  title: !!str Minutes", 16, r"has the tag"),
        ("  title: Minutes", "  title: &m Minutes", 16, r"has an anchor"),
        ("  title: Minutes", "  title: Minutes: a draft", 16, r"documents\.0\.title: is not YAML: “: ” is within"),
        ("  title: Minutes", "  title: 'North's minutes'", 16, r"title: is not YAML: an apostrophe or quotation mark"),
        ("  title: Minutes", '  title: "Minutes" of it', 16, r"title: is not YAML: an apostrophe or quotation mark"),
        ("  title: Minutes", "  title: @Minutes", 16, r"title: is not YAML: a value cannot begin with @"),
        ("  title: Minutes", '  title: "Minutes', 16, r"title: is not YAML: its quotation marks are not closed"),
        ("  title: Minutes", "\ttitle: Minutes", 16, r"key: is not YAML: the line begins with a tab"),
        ("  title: Minutes", '  title: "A \\d"', 16, r"title: is not YAML: a backslash"),
        ("area: Northquill,", "area: North: quill,", 9, r"area: is not YAML: “: ” is within the value"),
        (
            "area: Northquill,",
            "area: North, South and West,",
            9,
            r"area: 'South and West' follows it without a value\. If the comma .* double quotation marks",
        ),
        (
            "kind: meeting\n",
            "kind: meeting\n  consultations: [{asked: 9,200,000}]\n",
            27,
            r"consultations\.0\.asked: 9,200,000 is cut at its commas\. Write a number without commas: 9200000\.",
        ),
        ("date: {edtf: 2026-04}", "date: 2 October 2025", 22, r"date: is not a mapping\. Write `{edtf: 2025-10-02}`"),
        ("date: {edtf: 2026-04}", "date: 2026-04", 22, r"date: is not a mapping\. Write `{edtf: 2026-04}`"),
        ("date: {edtf: 2026-04}", "date: in time", 22, r"date: is not a mapping\. Write `{edtf: 2025-10-02}`, and its"),
        (
            "  for: north\n",
            "  for: north\n  about: [south]\n",
            33,
            r"about\.0: is not a mapping\. Write `{voice: south}`",
        ),
        (
            "  for: north\n",
            "  for: north\n  responses: [shared]\n",
            33,
            r"responses\.0: is not a mapping\. Write `{to: …, relation: …, passage: …}`",
        ),
        ("  for: north\n", "  for: north\n  about: south\n", 33, r"about: is no list\. Begin each item"),
        (
            "kind: meeting\n",
            "kind: meeting\n  links: [{relation: follows, to: meeting}]\n",
            27,
            r"events\.0\.links\.0\.to: is the event itself",
        ),
        (
            "  for: north\n",
            "  for: north\n  links: [{to: shared, kind: mirrors}]\n",
            33,
            r"links\.0\.to: is the claim itself",
        ),
        ("- key: letter\n", "- key: letter\n  edition_of: letter\n", 20, r"edition_of: is the document itself"),
        (
            "area: Northquill,",
            "area: N, successions: [{kind: split-into, other: north}],",
            9,
            r"other: is the voice itself",
        ),
        ("- key: north\n", "- key: north\n  tenures: [{kind: engaged-by, of: north}]\n", 7, r"of: is the voice itself"),
        (
            "relation: disputes",
            "relation: corrects",
            39,
            r"'south' corrects a claim of 'north', for which it does not speak",
        ),
        ("code: ZYB", "code: ZYA", 13, r"voices\.1\.council\.code: 'ZYA' belongs to 'north'"),
        ("  for: north\n", "  made_for: north\n", 32, r"claims\.0\.made_for: is not a known key here"),
        ("- key: shared\n", "- key: shared\n  public_id: 0000000000\n", 30, r"public_id: is not a known key here"),
        (
            "- key: shared\n",
            "- key: shared\n  state: withdrawn\n",
            29,
            r"claims\.0: what is withdrawn has a public reason",
        ),
        (
            "type: district}",
            "type: district, starts: {edtf: 2000}, ends: {edtf: 1999}}",
            9,
            r"council\.ends: ends before it starts",
        ),
        (
            "the upkeep is shared}",
            "the upkeep is shared, not_found: Torn}",
            39,
            r"to: names the claim 'shared', which is not published",
        ),
        ("The upkeep is shared.", '"The up\\0keep"', 30, r"statement: holds a control character"),
        ("The upkeep is shared.", '" The upkeep"', 30, r"statement: begins or ends with white space"),
        ("The upkeep is shared.", '"\\u200b"', 30, r"statement: holds nothing that can be seen"),
        ("The upkeep is shared.", '"The \\u202epeekpu"', 30, r"statement: holds the character U\+202E"),
        ("title: Minutes", '"title": "Min\\nutes"', 16, r"title: has a line break"),
        ("The upkeep is shared.", "x" * 5001, 30, r"statement: has 5,001 characters, and at most 5,000 are taken"),
        (
            "kind: meeting\n",
            "kind: meeting\n  sequence: " + "9" * 9999 + "\n",
            27,
            r"sequence: '9{50,60}… has 9,999 digits, and at most nine are taken",
        ),
        ("kind: meeting\n", "kind: meeting\n  sequence: ٣\n", 27, r"sequence: '٣' is not a whole number"),
        ("kind: meeting\n", "kind: meeting\n  at: '24:00'\n", 27, r"at: '24:00' is not a time of day"),
        ("kind: meeting\n", "kind: meeting\n  series: true\n", 27, r"series: 'true' is neither yes nor no"),
        ("kind: meeting\n", '"k\\n\\e": x\n', 26, r"events\.0\.'k\\n\\x1b': is not a known key here"),
        (
            "kind: meeting\n",
            "kind: meeting\n  " + "k" * 100 + ": x\n",
            27,
            r"events\.0\.'k{50,60}…: is not a known key here",
        ),
        (
            "- key: letter\n",
            "- key: letter\n  addresses: [{url: ftp://a.b}]\n",
            20,
            r"url: 'ftp://a\.b' has not the right form",
        ),
        (
            "- key: letter\n",
            '- key: letter\n  addresses: [{url: "http://a/\\0"}]\n',
            20,
            r"url: 'http://a/\\x00' has not",
        ),
        (
            "- key: letter\n",
            "- key: letter\n  addresses: [{url: http://a.b}, {url: http://a.b}]\n",
            20,
            r"addresses\.1\.url: is the same as in addresses\.0\. Keep one",
        ),
        (
            "differ.\n",
            "differ.\n  parties: [{voice: north}, {voice: north}]\n",
            5,
            r"case\.parties\.1\.voice: is the same as in parties\.0",
        ),
        (
            "differ.\n",
            "differ.\n  sides: [{key: a, label: A, voices: []}, {key: b, label: A, voices: []}]\n",
            5,
            r"case\.sides\.1\.label: is the same as in sides\.0",
        ),
        (
            "differ.\n",
            "differ.\n  sides:\n  - {key: a, label: A, voices: [{voice: north}]}\n"
            "  - {key: b, label: B, voices: [{voice: north}]}\n",
            7,
            r"case\.sides\.1\.voices\.0: places 'north' for the same time as sides\.0\.voices\.0",
        ),
        (
            "  for: north\n",
            "  for: north\n  about: [{voice: south}, {voice: south}]\n",
            33,
            r"about\.1\.voice: is the same",
        ),
        (
            "  for: north\n",
            "  for: north\n  events: [{event: meeting}, {event: meeting}]\n  points: [a, a]\n",
            34,
            r"points\.1: is the same as in points\.0",
        ),
        ("- key: shared\n", "- key: shared\n  id: OOOOOOOOOO\n", 30, r"id: 'OOOOOOOOOO' has not the right form"),
        (
            "appearances: [{passage: {document: letter, quote: has no share}}]",
            "appearances: [{passage: {document: letter}}]",
            38,
            r"have no quote among them",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_key_reason_and_remedy(db, tmp_path, old, new, line, words):
    lines = refused(tmp_path, swapped(old, new))
    assert any(text.startswith(f"{line}: ") and re.search(words, text) for text in lines), lines
    assert all(re.match(r"\d+: ([\w.-]+: )?.+\. .+[.\]`]$", text) for text in lines), lines


def test_all_faults_are_told_at_once_and_in_order(db, tmp_path):
    text = swapped("for: north", "for: nobody").replace("2026-04}", "01/04/2028}").replace("title: Meeting", "name: x")
    lines = refused(tmp_path, text)
    numbers = [int(line.split(":")[0]) for line in lines]
    assert numbers == sorted(numbers)
    assert {22, 24, 25, 32} <= set(numbers)


def test_a_record_at_fault_is_not_also_called_missing(db, tmp_path):
    lines = refused(tmp_path, swapped("  name: Northquill Council\n", ""))
    assert len(lines) == 1


def test_circles_of_tenures_are_refused(db, tmp_path):
    text = swapped("- key: south\n", "- key: south\n  tenures: [{kind: member-of, of: north}]\n")
    text = text.replace("- key: north\n", "- key: north\n  tenures: [{kind: member-of, of: south}]\n", 1)
    assert any("leads in a circle" in line for line in refused(tmp_path, text))


def test_circles_of_responses_are_refused(db, tmp_path):
    text = GOOD.replace("edtf: 2026-04}", "edtf: 2026-03-03}").replace(
        "quote: the upkeep is shared}}]\n",
        "quote: the upkeep is shared}}]\n"
        "  responses: [{to: not-shared, relation: disputes, passage: {document: minutes, quote: as they say}}]\n",
    )
    assert any("leads in a circle" in line for line in refused(tmp_path, text))


def test_a_quotation_that_is_not_in_its_document_is_refused(db, tmp_path):
    body = "The upkeep is shared by both."
    (tmp_path / "minutes.txt").write_text(body)
    digest = hashlib.sha256(body.encode()).hexdigest()
    text = swapped("  kind: minutes\n", f"  kind: minutes\n  text: {{file: minutes.txt, sha256: {digest}}}\n")
    text = text.replace("quote: the upkeep is shared", "quote: the upkeep is not shared", 1)
    (line,) = refused(tmp_path, text, [tmp_path])
    assert line.startswith("34: claims.0.appearances.0.passage.quote: 'the upkeep is not shared' is not in the text")


def test_a_text_other_than_the_one_that_was_read_is_refused(db, tmp_path):
    (tmp_path / "minutes.txt").write_text("Another text.")
    text = swapped("  kind: minutes\n", f"  kind: minutes\n  text: {{file: minutes.txt, sha256: {'0' * 64}}}\n")
    (line,) = refused(tmp_path, text, [tmp_path])
    assert "Give the text that was read." in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty. Begin with `case:`."),
        ("- a list\n", "is not a mapping"),
        ("case: {key: [}\n", "is not YAML"),
        ("case: 'unfinished\n", "is not YAML"),
        ("a: 1\n---\nb: 2\n", "more than one YAML document"),
        ("? [a, b]\n: c\n", "has a key that is not text"),
        ("a: " + "[" * 200 + "]" * 200 + "\n", "is nested more than"),
        ("a: &x [1]\nb: *x\n", "is an alias. Write the value out"),
        (
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ncase: *d\n",
            "is an alias. Write the value out",
        ),
        (b"case: \xff\xfe\n", "is not UTF-8"),
        (b"case:\n  key: a\x00b\n", "2: holds the character U+0000. Remove it."),
        ("case:\n  title: 😀\n  key: \x7f\n", "3: holds the character U+007F. Remove it."),
    ],
)
def test_what_is_no_case_file_is_refused(db, tmp_path, text, words):
    assert any(words in line for line in refused(tmp_path, text))


def test_a_file_of_tiny_items_is_refused_before_it_fills_the_memory(db, tmp_path, settings):
    settings.CASE_FILE_LIMIT = 10_000
    (line,) = refused(tmp_path, "case: {a: [" + "[]," * 2_000 + "]}")
    assert "holds more than 500 values and lists. Split it." in line


def test_a_record_with_a_fault_in_each_of_its_keys_is_refused_before_they_fill_the_memory(db, tmp_path):
    (line,) = refused(tmp_path, "case: {" + ",\n".join(f"k{index}: a" for index in range(60_000)) + "}")
    assert line.endswith("50001: holds more than 50,000 values and lists in one record. Split it.")


def test_a_file_of_tiny_records_is_refused_before_they_fill_the_memory(db, tmp_path, settings):
    settings.CASE_FILE_LIMIT = 30_000
    (line,) = refused(tmp_path, "points:\n" + "".join(f"- {{key: p{index}, question: W}}\n" for index in range(300)))
    assert line.endswith("201: holds more than 200 records. Split it.")


@pytest.mark.parametrize(("size", "said"), [(50_000_000, "50 MB"), (20_000_001, "20.1 MB")])
def test_a_file_over_the_limit_is_refused_unread(db, tmp_path, size, said):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert f"the file has {said}; the limit is 20 MB" in caught.value.lines()[0]


def test_a_file_that_is_not_there_is_refused(db, tmp_path):
    with pytest.raises(LoadRefused, match="1 problems"):
        load(tmp_path / "nowhere.yaml")


def test_the_command_says_it_on_stderr_and_leaves_with_one(db, tmp_path, capsys):
    path = tmp_path / "case.yaml"
    path.write_text(swapped("for: north", "for: nobody"))
    with pytest.raises(CommandError) as caught:
        call_command("load_case", path)
    assert caught.value.returncode == 1
    assert f"{path}:32: claims.0.for: names the voice 'nobody'" in capsys.readouterr().err


def test_an_id_that_stands_twice_is_told(db, tmp_path):
    text = swapped("- key: shared\n", "- key: shared\n  id: z000000000\n")
    text = text.replace("- key: not-shared\n", "- key: not-shared\n  id: z000000000\n")
    assert any(line.startswith("36: claims.1.id: 'z000000000' occurs twice") for line in refused(tmp_path, text))


def test_an_id_on_record_under_another_key_is_told_with_its_line(db, tmp_path):
    make_claim("another", id="z000000000")
    path = tmp_path / "case.yaml"
    path.write_text(swapped("- key: shared\n", "- key: shared\n  id: z000000000\n"))
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert caught.value.lines() == [
        f"{path}:30: claims.0.id: 'z000000000' is on record for the claim 'another'. Leave it out."
    ]


def test_an_identifier_that_another_council_has_is_told_with_its_line(db, tmp_path):
    make_council("norquill", council={"identifiers": [{"scheme": "gss", "value": "E07000133"}]})
    path = tmp_path / "case.yaml"
    path.write_text(swapped("code: ZYA,", "code: ZYA, identifiers: [{scheme: gss, value: E07000133}],"))
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert caught.value.lines()[0].startswith(
        f"{path}:9: voices.0.council.identifiers.0.value: 'E07000133' belongs to 'norquill'."
    )


def test_a_value_of_another_scheme_is_another_identifier(db, tmp_path):
    make_council("norquill", council={"identifiers": [{"scheme": "ons", "value": "E07000133"}]})
    path = tmp_path / "case.yaml"
    path.write_text(swapped("code: ZYA,", "code: ZYA, identifiers: [{scheme: gss, value: E07000133}],"))
    assert load(path).created == 8


def test_an_answer_to_a_claim_that_is_only_on_record_is_told_with_its_line(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    load(path)
    start, end = GOOD.index("- key: shared"), GOOD.index("- key: not-shared")
    path.write_text((GOOD[:start] + GOOD[end:]).replace("for: south", "for: north").replace("2026-04}", "2025-04}"))
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert [line.removeprefix(f"{path}:").split(": ")[1] for line in caught.value.lines()] == [
        "claims.0.responses.0.relation",
        "claims.0.responses.0",
    ]


def test_what_is_published_does_not_become_a_draft_by_a_file(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    load(path)
    path.write_text(swapped("- key: not-shared\n", "- key: not-shared\n  state: draft\n"))
    with pytest.raises(LoadRefused) as caught:
        load(path)
    (line,) = caught.value.lines()
    assert line.startswith(f"{path}:35: claims.1.state: is on record as published, and cannot become a draft again.")


def test_a_fault_of_writing_is_told_once(db, tmp_path):
    assert len(refused(tmp_path, swapped("summary: Two invented councils differ.", "summary:"))) == 1
    assert len(refused(tmp_path, "case:\n")) == 1


def test_the_second_document_is_told_at_its_line(db, tmp_path):
    assert refused(tmp_path, GOOD + "---\na: b\n") == ["40: holds more than one YAML document. Keep one."]


@pytest.mark.parametrize("bad", ["case: &a x\nvoices: [" + "*a," * 5000 + "]\n", "voices: [" + "x," * 5000 + "]\n"])
def test_of_very_many_faults_the_first_thousand_are_told(db, tmp_path, bad):
    lines = refused(tmp_path, bad)
    assert len(lines) == 1001
    assert lines[-1].endswith("These are the first 1,000 problems. Correct them and load again.")


@pytest.mark.parametrize("form", ["bom", "crlf", "cr", "end", "directive"])
def test_what_editors_of_text_add_is_read(db, tmp_path, form):
    text = {
        "bom": "\ufeff" + GOOD,
        "crlf": GOOD.replace("\n", "\r\n"),
        "cr": GOOD.replace("\n", "\r"),
        "end": GOOD + "...\n",
        "directive": "%YAML 1.1\n---\n" + GOOD,
    }[form]
    path = tmp_path / "case.yaml"
    path.write_bytes(text.encode())
    assert load(path).created == 8


@pytest.mark.parametrize("what", ["folder", "nowhere", "device"])
def test_what_is_no_file_is_refused(db, tmp_path, what):
    path = {"folder": tmp_path, "nowhere": tmp_path / "nowhere.yaml", "device": Path("/dev/zero")}[what]
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert re.search(r":1: (is not a file|cannot be read)", caught.value.lines()[0])


def test_a_folder_of_documents_that_is_not_there_is_told(db, tmp_path):
    (line,) = refused(tmp_path, GOOD, [tmp_path / "nowhere"])
    assert line.endswith("nowhere is not there. Check --documents.")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"one\0two", "holds the character U+0000"),
        (b"\xff", "is not UTF-8"),
        (b"another", "Give the text that was read"),
    ],
)
def test_a_text_that_cannot_be_held_is_told(db, tmp_path, body, words):
    (tmp_path / "minutes.txt").write_bytes(body)
    digest = hashlib.sha256(body if words.startswith("holds") else b"x").hexdigest()
    text = swapped("  kind: minutes\n", f"  kind: minutes\n  text: {{file: minutes.txt, sha256: {digest}}}\n")
    (line,) = refused(tmp_path, text, [tmp_path])
    assert line.startswith("18: documents.0.text.") and words in line


def test_a_text_that_is_too_large_is_told(db, tmp_path, settings):
    settings.CASE_FILE_LIMIT = 5000
    (tmp_path / "minutes.txt").write_text("x" * 5001)
    text = swapped("  kind: minutes\n", f"  kind: minutes\n  text: {{file: minutes.txt, sha256: {'0' * 64}}}\n")
    (line,) = refused(tmp_path, text, [tmp_path])
    assert "is larger than CASE_FILE_LIMIT" in line


def test_a_broken_case_does_not_make_all_else_unknown(db, tmp_path):
    """The case is found by its key, even if its title has an error."""
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    load(path)
    events = GOOD.index("events:"), GOOD.index("claims:")
    path.write_text(
        (GOOD[: events[0]] + GOOD[events[1] :])
        .replace("  for: north\n", "  for: north\n  events: [{event: meeting}]\n")
        .replace("  title: The bridge", "  tittle: The bridge")
    )
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert not any("names the event" in line for line in caught.value.lines())


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@FEW
def test_nothing_that_is_read_ends_in_a_traceback(db, tmp_path, data):
    path = tmp_path / "case.yaml"
    path.write_bytes(data)
    with pytest.raises(LoadRefused):
        load(path)


TREES = st.recursive(
    st.sampled_from(["x", "2025", "north", "shared", "yes"]),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.sampled_from([*WORDS, "of", "to", "key", "edtf", "passage"]), below, max_size=4)
    ),
    max_leaves=12,
)


@given(data=st.data())
@FEW
def test_no_tree_ends_in_a_traceback(db, tmp_path, data):
    """A good file, in which any one part is replaced by anything."""
    tree = yaml.load(GOOD, yaml.CBaseLoader)
    part = data.draw(st.sampled_from([*WORDS]))
    if isinstance(tree.get(part), list):
        record = data.draw(st.sampled_from(tree[part]))
        record[data.draw(st.sampled_from([*record, "tenures", "responses", "links", "about", "events"]))] = data.draw(
            TREES
        )
    else:
        tree[part] = data.draw(TREES)
    path = tmp_path / "case.yaml"
    path.write_text(as_yaml(tree))
    with suppress(LoadRefused), transaction.atomic():
        load(path)
        transaction.set_rollback(True)


def test_a_council_code_on_record_under_another_key_is_told_with_its_line(db, tmp_path):
    make_council("norquill", code="ZYA")
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    with pytest.raises(LoadRefused) as caught:
        load(path)
    (line,) = caught.value.lines()
    assert line.startswith(f"{path}:9: voices.0.council.code: 'ZYA' belongs to 'norquill'")


def test_what_is_on_record_and_not_published_is_not_named_in_public(db, tmp_path):
    make_document("letter", date="2026-04", state="draft")
    letter = "- key: letter\n  title: Letter\n  kind: letter\n  date: {edtf: 2026-04}\n"
    path = tmp_path / "case.yaml"
    path.write_text(GOOD.replace(letter, ""))
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert [line.partition("names ")[2] for line in caught.value.lines()] == [
        "the document 'letter', which is not published. Publish that, or make this a draft."
    ] * 2
