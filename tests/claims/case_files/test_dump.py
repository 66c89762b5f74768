"""Dumping a case: the file loads to the same record and dumps to the same bytes."""

import json

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.case_files import dump, load
from claims.case_files.dumping import as_yaml, kinds_in_file
from councils.models import Case, Voice
from record.content.codec import FEW
from record.content.schema import kinds
from tests.builders import (
    change,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_officer,
    make_point,
    make_response,
    make_voice,
    passage,
    the_case,
    tie,
    withdraw,
)
from tests.claims.case_files.test_checks import GOOD

pytestmark = pytest.mark.django_db


def dumped(case=None) -> str:
    return "".join(dump(case or the_case()))


def tree(case=None) -> dict:
    return yaml.load(dumped(case), yaml.CBaseLoader)


def keys(part, case=None):
    return [record["key"] for record in tree(case).get(part, [])]


def test_the_case_comes_first_and_then_the_parts_in_their_order():
    make_point(), make_event(), make_claim()
    assert list(tree()) == ["case", "voices", "documents", "events", "points", "claims"]
    assert kinds_in_file()[0].is_scope and {each.name for each in kinds_in_file()} == {each.name for each in kinds()}


def test_records_stand_by_their_keys():
    for key in ("b", "c", "a"):
        make_claim(key)
    assert keys("claims") == ["a", "b", "c"]


def test_parts_stand_in_the_order_of_their_record():
    make_event("one", facts=[{"kind": "place", "words": words} for words in ("b", "c", "a")])
    assert [fact["words"] for fact in tree()["events"][0]["facts"]] == ["b", "c", "a"]


def test_every_record_has_its_id():
    claim = make_claim()
    assert tree()["claims"][0]["id"] == claim.public_id


def test_what_is_empty_or_goes_without_saying_is_left_out():
    make_claim("plain")
    (claim,) = tree()["claims"]
    assert set(claim) == {"key", "id", "statement", "kind", "for", "appearances"}


def test_drafts_are_dumped_as_drafts():
    make_claim("public"), make_claim("draft", state="draft")
    assert {claim["key"]: claim.get("state") for claim in tree()["claims"]} == {"public": None, "draft": "draft"}


def test_what_is_withdrawn_is_dumped_with_its_reason():
    claim = make_claim("twice")
    withdraw(claim)
    (found,) = tree()["claims"]
    assert (found["state"], found["reason"]) == ("withdrawn", "Entered twice.")


# Which voices and documents go with a case


def test_only_what_the_case_names_goes_with_it():
    make_claim(by="county"), make_council("kent"), make_document("elsewhere")
    assert keys("voices") == ["county"]
    assert keys("documents") == ["document"]


def test_what_is_named_by_what_is_named_goes_too():
    make_voice("leader", kind="office")
    make_voice("ada", kind="person")
    tie("ada", "holds", "leader"), tie("leader", "part-of", "county")
    make_document("reprint", publisher="courier", reproduces=make_document("original").key)
    make_claim(by="ada", in_document="reprint")
    assert keys("voices") == ["ada", "county", "courier", "leader"]
    assert keys("documents") == ["original", "reprint"]


def test_who_is_tied_to_a_voice_that_is_named_does_not_go_for_that():
    make_alliance("both", ["north", "south"])
    make_claim(by="both")
    assert keys("voices") == ["both"]


def test_what_the_file_of_the_case_brought_goes_with_it_though_nothing_names_it(tmp_path):
    path = tmp_path / "quill.yaml"
    path.write_text(GOOD.replace("events:", "- {key: spare, title: Spare, kind: other}\nevents:"))
    load(path)
    assert "spare" in keys("documents", Case.objects.get(key="quill"))


def test_nothing_of_another_case_goes_with_it():
    make_claim("mine"), make_claim("theirs", case=make_case("other"), by="kent")
    assert keys("claims") == ["mine"]
    assert "kent" not in keys("voices")


def test_what_another_case_s_file_gave_a_voice_that_both_name_stays_with_that(tmp_path):
    """A name with its document, and a tie, of a council that stands in both files."""
    other = yaml.load(GOOD, yaml.CBaseLoader)
    other["case"]["key"] = "other"
    north = other["voices"][0]
    north["aliases"] = [{"name": "The North", "document": "article"}]
    north["tenures"] = [{"kind": "member-of", "of": "club"}]
    other["voices"] = [north, {"key": "club", "kind": "body", "name": "A Club"}]
    other["documents"] = [{"key": "article", "title": "Article", "kind": "article", "publisher": "club"}]
    claim = other["claims"][0]
    claim["appearances"][0]["passage"]["document"] = "article"
    other |= {"claims": [claim], "events": []}
    (tmp_path / "quill.yaml").write_text(GOOD)
    (tmp_path / "other.yaml").write_text(as_yaml({name: value for name, value in other.items() if value}))
    load(tmp_path / "quill.yaml")
    before = dumped(Case.objects.get(key="quill"))
    load(tmp_path / "other.yaml")
    assert dumped(Case.objects.get(key="quill")) == before
    theirs = tree(Case.objects.get(key="other"))
    assert [each["key"] for each in theirs["voices"]] == ["club", "north"]
    assert {"aliases", "tenures"} < theirs["voices"][1].keys()


def test_drafts_beside_what_is_published_stay_at_home():
    from record.models import Draft

    claim = make_claim("one")
    content = claim.publications().first().content
    Draft.objects.keep(claim, content | {"note": "Not yet."}, by=make_officer())
    assert "Not yet." not in dumped()


# The same bytes


def full():
    """A case with something of most kinds, entered out of the order of its keys."""
    make_alliance("districts", ["north", "melton"])
    make_voice("zoe", kind="person", aliases=[{"name": "Zoë", "kind": "printed", "note": "One and the same."}])
    tie("zoe", "leads", "districts", "2025-01~/..")
    make_document("plan", body="The councils met in January. They settled on a line.")
    make_case(sides={"north": ["north"], "melton": ["melton"]}, parties=[{"voice": "melton", "in_area": "no"}])
    make_point("line", question="What was settled?", sequence="2")
    make_event(
        "meeting",
        when={"edtf": "2025-01", "printed": "in January", "basis": "derived"},
        at="18:30",
        facts=[{"kind": "host", "voice": "melton", "passage": passage("councils met in January", "plan")}],
    )
    claim = make_claim(
        "settled", by="zoe", quote="settled on a line", in_document="plan", points=["line"], about=["melton"]
    )
    make_response(to=claim, by="melton", key="not-settled", events=[{"event": "meeting", "role": "subject"}])
    return the_case()


def test_dump_load_and_dump_give_the_same_bytes(tmp_path):
    case = full()
    path = tmp_path / "case.yaml"
    path.write_text(dumped(case))
    report = load(path)
    assert (report.created, report.changed) == (0, 0)
    assert dumped(case) == path.read_text()


def test_a_dump_that_is_loaded_elsewhere_is_dumped_in_the_same_bytes(tmp_path):
    """Elsewhere is the same database, with everything under other keys and ids."""
    text = dumped(full())
    found = yaml.load(text, yaml.CBaseLoader)
    ids = {record["id"]: f"z{number:09}" for number, record in enumerate(_records(found))}
    for old, new in ids.items():
        text = text.replace(old, new)
    for key in ("districts", "north", "melton", "zoe", "plan", "document"):
        text = _renamed(text, key, f"z-{key}")
    text = _renamed(text, "case", "z-case").replace("code: Q", "code: Z")
    path = tmp_path / "case.yaml"
    path.write_text(text)
    load(path)
    assert dumped(Case.objects.get(key="z-case")) == text


def _records(found):
    yield found["case"]
    for part in list(found)[1:]:
        yield from found[part]


def _renamed(text, old, new):
    """A key renamed wherever it is written as one."""
    lines = []
    for line in text.split("\n"):
        start, _, value = line.rpartition(" ")
        lines.append(f"{start} {new}" if value == old and start.strip(" -") not in ("title:", "name:") else line)
    return "\n".join(lines)


def test_what_a_hand_wrote_in_flow_style_is_dumped_in_block_style(tmp_path):
    path = tmp_path / "quill.yaml"
    path.write_text(GOOD)
    load(path)
    text = dumped(Case.objects.get(key="quill"))
    assert "{" not in text and "[" not in text
    path.write_text(text)
    load(path)
    assert dumped(Case.objects.get(key="quill")) == text


def test_a_dump_is_json_but_for_its_writing():
    """Every value is text, a list or a mapping, so any YAML reader reads the same."""
    full()
    assert json.loads(json.dumps(tree())) == tree()


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CBaseLoader])
def test_what_looks_like_a_number_or_a_day_is_quoted(loader):
    make_claim("one", sequence="3", statement="2025-10-01", note="NO")
    (claim,) = yaml.load(dumped(), loader)["claims"]
    assert (claim["sequence"], claim["statement"], claim["note"]) == ("3", "2025-10-01", "NO")


@pytest.mark.measure
def test_many_claims_cost_the_queries_of_one():
    def queries():
        with CaptureQueriesContext(connection) as found:
            dumped()
        return len(found)

    claim = make_claim(by="county", about=["city"])
    make_response(to=claim)
    # Of a few records one query says which parts there are: more are read alike.
    for _ in range(FEW):
        make_response(to=claim)
    few = queries()
    for _ in range(10):
        make_response(to=claim)
    assert queries() == few


# The command


def test_the_command_writes_the_file_to_standard_output(capsys):
    make_claim()
    call_command("dump_case", "case")
    assert capsys.readouterr().out == dumped()


def test_the_command_names_the_cases_that_there_are(capsys):
    make_case("llr"), make_case("practice")
    with pytest.raises(CommandError, match=r"No case has the key 'nowhere'\. Cases on record: llr, practice\."):
        call_command("dump_case", "nowhere")


def test_without_any_case_the_command_says_so():
    with pytest.raises(CommandError, match=r"Cases on record: none\."):
        call_command("dump_case", "nowhere")


def test_a_change_shows_in_the_dump():
    claim = make_claim("one")
    before = dumped()
    change(claim, note="An editor's note.")
    assert dumped() != before
    assert Voice.objects.count() == 1
