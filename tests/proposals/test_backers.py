"""Backers of proposals and options: unnamed ones, and those known by a day."""

import pytest
from django.db import IntegrityError

from proposals.models import Backing
from tests.builders import make_option, make_proposal, make_voice
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def page(client, proposal) -> str:
    return text_of(client.get(proposal.get_absolute_url()))


def test_what_is_known_by_a_day_is_said_to_be_so(client):
    make_voice("alpha", name="Alpha Council")
    proposal = make_proposal(
        "one", backers=[{"voice": "alpha", "relation": "backs", "known_by": {"edtf": "2026-03-09"}}]
    )
    assert "Alpha Council , by 9 March 2026 ; since when is not known" in page(client, proposal)


def test_unnamed_backers_are_counted_with_the_words_of_their_source(client):
    make_voice("some", kind="unnamed", name="Unnamed districts")
    backing = {"voice": "some", "relation": "backs", "count": "4", "words": "most of the seven"}
    proposal = make_proposal("one", backers=[backing])
    assert "4 of them: “most of the seven”" in page(client, proposal)


def test_an_option_has_backers_of_its_own(client):
    make_voice("alpha", name="Alpha Council")
    option = make_option("split", backers=[{"voice": "alpha", "when": {"edtf": "2026-03-09"}}])
    assert "Backed by Alpha Council , 9 March 2026" in page(client, option.proposal)
    assert "The split: Backed by Alpha Council" in text_of(client.get("/cases/case/compare/"))


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"council_count": "3", "council_words": "three unitaries"}, "3 councils, not named: “three unitaries”"),
        ({"council_words": "two or three"}, "Councils that it would create: “two or three”, not named"),
        ({"council_count": "1"}, "1 council, not named"),
    ],
)
def test_the_number_of_councils_is_said_where_they_are_not_entered(client, stated, words):
    option = make_option("split", **stated)
    assert words in page(client, option.proposal)
    found = text_of(client.get("/cases/case/compare/"))
    assert words in found and "No councils that it would create" not in found


@pytest.mark.parametrize("dates", [{"when_edtf": "2026", "known_by_edtf": "2026"}, {"known_by_edtf": "2025/2026"}])
def test_the_database_refuses_what_is_known_by_more_than_a_day(dates):
    proposal, voice = make_proposal("one", state="draft"), make_voice("alpha")
    with pytest.raises(IntegrityError, match="known_by_a_day"):
        Backing.objects.create(proposal=proposal, voice=voice, relation="backs", sequence=1, **dates)
