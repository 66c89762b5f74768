"""Loading a case file: all or nothing, and again without harm."""

import hashlib

import pytest
from django.core.management import call_command

from claims.casefile import Refused, dump, load
from claims.casefile.dumping import as_yaml
from claims.models import Claim, ClaimHistory
from councils.models import Case, Document, Passage, StoredText, Voice
from record import publishing
from record.models import Load, Publication
from tests.builders import change
from tests.claims.test_bad_files import GOOD

BODY = "The upkeep is shared by both. So the committee noted."


@pytest.fixture
def path(db, tmp_path):
    path = tmp_path / "quill.yaml"
    path.write_text(GOOD)
    return path


def rewritten(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def counts(report):
    return report.created, report.changed, report.left


def test_a_new_case_is_created_whole(path):
    assert counts(load(path)) == (8, 0, 0)


def test_loading_again_changes_nothing(path):
    load(path)
    revision = Publication.objects.revision()
    assert counts(load(path)) == (0, 0, 8)
    assert Publication.objects.revision() == revision


def test_a_dry_run_stores_nothing_and_says_what_it_would_do(path, capsys):
    call_command("load_case", path, "--dry-run")
    assert capsys.readouterr().out.startswith("would create 8, change 0, leave 0")
    assert not Voice.objects.exists()


def test_a_changed_record_of_the_file_is_changed_and_published_anew(path):
    load(path)
    assert counts(load(rewritten(path, "The upkeep is shared.", "The upkeep is shared by both."))) == (0, 1, 7)
    claim = Claim.objects.get(key="shared")
    assert claim.statement == "The upkeep is shared by both."
    assert list(claim.publications().values_list("version", "action")) == [(2, "changed"), (1, "published")]


def test_what_a_file_no_longer_has_stays(path):
    load(path)
    text = path.read_text()
    path.write_text(text[: text.index("- key: not-shared")])
    assert counts(load(path)) == (0, 0, 7)
    assert Claim.objects.get(key="not-shared").is_published


def test_a_record_changed_since_by_hand_is_a_conflict_and_nothing_is_stored(path):
    load(path)
    change(Claim.objects.get(key="shared"), statement="Changed by hand.")
    text = rewritten(path, "The upkeep is shared.", "The upkeep is shared by both.").read_text()
    path.write_text(text.replace("The upkeep is not shared.", "It is not."))
    with pytest.raises(Refused) as caught:
        load(path)
    assert "conflict: 'shared' was changed on record" in caught.value.lines()[0]
    assert Claim.objects.get(key="not-shared").statement == "The upkeep is not shared."


def test_a_record_changed_by_hand_is_left_where_the_file_says_nothing_new(path):
    load(path)
    change(Claim.objects.get(key="shared"), statement="Changed by hand.")
    assert counts(load(path)) == (0, 0, 8)
    assert Claim.objects.get(key="shared").statement == "Changed by hand."


def test_ids_come_from_keys_alone(path):
    load(path)
    ids = dict(Claim.objects.values_list("key", "public_id"))
    from record.ids import derived_id

    assert ids == {key: derived_id("claim", "quill", key) for key in ("shared", "not-shared")}


def test_every_write_of_a_load_says_through_what_it_came(path):
    load(path)
    contexts = {row["through"] for row in ClaimHistory.objects.values_list("pgh_context", flat=True)}
    assert contexts == {"load_case"}


def test_the_public_log_says_from_which_file(path):
    load(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert set(Publication.objects.values_list("office", flat=True)) == {f"Loaded from quill.yaml, {digest}"}
    assert Load.objects.get().sha256 == digest


def test_publications_hold_what_is_read_back_from_the_rows(path):
    load(path)
    rows = [*Claim.objects.all(), *Voice.objects.all(), *Document.objects.all(), *Case.objects.all()]
    contents = publishing.contents_of(rows)
    for row in rows:
        assert Publication.objects.of(row).get().content == contents[row.KIND, row.pk]


# Two files that share voices

SECOND = """\
case:
  key: weir
  title: The weir (invented)
  summary: Another case of the same councils.
voices:
- key: north
  kind: council
  name: Northquill Council
  short_name: Northquill
  council: {code: ZYA, area: Northquill, type: district}
  aliases: [{name: the North}]
"""


def test_a_second_file_adds_to_a_voice_what_is_new(path, tmp_path):
    load(path)
    second = tmp_path / "weir.yaml"
    second.write_text(SECOND)
    assert counts(load(second)) == (1, 1, 0)
    voice = Voice.objects.get(key="north")
    assert (voice.short_name, voice.aliases.get().name) == ("Northquill", "the North")
    assert counts(load(path)) == (0, 0, 8)
    assert counts(load(second)) == (0, 0, 2)


def test_a_second_file_that_differs_is_a_conflict(path, tmp_path):
    load(path)
    second = tmp_path / "weir.yaml"
    second.write_text(SECOND.replace("name: Northquill Council", "name: Quill North Council"))
    with pytest.raises(Refused) as caught:
        load(second)
    (line,) = caught.value.lines()
    assert "weir.yaml:8: voices.0.name: conflict: on record it is Northquill Council." in line
    assert not Case.objects.filter(key="weir").exists()


# Texts


@pytest.fixture
def with_text(path, tmp_path):
    digest = hashlib.sha256(BODY.encode()).hexdigest()
    rewritten(path, "  kind: minutes\n", f"  kind: minutes\n  text: {{file: minutes.txt, sha256: {digest}}}\n")
    return rewritten(path, "quote: the upkeep is shared", "quote: upkeep is shared by both")


def test_a_text_that_is_given_later_fills_in_what_was_not_held(with_text, tmp_path):
    load(with_text)
    assert Passage.objects.get(document__key="minutes").state == "not-held"
    (tmp_path / "minutes.txt").write_text(BODY)
    assert load(with_text, [tmp_path]).texts == 1
    assert Passage.objects.get(document__key="minutes").state == "verified"


def test_a_folder_without_the_text_takes_nothing_away(with_text, tmp_path):
    (tmp_path / "minutes.txt").write_text(BODY)
    load(with_text, [tmp_path])
    empty = tmp_path / "empty"
    empty.mkdir()
    load(with_text, [empty])
    assert StoredText.objects.count() == 1
    assert Passage.objects.get(document__key="minutes").state == "verified"


def test_a_quotation_kept_though_not_found_makes_its_claim_a_draft(with_text, tmp_path):
    (tmp_path / "minutes.txt").write_text(BODY)
    rewritten(with_text, "quote: upkeep is shared by both", "quote: never so, not_found: The page is torn")
    text = with_text.read_text()
    with_text.write_text(text[: text.index("- key: not-shared")])
    load(with_text, [tmp_path])
    assert Claim.objects.get().state == "draft"


# Text that is hard to carry

ODD = [
    "NO",
    "18:30",
    "1_000",
    "0x1F",
    "~tilde",
    "null and void",
    "yes",
    "2025-10-01",
    "a: b",
    "# no comment",
    "“quoted”",
    "it's",
    'say "so"',
    "back\\slash",
    "line\nbreak",
    "tab\there",
    "non\u00a0breaking",
    "separator\u2028here",
    "next\u0085line",
    "byte\ufeffmark",
    "emoji 🏛",
    "Ünïcödé é",
    "=SUM(A1)",
    "<script>alert(1)</script>",
    "x" * 4000,
]


def test_odd_texts_survive_load_dump_and_load(db, tmp_path):
    claims = [
        {
            "key": f"claim-{index}",
            "statement": text,
            "kind": "fact",
            "for": "north",
            "appearances": [{"passage": {"document": "minutes", "quote": "the upkeep is shared"}}],
        }
        for index, text in enumerate(ODD)
    ]
    path = tmp_path / "odd.yaml"
    path.write_text(GOOD[: GOOD.index("claims:")] + as_yaml({"claims": claims}))
    load(path)
    assert dict(Claim.objects.values_list("key", "statement")) == {
        f"claim-{index}": text for index, text in enumerate(ODD)
    }
    once = "".join(dump(Case.objects.get()))
    path.write_text(once)
    assert counts(load(path)) == (0, 0, 6 + len(ODD))
    assert "".join(dump(Case.objects.get())) == once
