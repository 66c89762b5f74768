import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.content.schema import KEY_PATTERN, kinds
from record.ids import ALPHABET, LENGTH, derived_id, random_id

FORM = re.compile(r"[0-9a-hjkmnp-tv-z]{10}")
KEYS = st.from_regex(KEY_PATTERN, fullmatch=True)


def test_the_alphabet_has_no_letter_that_is_misread():
    assert len(set(ALPHABET)) == 32
    assert not set("ilou") & set(ALPHABET)


def test_a_random_id_has_ten_characters_of_the_alphabet():
    assert FORM.fullmatch(random_id())


def test_random_ids_differ_and_do_not_count_up():
    found = [random_id() for _ in range(1000)]
    assert len(set(found)) == 1000
    assert found != sorted(found)


def test_every_letter_turns_up_at_every_place_of_a_random_id():
    found = [random_id() for _ in range(2000)]
    assert all({each[place] for each in found} == set(ALPHABET) for place in range(LENGTH))


@given(KEYS)
def test_a_derived_id_has_the_form_of_an_id(key):
    assert FORM.fullmatch(derived_id("claim", "case", key))


def test_a_derived_id_never_changes():
    # Addresses that are printed somewhere rest on these.
    assert derived_id("voice", "", "mereshire") == "9dwc0dphtr"
    assert derived_id("case", "", "practice") == "tf2h0q900y"


@given(st.lists(st.tuples(st.sampled_from(["claim", "voice", "point"]), KEYS, KEYS), unique=True, max_size=8))
def test_no_two_records_derive_one_id(records):
    assert len({derived_id(*each) for each in records}) == len(records)


@pytest.mark.parametrize("other", [("point", "case", "key"), ("claim", "another", "key"), ("claim", "case", "other")])
def test_kind_case_and_key_each_make_another_id(other):
    assert derived_id("claim", "case", "key") != derived_id(*other)


def test_parts_of_an_id_do_not_run_into_each_other():
    assert derived_id("claim", "a", "b-c") != derived_id("claim", "a-b", "c")


def test_every_schema_takes_the_ids_that_are_derived():
    for kind in kinds():
        field = kind.schema.model_fields["public_id"]
        assert field.alias == "id"
