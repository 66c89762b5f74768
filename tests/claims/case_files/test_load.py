"""Loading a case file: all or nothing, and again without harm."""

import gc
import hashlib
import re
import threading
import time
from pathlib import Path

import pytest
from django.core.management import ManagementUtility, call_command
from django.db import connection
from django.utils import timezone

from claims.case_files import LoadRefused, dump, load, loading
from claims.case_files.dumping import as_yaml
from claims.case_files.generate import generate
from claims.models import Claim
from councils.models import Case, Document, Party, Passage, StoredText, Voice
from proposals.models import Event
from record.models import HistoryEntry, Load, Publication
from record.workflow import publishing
from tests.builders import change
from tests.claims.case_files.test_checks import GOOD

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


def test_a_case_that_is_quiet_gets_nothing_new_from_its_file(path):
    load(path)
    today = str(timezone.localdate())
    change(Case.objects.get(), quiet={"first": today, "last": today})
    assert counts(load(path)) == (0, 0, 8)
    with pytest.raises(LoadRefused) as refused:
        load(rewritten(path, "The upkeep is shared.", "The upkeep is shared by both."))
    assert "Nothing new is published in this case until" in " ".join(map(str, refused.value.lines()))


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
    with pytest.raises(LoadRefused) as caught:
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
    entries = HistoryEntry.objects.all()
    assert {entry.table_name for entry in entries} > {"claims_claim", "claims_appearance", "record_publication"}
    assert {entry.context and entry.context["through"] for entry in entries} == {"load_case"}


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
    with pytest.raises(LoadRefused) as caught:
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


def test_the_arrival_of_a_text_is_in_the_public_log(with_text, tmp_path):
    load(with_text)
    before = Publication.objects.revision()
    (tmp_path / "minutes.txt").write_text(BODY)
    load(with_text, [tmp_path])
    last = Publication.objects.newest_first().first()
    assert last.number == before + 1
    assert (last.kind, last.action, last.content["key"]) == ("document", "changed", "minutes")


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


# Whose word counts


def refusals(path, documents=()):
    with pytest.raises(LoadRefused) as caught:
        load(path, documents)
    return [line.removeprefix(f"{path}:") for line in caught.value.lines()]


def test_what_was_changed_by_hand_is_not_overwritten_by_a_later_file_though_the_old_one_was_loaded_in_between(path):
    load(path)
    change(Claim.objects.get(key="shared"), note="A note by hand.")
    load(path)
    (line,) = refusals(rewritten(path, "The upkeep is shared.", "The upkeep is shared by both."))
    assert "conflict: 'shared' was changed on record since this file was loaded" in line
    assert Claim.objects.get(key="shared").note == "A note by hand."


def test_a_file_that_says_what_was_done_by_hand_is_no_conflict(path):
    load(path)
    change(Claim.objects.get(key="shared"), statement="The upkeep is shared by both.")
    assert counts(load(rewritten(path, "The upkeep is shared.", "The upkeep is shared by both."))) == (0, 0, 8)


def test_all_conflicts_are_told_and_nothing_is_stored(path):
    load(path)
    change(Claim.objects.get(key="shared"), note="A note by hand.")
    change(Claim.objects.get(key="not-shared"), note="A note by hand.")
    rewritten(path, "The upkeep is shared.", "The upkeep is shared by both.")
    rewritten(path, "The upkeep is not shared.", "The upkeep is shared by none.")
    assert [line.split(":")[0] for line in refusals(rewritten(path, "title: Meeting", "title: A meeting"))] == [
        "29",
        "34",
    ]
    assert str(Event.objects.get()) == "Meeting"


def test_a_record_may_be_withdrawn_and_restored_by_a_file(path):
    load(path)
    withdrawn = "key: shared\n  state: withdrawn\n  reason: Entered twice."
    assert counts(load(rewritten(path, "key: shared", withdrawn))) == (0, 1, 7)
    assert counts(load(rewritten(path, withdrawn, "key: shared"))) == (0, 1, 7)
    claim = Claim.objects.get(key="shared")
    assert [each.action for each in claim.publications()] == ["restored", "withdrawn", "published"]


def test_parts_that_change_places_are_no_new_parts(path):
    rewritten(path, "differ.\n", "differ.\n  parties: [{voice: north}, {voice: south}]\n")
    load(path)
    before = set(Party.objects.values_list("pk", flat=True))
    load(rewritten(path, "[{voice: north}, {voice: south}]", "[{voice: south}, {voice: north}]"))
    assert set(Party.objects.values_list("pk", flat=True)) == before
    assert [str(party.voice.key) for party in Party.objects.order_by("sequence")] == ["south", "north"]


def test_a_load_waits_for_no_file_of_another_case(path, tmp_path):
    load(path)
    other = tmp_path / "weir.yaml"
    other.write_text(path.read_text().replace("key: quill", "key: weir"))
    assert counts(load(other)) == (4, 0, 4)


# Shared by two files


WEIR = """\
case:
  key: weir
  title: The weir (invented)
  summary: Another case.
"""


def beside(path, tmp_path, rest):
    load(path)
    other = tmp_path / "weir.yaml"
    other.write_text(WEIR + rest)
    return other


NORTH = """\
voices:
- key: north
  kind: council
  name: Northquill Council
  council: {code: ZYA, area: Northquill, type: district}
"""
MINUTES = """\
documents:
- key: minutes
  title: Minutes
  kind: minutes
  date: {edtf: 2026-03-03}
"""


def test_all_that_differs_is_told_with_what_is_on_record(path, tmp_path):
    other = beside(path, tmp_path, NORTH.replace("ZYA", "ZYC").replace("Northquill Council", "North Council"))
    assert refusals(other) == [
        "8: voices.0.name: conflict: on record it is Northquill Council. Agree on one, here or on record.",
        "9: voices.0.council.code: conflict: on record it is ZYA. Agree on one, here or on record.",
    ]


def test_what_goes_without_saying_in_one_file_and_is_said_otherwise_in_the_other_is_a_conflict(path, tmp_path):
    text = f"  text: {{file: minutes.txt, sha256: {'0' * 64}"
    rewritten(path, "  kind: minutes\n", f"  kind: minutes\n{text}}}\n")
    other = beside(path, tmp_path, MINUTES + f"{text}, shown: whole, licence: CC0}}\n")
    assert refusals(other) == [
        "10: documents.0.text.shown: conflict: on record it is surroundings. Agree on one, here or on record."
    ]


def test_a_voice_that_is_a_draft_in_one_file_and_published_in_the_other_is_a_conflict(path, tmp_path):
    rewritten(path, "events:", "- {key: courier, title: Courier, kind: other, state: draft}\nevents:")
    other = beside(path, tmp_path, "documents: [{key: courier, title: Courier, kind: other}]\n")
    assert "documents.0.state: conflict: on record it is draft" in refusals(other)[0]


def test_an_item_that_says_something_else_of_the_same_thing_is_a_conflict(path, tmp_path):
    rewritten(path, "  kind: minutes\n", "  kind: minutes\n  addresses: [{url: http://a.b, note: The first.}]\n")
    other = beside(path, tmp_path, MINUTES + "  addresses: [{url: http://a.b, note: The second.}]\n")
    assert refusals(other) == [
        "10: documents.0.addresses: conflict: on record an item of this list says something else. "
        "Agree on one, here or on record."
    ]


def test_items_that_one_file_lacks_are_added(path, tmp_path):
    rewritten(path, "  kind: minutes\n", "  kind: minutes\n  addresses: [{url: http://a.b}]\n")
    other = beside(path, tmp_path, MINUTES + "  addresses: [{url: http://c.d}, {url: http://a.b}]\n")
    assert counts(load(other)) == (1, 1, 0)
    assert [each.url for each in Document.objects.get(key="minutes").addresses.all()] == ["http://a.b", "http://c.d"]
    assert counts(load(path)) == (0, 0, 8)
    assert counts(load(other)) == (0, 0, 2)


def test_a_reference_to_what_only_the_record_holds_is_found(path, tmp_path):
    other = beside(
        path,
        tmp_path,
        "claims:\n- key: weir-shared\n  statement: The weir is shared.\n  kind: fact\n  for: north\n"
        "  appearances: [{passage: {document: minutes, quote: the weir is shared}}]\n",
    )
    assert counts(load(other)) == (2, 0, 0)


def test_a_key_of_another_case_is_not_meant(path, tmp_path):
    other = beside(
        path,
        tmp_path,
        "claims:\n- key: weir-shared\n  statement: The weir is shared.\n  kind: fact\n  for: north\n"
        "  events: [{event: meeting}]\n"
        "  appearances: [{passage: {document: minutes, quote: the weir is shared}}]\n",
    )
    assert "names the event 'meeting', which is neither in the file nor on record" in refusals(other)[0]


# A text that is held stays


@pytest.mark.parametrize("new", ["", "  text: {file: minutes.txt, sha256: " + "0" * 64 + "}\n"])
def test_a_file_does_not_take_a_held_text_away_nor_name_another(with_text, tmp_path, new):
    (tmp_path / "minutes.txt").write_text(BODY)
    load(with_text, [tmp_path])
    text = with_text.read_text()
    with_text.write_text(re.sub(r"  text: .*\n", new, text))
    assert "text.sha256: is not that of the stored text" in refusals(with_text)[0]
    assert StoredText.objects.count() == 1


def test_two_folders_are_searched_in_their_order(with_text, tmp_path):
    empty, full = tmp_path / "empty", tmp_path / "full"
    empty.mkdir(), full.mkdir()
    (full / "minutes.txt").write_text(BODY)
    assert load(with_text, [empty, full]).texts == 1


# The command


def test_the_command_says_what_it_did(path, capsys):
    call_command("load_case", path)
    assert capsys.readouterr().out == "created 8, changed 0, left 0\n"


def test_the_command_says_how_many_texts_it_holds(with_text, tmp_path, capsys):
    (tmp_path / "minutes.txt").write_text(BODY)
    call_command("load_case", with_text, documents=[tmp_path])
    assert "texts held: 1" in capsys.readouterr().out


def test_a_dry_run_leaves_no_text_behind(with_text, tmp_path, capsys):
    (tmp_path / "minutes.txt").write_text(BODY)
    call_command("load_case", with_text, documents=[tmp_path], dry_run=True)
    assert "texts to be held: 1" in capsys.readouterr().out
    assert not StoredText.objects.exists() and not Load.objects.exists()


@pytest.mark.audit
def test_a_long_load_says_how_far_it_is(db, tmp_path, capsys):
    path = tmp_path / "generated.yaml"
    path.write_text("".join(generate(1100, 1)))
    call_command("load_case", path)
    assert "claims: 1100 of 1100" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a.yaml", "b.yaml"], ["a.yaml", "--nonsense"], ["a.yaml", "--documents"]])
def test_wrong_usage_leaves_with_two(arguments):
    """As the shell sees it: argparse says so before anything else is done."""
    with pytest.raises(SystemExit) as left:
        ManagementUtility(["manage.py", "load_case", *arguments]).execute()
    assert left.value.code == 2


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


def test_what_the_desk_would_refuse_loads_with_a_note_and_its_remedy(path):
    lost = "events:\n- {key: lost, title: A meeting, kind: meeting, when: {edtf: 2026-03-29}, at: '01:30'}\n"
    rewritten(path, "events:\n", lost)
    assert [note for note in load(path).notes if note.startswith("The event 'lost': 01:30 did not exist")]
    assert not load(path).notes


def test_a_long_title_of_ours_is_noted_in_the_report(path):
    title = "A meeting of all the councils " * 3 + "again"
    event = f"- {{key: long, title: {title}, kind: meeting, when: {{edtf: 2026-03-29}}}}"
    rewritten(path, "events:\n", f"events:\n{event}\n")
    assert load(path).notes == [f"The title of the event 'long' has {len(title)} characters. Say it in at most 65."]


def test_a_document_that_nothing_cites_is_noted(path):
    rewritten(path, "documents:\n", "documents:\n- {key: spare, title: Spare, kind: other}\n")
    assert load(path).notes == ["Nothing cites the document 'spare', so it is not on the timeline of the case."]


@pytest.mark.django_db(transaction=True)
def test_of_two_loads_of_a_new_case_at_once_the_second_finds_what_the_first_made(path, monkeypatch):
    """The first goes on only when the second has come as far as it can."""
    first_is_in, reports = threading.Event(), []
    resolver = loading._resolver

    def slow(source):
        if not first_is_in.is_set():
            first_is_in.set()
            time.sleep(1)
        return resolver(source)

    def load_once():
        try:
            reports.append(counts(load(path)))
        except LoadRefused as refused:
            reports.append(refused)
        finally:
            connection.close()

    monkeypatch.setattr(loading, "_resolver", slow)
    threads = [threading.Thread(target=load_once) for _ in range(2)]
    for thread in threads:
        thread.start()
        first_is_in.wait(10)
    for thread in threads:
        thread.join()
    assert reports == [(8, 0, 0), (0, 0, 8)]


def test_a_dry_run_names_what_would_change(path, capsys):
    call_command("load_case", str(path), dry_run=True)
    assert "would create:" not in capsys.readouterr().out
    load(path)
    call_command("load_case", str(rewritten(path, "title: ", "title: New ")), dry_run=True)
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("would create 0, change 1,") and len(said) == 2
    assert said[1].startswith("would change: ")


@pytest.mark.measure
def test_a_load_takes_little_memory_for_each_claim(db, tmp_path):
    def memory(name):
        return int(re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1000

    path = tmp_path / "generated.yaml"
    path.write_text("".join(generate(4000, seed=1)))
    gc.collect()
    # The peak is counted anew from here.
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    load(path)
    assert memory("VmHWM") - before < 50
