"""Sides, standing and claims by council, kept up to date in each transaction."""

import random
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.derived.refresh import compute, fill, rebuild
from claims.models import ClaimCouncil, ClaimStanding, EventAccount, HeldPosition, SearchEntry
from record import history
from record.workflow.refusals import rules_as_messages
from tests.builders import (
    change,
    document,
    figure,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_point,
    make_position,
    make_response,
    make_voice,
    passage,
    restore,
    tie,
    voice,
    withdraw,
)
from tests.pages import text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


def roles(council, claim) -> set[str]:
    return set(ClaimCouncil.objects.filter(council=voice(council), claim=claim).values_list("role", flat=True))


def row(council, claim, role="made-by"):
    return ClaimCouncil.objects.get(council=voice(council), claim=claim, role=role)


def words(claim) -> list[str]:
    return ClaimStanding.objects.get(claim=claim).words


def side(claim):
    found = ClaimStanding.objects.get(claim=claim).side
    return found and found.key


# Claims by council


def test_a_claim_counts_for_the_council_that_makes_it(db):
    claim = make_claim(by="county")
    assert roles("county", claim) == {"made-by"}
    assert row("county", claim).counted == "own"


@pytest.mark.parametrize(
    "kind, below, counted",
    [
        ("part-of", "body", "own"),
        ("leads", "person", "own"),
        ("speaks-for", "person", "own"),
        ("group-in", "group", "members"),
        ("part-of", "part", "members"),
    ],
)
def test_a_claim_of_one_tied_to_a_council_counts_for_it_or_is_counted_apart(db, kind, below, counted):
    make_voice("below", kind=below)
    tie("below", kind, "county")
    claim = make_claim(by="below")
    found = row("county", claim)
    assert (found.counted, found.via) == (counted, voice("below"))


def test_a_group_does_not_reply_for_its_council(db):
    make_voice("group", kind="group")
    tie("group", "group-in", "county")
    claim = make_claim(by="city", about=["county"], kind="characterisation")
    make_response(to=claim, by="group", relation="disputes")
    assert roles("county", claim) == {"about", "no-reply", "disputes"}
    assert row("county", claim, "disputes").counted == "members"
    assert words(claim) == ["disputed", "no-reply"]


def test_a_group_does_not_take_back_what_its_council_said(db):
    make_voice("group", kind="group")
    tie("group", "group-in", "county")
    claim = make_claim(by="county")
    make_response(to=claim, by="group", relation="retracts")
    assert words(claim) == ["no-dispute"]


def test_a_claim_of_a_member_is_shown_with_whom_it_belongs_to(db):
    make_voice("group", kind="group")
    tie("group", "group-in", "county")
    detail = ClaimStanding.objects.get(claim=make_claim(by="group")).detail
    assert detail["belongs_to"] == [voice("county").name]


def test_a_claim_of_a_person_is_shown_with_the_office_held_and_not_the_group(db):
    for key, kind in (("leader", "office"), ("group", "group"), ("person", "person")):
        make_voice(key, kind=kind)
    for ends in (("leader", "part-of", "county"), ("group", "group-in", "county")):
        tie(*ends)
    tie("person", "member-of", "group")
    tie("person", "holds", "leader")
    computed = ClaimStanding.objects.get(claim=make_claim(by="person"))
    assert computed.maker_described == voice("leader").name


def test_a_claim_of_a_shared_body_is_counted_apart_for_each_council(db):
    make_voice("joint", kind="body")
    for council in ("north", "south"):
        tie("joint", "part-of", council)
    claim = make_claim(by="joint")
    assert {row(council, claim).counted for council in ("north", "south")} == {"joint"}


def test_a_claim_of_an_adviser_counts_for_no_council(db):
    make_voice("adviser", kind="adviser")
    tie("adviser", "engaged-by", "county")
    assert not ClaimCouncil.objects.filter(claim=make_claim(by="adviser")).exists()


def test_a_claim_of_an_alliance_counts_for_its_members_by_way_of_it(db):
    make_alliance("both", ["north", "south"])
    claim = make_claim(by="both")
    for member in ("north", "south"):
        found = row(member, claim)
        assert found.counted == "joint" and found.via == voice("both")


def test_a_claim_of_a_council_does_not_count_for_its_allies(db):
    make_alliance("both", ["north", "south"])
    claim = make_claim(by="north")
    assert roles("north", claim) == {"made-by"} and roles("south", claim) == set()


def test_a_claim_made_after_a_member_left_does_not_count_for_it(db):
    make_council("north")
    make_alliance("both")
    tie("north", "member-of", "both", {"edtf": "2024-01-01/2025-01-31", "extent": "throughout"})
    assert roles("north", make_claim(by="both", said="2025-01-15")) == {"made-by"}
    assert roles("north", make_claim(by="both", said="2025-03-01")) == set()


def test_where_only_uncertain_bounds_meet_the_date_is_uncertain(db):
    make_council("north")
    make_alliance("both")
    tie("north", "member-of", "both", {"edtf": "2025-01/2025-03", "extent": "throughout"})
    assert row("north", make_claim(by="both", said="2025-02-15")).is_certain
    assert not row("north", make_claim(by="both", said="2025-03-15")).is_certain
    assert not row("north", make_claim(by="both", said="2025")).is_certain


@pytest.mark.parametrize(("kind", "calls"), [("characterisation", True), ("interpretation", True), ("fact", False)])
def test_a_reply_is_looked_for_where_a_claim_accuses(db, kind, calls):
    make_council("city")
    claim = make_claim(by="county", about=["city"], kind=kind)
    assert roles("city", claim) == ({"about", "no-reply"} if calls else {"about"})
    assert words(claim) == ["no-reply" if calls else "no-dispute"]


@pytest.mark.parametrize(
    ("relation", "calls"), [("disputes", True), ("qualifies", True), ("accepts", False), ("answers", False)]
)
def test_a_reply_is_looked_for_where_a_claim_contradicts(db, relation, calls):
    first = make_claim(by="city")
    claim = make_response(to=first, by="county", relation=relation, about=["city"])
    assert ("no-reply" in roles("city", claim)) == calls
    assert words(claim) == ["no-reply" if calls else "no-dispute"]


def test_what_contradicts_a_claim_that_was_withdrawn_calls_for_no_reply(db):
    first = make_claim(by="city")
    claim = make_response(to=first, by="county", about=["city"])
    assert words(claim) == ["no-reply"]
    withdraw(first)
    assert (words(claim), roles("city", claim)) == (["no-dispute"], {"about"})


@pytest.mark.parametrize("kind", ["respondents", "source", "part", "unnamed"])
def test_no_reply_is_looked_for_of_those_who_are_not_named(db, kind):
    make_voice("some", kind=kind)
    assert words(make_claim(by="county", about=["some"], kind="characterisation")) == ["no-dispute"]


def test_a_claim_about_a_council_has_no_reply_until_there_is_one(db):
    claim = make_claim(by="county", about=["city"], kind="characterisation")
    assert roles("city", claim) == {"about", "no-reply"}
    assert words(claim) == ["no-reply"]
    make_response(to=claim, by="city", relation="answers")
    assert roles("city", claim) == {"about"}
    assert words(claim) == ["answered"]


def test_an_alliance_replies_for_its_members(db):
    make_alliance("both", ["north", "south"])
    claim = make_claim(by="county", about=["north"])
    make_response(to=claim, by="both", relation="disputes")
    assert roles("north", claim) == {"about", "disputes"}
    assert words(claim) == ["disputed"]


def test_a_member_does_not_reply_for_the_alliance(db):
    make_alliance("both", ["north", "south"])
    claim = make_claim(by="county", about=["both"], kind="characterisation")
    make_response(to=claim, by="north", relation="disputes")
    assert words(claim) == ["disputed", "no-reply"]
    assert "no-reply" in roles("south", claim)


def test_a_dispute_counts_for_who_disputes_and_for_whose_claim_it_is(db):
    claim = make_claim(by="county")
    answer = make_response(to=claim, by="city")
    assert roles("city", claim) == {"disputes"}
    assert roles("county", answer) == {"disputed-by"}


def test_an_acceptance_counts_for_who_accepts(db):
    claim = make_claim(by="county")
    make_response(to=claim, by="city", relation="accepts")
    assert roles("city", claim) == {"accepts"}


def test_an_editors_reading_is_listed_apart_and_makes_no_standing(db):
    make_council("city")
    read = [{"voice": "city", "reading": "yes"}]
    claim = make_claim(by="county", about=read, about_not_named="yes", kind="characterisation")
    assert row("city", claim, "about").is_apart and row("city", claim, "no-reply").is_apart
    assert words(claim) == ["no-dispute"]


def test_drafts_count_nowhere(db):
    claim = make_claim(state="draft", about=["city"])
    assert not ClaimCouncil.objects.filter(claim=claim).exists()
    assert not ClaimStanding.objects.filter(claim=claim).exists()


def test_a_dispute_that_its_maker_retracted_is_said_to_be_retracted(client, case):
    said = make_claim(by="county")
    dispute = make_response(to=said, by="city")
    line = "Disputed by City Council (retracted since)."
    assert line not in text_of(client.get(said.get_absolute_url()))
    retraction = make_response(to=dispute, by="city", relation="retracts")
    assert line in text_of(client.get(said.get_absolute_url())) and words(said) == ["disputed"]
    point, event = make_point("point").get_absolute_url(), make_event("event").get_absolute_url()
    for claim in (said, dispute):
        change(claim, points=["point"], events=[{"event": "event"}])
    for address in (point, event, "/cases/case/points/", "/cases/case/timeline/?show=all"):
        assert "Accounts differ" not in text_of(client.get(address)).replace("Accounts differ 0", "")
    make_response(to=retraction, by="city", relation="retracts")
    assert line not in text_of(client.get(said.get_absolute_url()))
    for address in (point, event, "/cases/case/points/", "/cases/case/timeline/?show=all"):
        assert "Accounts differ" in text_of(client.get(address)).replace("Accounts differ 0", "")
    withdraw(retraction)
    assert line not in text_of(client.get(said.get_absolute_url()))


def test_an_unpublished_response_changes_no_standing(db):
    claim = make_claim(by="county")
    make_response(to=claim, by="city", state="draft")
    assert words(claim) == ["no-dispute"]


def test_a_withdrawn_response_counts_no_longer(db):
    claim = make_claim(by="county")
    answer = make_response(to=claim, by="city")
    assert words(claim) == ["disputed"]
    withdraw(answer)
    assert words(claim) == ["no-dispute"]
    assert roles("city", claim) == set()


def test_a_response_that_is_taken_away_counts_no_longer(db):
    claim = make_claim(by="county")
    answer = make_response(to=claim, by="city")
    change(answer, responses=None)
    assert words(claim) == ["no-dispute"]


# Sides


@shared
def case():
    for name in ("county", "city"):
        make_council(name)
    return make_case(sides={"city": ["city"], "county": ["county"]})


def test_a_claim_stands_in_the_side_of_the_nearest_voice_that_is_placed(case):
    make_voice("leader", kind="office")
    tie("leader", "part-of", "county")
    make_voice("ada", kind="person")
    tie("ada", "holds", "leader")
    assert side(make_claim(by="ada")) == "county"


def test_a_claim_of_two_equally_near_sides_stands_in_none_and_says_so(case):
    make_voice("twin", kind="person")
    for council in ("county", "city"):
        tie("twin", "speaks-for", council)
    claim = make_claim(by="twin")
    assert side(claim) is None
    assert ClaimStanding.objects.get(claim=claim).detail["divided"] == ["City", "County"]


def test_a_claim_of_a_group_does_not_stand_in_the_side_of_its_council(case):
    make_voice("group", kind="group")
    tie("group", "group-in", "county")
    assert side(make_claim(by="group")) is None


def test_a_voice_that_is_placed_nowhere_stands_in_no_side(case):
    assert side(make_claim(by=make_voice("courier"))) is None


def test_a_claim_known_only_by_another_sides_report_stands_in_the_reporters_column(case):
    claim = make_claim(by="city", reported_by=["county"])
    found = ClaimStanding.objects.get(claim=claim)
    assert (found.side.key, found.is_reported_only) == ("county", True)
    assert row("city", claim).is_apart


def test_a_newspapers_report_leaves_it_in_its_own_column(case):
    courier = make_voice("courier")
    claim = make_claim(by="city", reported_by=[courier])
    assert (side(claim), ClaimStanding.objects.get(claim=claim).is_reported_only) == ("city", False)


@pytest.mark.parametrize(("reporter", "expected"), [("county", "county"), ("city", "city"), ("courier", None)])
def test_a_claim_known_only_through_its_rebuttal_is_the_rebutters_whoever_that_is(case, reporter, expected):
    make_voice("courier")
    claim = make_claim(by="city", reported_by=[reporter], wording="rebuttal")
    found = ClaimStanding.objects.get(claim=claim)
    assert (found.side and found.side.key, found.is_reported_only) == (expected, True)
    assert row("city", claim).is_apart


@pytest.mark.parametrize(("relation", "word"), [("disputes", "disputed"), ("accepts", "accepted")])
def test_a_reply_known_only_by_another_sides_report_gives_no_standing(client, case, relation, word):
    claim = make_claim(by="county")
    reply = make_response(to=claim, by="city", relation=relation, reported_by=["county"])
    assert words(claim) == ["no-dispute"]
    assert f"{word.capitalize()} by, as others report" in text_of(client.get(claim.get_absolute_url()))
    change(reply, appearances=[{"passage": passage("we say so ourselves")}])
    assert words(claim) == [word]


def test_where_its_own_words_are_on_record_too_it_is_its_own(case):
    rebuttal = {"passage": passage("they claimed"), "reported_by": ["county"], "wording": "rebuttal"}
    claim = make_claim(by="city", appearances=[rebuttal, {"passage": passage("we claim")}])
    found = ClaimStanding.objects.get(claim=claim)
    assert (found.side.key, found.is_reported_only) == ("city", False)


def test_a_voice_may_change_sides(case):
    make_council("rutland")
    sides = [
        {
            "key": "city",
            "label": "City",
            "voices": [{"voice": "city"}, {"voice": "rutland", "when": {"edtf": "../2025-02"}}],
        },
        {
            "key": "county",
            "label": "County",
            "voices": [{"voice": "county"}, {"voice": "rutland", "when": {"edtf": "2025-03/.."}}],
        },
    ]
    change(case, sides=sides)
    assert side(make_claim(by="rutland", said="2025-01-15")) == "city"
    assert side(make_claim(by="rutland", said="2025-04-15")) == "county"


@pytest.mark.parametrize("date, said", [("2026-03-30", "2026-03-30"), (None, "../2026-03-31")])
def test_words_of_an_undated_document_were_said_by_when_it_became_public(case, date, said):
    make_document("letter", date=date, published={"edtf": "../2026-03-31"})
    claim = make_claim(by="city", in_document="letter")
    assert ClaimStanding.objects.get(claim=claim).said.edtf == said


def test_the_date_of_a_claim_is_its_earliest_appearances(case):
    make_document("early", date="2025-01")
    make_document("late", date="2025-06")
    passages = [{"passage": {"document": key, "quote": "these words"}} for key in ("late", "early")]
    claim = make_claim(appearances=passages)
    assert ClaimStanding.objects.get(claim=claim).said.edtf == "2025-01"


# Kept up to date


def state():
    closure = set(
        ClaimCouncil.objects.values_list(
            "claim__key", "council__key", "role", "via__key", "is_certain", "is_apart", "counted", "said_earliest"
        )
    )
    standing = {
        row.claim.key: (
            row.words,
            row.detail,
            row.side_id,
            row.is_reported_only,
            row.said,
            row.carrying,
            str(row.search),
        )
        for row in ClaimStanding.objects.select_related("claim")
    }
    stands = set(
        HeldPosition.objects.values_list(
            *("claim__key", "holder__key", "said_by__key", "is_own", "stance", "subject", "when_edtf"),
            *("surely_from", "surely_to"),
        )
    )
    entries = {
        (row.record_kind, row.ref): (row.kind, row.case_id, row.day, row.detail, row.called, row.search)
        for row in SearchEntry.objects.all()
    }
    accounts = set(EventAccount.objects.values_list("claim__key", "event__key", "side__key"))
    return closure, standing, stands, entries, accounts


VOICES = ["county", "city", "north", "south", "both", "leader", "group"]
TIES = [
    ("leader", "county"),
    ("leader", "city"),
    ("group", "north"),
    ("south", "both"),
    ("group", "both"),
    ("north", "both"),
]
DATES = ["2025-01", "2025-02-03", "2025", "2025-06/..", None]


class Acts:
    """Acts of officers in any order, each a publication that refreshes derived rows."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        for name in ("county", "city", "north", "south"):
            make_council(name)
        make_alliance("both", ["north"])
        for name in ("leader", "group"):
            make_voice(name, kind="office")
        make_document("document", date="2025-04")
        self.case = make_case(sides={"city": ["city"], "county": ["county"], "both": ["both"]})
        self.claims = [make_claim(by="county")]

    def any_claim(self):
        claim = self.chance.choice(self.claims)
        claim.refresh_from_db()
        return claim

    def make_a_claim(self):
        self.claims.append(
            make_claim(
                by=self.chance.choice(VOICES),
                about=self.chance.sample(VOICES, self.chance.randrange(3)),
                said=self.chance.choice(DATES),
                reported_by=self.chance.sample(["county", "city"], self.chance.randrange(2)),
            )
        )

    def answer_a_claim(self):
        target, by = self.any_claim(), self.chance.choice(VOICES)
        if voice(by) != target.made_for:
            relation = self.chance.choice(["disputes", "accepts", "qualifies", "answers"])
            self.claims.append(make_response(to=target, by=by, relation=relation, said="2025-07/.."))

    def take_a_stand(self):
        by, of = self.chance.sample(VOICES, 2)
        stance = self.chance.choice(["supports", "opposes"])
        said = self.chance.choice(["2025-01", "2025-02-03", "2025", None])
        self.claims.append(make_position(stance, by=by, of=self.chance.choice([None, of]), said=said))

    def take_a_position_away(self):
        change(self.any_claim(), positions=None)

    def state_a_figure(self):
        change(self.any_claim(), figures=[figure(self.chance.choice([3, 4]))])

    def take_an_answer_away(self):
        change(self.any_claim(), responses=None)

    def speak_of_another(self):
        change(self.any_claim(), about=[{"voice": self.chance.choice(VOICES)}])

    def withdraw_a_claim(self):
        claim = self.any_claim()
        if claim.is_published:
            withdraw(claim, "A reason.")
        else:
            restore(claim, "A reason.")

    def tie_a_voice(self):
        below, above = self.chance.choice(TIES)
        kind = "member-of" if above == "both" else "part-of"
        tie(below, kind, above, self.chance.choice([None, "2025-01/2025-03", {"edtf": "2025", "extent": "throughout"}]))

    def untie_a_voice(self):
        change(voice(self.chance.choice(TIES)[0]), tenures=None)

    def rename_a_voice(self):
        change(voice(self.chance.choice(VOICES)), name=f"Name {self.chance.randrange(100)}")

    def withdraw_a_voice(self):
        found = voice(self.chance.choice(VOICES))
        if found.is_published:
            withdraw(found, "A reason.")
        else:
            restore(found, "A reason.")

    def place_the_sides_anew(self):
        names = self.chance.sample(VOICES[:5], 3)
        sides = [{"key": name, "label": name, "voices": [{"voice": name}]} for name in names]
        change(self.case, sides=sides)

    def name_the_document_by_its_words(self):
        change(document("document"), title=self.chance.choice(["A document", "He said these words"]))

    def date_the_document(self):
        change(document("document"), date={"edtf": self.chance.choice(["2025-04", "2025-02", "2025-01-31"])})


ACTS = [act for name, act in vars(Acts).items() if name not in ("__init__", "any_claim") and callable(act)]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.audit) for seed in (1, 2))])
def test_what_is_kept_is_what_a_rebuild_would_find(db, seed):
    acts = Acts(seed)
    for _ in range(10):
        acts.chance.choice([acts.make_a_claim, acts.answer_a_claim, acts.take_a_stand])()
    for _ in range(25):
        with suppress(ValidationError), rules_as_messages(), transaction.atomic():
            acts.chance.choice(ACTS)(acts)
    kept = state()
    with transaction.atomic(), history.context(through="test"):
        rebuild()
    assert state() == kept


@shared
def some_acts():
    """Acts on a record with ties, claims and answers."""
    acts = Acts(1)
    for below, above in TIES:
        tie(below, "member-of" if above == "both" else "part-of", above)
    for _ in range(4):
        acts.make_a_claim()
        acts.answer_a_claim()
    acts.take_a_stand()
    return acts


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_each_act_alone_leaves_what_a_rebuild_would_find(db, some_acts, act):
    act(some_acts)
    kept = state()
    rebuild()
    assert state() == kept


def test_a_member_that_is_taken_out_of_an_alliance_loses_its_claims(db):
    make_alliance("both", ["north", "south"])
    claim = make_claim(by="both")
    change(voice("north"), tenures=None)
    assert roles("north", claim) == set()
    assert roles("south", claim) == {"made-by"}


def test_an_office_that_is_taken_from_a_council_no_longer_counts_for_it(db):
    make_voice("leader", kind="office")
    tie("leader", "part-of", "county")
    claim = make_claim(by="leader")
    change(voice("leader"), tenures=None)
    assert roles("county", claim) == set()


@pytest.mark.measure
def test_ten_answers_cost_the_queries_of_one(db):
    def queries_of(count):
        claim = make_claim(by="county")
        for _ in range(count):
            make_response(to=claim, by=make_voice())
        with CaptureQueriesContext(connection) as queries:
            compute({claim.pk})
        return len(queries)

    assert queries_of(10) == queries_of(1)


def test_what_a_migration_took_away_is_computed_anew(db):
    make_claim(by="county", about=["city"], kind="characterisation")
    kept = state()
    for model in (HeldPosition, ClaimCouncil, EventAccount, ClaimStanding, SearchEntry):
        model.objects.all().delete()
    fill()
    assert state() == kept


def test_nobody_sets_a_standing_by_hand(db):
    claim = make_claim()
    fields = {field.name for field in type(claim)._meta.get_fields() if field.concrete}
    assert not fields & {"standing", "words", "side", "said"}
