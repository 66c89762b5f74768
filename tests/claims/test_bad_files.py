"""What a case file must not hold: every reason at once, with file, line, key and remedy, and nothing stored."""

import re

import pytest
from django.core.management import CommandError, call_command

from claims.casefile import Refused, load
from councils.models import Case, Voice
from record.models import Publication

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
    with pytest.raises(Refused) as caught:
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
        ("  title: Minutes", "  tittle: Minutes", 16, r"documents\.0\.tittle: is not a key known here"),
        ("  title: Minutes\n", "", 15, r"documents\.0\.title: is missing"),
        ("for: north", "for: nobody", 32, r"claims\.0\.for: names the voice 'nobody'"),
        ("document: minutes, quote", "document: lost, quote", 33, r"names the document 'lost'"),
        ("- key: south", "- key: north", 10, r"voices\.1\.key: 'north' stands twice"),
        ("  kind: letter", "  kind: letter\n  kind: letter", 22, r"documents\.1\.kind: stands twice"),
        ("2026-03-03}\n- key: letter", "01/04/2028}\n- key: letter", 18, r"2028-04-01 for 1 April 2028"),
        ("2026-03-03}\n- key: letter", "2025-13}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("2026-03-03}\n- key: letter", "2025-10/2025-05}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("2026-03-03}\n- key: letter", "20XX}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("2026-03-03}\n- key: letter", "'[2025,2026]'}\n- key: letter", 18, r"documents\.0\.date\.edtf: "),
        ("edtf: 2026-04}", "edtf: 2025-04}", 39, r"responses\.0: answers a claim that was certainly made later"),
        ("for: south", "for: north", 39, r"relation: says that 'north' disputes a claim of its own"),
        ("to: shared", "to: not-shared", 39, r"to: is the claim itself"),
        ("kind: meeting\n", "kind: meetup\n", 26, r"events\.0\.kind: 'meetup' is not one of the words"),
        ("code: ZYB", "code: zyb", 13, r"council\.code: 'zyb' has not the right form"),
        ("  key: quill", "  key: Quill!", 2, r"case\.key: 'Quill!' has not the right form"),
        ("case:\n", "cases: []\ncase:\n", 1, r"cases: is no part of a case file"),
        ("summary: Two invented councils differ.", "summary: null", 4, r"case\.summary: is empty"),
        ("summary: Two invented councils differ.", "summary:", 4, r"case\.summary: is empty"),
        ("  title: Minutes", "  title: !!str Minutes", 16, r"carries the tag"),
        ("  title: Minutes", "  title: &m Minutes", 16, r"carries an anchor"),
        (
            "kind: meeting\n",
            "kind: meeting\n  links: [{relation: follows, to: meeting}]\n",
            27,
            r"events\.0\.links\.0: leads in a circle",
        ),
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
    import hashlib

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
        ("- a list\n", "is no mapping"),
        ("case: {key: [}\n", "is not YAML"),
        ("case: 'unfinished\n", "is not YAML"),
        ("a: 1\n---\nb: 2\n", "more than one YAML document"),
        ("? [a, b]\n: c\n", "has a key that is no text"),
        ("a: " + "[" * 200 + "]" * 200 + "\n", "is nested more than"),
        ("a: &x [1]\nb: *x\n", "is an alias. Write the value out"),
        (
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ncase: *d\n",
            "is an alias. Write the value out",
        ),
        (b"case: \xff\xfe\n", "is not UTF-8"),
        (b"case: {key: a\x00b}\n", "is not YAML"),
    ],
)
def test_what_is_no_case_file_is_refused(db, tmp_path, text, words):
    assert any(words in line for line in refused(tmp_path, text))


def test_a_file_of_fifty_megabytes_is_refused_unread(db, tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Refused) as caught:
        load(path)
    assert "50 MB; 20 MB are read" in caught.value.lines()[0]


def test_a_file_that_is_not_there_is_refused(db, tmp_path):
    with pytest.raises(Refused, match="1 problems"):
        load(tmp_path / "nowhere.yaml")


def test_the_command_says_it_on_stderr_and_leaves_with_one(db, tmp_path, capsys):
    path = tmp_path / "case.yaml"
    path.write_text(swapped("for: north", "for: nobody"))
    with pytest.raises(CommandError) as caught:
        call_command("load_case", path)
    assert caught.value.returncode == 1
    assert f"{path}:32: claims.0.for: names the voice 'nobody'" in capsys.readouterr().err


def test_a_council_code_on_record_under_another_key_is_told_with_its_line(db, tmp_path):
    from tests.builders import make_council

    make_council("norquill", code="ZYA")
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    with pytest.raises(Refused) as caught:
        load(path)
    (line,) = caught.value.lines()
    assert line.startswith(f"{path}:9: voices.0.council.code: 'ZYA' is on record for 'norquill'")
