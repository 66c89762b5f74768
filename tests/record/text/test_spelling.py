"""Names compared as people type them."""

import pytest

from record.text.spelling import folded, nearest

NAMES = ["Market Harborough", "Melton Mowbray", "Oadby", "Thurmaston", "Thurlaston", "Blaby"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ashby-de-la-Zouch", "ashby de la zouch"),
        ("St. Mary’s", "st marys"),
        ("Hinckley & Bosworth", "hinckley and bosworth"),
        ("Llanrhûd", "llanrhud"),
        ("  OADBY\t", "oadby"),
        ("---", ""),
    ],
)
def test_a_name_is_folded_as_people_type_it(name, words):
    assert folded(name) == words


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Thurmastn", ["Thurmaston", "Thurlaston"]),
        ("harbrough", ["Market Harborough"]),
        ("Oabdy", ["Oadby"]),
        ("melton mowbry", ["Melton Mowbray"]),
        ("Carlisle", []),
        ("", []),
    ],
)
def test_the_nearest_names_come_first_and_nothing_where_none_is_alike(words, names):
    assert nearest(words, NAMES) == names


def test_no_more_names_than_asked_for_are_offered():
    assert nearest("Thurmastn", NAMES, most=1) == ["Thurmaston"]
