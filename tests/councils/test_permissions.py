"""Permissions: each role by a table, and the rules between rivals one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.models import Membership
from councils.permissions.memberships import acting, acts_for, could_publish, office
from councils.permissions.reading import readable
from councils.permissions.second_person import reviewers
from councils.permissions.steps import refuse
from record.models import Draft
from record.workflow.authority import DRAFT, OFFICERS, READ, READ_ALL, check_content, may, why_not
from record.workflow.states import STEPS, NotAllowed, State
from tests.builders import (
    change,
    content_of,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_event,
    make_officer,
    make_point,
    make_proposal,
    make_submission,
    make_voice,
    voice,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db

ROLES = ["officer", "reviewer", "neutral-editor", "publisher", "auditor"]


@shared
def case():
    """County against city; two districts are in the alliance's side, Rutland in none."""
    for name in ("county", "city", "north", "south", "rutland"):
        make_council(name)
    make_alliance("districts", ["north", "south"])
    parties = [{"voice": name} for name in ("county", "city", "north", "rutland")]
    return make_case(sides={"county": ["county"], "city": ["city"], "districts": ["districts"]}, parties=parties)


def in_role(role, council="county"):
    return make_officer(role=role, council=council if role in ("officer", "reviewer") else None)


def entry(author=None, case=None, *, state="needs-review", to=None, **content):
    """An unpublished claim, entered for the council for which its author acts."""
    claim = make_claim(case=case, state=state, edited_by=author, **content)
    type(claim).objects.filter(pk=claim.pk).update(sent_to=to)
    claim.refresh_from_db()
    return claim


# Who may enter at all


@pytest.mark.parametrize("step", [READ, DRAFT, OFFICERS, READ_ALL, *STEPS])
def test_who_has_no_membership_may_do_nothing(case, step):
    assert not may(make_officer(role=None), step)


@pytest.mark.parametrize("step", [READ, DRAFT, OFFICERS, READ_ALL])
def test_an_account_that_is_closed_may_do_nothing(step):
    assert not may(make_officer(is_active=False, is_superuser=True), step)


@pytest.mark.parametrize(
    ("starts", "ends", "is_current"),
    [(-1, None, True), (0, 0, True), (1, None, False), (-9, -1, False), (-9, 0, True)],
)
def test_a_membership_holds_between_its_days(starts, ends, is_current):
    day = timezone.localdate()
    officer = make_officer(role=None)
    Membership.objects.create(
        officer=officer,
        role="neutral-editor",
        starts=day + timezone.timedelta(starts),
        ends=None if ends is None else day + timezone.timedelta(ends),
    )
    assert may(officer, DRAFT) == is_current


def test_who_has_two_memberships_chooses():
    officer = make_officer(council="county")
    Membership.objects.create(officer=officer, role="reviewer", council=voice("city"))
    with pytest.raises(NotAllowed, match="Choose for whom you act"):
        refuse(officer, DRAFT)
    assert may(officer, READ) and acting(officer) is None
    officer.memberships.get(role="reviewer").choose()
    again = type(officer).objects.get(pk=officer.pk)
    assert acts_for(again) == voice("city").public_id and may(again, DRAFT)


def test_nobody_is_of_a_council_and_neutral_on_one_day():
    officer = make_officer(council="county")
    with pytest.raises(Exception, match="Nobody works for a council and is neutral"):
        Membership(officer=officer, role="publisher").full_clean()
    officer.memberships.update(starts="2026-01-01", ends="2026-01-31")
    Membership(officer=officer, role="publisher").full_clean()


def test_an_administrator_manages_officers_and_publishes_nothing(case):
    administrator = make_officer(role=None, is_superuser=True)
    assert may(administrator, OFFICERS) and may(administrator, READ)
    assert not any(may(administrator, step) for step in (DRAFT, READ_ALL, *STEPS))
    also_neutral = make_officer(is_superuser=True)
    for step in ("publish", "withdraw", "restore"):
        with pytest.raises(NotAllowed, match="publishes nothing"):
            refuse(also_neutral, step, entry(case=case))


def test_only_an_administrator_says_who_the_officers_are():
    assert not any(may(in_role(role), OFFICERS) for role in ROLES)


# The table of roles: who may do what with whose entry

OWN, THEIRS, NEUTRAL, SENT = "own", "another council's", "neutral", "sent to them by name"

MAY = {
    "officer": {
        READ: {OWN},
        DRAFT: {OWN},
        "submit": {OWN},
        "take_back": {OWN},
        "send_back": set(),
        "publish": set(),
    },
    "reviewer": {
        READ: {OWN, SENT},
        DRAFT: {OWN},
        "submit": {OWN},
        "take_back": {OWN},
        "send_back": {SENT},
        "publish": {SENT},
    },
    "neutral-editor": {step: {OWN, THEIRS, NEUTRAL, SENT} for step in (READ, DRAFT, "submit", "send_back", "publish")}
    | {"take_back": set()},
    "publisher": {
        READ: {OWN, THEIRS, NEUTRAL, SENT},
        DRAFT: set(),
        "submit": set(),
        "take_back": set(),
        "send_back": {OWN, THEIRS, NEUTRAL, SENT},
        "publish": {OWN, THEIRS, NEUTRAL, SENT},
    },
    "auditor": {
        READ: {OWN, THEIRS, NEUTRAL, SENT},
        DRAFT: set(),
        "submit": set(),
        "take_back": set(),
        "send_back": set(),
        "publish": set(),
    },
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("whose", [OWN, THEIRS, NEUTRAL, SENT])
def test_the_table_of_roles(case, role, whose):
    officer = in_role(role)
    author = {OWN: make_officer(council="county"), NEUTRAL: make_officer()}.get(whose) or make_officer(council="city")
    item = entry(author, case, to=officer if whose == SENT else None, by=make_voice("paper").key)
    found = {step for step in MAY[role] if may(officer, step, item, {author})}
    assert found == {step for step, entries in MAY[role].items() if whose in entries}
    is_found = type(item).objects.filter(readable(officer, type(item)), pk=item.pk).exists()
    assert is_found == may(officer, READ, item)


@pytest.mark.parametrize("role", ROLES)
def test_a_draft_of_what_is_published_is_read_as_an_entry_is(case, role):
    claim = make_claim(case=case)
    drafts = [Draft.objects.keep(claim, content_of(claim), by=make_officer(council=of)) for of in ("county", "city")]
    found = set(Draft.objects.readable_by(in_role(role)))
    assert found == (set(drafts[:1]) if role in ("officer", "reviewer") else set(drafts))


def test_what_was_sent_is_read_only_while_it_is_under_review(case):
    reviewer, author = in_role("reviewer"), make_officer(council="city")
    item = entry(author, case, to=reviewer)
    assert may(reviewer, READ, item)
    item.take_back(by=author)
    assert not may(reviewer, READ, item) and item.sent_to is None


def test_nothing_is_sent_to_ones_own_council_or_to_whoever_does_not_review(case):
    author = make_officer(council="county")
    own, other = in_role("reviewer"), make_officer(role="reviewer", council="city")
    assert list(reviewers(author, entry(author, case, by=make_voice().key), {author})) == [other]
    for wrong in (own, make_officer(council="city"), make_officer()):
        with pytest.raises(NotAllowed, match="reviewer of another council"):
            entry(author, case, state="draft", by=make_voice().key).submit(by=author, to=wrong)
    entry(author, case, state="draft", by=make_voice().key).submit(by=author, to=other)


def test_an_entry_is_sent_to_those_alone_who_could_publish_it(case):
    """None of the author's side, and none who wrote a part."""
    author = make_officer(council="north")
    of = {council: make_officer(role="reviewer", council=council) for council in ("south", "city", "rutland")}
    make_officer(role="reviewer", council="rutland", is_superuser=True)
    nobodys, city_s = entry(author, case, by=make_voice().key), entry(author, case, by="city")
    assert set(reviewers(author, nobodys, {author})) == {of["city"], of["rutland"]}
    assert list(reviewers(author, nobodys, {author, of["city"]})) == [of["rutland"]]
    assert list(reviewers(author, city_s, {author})) == [of["city"]]
    for council in ("south", "rutland"):
        with pytest.raises(NotAllowed, match="who could publish it"):
            entry(author, case, state="draft", by="city").submit(by=author, to=of[council])
    claim = entry(author, case, state="draft", by="city")
    claim.submit(by=author, to=of["city"])
    assert may(of["city"], "publish", claim, {author})


def test_a_draft_is_sent_to_those_alone_who_could_publish_it(case):
    """The draft names the city, though the record does not yet."""
    author = make_officer(council="county")
    claim = make_claim(case=case, by=make_voice().key)
    draft = Draft.objects.keep(claim, content_of(claim) | {"for": "city"}, by=author)
    of_city, of_rutland = (make_officer(role="reviewer", council=council) for council in ("city", "rutland"))
    with pytest.raises(NotAllowed, match="who could publish it"):
        draft.submit(by=author, to=of_rutland)
    draft.submit(by=author, to=of_city)


def test_the_choice_of_reviewers_costs_as_much_for_ten_as_for_one(case, django_assert_num_queries):
    author = make_officer(council="county")
    item = entry(author, case, by="city")
    make_officer(role="reviewer", council="city")
    assert len(reviewers(author, item, {author})) == 1
    with CaptureQueriesContext(connection) as of_one:
        len(reviewers(author, item, {author}))
    for _ in range(9):
        make_officer(role="reviewer", council="city")
    with django_assert_num_queries(len(of_one)):
        assert len(reviewers(author, item, {author})) == 10


# A second person


@pytest.mark.parametrize("role", ["neutral-editor", "publisher"])
def test_nobody_publishes_what_they_wrote_a_part_of(case, role):
    writer, colleague = in_role(role), make_officer()
    with pytest.raises(NotAllowed, match="You wrote this, or a part of it"):
        refuse(writer, "publish", entry(colleague, case), {writer, colleague})
    assert may(make_officer(), "publish", entry(colleague, case), {writer, colleague})


def sent(author, reviewer, case, **content):
    return entry(author, case, to=reviewer, by=make_voice().key, **content)


@pytest.mark.parametrize(("author", "reviewer", "why"), [("north", "south", "the side “Districts”")])
def test_two_of_one_side_do_not_publish_for_each_other(case, author, reviewer, why):
    author, reviewer = make_officer(council=author), make_officer(role="reviewer", council=reviewer)
    with pytest.raises(NotAllowed, match=f"both of {why}"):
        refuse(reviewer, "publish", sent(author, reviewer, case), {author})


def test_a_reviewer_of_another_side_publishes_what_was_sent_to_them(case):
    author, reviewer = make_officer(council="county"), make_officer(role="reviewer", council="city")
    assert may(reviewer, "publish", sent(author, reviewer, case), {author})


def test_one_who_changed_sides_counts_as_of_both():
    for council in ("county", "north", "melton"):
        make_council(council)
    sides = [
        {
            "key": council,
            "label": council,
            "voices": [{"voice": council}, {"voice": "melton", "when": {"edtf": when, "extent": "throughout"}}],
        }
        for council, when in (("north", "../2025-06"), ("county", "2025-07/.."))
    ]
    case = change(make_case("shift"), sides=sides)
    author = make_officer(council="melton")
    for council in ("north", "county"):
        reviewer = make_officer(role="reviewer", council=council)
        assert not may(reviewer, "publish", sent(author, reviewer, case), {author})


def test_councils_that_are_no_party_do_not_matter():
    case = make_case("small", sides={"county": ["county"]})
    author, reviewer = make_officer(council="kent"), make_officer(role="reviewer", council="essex")
    assert may(reviewer, "publish", sent(author, reviewer, case), {author})


def test_the_verbs_ask_as_well(case):
    author, ally = make_officer(council="north"), make_officer(role="reviewer", council="south")
    point = make_point(case=case, state="draft")
    type(point).objects.filter(pk=point.pk).update(edited_by=author, state="needs-review", sent_to=ally)
    with pytest.raises(NotAllowed, match="both of the side"):
        point.publish(by=ally)


# In another's name


@pytest.mark.parametrize("kind", ["claim", "proposal", "document", "document written by it", "voice", "office"])
def test_what_stands_in_another_council_s_name_goes_to_it_or_to_a_neutral_editor(case, kind):
    author = make_officer(council="county")
    make = {
        "claim": lambda to: entry(author, case, to=to, by="city"),
        "proposal": lambda to: of_county(make_proposal(case=case, state="draft", put_forward_by=["city"]), author, to),
        "document": lambda to: of_county(make_document(state="draft", publisher="city"), author, to),
        "document written by it": lambda to: of_county(
            make_document(state="draft", publisher=None, authors=["city"]), author, to
        ),
        "voice": lambda to: of_county(voice("city"), author, to, state="published"),
        "office": lambda to: of_county(
            make_voice(state="draft", kind="office", tenures=[{"kind": "part-of", "of": "city"}]), author, to
        ),
    }[kind]
    of_city = make_officer(role="reviewer", council="city")
    of_rutland = make_officer(role="reviewer", council="rutland")
    assert may(of_city, "publish", make(of_city), {author})
    assert may(make_officer(), "publish", make(None), {author})
    for other in (of_rutland, make_officer(role="publisher")):
        with pytest.raises(NotAllowed, match="in the name or on the word of City"):
            refuse(other, "publish", make(of_rutland), {author})


@pytest.mark.parametrize("own", ["county", "north"])
def test_what_stands_in_one_s_own_name_and_another_s_does_so_too(case, own):
    """The alliance's words are those of each of its members."""
    author = make_officer(council=own)
    by, other = {"county": (["county", "city"], "city"), "north": (["districts"], "south")}[own]
    item = of_county(make_submission(case=case, state="draft", by=by), author, None)
    reviewers = [make_officer(role="reviewer", council=council) for council in ("rutland", other)]
    for reviewer in [*reviewers, make_officer(role="publisher")]:
        item.sent_to = reviewer
        names_it = reviewer == reviewers[1]
        assert ("in the name or on the word" in why_not(reviewer, "publish", item, {author})) != names_it
    assert may(make_officer(), "publish", item, {author})


def event_according_to(case, *voices, state="draft"):
    facts = [{"kind": "outcome", "words": "It was agreed.", "according_to": by} for by in voices]
    return make_event(case=case, state=state, facts=facts)


ATTRIBUTIONS = {
    "a fact": event_according_to,
    "the state of a note": lambda case, by: make_event(
        case=case,
        state="draft",
        records=[{"name": "Note", "states": [{"status": "declined", "voice": "rutland", "according_to": by}]}],
    ),
    "a vote": lambda case, by: make_decision(
        case=case,
        state="draft",
        motions=[{"key": "m", "votes": [{"manner": "in-words", "words": "by a majority", "according_to": by}]}],
    ),
    "a report of a claim": lambda case, by: make_claim(case=case, state="draft", by="county", reported_by=[by]),
    "a backer": lambda case, by: make_proposal(
        case=case, state="draft", put_forward_by=["county"], backers=[{"voice": by, "relation": "backs"}]
    ),
}


@pytest.mark.parametrize("make", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_what_gives_words_to_another_council_goes_to_it_or_to_a_neutral_editor(case, make):
    """It does so whatever passage the words rest on."""
    author = make_officer(council="county")
    of_city, of_rutland = (make_officer(role="reviewer", council=council) for council in ("city", "rutland"))
    item = of_county(make(case, "city"), author, of_rutland)
    for other in (of_rutland, make_officer(role="publisher")):
        with pytest.raises(NotAllowed, match="on the word of City"):
            refuse(other, "publish", item, {author})
    assert may(make_officer(), "publish", item, {author})
    item.sent_to = of_city
    assert may(of_city, "publish", item, {author})
    assert may(of_rutland, "publish", of_county(make(case, "county"), author, of_rutland), {author})


def test_what_gives_words_to_two_other_councils_goes_to_a_neutral_editor(case):
    author, of_city = make_officer(council="county"), make_officer(role="reviewer", council="city")
    item = of_county(event_according_to(case, "city", "rutland"), author, of_city)
    with pytest.raises(NotAllowed, match="the word of City Council and Rutland Council"):
        refuse(of_city, "publish", item, {author})
    assert may(make_officer(), "publish", item, {author})


def test_no_council_takes_down_alone_what_gives_words_to_another(case):
    """Nor does one whose word is quoted ask to take down the entry of the other."""
    event = event_according_to(case, "city", state="published")
    event.entered_for = voice("county").public_id
    asker = in_role("officer")
    assert may(asker, "ask_to_withdraw", event) and not may(in_role("officer", "city"), "ask_to_withdraw", event)
    with pytest.raises(NotAllowed, match="the words of City Council as well"):
        refuse(in_role("reviewer"), "withdraw", event, {asker})
    assert may(in_role("publisher"), "withdraw", event, {asker})


def of_county(row, author, to, state="needs-review"):
    """The row as an entry of the author's council, in memory alone."""
    row.entered_for, row.state, row.sent_to, row.edited_by = acts_for(author), state, to, author
    return row


def test_what_neutral_editors_enter_a_publisher_publishes_in_whoever_s_name(case):
    author = make_officer()
    assert may(make_officer(role="publisher"), "publish", entry(author, case, by="city"), {author})


# Withdrawing and restoring


@shared
def of_county_s(case):
    """A published claim of the county, entered by a neutral editor."""
    return make_claim(case=case, by="county")


@pytest.mark.parametrize("step", ["ask_to_withdraw", "ask_to_restore"])
def test_those_ask_whose_words_they_are_and_neutral_editors_for_neutral_entries(of_county_s, step):
    assert all(may(in_role(role), step, of_county_s) for role in ("officer", "reviewer", "neutral-editor"))
    assert not any(may(in_role(role, "city"), step, of_county_s) for role in ("officer", "reviewer"))
    assert not any(may(in_role(role), step, of_county_s) for role in ("publisher", "auditor"))
    of_county_s.entered_for = voice("county").public_id
    assert not may(make_officer(), step, of_county_s)


@pytest.mark.parametrize("step", ["withdraw", "restore"])
def test_those_confirm_who_did_not_ask_and_are_of_that_council_or_of_none(of_county_s, step):
    asker = make_officer()
    for role in ("reviewer", "neutral-editor", "publisher"):
        assert may(in_role(role), step, of_county_s, {asker})
    for role in ("officer", "auditor"):
        assert not may(in_role(role), step, of_county_s, {asker})
    with pytest.raises(NotAllowed, match="words of another side"):
        refuse(in_role("reviewer", "city"), step, of_county_s, {asker})
    with pytest.raises(NotAllowed, match="You asked for this"):
        refuse(asker, step, of_county_s, {asker})


def test_no_council_takes_down_alone_what_are_another_s_words_too(case):
    shared = make_submission(case=case, by=["county", "city"])
    asker = in_role("officer")
    assert may(asker, "ask_to_withdraw", shared)
    with pytest.raises(NotAllowed, match="the words of City Council as well"):
        refuse(in_role("reviewer"), "withdraw", shared, {asker})
    assert all(may(in_role(role), "withdraw", shared, {asker}) for role in ("neutral-editor", "publisher"))


def test_an_alliance_s_words_are_those_of_its_members(case):
    claim = make_claim(case=case, by="districts")
    assert may(in_role("officer", "north"), "ask_to_withdraw", claim)
    assert not may(in_role("officer", "county"), "ask_to_withdraw", claim)


# Replies


def reply(by, to):
    return {
        "statement": "It is not so.",
        "for": by,
        "appearances": [],
        "responses": [{"relation": "disputes", "to": to.key, "passage": {"document": "x", "quote": "y"}}],
    }


def test_an_officer_enters_replies_of_their_own_side_alone(case):
    claim = make_claim(case=case, by="county")
    kind, officer = claim.KIND, make_officer(council="north")
    for by in ("north", "south", "districts"):
        check_content(officer, kind, case, reply(by, claim))
    for by in ("city", "county", make_voice("paper").key):
        with pytest.raises(NotAllowed, match="not of the side of North"):
            check_content(officer, kind, case, reply(by, claim))
    check_content(make_officer(), kind, case, reply("city", claim))


# A single editor


def test_a_single_editor_publishes_alone_where_the_installation_says_so(case, settings):
    editor = make_officer()
    item = entry(editor, case)
    assert not may(editor, "publish", item, {editor})
    settings.SINGLE_EDITOR = True
    assert may(editor, "publish", item, {editor}) and may(editor, "withdraw", item, {editor})
    Membership.objects.create(
        officer=editor, role="officer", council=voice("county"), starts="2020-01-01", ends="2020-12-31"
    )
    # The memberships of a person are read once for each request.
    editor = type(editor).objects.get(pk=editor.pk)
    assert not may(editor, "publish", item, {editor})


# What the log prints


def test_the_log_names_the_council_beside_the_office():
    officer = make_officer(council="county", office="Policy officer")
    county = voice("county")
    assert office(officer, county.public_id) == "Policy officer, County Council"
    # They asked that an entry of nobody in particular be withdrawn.
    assert office(officer, "") == "Policy officer, County Council"
    officer.office = "Officer of County Council"
    assert office(officer, county.public_id) == "Officer of County Council"


def test_without_an_office_the_log_names_the_role_and_the_council():
    officer = make_officer(council="county")
    Membership.objects.create(officer=officer, role="reviewer", council=voice("city"), starts="2020-01-01")
    named = [office(officer, voice(each).public_id) for each in ("county", "city")]
    assert named == ["Officer of County Council", "Reviewer of City Council"]
    assert [office(in_role(role), "") for role in ("neutral-editor", "publisher")] == ["Neutral editor", "Publisher"]
    # A neutral editor who writes in a council's entry is no officer of that council.
    assert office(make_officer(), voice("county").public_id) == "Neutral editor"


@pytest.mark.parametrize(("role", "expected"), [(role, role not in ("officer", "auditor")) for role in ROLES])
def test_who_could_publish(role, expected):
    assert could_publish(in_role(role)) == expected


def test_an_event_in_nobody_s_name_goes_to_whoever_is_of_another_side(case):
    author, reviewer = make_officer(council="county"), make_officer(role="reviewer", council="city")
    event = of_county(make_event(case=case, state="draft"), author, reviewer)
    assert may(reviewer, "publish", event, {author})
    assert event.state == State.NEEDS_REVIEW
