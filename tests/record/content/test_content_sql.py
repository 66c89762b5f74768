"""The content of a record as the database reads it, against the codec's."""

import json

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from record.content.schema import kinds
from record.workflow import publishing
from tests.record.content.test_codec import KINDS, drawn, pools, written
from tests.record.contents import FEW

__all__ = ["pools"]

pytestmark = pytest.mark.django_db


def as_it_is(row):
    """Content, title and key of the case as the database reads them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT content::text, title, case_key FROM public.record_as_it_is(%s, %s)", [row.KIND, row.public_id]
        )
        content, title, case_key = cursor.fetchone()
    return json.loads(content), title, case_key


def as_published(row):
    content = publishing.contents_of([row])[row.KIND, row.pk]
    return json.loads(json.dumps(content)), publishing.title(row), publishing.case_key(row)


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
@FEW
def test_the_database_reads_what_the_codec_reads(name, pools, data):
    content = drawn(data, name, pools)
    with transaction.atomic():
        row = written(name, content)
        assert as_it_is(row) == as_published(row)
        transaction.set_rollback(True)


@pytest.mark.parametrize("setting", ["datestyle = 'SQL, DMY'", "search_path = pg_temp", "timezone = 'Asia/Tokyo'"])
def test_no_setting_of_the_session_changes_what_it_reads(pools, setting):
    with transaction.atomic():
        assert all(pools[kind.name] for kind in kinds() if kind.name != "submission")
        rows = [row for kind in kinds() for row in kind.model.objects.all()]
        before = [as_it_is(row) for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL {setting}")
            cursor.execute("CREATE TEMP TABLE councils_voice (LIKE public.councils_voice)")
        assert before and [as_it_is(row) for row in rows] == before
        transaction.set_rollback(True)
