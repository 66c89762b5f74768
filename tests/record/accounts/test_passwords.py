"""Passwords that are easy to guess are refused, and good ones are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from record.accounts.passwords import drawn_password, is_made_of_common_parts
from tests.builders import make_council, make_officer
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def officer():
    make_council("melton")
    return make_officer("a.byron@example.org", name="Ada Lovelace", role="officer", council="melton")


@pytest.mark.parametrize(
    "password",
    [
        *("passwordpassword", "Password-Password", "P@ssw0rdP@ssw0rd", "monkey monkey monkey", "passwordwelcome1"),
        *("1q2w3e4r5t6y", "letmein123456", "2026password!!", "abcabcabcabc", "aaaaaaaaaaaa", "583920174650"),
        *("counterpoint1", "Counterpoint2026", "counterpointcounterpoint", "password counterpoint"),
        *("Melton2026!!!", "meltoncouncil", "MeltonMelton", "Lovelace-1815", "adalovelace99", "byron_byron_1"),
    ],
)
def test_what_is_made_of_common_parts_is_refused_in_plain_words(officer, password):
    with pytest.raises(ValidationError, match="Choose what nobody would guess"):
        validate_password(password, officer)


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "correcthorsebatterystaple", "kx7Tq9!vLm2#", "marmalade sky harbour", "ztrqplmwkxbv"],
)
def test_three_words_and_what_is_drawn_by_lot_are_taken(officer, password):
    validate_password(password, officer)


def test_passwords_that_make_run_draws_are_taken():
    for _ in range(200):
        validate_password(drawn_password())


def test_another_person_s_name_is_nothing_to_an_account(officer):
    validate_password("Lovelace-1815", make_officer(name="Charles Babbage"))


@pytest.mark.parametrize(
    ("password", "expected"),
    [("melon", True), ("melonapple1melon", True), ("melonapplegrape", False), ("melonx", False), ("zoë-melon9", True)],
)
def test_two_common_parts_are_too_few_and_three_enough(password, expected):
    assert is_made_of_common_parts(password, {"apple", "melon", "grape"}, ["Zoë"]) == expected


def test_a_long_password_takes_no_time():
    assert not is_made_of_common_parts("apple" * 1_000_000, {"apple"})
