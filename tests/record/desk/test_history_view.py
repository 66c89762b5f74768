"""The history page tells each write in words, by the renderer of contents."""

import ast

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from record.desk.history_view import history_steps, way_of
from record.models import Draft
from tests.builders import (
    content_of,
    figure,
    make_case,
    make_claim,
    make_document,
    make_measure,
    make_officer,
)
from tests.pages import html_of
from tests.shared import shared
from tests.source_tree import LAYERS, python_files, syntax_tree

pytestmark = pytest.mark.django_db


@shared
def claim():
    make_case(sides={"county": ["county"], "city": ["city"]})
    document = make_document("document", body="The county said these words, and then those other words.\n")
    make_measure("savings", name="Savings a year")
    return make_claim("claim", by="county", in_document=document, figures=[figure("30")])


def keep(claim, officer, **changes):
    return Draft.objects.keep(claim, content_of(claim) | changes, by=officer)


def changes_of(record, row=""):
    writes = [write for step in history_steps(record) for write in step.writes if row in write.row]
    return [change for write in writes for change in write.changes]


def test_the_content_of_a_draft_is_told_by_the_names_of_what_it_names(claim):
    officer = make_officer("writer@example.org")
    keep(claim, officer)
    keep(claim, officer, figures=[figure("35")])
    told = [(each.old, each.new) for each in changes_of(claim) if "30" in each.old and "35" in each.new]
    assert len(told) == 1


def test_of_a_draft_only_what_its_record_does_not_say_is_told(claim):
    keep(claim, make_officer("writer@example.org"), statement="Another word.").delete()
    changes = changes_of(claim, "draft")
    assert len([each for each in changes if "Another word." in each.old + each.new]) == 1
    assert {"Lasting name", "Lasting number", "Title", "Base version", "Entered for"}.isdisjoint(
        each.label for each in changes
    )


def test_a_choice_and_a_date_are_told_in_words():
    words = {change.new for change in changes_of(make_document("document", date="2025-03-01"))}
    assert "1 March 2025" in words
    assert "2025-03-01" not in words


def test_no_id_of_the_council_of_an_entry_is_told():
    officer = make_officer(council="county")
    claim = make_claim("claim", by="county", state="draft", edited_by=officer)
    assert claim.entered_for
    assert claim.entered_for not in {change.new for change in changes_of(claim)}


def test_a_context_that_is_no_mapping_does_not_break_the_page():
    make_case(sides={"county": ["county"], "city": ["city"]})
    claim = make_claim("claim", by="county", state="draft")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('counterpoint.context', '[1]', true)")
        cursor.execute("UPDATE claims_claim SET note = 'Written by hand.' WHERE id = %s", [claim.pk])
        cursor.execute("SELECT set_config('counterpoint.context', '', true)")
    client = Client()
    client.force_login(make_officer("reader@example.org"))
    assert client.get(f"/admin/claims/claim/{claim.pk}/history/").status_code == 200


@pytest.mark.measure
def test_the_queries_do_not_grow_with_the_writes(claim):
    officer = make_officer("writer@example.org")
    keep(claim, officer, note="One.")
    keep(claim, officer, note="Two.")
    with CaptureQueriesContext(connection) as few:
        history_steps(claim)
    for number in range(10):
        keep(claim, officer, note=f"Note {number}.")
    with CaptureQueriesContext(connection) as many:
        history_steps(claim)
    assert len(many) <= len(few)


def test_a_list_of_values_and_a_yes_are_printed_in_words(client):
    client.force_login(make_officer())
    claim = make_claim(refs=["S0-01", "S0-02"], absence="yes")
    page = html_of(client.get(f"/admin/claims/claim/{claim.pk}/history/"))
    assert "S0-01, S0-02" in page and "Outside numbers" in page
    assert "Our summary" in page and ">statement<" not in page.lower()
    assert "True" not in page and "EDTF" not in page


def test_help_is_escaped_once(client):
    client.force_login(make_officer())
    claim = make_claim()
    page = html_of(client.get(f"/admin/claims/claim/{claim.pk}/change/"))
    assert "If that is not the document" in page and "&amp;#x27;" not in page


def test_each_way_to_write_is_told_in_words_and_not_by_its_name():
    calls = [
        node for path in python_files(LAYERS) for node in ast.walk(syntax_tree(path)) if isinstance(node, ast.Call)
    ]
    kept = {
        word.value.value for call in calls for word in call.keywords if word.arg == "through" and is_text(word.value)
    }
    assert "load_case" in kept
    assert {name for name in kept if not way_of(name)} == set()


def is_text(node) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
