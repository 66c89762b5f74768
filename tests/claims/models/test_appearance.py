"""Appearances of a claim: whose words the quotation of a reported one is."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError

from claims.models import Appearance, Reporter
from claims.schema import AppearanceSchema
from record.workflow import publishing
from tests.builders import content_of, make_claim

pytestmark = pytest.mark.django_db

PASSAGE = {"document": "paper", "quote": "we will fight it"}


@pytest.mark.parametrize("wording", ["direct", "paraphrase", "rebuttal"])
def test_whose_words_they_are_is_said_of_reported_words_alone(wording):
    content = {"passage": PASSAGE, "wording": wording}
    assert AppearanceSchema.model_validate(content | {"reported_by": ["courant"]}).wording == wording
    with pytest.raises(ValueError, match="words that nobody reports"):
        AppearanceSchema.model_validate(content)


def test_it_is_kept_as_it_is_entered():
    claim = make_claim(reported_by=["courant"], wording="paraphrase")
    assert content_of(claim)["appearances"][0]["wording"] == "paraphrase"
    assert "wording" not in content_of(make_claim(reported_by=["courant"]))["appearances"][0]


def test_the_database_refuses_it_of_words_that_nobody_reports():
    claim = make_claim()
    with refused():
        Appearance.objects.filter(claim=claim).update(wording="direct")


def test_the_database_refuses_to_take_its_reporter_away():
    claim = make_claim(reported_by=["courant"], wording="direct")
    with refused():
        Reporter.objects.filter(appearance__claim=claim).delete()


@contextmanager
def refused():
    with pytest.raises(IntegrityError, match="Say who reports the words"), publishing.open_record():
        yield
        publishing.check_rules()
