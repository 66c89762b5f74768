"""Rows are read as Django reads them."""

import pytest

from claims.models import Claim
from tests.builders import make_claim

pytestmark = pytest.mark.django_db


def test_a_row_has_what_was_read_and_fetches_the_rest():
    make_claim(statement="It costs less.")
    [whole], [part] = Claim.objects.all(), Claim.objects.only("statement")
    assert (whole.statement, part.statement) == ("It costs less.", "It costs less.")
    assert part.get_deferred_fields() and not whole.get_deferred_fields()
    assert part.public_id == whole.public_id and part == whole
    assert not whole._state.adding and whole._state.db == "default"
