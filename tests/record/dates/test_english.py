"""A date in the words that readers see."""

import re

import pytest
from hypothesis import given

from record.dates import DateExtent, UncertainDate
from tests.record.dates_strategies import dates

WITHIN = {
    "2025-01-08": "8 January 2025",
    "2025-01": "January 2025",
    "2019": "2019",
    "0987": "987",
    "2025-05~": "about May 2025",
    "2025-05?": "perhaps May 2025",
    "2025-05%": "perhaps about May 2025",
    "2025-22": "summer 2025",
    "2025-24": "winter 2025–26",
    "1999-24": "winter 1999–2000",
    "2025-05/2025-05": "May 2025",
    "2019/2021": "between 2019 and 2021",
    "2025-07/2025-09": "between July and September 2025",
    "2024-12/2025-01": "between December 2024 and January 2025",
    "2025-02-20/2025-02-27": "between 20 and 27 February 2025",
    "2025-02-20/2025-03-18": "between 20 February and 18 March 2025",
    "2025-02-20/2025-03": "between 20 February and March 2025",
    "2025-03/2025": "between March 2025 and 2025",
    "2025-22/2025-23": "between summer and autumn 2025",
    "2025-23/2025-24": "between autumn 2025 and winter 2025–26",
    "2025-10~/2025-11~": "roughly between October and November 2025",
    "2025-10/2025-11?": "between October and perhaps November 2025",
    "2025-10~/2025-11": "between about October 2025 and November 2025",
    "../2028-04": "by April 2028",
    "../2028": "by 2028",
    "../2024-12-31": "by 31 December 2024",
    "../2028-04~": "by about April 2028",
    "2025-10/..": "October 2025 or later",
    "2025-10?/..": "perhaps October 2025, or later",
}

THROUGHOUT = {
    "2025-01-08": "8 January 2025",
    "2025-01": "throughout January 2025",
    "2025-05~": "throughout about May 2025",
    "2025-22/2025-23": "during summer to autumn 2025",
    "2025-07/2025-09": "from July to September 2025",
    "2025-22/2025-09": "from summer to September 2025",
    "2025-02-20/2025-03-18": "from 20 February to 18 March 2025",
    "../2025-10": "up to and including October 2025",
    "../2025-10~": "up to about October 2025",
    "2025-05/..": "from May 2025 onwards",
    "2025-05?/..": "from perhaps May 2025 onwards",
}


@pytest.mark.parametrize(("form", "words"), WITHIN.items())
def test_a_date_within_its_bounds_in_english(form, words):
    assert str(UncertainDate(form)) == words


@pytest.mark.parametrize(("form", "words"), THROUGHOUT.items())
def test_a_date_throughout_its_bounds_in_english(form, words):
    assert str(UncertainDate(form, extent=DateExtent.THROUGHOUT)) == words


@given(dates())
def test_english_is_words_and_years_and_never_the_days_that_stand_for_an_open_side(when):
    words = str(when)
    assert re.fullmatch(r"[A-Za-z0-9–, ]+", words)
    assert words == words.strip()
    assert "None" not in words and "  " not in words
    assert not re.search(r"\b(0001|9999)\b|31 December 9999|1 January 1\b", words)


@given(dates())
def test_english_names_every_year_of_the_form(when):
    for side in when.edtf.split("/"):
        if side != "..":
            assert str(int(side[:4])) in str(when)
