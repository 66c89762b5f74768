"""The number of requests for a first view of a page."""

import re

import pytest
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
PAGES = sorted(
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*.html")
    if '{% extends "base.html" %}' in path.read_text()
)
# A page may take so many, itself included.
MOST = 8
ASKED_FOR = re.compile(r'<link rel="(?:stylesheet|icon)"|<script[^>]* src=|htmx_script')


def requests_of(name: str) -> int:
    """The styles, scripts and images that a template and its includes ask for."""
    texts, wanted = {}, {name}
    while wanted:
        texts |= {each: (TEMPLATES / each).read_text() for each in wanted}
        named = {each for text in texts.values() for each in re.findall(r'{% (?:include|extends) "([\w/.]+)"', text)}
        wanted = named - texts.keys()
    return sum(len(ASKED_FOR.findall(text)) for text in texts.values())


@pytest.mark.parametrize("name", PAGES)
def test_a_first_view_takes_few_requests(name):
    assert 1 + requests_of(name) <= MOST


def test_what_is_counted_is_there():
    assert "event/page.html" in PAGES
    assert 1 + requests_of("event/page.html") >= 5
