"""Standing is a pure function of published responses (docs/laws.md, law 4)."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Relation
from claims.standing import Addressed, Reply, standing


def reply(relation, voice="city", claim="c1"):
    return Reply(relation, voice, f"The {voice}", claim)


def test_a_claim_that_nobody_answers_has_no_dispute_in_this_record():
    assert standing([]).words == ("no-dispute",)


@pytest.mark.parametrize(
    ("relation", "word"),
    [
        ("disputes", "disputed"),
        ("accepts", "accepted"),
        ("qualifies", "qualified"),
        ("answers", "answered"),
        ("supersedes", "superseded"),
        ("retracts", "retracted"),
    ],
)
def test_a_response_gives_its_word(relation, word):
    assert standing([reply(relation)]).words == (word,)


@pytest.mark.parametrize("relation", ["restates", "corrects"])
def test_to_restate_or_correct_is_no_standing(relation):
    assert standing([reply(relation)]).words == ("no-dispute",)


def test_several_hold_at_once():
    assert standing([reply("disputes"), reply("accepts", "rutland")]).words == ("disputed", "accepted")


def test_a_voice_counts_once_for_each_relation():
    found = standing([reply("disputes", claim="c1"), reply("disputes", claim="c2")])
    assert found.count("disputed") == 1


def test_an_alliance_is_one_voice_and_its_members_are_named():
    found = standing([Reply("disputes", "eight", "The eight councils", "c1", ("Blaby", "Melton"))])
    assert found.count("disputed") == 1
    assert found.replies["disputed"][0].members == ("Blaby", "Melton")


def test_a_party_that_has_not_replied_is_named():
    found = standing([], [Addressed("melton", "Melton Borough Council", has_replied=False)])
    assert found.words == ("no-reply",)
    assert [each.name for each in found.silent] == ["Melton Borough Council"]


def test_a_party_that_has_replied_is_not():
    assert standing([reply("answers")], [Addressed("city", "The city", has_replied=True)]).words == ("answered",)


def test_the_order_of_responses_changes_nothing():
    replies = [reply("disputes", "a", "1"), reply("accepts", "b", "2"), reply("disputes", "c", "3")]
    assert len({repr(standing(each)) for each in permutations(replies)}) == 1


@given(
    st.lists(
        st.builds(reply, st.sampled_from(Relation.values), st.sampled_from("abcd"), st.sampled_from("1234")),
        max_size=8,
    )
)
def test_every_claim_has_a_standing_and_every_count_its_names(replies):
    found = standing(replies)
    assert found.words
    for word, voices in found.replies.items():
        assert word in found.words
        assert len({each.voice for each in voices}) == len(voices)
    assert ("no-dispute" in found.words) == (found.words == ("no-dispute",))
