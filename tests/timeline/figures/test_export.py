"""The figures of a case as a file."""

import csv
from io import StringIO

import pytest

from tests.builders import make_case, make_figure, make_measure
from tests.pages import html_of

pytestmark = pytest.mark.django_db

URL = "/cases/case/figures.csv"
TWO = {"city": ["city"], "county": ["county"]}


def rows_of(client, query=""):
    found = client.get(URL + query)
    return list(csv.DictReader(StringIO(b"".join(found.streaming_content).decode("utf-8-sig"))))


def test_a_measure_and_a_side_narrow_the_file(client):
    make_case(sides=TWO)
    debt = make_measure("debt", name="Debt")
    make_figure(1, "debt")
    make_figure(2, "debt", by="city")
    make_figure(3)
    rows = rows_of(client, f"?measure={debt.public_id}")
    assert [(row["who states it"], row["value"], row["unit"]) for row in rows] == [
        ("County Council", "1", "pounds"),
        ("City Council", "2", "pounds"),
    ]
    assert [row["value"] for row in rows_of(client, "?side=city")] == ["2"]
    assert client.get(URL + "?side=nonsense").status_code == 400


def test_words_that_do_not_hold_their_number_are_said_not_to(client):
    make_figure(5, quote="by a lot")
    make_figure(7, quote="by £7")
    assert [row["these words do not hold the number"] for row in rows_of(client)] == ["yes", ""]


def test_a_note_on_a_figure_stands_once_in_its_row(client):
    make_figure(5, note="Without the city.")
    [row] = rows_of(client)
    assert list(row.values()).count("Without the city.") == 1


def test_the_file_is_linked_where_the_figures_stand(client):
    make_figure(1)
    assert f'href="{URL}"' in html_of(client.get("/cases/case/figures/"))
