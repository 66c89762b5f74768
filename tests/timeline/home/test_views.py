"""Home: the cases, what changed lately, and the way to a council."""

import re

import pytest

from claims.case_files import load
from tests.builders import make_case, make_council, make_option
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db


def test_cases_stand_by_title_and_invented_ones_last_and_marked(client):
    make_case("a", title="A case made up", invented=True)
    make_case("z", title="Zeta", kept_up_to="2026-05-25")
    make_case("b", title="Beta")
    make_case("hidden", title="Hidden", state="draft")
    found = client.get("/")
    assert re.findall(r'<h3><a href="/cases/(\w+)/">', html_of(found)) == ["b", "z", "a"]
    assert html_of(found).index(">Invented, for practice<") < html_of(found).index('<h3><a href="/cases/a/">')
    assert "We had found no final decision by 25 May 2026." in text_of(found)


def test_a_council_is_found_by_a_form_or_in_the_list_of_names(client):
    council = make_council("melton")
    make_council("hidden", state="draft")
    found = html_of(client.get("/"))
    assert re.search(r'<form[^>]* method="get" action="/"[^>]*>.*name="q"', found)
    assert f'<a href="{council.council.get_absolute_url()}">Melton</a>' in found
    assert "Hidden" not in found


def test_what_many_records_changed_is_told_in_words_without_a_file_name(client, tmp_path):
    path = tmp_path / "a-file-of-its-own.yaml"
    voices = "".join(f"- {{key: v-{n}, kind: person, name: Voice {n}}}\n" for n in range(6))
    path.write_text(f"case: {{key: case, title: A case, summary: A summary.}}\nvoices:\n{voices}")
    load(path)
    words = text_of(client.get("/"))
    assert "published: 1 case and 6 other entries" in words and "a-file-of-its-own" not in words


def test_the_field_finds_a_council_by_a_town_in_its_area(client):
    place = {"name": "Little Dale", "kind": "village", "source": {"name": "List"}}
    make_council("melton", council={"places": [place]})
    make_council("blaby")
    found = text_of(client.get("/councils/", {"q": "little dale"}))
    assert "Melton" in found and "Blaby" not in found


def test_a_town_leads_to_what_each_plan_means_there_and_a_council_to_its_page(client):
    town = {"name": "Little Dale", "kind": "town", "source": {"name": "List"}}
    make_council("melton", council={"type": "district", "places": [town]})
    make_case(parties=[{"voice": "melton"}])
    make_option("one")
    assert client.get("/", {"q": "little dale"})["Location"] == "/cases/case/areas/?place=little+dale"
    assert client.get("/", {"q": "melton"})["Location"] == "/councils/?q=melton"
    assert "/cases/case/areas/?place=little+dale" in html_of(client.get("/councils/", {"q": "little dale"}))


def test_the_latest_changes_are_named_with_their_day(client):
    case = make_case("b", title="Beta")
    found = html_of(client.get("/"))
    assert re.search(
        rf'<time datetime="[^"]+">[^<]+</time> ?<div><p>Published: <a href="{case.get_absolute_url()}">Beta</a>', found
    )


def test_an_empty_record_has_a_home(client):
    found = client.get("/")
    assert found.status_code == 200
    assert "No case has been published yet." in text_of(found)
    assert "Nothing has been published yet." in text_of(found)


def test_no_page_for_readers_sets_a_cookie_or_varies_by_one(client):
    found = client.get("/")
    assert not found.cookies
    assert "Cookie" not in found.get("Vary", "")


@pytest.mark.measure
def test_thirty_cases_and_councils_cost_the_queries_of_three(client):
    queries = []
    for number in (3, 27):
        for _ in range(number):
            make_case(f"case-{len(queries)}-{_}", parties=[{"voice": make_council().key}])
        queries.append(queries_of(client, "/"))
    assert queries[0] == queries[1]
