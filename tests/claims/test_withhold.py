"""Withholding takes words out of everything, and nothing else does (product law 9)."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from claims.casefile import dump, load
from claims.models import Claim
from claims.withholding import withhold
from councils.models import Passage, StoredText
from record import drafting, publishing
from record.lifecycle import State
from record.models import Draft, Publication
from tests.builders import change, content_of, make_case, make_claim, make_document, make_officer

SECRET = "a most unlawful phrase"
BODY = f"The council met on Monday. It heard {SECRET} and went on. The clerk wrote it down afterwards."


@pytest.fixture
def claim(db):
    """A claim that has had two versions, a draft, and words that were taken away before."""
    make_case()
    make_document("minutes", body=BODY)
    made = make_claim("slip", quote=SECRET, in_document="minutes", statement=f"It was said: {SECRET}.")
    changed = change(made, note=f"An editor wrote {SECRET}.", statement=f"It was said, once: {SECRET}.")
    changed = change(changed, note=None)
    drafting.keep(changed, content_of(changed), by=make_officer(), note=f"About {SECRET}")
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
    drafting.keep(other, content_of(other), by=make_officer())
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


@pytest.mark.parametrize("table", ["record_publication", "claims_claimhistory", "councils_storedtext"])
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
