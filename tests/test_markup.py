"""Pages as a parser of HTML that is not ours reads them, without a fault of form."""

import re

import pytest
from django.test import Client

from tests.audit.markup import faults
from tests.audit.pages import largest_pages
from tests.everything import a_record_of_everything

pytestmark = pytest.mark.django_db


def test_the_parser_finds_what_is_wrong():
    assert faults("<!doctype html><title>x</title><p>a</p></p>") == ["line 1: unexpected-end-tag {'name': 'p'}"]
    assert faults("<!doctype html><title>x</title><p>a") == []
    assert faults("<!doctype html><title>x</title><table><p>a</table>")
    for wrong in ('<time datetime="2026-12-02T22:36:27.569626+00:00">Then</time>', '<form hx-get="/"></form>'):
        assert len(faults(f"<!doctype html><title>x</title>{wrong}")) == 1


def test_a_page_of_each_kind_has_no_fault(client: Client):
    a_record_of_everything()
    pages = largest_pages(client)
    assert len(pages) > 20
    found = {address: client.get(address).content.decode() for address in pages.values()}
    wrong = {address: [*faults(html), *skips_to_nothing(html)] for address, html in found.items()}
    assert {address: each for address, each in wrong.items() if each} == {}


def skips_to_nothing(html: str) -> list[str]:
    """Skip links of a page whose place is not on it."""
    return [place for place in re.findall('class="skip" href="#(.*?)"', html) if f'id="{place}"' not in html]
