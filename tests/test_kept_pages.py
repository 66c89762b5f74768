"""The comparison of pages sees what a reader sees, and nothing else."""

import gzip
import json

import pytest

from tests.kept_pages import compare, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One <b>word</b>.</p>", "<p>\n  One\n  <b>word</b>.\n</p>"),
        ("<ul><li>A</li><li>B</li></ul>", "<ul>\n<li>A</li>\n\n<li>B</li></ul>"),
        ('<a class="x  y" href="/">A</a>', '<a href="/" class="x y">A</a>'),
        ('<link href="/static/a.0123456789ab.css">', '<link href="/static/a.ba9876543210.css">'),
        ("<time>2026-12-01T10:00:00+00:00</time>", "<time>2026-12-02T11:00:00+00:00</time>"),
    ],
)
def test_what_no_reader_sees_makes_no_difference(one, other):
    assert folded("text/html", one) == folded("text/html", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One<b>word</b></p>", "<p>One <b>word</b></p>"),
        ("<p>One</p>", "<p>one</p>"),
        ("<p>One</p>", "<div>One</div>"),
        ('<p id="a">One</p>', '<p id="b">One</p>'),
    ],
)
def test_what_a_reader_sees_makes_a_difference(one, other):
    assert folded("text/html", one) != folded("text/html", other)


def test_a_page_that_is_gone_or_new_differs(tmp_path, capsys):
    for name, pages in [("before", {"/": [200, "", "A"]}), ("after", {"/new/": [200, "", "A"]})]:
        with gzip.open(tmp_path / name, "wt") as file:
            json.dump(pages, file)
    assert compare(tmp_path / "before", tmp_path / "after") == ["/", "/new/"]
    assert "1 kept before, 1 now; 2 differ." in capsys.readouterr().out
