"""Words that take a side, in what editors write and never in what they quote."""

import pytest

from record.text.wording import WORDS, judges, loaded_words, verbs_of_saying


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Melton withheld the note.", ["withheld"]),
        ("The districts’ approach was inflexible.", ["inflexible"]),
        ("The County Clearly FAILED to reply.", ["clearly", "failed"]),
        ("Melton’s tenants’ forum met, and the so-called plan fell.", ["so-called"]),
        ("The County said that Melton “withheld the note”.", []),
        ("The County said that Melton ‘withheld the council’s note’ and left.", []),
        ("The County’s leader said it. The councils’ reply withheld nothing.", ["withheld"]),
        ("Melton shared the note on 3 March.", []),
        ("The failover and an unmyth.", []),
    ],
)
def test_a_word_is_found_where_an_editor_wrote_it(prose, found):
    assert loaded_words(prose) == found


@pytest.mark.parametrize(
    ("prose", "verbs"),
    [
        ("Melton claimed that the note was shared.", {"claim": "claimed"}),
        ("The County said the note was shared.", {"say": "said"}),
        ("The claims of the County, and the State of Melton.", {}),
        ("It claims that “he said so”.", {"claim": "claims"}),
    ],
)
def test_a_verb_of_saying_is_found_by_its_line(prose, verbs):
    assert verbs_of_saying(prose) == verbs


def test_a_verb_judges_where_it_says_more_than_that_something_was_said():
    assert judges("claim") and judges("admit") and not judges("say")


def test_the_list_names_its_source_and_has_each_form_once():
    text = WORDS.read_text()
    assert "https://en.wikipedia.org/wiki/Wikipedia:Manual_of_Style/Words_to_watch" in text
    lines = [line for line in text.splitlines() if line and line[0] not in "#["]
    forms = [form.strip() for line in lines for form in line.split(",")]
    assert len(forms) == len(set(forms))
