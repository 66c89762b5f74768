"""The record compared with its history and its publications."""

import io

import pytest
from django.core.management import call_command

from record.integrity import differences
from tests.builders import change, make_claim, past_the_guards, withdraw
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def claim():
    return make_claim(statement="The bridge is old.")


def test_what_was_written_by_the_rules_is_as_published(claim):
    withdraw(change(claim, statement="The bridge is very old."))
    make_claim(state="draft")
    out = io.StringIO()
    call_command("verify_record", stdout=out)
    assert out.getvalue() == "Every row is as its history and its last publication have it.\n"


def test_a_changed_row_differs_from_its_history_and_its_publication(claim):
    past_the_guards("UPDATE claims_claim SET statement = 'The bridge is new.' WHERE id = %s", claim.pk)
    assert list(differences()) == [
        f"claims_claim {claim.pk}: the row is not as its last history entry has it.",
        f"claim {claim.public_id}: it is not as it was last published.",
    ]


def test_a_changed_part_differs_too(claim):
    past_the_guards("UPDATE councils_passage SET quote = 'other words' WHERE quote <> ''")
    assert any(each.startswith(f"claim {claim.public_id}: ") for each in differences())


def test_a_column_added_after_the_last_history_entry_has_its_default(claim):
    past_the_guards("UPDATE record_history SET new = new - 'words_fall_short' WHERE table_name = 'claims_claim'")
    assert not list(differences())
    past_the_guards("UPDATE claims_claim SET words_fall_short = true")
    assert f"claims_claim {claim.pk}: the row is not as its last history entry has it." in differences()


def test_a_row_without_history_is_named(claim):
    past_the_guards("DELETE FROM record_history WHERE table_name = 'claims_claim'")
    assert list(differences()) == [f"claims_claim {claim.pk}: the row is not as its last history entry has it."]


def test_a_publication_that_is_missing_is_noticed(claim, capsys):
    change(claim, statement="The bridge is very old.")
    past_the_guards("DELETE FROM record_publication WHERE kind = 'claim' AND version = 1")
    [of_log, of_claim] = [each for each in differences() if "history" not in each]
    assert of_log.startswith("The log of publications has")
    assert of_claim == f"claim {claim.public_id}: 1 publications, and the last is version 2."
    past_the_guards("DELETE FROM record_publication WHERE kind = 'claim'")
    assert f"claim {claim.public_id}: it is public, and was never published." in differences()
    with pytest.raises(SystemExit):
        call_command("verify_record")
    assert "was never published" in capsys.readouterr().err
