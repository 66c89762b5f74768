"""Problems of options, decisions, figures and positions in case files."""

import re

import pytest

from claims.case_files import LoadRefused, load
from councils.models import Case, Voice
from record.models import Publication

GOOD = """\
case:
  key: quill
  title: The bridge at Quill (invented)
  summary: Two invented councils differ.
voices:
- {key: north, kind: council, name: Northquill Council, council: {code: ZYA, area: Northquill, type: district}}
- {key: group, kind: group, name: A group}
- {key: south, kind: council, name: Southquill Council, council: {code: ZYB, area: Southquill, type: district}}
documents:
- {key: minutes, title: Minutes, kind: minutes, date: {edtf: 2026-03-03}}
elements:
- {key: bridge, name: The bridge}
areas:
- {key: quay, name: Quay, kind: ward, council: north}
- {key: lock, name: Lock, kind: ward, council: north, part_of: quay}
proposals:
- {key: merger, name: One council}
- {key: other, name: Two councils}
options:
- key: whole
  proposal: merger
  name: One council
  creates:
  - key: quill
    name: Quill
    made_of:
    - {council: north}
    - {council: south, extent: most}
  - key: rest
    name: The rest
    made_of:
    - {council: south, extent: part}
decisions:
- key: vote
  title: The vote
  when: {edtf: 2026-03-03}
  motions:
  - {key: motion, votes: [{manner: counted, for: 12, against: 3}]}
  - {key: amendment, kind: amendment, amends: motion}
measures:
- {key: savings, name: Savings, unit: pounds}
claims:
- key: saves
  statement: One council saves between £1 and £2 a year.
  kind: figure
  for: north
  appearances: [{passage: {document: minutes, quote: saves between}}]
  figures:
  - {measure: savings, bound: between, low: 1, high: 2, unit: pounds, option: whole, proposed: quill,
     when: {edtf: 2026/2027}}
- key: backs
  statement: Northquill backs one council.
  kind: position
  for: north
  appearances: [{passage: {document: minutes, quote: backs it}}]
  positions:
  - {stance: supports, elements: [bridge], when: {edtf: 2026-01/2026-06}}
  - {stance: opposes, elements: [bridge], when: {edtf: 2026-07/2026-12}}
reckonings:
- {key: twice, title: Twice, operation: sum, terms: [{claim: saves}, {claim: saves}]}
"""


def swapped(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def line_of(words):
    return next(number for number, line in enumerate(GOOD.splitlines(), start=1) if words in line)


def test_the_file_is_good_before_it_is_spoilt(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    assert load(path).created == 16


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        (
            "- {council: north}",
            "- {council: north}\n    - {council: north, extent: part}",
            "- {council: south, extent: most}",
            "creates.0.made_of.1: has 'north' both whole and in part",
        ),
        (
            "extent: part}",
            "extent: whole}\n    - {council: north}",
            "",
            "creates.1.made_of.1: has 'north' whole in both 'quill' and 'rest'",
        ),
        ("- {key: quay, name: Quay,", "- {key: quay, part_of: lock, name: Quay,", "", "leads in a circle"),
        ("- {key: quay, name: Quay,", "- {key: quay, part_of: quay, name: Quay,", "key: quay", "is the area itself"),
        ("proposal: merger", "proposal: merger\n  variant_of: whole", "", "is the option itself"),
        ("{council: south, extent: part}", "{extent: part}", "extent: part", "says nothing. Name a council"),
        (
            "{council: south, extent: part}",
            "{council: south, area: quay}",
            "extent: part",
            "names a council and an area",
        ),
        ("{council: north}", "{council: group}", "- {council: north}", "which is not a council"),
        ("kind: ward, council: north}", "kind: ward, council: group}", "key: quay", "which is not a council"),
        ("differ.\n", "differ.\n  tiles: [{council: group, column: 1, row: 1}]\n", "", "which is not a council"),
        (
            "differ.\n",
            "differ.\n  tiles: [{council: north, column: 0, row: 1}]\n",
            "voices:",
            "tiles.0.column: 0 is too small. Write 1 or more.",
        ),
        (
            "differ.\n",
            "differ.\n  tiles: [{council: north, column: 1, row: 99}]\n",
            "voices:",
            "tiles.0.row: 99 is too large. Write 50 or less.",
        ),
        ("for: 12", "foor: 12", "for: 12", "is not a known key here. Write one of: manner, for, against"),
        (
            "quote: backs it}",
            "qoute: backs it}",
            "quote: backs it",
            "is not a known key here. Write one of: document, quote",
        ),
        ("{council: south, extent: part}", "{council: south, count: 3}", "extent: part", "counts parts of the whole"),
        ("for: 12", "for: -12", "for: 12", "'-12' is not a whole number"),
        (
            "- {council: north}",
            "- {council: north}\n    - {council: north}",
            "- {council: south, extent: most}",
            "creates.0.made_of.1: has 'north' twice as a whole",
        ),
        ("key: quill\n    name", "key: quill\n    continues: group\n    name", "name: Quill", "which is not a council"),
        (
            "name: Quill\n    made_of:\n    - {council: north}\n    - {council: south, extent: most}\n  - key: rest\n",
            "name: Quill\n    continues: north\n  - key: rest\n    continues: north\n",
            "{council: south, extent: most}",
            "creates.1.continues: continues 'north', as 'quill' does",
        ),
        (
            "counted, for: 12",
            "not-taken, for: 12",
            "for: 12",
            "votes.0.manner: says that no vote was taken",
        ),
        (
            "counted, for: 12",
            "by-name, names: [{voice: group, cast: for}, {voice: group, cast: against}], for: 12",
            "for: 12",
            "votes.0.names.1.voice: 'group' votes twice in one vote",
        ),
        ("  motions:", "  funding: [{bound: up-to}]\n  motions:", "  motions:", "funding.0: says nothing"),
        ("  motions:", "  funding: [{balance: 1.125}]\n  motions:", "  motions:", "more than two decimals"),
        (
            "measures:\n",
            "events:\n- {key: poll, title: Poll, kind: consultation, when: {edtf: 2026}, "
            "consultations: [{asked: 5, responses: 6}]}\nmeasures:\n",
            "- {key: savings",
            "consultations.0.responses: 6 answered, and 5 were asked",
        ),
        (
            "low: 1, high: 2",
            "asked: 5, answered: 6, low: 1, high: 2",
            "low: 1",
            "figures.0.answered: 6 answered",
        ),
        ("low: 1, high: 2", f"low: {'1' * 16}, high: 2", "low: 1", "is too long. At most 15 digits"),
        (
            "amends: motion",
            "amends: lost",
            "- {key: amendment",
            "decisions.0.motions.1.amends: motion 'amendment' amends 'lost', which is no motion of this decision",
        ),
        (
            "amends: motion",
            "amends: amendment",
            "- {key: amendment",
            "decisions.0.motions.1.amends: motion 'amendment' amends itself",
        ),
        ("low: 1, high: 2", "low: 3, high: 2", "low: 1", "figures.0.low: is a lower bound, 3, above its upper, 2"),
        ("low: 1, high: 2", "value: 2", "low: 1", "is between two bounds"),
        ("bound: between, low: 1, high: 2", "bound: over", "low: 1", "has no value"),
        ("low: 1, high: 2", "low: £1, high: 2", "low: 1", "is not a plain number"),
        ("low: 1, high: 2", "low: 1e3, high: 2", "low: 1", "is not a plain number"),
        ("high: 2, unit: pounds", "high: 2, unit: groats", "low: 1", "'groats' is not one of the words known here"),
        ("high: 2, unit: pounds", "high: 2, unit: people", "low: 1", "the measure's is 'pounds'"),
        ("2026/2027", "2027/2026", "edtf: 2026/2027", "figures.0.when.edtf"),
        (
            "option: whole, proposed: quill",
            "option: whole, proposed: quell",
            "low: 1",
            "'quell' is not a proposed council",
        ),
        (
            "option: whole, proposed: quill",
            "proposed: quill",
            "low: 1",
            "figures.0.proposed: names a proposed council and no option",
        ),
        ("2026-07/2026-12", "2026-06/2026-12", "", ""),
        (
            "2026-07/2026-12",
            "2026-05/2026-12",
            "stance: opposes",
            "by the same source as positions.0 of the claim 'backs'",
        ),
        (
            "when: {edtf: 2026-07/2026-12}",
            "when: {edtf: 2026-01/2026-06}",
            "stance: opposes",
            "by the same source as positions.0 of the claim 'backs'",
        ),
        (
            "proposed: quill,",
            "proposed: quill, proposal: other,",
            "low: 1",
            "'whole' is an option of 'merger', and `proposal` is 'other'",
        ),
        (
            "stance: opposes, elements: [bridge]",
            "stance: opposes",
            "stance: opposes",
            "positions.1: does not say on what",
        ),
        (
            "stance: opposes, elements: [bridge]",
            "stance: opposes, on: all, elements: [bridge]",
            "stance: opposes",
            "positions.1.on: is 'all' beside proposals, options or elements that are named",
        ),
        ("stance: opposes", "stance: hostile", "stance: opposes", "is not one of the words known here"),
        (
            "{claim: saves}, {claim: saves}",
            "{claim: saves}",
            "operation: sum",
            "has 1, and needs at least 2. Add what is missing",
        ),
        (
            "{claim: saves}, {claim: saves}",
            "{claim: saves}, {claim: saves, figure: net}",
            "operation: sum",
            "'net' is not a figure",
        ),
        (
            "{claim: saves}, {claim: saves}",
            "{claim: saves}, {claim: backs}",
            "operation: sum",
            "'figure' is not a figure",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_key_reason_and_remedy(db, tmp_path, old, new, at, words):
    path = tmp_path / "case.yaml"
    path.write_text(swapped(old, new))
    if not words:
        load(path)
        return
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert not Case.objects.exists() and not Voice.objects.exists() and not Publication.objects.exists()
    lines = [line.removeprefix(f"{path}:") for line in caught.value.lines()]
    found = [line for line in lines if words in line]
    assert found, lines
    assert all(re.match(r"\d+: ([\w.-]+: )?.+\. .+[.\]`]$", line) for line in lines), lines
    if at:
        assert found[0].startswith(f"{line_of(at)}: "), lines


def test_two_positions_of_one_claim_on_one_day_are_refused(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(GOOD.replace(", when: {edtf: 2026-01/2026-06}", "").replace(", when: {edtf: 2026-07/2026-12}", ""))
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert "by the same source as positions.0 of the claim 'backs'" in caught.value.lines()[0]


def test_an_outcome_is_of_an_option_of_the_proposal_that_it_names(db, tmp_path):
    path = tmp_path / "case.yaml"
    outcome = "  outcomes: [{proposal: other, option: whole, effect: supports}]\n  motions:"
    path.write_text(swapped("  motions:", outcome))
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert "'whole' is an option of 'merger'" in caught.value.lines()[0]


def test_a_position_on_record_is_not_overlapped_by_one_of_another_claim(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(GOOD)
    load(path)
    head = GOOD[: GOOD.index("voices:")]
    path.write_text(
        head
        + """claims:
- key: backs-not
  statement: Northquill does not back one council.
  kind: position
  for: north
  appearances: [{passage: {document: minutes, quote: backs it not}}]
  positions: [{stance: does-not-support, elements: [bridge], when: {edtf: 2026-02/2026-03}}]
"""
    )
    with pytest.raises(LoadRefused) as caught:
        load(path)
    assert "positions.0 of the claim 'backs'" in str(caught.value.lines())
