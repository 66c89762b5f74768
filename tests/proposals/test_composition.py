"""Refusals of the database about proposed councils and areas."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from pydantic import ValidationError

from proposals.choices import InclusionExtent
from proposals.models import Area, Funding, Inclusion, Motion, ProposedCouncil, Vote
from tests.builders import (
    change,
    forget_changes,
    make,
    make_area,
    make_decision,
    make_proposal,
    make_voice,
    the_case,
    voice,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@shared
def option():
    return make_option("one", {"key": "north", "name": "North"}, {"key": "south", "name": "South"})


def make_option(key, *creates):
    proposal = make_proposal().key
    content = {"key": key, "name": key, "proposal": proposal, "creates": list(creates)}
    return make("option", content, case=the_case())


@contextmanager
def past_every_form():
    """As if within a publication, so that only the rule in question stands in the way."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL counterpoint.publishing = 'on'")
        yield
        forget_changes()
        connection.check_constraints()


def include(proposed, **fields):
    with past_every_form():
        Inclusion.objects.create(proposed=proposed, **fields)


@pytest.fixture
def north(option):
    return ProposedCouncil.objects.get(option=option, key="north")


def test_no_council_is_whole_and_in_part_in_one_proposed_council(north):
    include(north, council=voice("melton"), extent=InclusionExtent.PART)
    with refused("both whole and in part"):
        include(north, council=voice("melton"), extent=InclusionExtent.WHOLE)


def test_no_council_is_whole_in_two_proposed_councils_of_one_option(north):
    include(north, council=voice("melton"))
    with refused("whole in two proposed councils"):
        include(ProposedCouncil.objects.get(key="south"), council=voice("melton"))


def test_parts_of_a_council_go_to_two_and_the_whole_to_another_option(north):
    include(north, council=voice("melton"), extent=InclusionExtent.PART)
    include(ProposedCouncil.objects.get(key="south"), council=voice("melton"), extent=InclusionExtent.REMAINDER)
    other = make_option("two", {"key": "all", "name": "All"})
    include(ProposedCouncil.objects.get(option=other), council=voice("melton"))


def test_what_is_named_for_its_area_is_a_council(north):
    make_voice("ministry", kind="department")
    with refused("no council"):
        include(north, council=voice("ministry"))
    include(north, council=voice("melton"))
    make_area("hollow", council="oadby")
    for council in ("melton", "oadby"):
        with refused("no council"):
            change(voice(council), kind="organisation", council=None)


def test_an_outcome_names_an_option_and_no_other_proposal(option):
    other = make_proposal("other")
    with refused("a proposal that is not its own"):
        make_decision(outcomes=[{"option": "one", "proposal": other.key, "effect": "rejects"}])
    make_decision(outcomes=[{"option": "one", "proposal": option.proposal.key, "effect": "rejects"}])
    with refused("a proposal that is not its own"):
        change(option, proposal=other.key)


def test_an_inclusion_says_something(north):
    with refused("proposals_inclusion_says_something"):
        include(north)


def test_what_is_not_stated_is_said_so(north):
    include(north, stated=False)


def test_an_inclusion_is_of_a_council_or_of_an_area(north):
    area = make("area", {"key": "quay", "name": "Quay", "kind": "ward"}, case=the_case())
    with refused("proposals_inclusion_one_thing"):
        include(north, council=voice("melton"), area=area)


def test_no_area_is_part_of_itself_by_whatever_way():
    quay = make("area", {"key": "quay", "name": "Quay", "kind": "ward"}, case=the_case())
    lock = make("area", {"key": "lock", "name": "Lock", "kind": "ward", "part_of": "quay"}, case=the_case())
    with refused("part of itself"), past_every_form():
        Area.objects.filter(pk=quay.pk).update(part_of=lock)


def test_funding_has_one_amount_and_so_is_between_nothing():
    with pytest.raises(ValidationError, match="gives one amount as “between”, which has two"):
        make_decision(funding=[{"amount": "1250000", "bound": "between"}])
    make_decision(funding=[{"amount": "1250000", "bound": "up-to"}])
    with refused("proposals_funding_one_amount"), past_every_form():
        Funding.objects.update(bound="between")


def test_a_tally_is_never_negative():
    content = {"key": "vote", "title": "Vote", "when": {"edtf": "2026"}, "motions": [{"key": "motion"}]}
    make("decision", content, case=the_case())
    with refused("proposals_vote_against_check"), past_every_form():
        Vote.objects.create(motion=Motion.objects.get(), manner="counted", against=-1)
