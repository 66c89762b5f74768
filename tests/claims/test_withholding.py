"""Withholding removes words everywhere (docs/laws.md, law 9); nothing else does."""

import hashlib
from typing import get_args

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from claims.case_files import LoadRefused, dump, load
from claims.models import Claim, ClaimStanding
from claims.withholding import withhold
from councils.models import Document, FileContent, Passage, StoredText, UploadedFile
from record.content.fields import fields_of
from record.content.schema import WORDS, kinds
from record.models import Draft, Publication, Remark
from record.workflow import publishing
from record.workflow.states import State
from tests.builders import (
    change,
    content_of,
    make,
    make_area,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_element,
    make_event,
    make_figure,
    make_officer,
    make_option,
    make_point,
    make_proposal,
    the_case,
)
from tests.claims.case_files.test_checks import GOOD
from tests.shared import shared

pytestmark = pytest.mark.django_db

SECRET = "a most unlawful phrase"
BODY = f"The council met on Monday. It heard {SECRET} and went on. The clerk wrote it down afterwards."


@shared
def claim():
    """A claim with two versions, a draft, and words that were removed before."""
    make_case()
    make_document("minutes", body=BODY)
    made = make_claim("slip", quote=SECRET, in_document="minutes", statement=f"It was said: {SECRET}.")
    changed = change(made, note=f"An editor wrote {SECRET}.", statement=f"It was said, once: {SECRET}.")
    changed = change(changed, note=None)
    officer = make_officer()
    draft = Draft.objects.keep(changed, content_of(changed), by=officer, note=f"About {SECRET}")
    Remark.objects.leave(draft, f"Should we print “{SECRET}”?", by=officer)
    return changed


def everything_stored() -> str:
    """Every row of every table of ours, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            if table.split("_")[0] in ("record", "councils", "proposals", "claims"):
                cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
                found.append(cursor.fetchone()[0] or "")
    return "\n".join(found)


def test_the_words_are_there_before(claim):
    assert everything_stored().count(SECRET) > 10


def test_no_row_of_any_table_holds_the_words_afterwards(claim):
    withhold(claim.public_id, "A court has ordered it.")
    assert SECRET not in everything_stored()


def test_page_number_and_reason_stay(claim):
    before = list(Publication.objects.of(claim).values_list("number", "version"))
    withhold(claim.public_id, "A court has ordered it.")
    claim.refresh_from_db()
    assert (claim.state, claim.state_reason) == (State.WITHDRAWN, "A court has ordered it.")
    after = list(Publication.objects.of(claim).order_by("number").values_list("number", "version"))
    assert set(before) < set(after)


def test_the_public_log_says_so(claim):
    withhold(claim.public_id, "A court has ordered it.")
    last = Publication.objects.newest_first().first()
    assert (last.action, last.record_id, last.change_note) == ("withheld", claim.public_id, "A court has ordered it.")


def test_every_version_keeps_its_number_and_loses_its_words(claim):
    withhold(claim.public_id, "A court has ordered it.")
    for publication in Publication.objects.of(claim).exclude(action="withheld"):
        assert publication.title == "[withheld]"
        assert set(publication.content) == {"key", "id", "state", "reason"}


def test_drafts_of_it_are_gone(claim):
    withhold(claim.public_id, "A court has ordered it.")
    assert not Draft.objects.exists()


def test_the_stored_text_is_blacked_out_and_keeps_its_length(claim):
    withhold(claim.public_id, "A court has ordered it.")
    body = StoredText.objects.get().body
    assert len(body) == len(BODY)
    assert "It heard █ ████ ████████ ██████ and went on." in body


def test_other_quotations_show_no_withheld_surroundings(claim):
    other = make_claim("clerk", quote="The clerk wrote it down", in_document="minutes")
    assert SECRET in other.appearances.get().passage.before
    withhold(claim.public_id, "A court has ordered it.")
    passage = Passage.objects.get(appearances__claim=other)
    assert "████████" in passage.before and passage.state == "verified"


def test_records_that_rest_on_the_same_passage_are_named(claim):
    other = make_claim("again", quote=SECRET, in_document="minutes")
    assert withhold(claim.public_id, "A court has ordered it.").also_resting == [other]


def test_and_lose_the_words_in_every_version_and_draft_too(claim):
    other = make_claim("again", quote=SECRET, in_document="minutes")
    other = change(other, statement="Said again, in other words.")
    Draft.objects.keep(other, content_of(other), by=make_officer())
    withhold(claim.public_id, "A court has ordered it.")
    stored = everything_stored()
    assert SECRET not in stored and "unlaw" not in stored
    other.refresh_from_db()
    assert other.is_published and other.appearances.get().passage.quote == "[withheld]"


def test_a_document_is_withheld_with_its_whole_text(claim):
    document = claim.appearances.get().passage.document
    withhold(document.public_id, "A court has ordered it.")
    stored = everything_stored()
    assert "The clerk wrote" not in stored and "The minutes" not in stored


def test_the_dump_has_none_of_them_and_loads_elsewhere(claim, tmp_path):
    withhold(claim.public_id, "A court has ordered it.")
    text = "".join(dump(claim.case))
    assert SECRET not in text and "[withheld]" in text
    path = tmp_path / "case.yaml"
    path.write_text(text)
    assert load(path).changed == 0


def test_the_command_needs_a_reason_and_a_record(claim):
    with pytest.raises(CommandError, match="Give a reason"):
        call_command("withhold", claim.public_id, "--reason", " ")
    with pytest.raises(CommandError, match="No record has the id"):
        call_command("withhold", "0000000000", "--reason", "A court has ordered it.")


def test_the_command_says_what_it_did(claim, capsys):
    call_command("withhold", claim.public_id, "--reason", "A court has ordered it.")
    assert "withheld: 3 publications" in capsys.readouterr().out


@pytest.mark.parametrize("table", ["record_publication", "record_history", "councils_storedtext"])
def test_without_it_nobody_rewrites_what_holds_words(claim, table):
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        publishing.open_record(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET id = id")


def test_one_who_does_not_own_the_tables_cannot_withhold(claim):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE counterpoint_stranger")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO counterpoint_stranger")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO counterpoint_stranger")
        cursor.execute("SET LOCAL ROLE counterpoint_stranger")
    with pytest.raises(ValidationError, match="never changes"), transaction.atomic():
        withhold(claim.public_id, "A court has ordered it.")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert Claim.objects.get(pk=claim.pk).statement.endswith(f"{SECRET}.")


# Wherever the words stand


@pytest.mark.parametrize(
    "quote",
    [
        f"It heard {SECRET}",
        f"{SECRET} and went on",
        "unlawful phrase and went on",
        "most unlawful",
        "The council met on Monday … unlawful phrase",
    ],
)
def test_another_quotation_that_holds_some_of_the_words_goes_with_them(claim, quote):
    other = make_claim("clerk", quote=quote, in_document="minutes")
    done = withhold(claim.public_id, "A court has ordered it.")
    assert "unlawful" not in everything_stored()
    assert done.also_resting == [other]


def test_a_quotation_of_other_words_stays(claim):
    other = make_claim("clerk", quote="The clerk wrote it down", in_document="minutes")
    assert withhold(claim.public_id, "A court has ordered it.").also_resting == []
    assert other.appearances.get().passage.quote == "The clerk wrote it down"


def test_where_no_text_is_held_a_longer_or_shorter_quotation_goes_too(db):
    make_case()
    claim = make_claim("slip", quote=SECRET, in_document="letter")
    longer = make_claim("longer", quote=f"It heard {SECRET}", in_document="letter")
    shorter = make_claim("shorter", quote="unlawful phrase", in_document="letter")
    elsewhere = make_claim("elsewhere", quote="an unlawful act", in_document="letter")
    done = withhold(claim.public_id, "A court has ordered it.")
    assert set(done.also_resting) == {longer, shorter}
    assert elsewhere.appearances.get().passage.quote == "an unlawful act"


def test_a_record_that_once_rested_on_the_words_loses_them_too(claim):
    other = make_claim("again", quote=SECRET, in_document="minutes")
    clean = make_claim("clean", quote="The clerk wrote", in_document="minutes")
    other = change(other, appearances=content_of(clean)["appearances"])
    done = withhold(claim.public_id, "A court has ordered it.")
    assert SECRET not in everything_stored()
    assert done.also_resting == [other]


def test_a_text_that_holds_withheld_words_is_not_held_later(db, tmp_path):
    path = tmp_path / "case.yaml"
    digest = hashlib.sha256(BODY.encode()).hexdigest()
    make_document("minutes", text={"file": "minutes.txt", "sha256": digest})
    claim = make_claim("slip", quote=SECRET, in_document="minutes", statement="It was said.")
    withhold(claim.public_id, "A court has ordered it.")
    path.write_text("".join(dump(claim.case)))
    (tmp_path / "minutes.txt").write_text(BODY)
    assert load(path, [tmp_path]).texts == 0
    assert SECRET not in everything_stored()
    with pytest.raises(ValueError, match="withheld"):
        Document.objects.get(key="minutes").hold_text(BODY)


def test_the_file_in_which_withheld_words_were_read_goes(claim):
    by = make_officer("giver@example.org")
    document = Document.objects.get(key="minutes")
    file = UploadedFile.objects.keep(document, "a.txt", BODY.encode(), by=by, entered_for="", format="text")
    withhold(claim.public_id, "A court has ordered it.")
    assert not FileContent.objects.exists()
    file.refresh_from_db()
    assert file.name == "a.txt" and SECRET not in everything_stored()


def test_quotations_are_matched_again_after_a_withholding(claim, capsys):
    (
        make_claim("again", quote=SECRET, in_document="minutes"),
        make_claim("clerk", quote="The clerk", in_document="minutes"),
    )
    withhold(claim.public_id, "A court has ordered it.")
    call_command("verify_quotations")
    assert "not found 0" in capsys.readouterr().out


def test_to_withhold_again_changes_nothing_more(claim):
    withhold(claim.public_id, "A court has ordered it.")
    before = Publication.objects.of(claim).count()
    withhold(claim.public_id, "A court has ordered it again.")
    claim.refresh_from_db()
    assert claim.state_reason == "A court has ordered it again."
    assert Publication.objects.of(claim).count() == before + 1


def test_what_was_never_published_is_withheld_without_a_word_in_the_log(db):
    claim = make_claim("slip", state="draft", statement=f"It was said: {SECRET}.")
    before = Publication.objects.revision()
    withhold(claim.public_id, "A court has ordered it.")
    assert SECRET not in everything_stored()
    assert Publication.objects.revision() == before


def test_the_file_from_which_the_words_came_does_not_bring_them_back(db, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(GOOD.replace("The upkeep is shared.", f"It was {SECRET}."))
    load(path)
    withhold(Claim.objects.get(key="shared").public_id, "A court has ordered it.")
    with pytest.raises(LoadRefused, match="1 problems"):
        load(path)
    assert SECRET not in everything_stored()


def test_who_searches_for_the_words_finds_nothing(claim):
    make_claim("again", quote=SECRET, in_document="minutes")
    withhold(claim.public_id, "A court has ordered it.")
    assert not ClaimStanding.objects.filter(search="unlawful").exists()


def filled(schema, pools):
    """A content with words wherever words can be, and otherwise as little as possible."""
    content = {}
    for field in fields_of(schema):
        info = schema.model_fields[field.name]
        if (schema.__name__, field.name) in INSTEAD_OF_ANOTHER:
            continue
        if field.storage in ("reference", "through"):
            value = pools[field.mark.kind]
            content[field.alias] = [value] if field.storage == "through" else value
        elif field.storage == "date":
            content[field.alias] = {"edtf": "2025-03", "printed": SECRET}
        elif field.schema is not None:
            value = filled(field.schema, pools)
            content[field.alias] = [value] * least(info) if field.storage == "parts" else value
        elif WORDS in field.marks and field.empty is None and field.name != "state_reason":
            content[field.alias] = SECRET
        elif info.is_required() or field.name in ("value", "out_of"):
            plain = PLAIN.get((schema.__name__, field.name)) or PLAIN.get(field.name)
            content[field.alias] = plain or get_args(info.annotation)[0]
    return content


def least(info) -> int:
    """How many rows a list must have."""
    return next((mark.min_length for mark in info.metadata if hasattr(mark, "min_length")), 1)


# What is named in place of something else, which is named here.
INSTEAD_OF_ANOTHER = {
    ("InclusionSchema", "area"),
    ("FigureSchema", "low"),
    ("FigureSchema", "high"),
    ("BackingSchema", "known_by"),
    ("OptionBackerSchema", "when"),
    ("ProposalStateSchema", "replaced_by"),
    ("OptionStateSchema", "replaced_by"),
}
PLAIN = {
    ("QuietSchema", "first"): "2026-03-23",
    ("QuietSchema", "last"): "2026-05-07",
    ("TenureSchema", "kind"): "member-of",
    "key": "filled",
    "code": "ZZZ",
    "sha256": "0" * 64,
    "url": "https://example.org/",
    "file": "a.txt",
    "on": "2025-03-01",
    "seats": "9",
    "value": "9",
    "out_of": "9",
    "count": "9",
    "column": "1",
    "row": "1",
    "number": "1",
}


@shared
def pools():
    """A record of each kind that others may name, by kind."""
    return {
        "voice": make_council("other").key,
        "document": make_document("other").key,
        "element": make_element("other").key,
        "proposal": make_proposal("other").key,
        "event": make_event("other").key,
        "point": make_point("other").key,
        "claim": make_figure(1, claim={"key": "other"}, by="somebody").key,
        "area": make_area("other").key,
        "option": make_option("other", of="other").key,
        "decision": make_decision("other").key,
        "measure": "savings",
    }


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_every_kind_of_record_loses_the_words_in_all_its_parts(db, pools, kind):
    record = make(kind.name, filled(kind.schema, pools), case=the_case() if kind.scope else None)
    record = change(record, refs=["S0-01"])
    assert everything_stored().count(SECRET) > 2
    withhold(record.public_id, "A court has ordered it.")
    assert SECRET not in everything_stored()
    assert type(record).objects.get(pk=record.pk).refs == ["S0-01"]
