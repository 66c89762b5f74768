"""SpeaksFor: its rows follow the rule on every date, after every change."""

import random

import pytest

from councils.choices import BELONGING, FITTING, Speaks, TenureKind, VoiceKind
from councils.models import SpeaksFor, Tenure, Voice
from councils.representation.speaks_for import Representation, belongs_under, keep_speaks_for
from councils.representation.windows import ALWAYS, window_of
from record.dates import UncertainDate
from tests.builders import (
    change,
    make_alliance,
    make_council,
    make_voice,
    restore,
    tie,
    voice,
    withdraw,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


def window(edtf):
    return window_of(UncertainDate(edtf))


def keys(pks):
    return {key for pk, key in Voice.objects.values_list("pk", "key") if pk in pks}


def spoken_for(key, when=ALWAYS):
    return keys(Representation().spoken_for(voice(key).pk, when))


def ways(below, above):
    return set(SpeaksFor.objects.filter(voice__key=below, principal__key=above).values_list("way", flat=True))


@shared
def people():
    make_council("county")
    make_alliance("both", ["north", "south"])
    for name, kind in (("leader", "office"), ("ada", "person"), ("adviser", "adviser"), ("group", "group")):
        make_voice(name, kind=kind)
    tie("leader", "part-of", "county")
    tie("ada", "holds", "leader", "2025-01/2025-05")
    tie("adviser", "engaged-by", "county")
    tie("group", "group-in", "county")


# The rule


@pytest.mark.parametrize(
    "kind, below",
    [
        ("part-of", "body"),
        ("part-of", "office"),
        ("leads", "person"),
        ("speaks-for", "person"),
        ("speaks-for", "unnamed"),
    ],
)
def test_by_these_a_voice_speaks_for_a_council(people, kind, below):
    make_voice("below", kind=below)
    tie("below", kind, "county")
    assert ways("below", "county") == {"speaks"}


@pytest.mark.parametrize(
    "kind, below", [("group-in", "group"), ("member-of", "person"), ("part-of", "part"), ("part-of", "unnamed")]
)
def test_by_these_it_belongs_to_it_and_speaks_for_itself(people, kind, below):
    make_voice("full-council", kind="body")
    tie("full-council", "part-of", "county")
    make_voice("below", kind=below)
    tie("below", kind, "full-council")
    assert ways("below", "county") == {"belongs"}
    assert spoken_for("below") == {"below"}


@pytest.mark.parametrize("kind", ["body", "part"])
def test_who_is_marked_as_not_speaking_speaks_for_itself(people, kind):
    make_voice("opposition", kind=kind, speaks="no")
    tie("opposition", "part-of", "county")
    tie("ada", "speaks-for", "opposition")
    assert ways("opposition", "county") == {"belongs"}
    assert "county" not in spoken_for("ada", window("2026"))


@pytest.mark.parametrize("kind", ["part", "unnamed", "body"])
def test_who_is_marked_as_speaking_speaks_for_what_it_is_part_of(people, kind):
    make_voice("below", kind=kind, speaks="yes")
    tie("below", "part-of", "county")
    assert ways("below", "county") == {"speaks"}


def test_a_mark_that_is_changed_counts_for_all_below_it(people):
    change(voice("leader"), speaks="no")
    assert ways("ada", "county") == {"belongs"}
    change(voice("leader"), speaks=None)
    assert ways("ada", "county") == {"speaks"}


def test_the_leader_of_a_group_speaks_for_the_group_and_not_for_the_council(people):
    make_voice("bo", kind="person")
    tie("bo", "leads", "group")
    assert spoken_for("bo") == {"bo", "group"}
    assert ways("bo", "county") == {"belongs"}


def test_a_cabinet_member_speaks_for_the_council_by_the_office_that_he_holds(people):
    tie("ada", "member-of", "group")
    assert ways("ada", "county") == {"speaks", "belongs"}
    assert spoken_for("ada", window("2025-03")) == {"ada", "leader", "county"}
    assert spoken_for("ada", window("2026")) == {"ada"}


def test_an_adviser_or_a_member_of_a_party_does_not_even_belong(people):
    make_voice("reds", kind="party")
    tie("ada", "party-member", "reds")
    assert not ways("ada", "reds") and not ways("adviser", "county")


def test_a_council_does_not_speak_for_its_alliance_nor_for_its_other_members(people):
    assert spoken_for("north") == {"north"}
    assert ways("north", "south") == set()
    assert ways("north", "both") == {"member"}


def test_an_alliance_and_who_speaks_for_it_count_for_its_members_by_way_of_it(people):
    make_voice("chair", kind="person")
    tie("chair", "leads", "both")
    for below in ("both", "chair"):
        assert ways(below, "north") == {"alliance"}
    assert set(SpeaksFor.objects.filter(way="alliance").values_list("via__key", flat=True)) == {"both"}
    assert spoken_for("chair") == {"chair", "both"}


def test_a_body_that_councils_share_counts_for_each_by_way_of_itself(people):
    make_voice("joint", kind="body")
    for council in ("north", "south"):
        tie("joint", "part-of", council)
    make_voice("chair", kind="office")
    tie("chair", "part-of", "joint")
    for below in ("joint", "chair"):
        assert ways(below, "north") == ways(below, "south") == {"shared"}
    assert set(SpeaksFor.objects.filter(way="shared").values_list("via__key", flat=True)) == {"joint"}
    assert spoken_for("chair") == {"chair", "joint"}


def test_a_member_of_a_shared_body_is_listed_under_no_council_by_that(people):
    make_voice("joint", kind="body")
    for council in ("north", "south"):
        tie("joint", "part-of", council)
    make_voice("cy", kind="person")
    tie("cy", "member-of", "joint")
    assert ways("cy", "joint") == {"belongs"} and not ways("cy", "north")


def test_a_joint_committee_counts_for_the_councils_that_are_its_members(people):
    make_voice("committee", kind="body")
    tie("north", "member-of", "committee")
    assert ways("committee", "north") == {"shared"}


def test_a_body_is_shared_only_while_it_is_part_of_both(people):
    make_voice("joint", kind="body")
    tie("joint", "part-of", "north", "2020-01-01/2024-12-31")
    tie("joint", "part-of", "south", "2023-01-01/2026-12-31")
    assert spoken_for("joint", window("2021-06")) == {"joint", "north"}
    assert spoken_for("joint", window("2024-06")) == {"joint"}
    assert spoken_for("joint", window("2025-06")) == {"joint", "south"}


def test_a_body_that_is_part_of_two_bodies_of_one_council_is_not_shared(people):
    for body in ("cabinet", "full-council", "panel"):
        make_voice(body, kind="body")
    for above in ("cabinet", "full-council"):
        tie(above, "part-of", "county")
        tie("panel", "part-of", above)
    assert ways("panel", "county") == {"speaks"}


def test_a_tenure_counts_on_its_days_alone(people):
    assert spoken_for("ada", window("2025-06")) == {"ada"}


@pytest.mark.parametrize("edtf", ["2025-05-31", "2025-05-01/2025-12-31", "2024/2025"])
def test_a_tenure_counts_where_the_bounds_touch(people, edtf):
    assert "county" in spoken_for("ada", window(edtf))


def test_who_acts_for_two_councils_speaks_for_neither_alone(people):
    for name, kind in (
        ("joint-chief", "office"),
        ("cabinet", "office"),
        ("pat", "person"),
        ("panel", "body"),
        ("chair", "office"),
    ):
        make_voice(name, kind=kind)
    for council in ("county", "north"):
        tie("joint-chief", "part-of", council)
        tie("panel", "part-of", council)
    tie("cabinet", "part-of", "north")
    tie("pat", "holds", "cabinet")
    tie("pat", "holds", "leader", "2026/..")
    tie("chair", "part-of", "panel")
    tie("ada", "holds", "chair", "2025-01/2025-05")
    assert ways("joint-chief", "county") == ways("joint-chief", "north") == {"shared"}
    assert ways("pat", "county") == {"shared"} and ways("pat", "north") == {"speaks", "shared"}
    assert ways("ada", "county") == {"speaks", "shared"} and ways("ada", "north") == {"shared"}


def test_two_tenures_that_never_were_at_once_do_not_count(people):
    make_voice("deputy", kind="office")
    tie("deputy", "part-of", "county", "2020/2021")
    make_voice("di", kind="person")
    tie("di", "holds", "deputy", "2023/2024")
    assert not ways("di", "county")


def test_the_tenures_of_a_voice_that_is_not_public_do_not_count(people):
    withdraw(voice("leader"))
    assert spoken_for("ada") == {"ada", "leader"}


def test_a_circle_of_tenures_ends(people):
    for name in ("one", "two"):
        make_voice(name, kind="body")
    tie("one", "part-of", "two")
    tie("two", "part-of", "one")
    assert spoken_for("one") == {"one", "two"}


# As pages ask for it


def test_the_nearest_come_first(people):
    links = Representation().links(voice("ada").pk, window("2025-03"))
    assert [keys([link.principal]) for link in links] == [{"ada"}, {"leader"}, {"county"}]


def test_an_alliance_has_its_members_by_name(people):
    assert keys(Representation().members(voice("both").pk, ALWAYS)) == {"north", "south"}
    assert Representation().members(voice("county").pk, ALWAYS) == []


def test_members_are_those_of_the_day(people):
    change(voice("south"), tenures=[{"kind": "member-of", "of": "both", "when": {"edtf": "../2025-01"}}])
    assert keys(Representation().members(voice("both").pk, window("2025-03"))) == {"north"}


@pytest.mark.parametrize(
    ("periods", "end"),
    [(["2024/2025-10-01"], "2025-10-01"), (["2024/.."], None), (["2024"], None), (["2020/2021", "2024/.."], None)],
)
def test_a_membership_has_ended_where_its_last_period_has(people, periods, end):
    for period in periods:
        tie("county", "member-of", "both", period)
    ended = Representation().ended(voice("county").pk, voice("both").pk)
    assert (ended and ended.edtf) == end


def test_a_member_is_shown_with_the_group_and_the_council_to_which_it_belongs(people):
    make_voice("bo", kind="person")
    tie("bo", "member-of", "group")
    assert [keys([pk]) for pk in Representation().belongs_to(voice("bo").pk, ALWAYS)] == [{"group"}, {"county"}]
    assert Representation().belongs_to(voice("ada").pk, window("2025-03")) == []


def test_a_few_voices_are_told_what_they_are_among_all(people):
    for each in Voice.objects.all():
        few, whole = Representation([each.pk]), Representation()
        assert few.links(each.pk, ALWAYS) == whole.links(each.pk, ALWAYS)


# Kept with every change

KINDS = [
    *("council", "council", "council", "alliance", "alliance", "body", "body", "body", "office", "office"),
    *("person", "person", "group", "part", "unnamed"),
]
PERIODS = [None, None, "2024/2025", "2025-02-03/2025-06-30", "2025", "../2024-06", "2025-05/..", "2026-01-01"]


class RandomTenures:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.kinds = {f"voice-{number}": kind for number, kind in enumerate(KINDS)}
        for key, kind in self.kinds.items():
            make_council(key) if kind == "council" else make_voice(key, kind=kind)
        for _ in range(25):
            self.tie_two()

    def tie_two(self):
        below, above = self.chance.sample(sorted(self.kinds), 2)
        kinds = [
            kind
            for kind, (lower, upper) in FITTING.items()
            if self.kinds[below] in lower and self.kinds[above] in upper
        ]
        if kinds:
            tie(below, self.chance.choice(kinds), above, self.chance.choice(PERIODS))

    def untie(self):
        change(self.any(), tenures=None)

    def mark(self):
        change(self.any(), speaks=self.chance.choice([*Speaks.values, None]))

    def withdraw_or_restore(self):
        each = self.any()
        if each.is_published:
            withdraw(each, "A reason.")
        else:
            restore(each, "A reason.")

    def any(self):
        return voice(self.chance.choice(sorted(self.kinds)))


def kept():
    columns = ("voice", "principal", "way", "via", "distance", "earliest", "latest", "surely_from", "surely_to")
    return sorted(SpeaksFor.objects.values_list(*columns))


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.audit) for seed in (1, 2, 3))])
def test_what_is_kept_is_what_a_rebuild_would_find(seed):
    tenures = RandomTenures(seed)
    for _ in range(6):
        tenures.chance.choice([tenures.tie_two, tenures.untie, tenures.mark, tenures.withdraw_or_restore])()
        before = kept()
        keep_speaks_for(None)
        assert kept() == before


@pytest.mark.parametrize("seed", range(3))
def test_a_file_that_is_not_loaded_yet_is_read_by_the_rule_of_the_database(seed):
    RandomTenures(seed)
    read = {}
    for tenure in Tenure.objects.select_related("voice", "of"):
        read.setdefault(tenure.voice.key, []).append((tenure.kind, tenure.of.key, window_of(tenure.when)))
    rows = set(
        SpeaksFor.objects.filter(way__in=["itself", "speaks", "belongs", "member"]).values_list(
            "voice__key", "principal__key"
        )
    )
    for below, above in sorted(rows):
        assert belongs_under(below, above, read), (below, above)


@pytest.mark.parametrize("kind", [kind for kind in TenureKind if kind not in BELONGING])
def test_a_file_names_no_adviser_or_party_as_belonging(kind):
    assert not belongs_under("one", "two", {"one": [(kind, "two", ALWAYS)]})


def test_every_kind_of_voice_may_be_marked():
    for kind in VoiceKind:
        if kind != VoiceKind.COUNCIL:
            make_voice(kind=kind, speaks="no")
