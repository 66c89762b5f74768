"""The method page agrees with the code; and the details of the operator."""

import datetime
import itertools
import re

import pytest
from django.test import override_settings
from django.utils import timezone

from claims.choices import OTHERS, OWN, Relation, Role, Stance, StandingWord
from claims.figures.comparability import BASIS, SCOPE, TERMS
from claims.standing import WORDS, Addressed, Reply, standing
from config.environment import BASE_DIR
from councils.choices import SPEAKING, QuotationState, TenureKind
from councils.quotations.text import WORDS_AROUND
from record.dates.value import DateBasis
from tests.pages import html_of, queries_of, text_of
from timeline.accounts.comparison_rows import RowKind
from timeline.method import page as method
from timeline.positions.later_statements import AGAINST

pytestmark = pytest.mark.django_db

SETTINGS = ["OPERATOR_NAME", "OPERATOR_ADDRESS", "OPERATOR_FUNDING", "OPERATOR_EDITORS", "OPERATOR_COMPLAINTS"]


@pytest.fixture
def page(client):
    return client.get("/method/")


def section(response, anchor):
    """The words of one chapter."""
    found = re.search(
        rf'<section aria-labelledby="{anchor}">.*?<h3 id="{anchor}">(.*?)</section>', html_of(response), re.DOTALL
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])) if found else ""


# Standing


def test_every_word_of_standing_has_its_rule_in_the_order_in_which_words_are_printed(page):
    found = re.findall(r'<li data-standing="([\w-]+)"><b>([^<]*)</b>', html_of(page))
    assert found == [(word.value, word.label) for word in method.STANDING]
    assert set(method.STANDING) == set(StandingWord)


def test_the_order_of_the_rules_is_that_of_the_code():
    order = [word.value for word in method.STANDING]
    one_each = [Reply(relation, voice=relation, name=relation) for relation in WORDS]
    for some in itertools.chain.from_iterable(
        itertools.combinations(one_each, size) for size in range(len(one_each) + 1)
    ):
        for silent in ([], [Addressed("a", "A", False)]):
            words = standing(some, silent).words
            assert list(words) == sorted(words, key=order.index)


def test_each_relation_is_either_counted_by_a_rule_or_said_to_change_nothing():
    assert set(WORDS) | set(method.NOT_COUNTED) == set(Relation)
    assert set(WORDS).isdisjoint(method.NOT_COUNTED)
    for relation in method.NOT_COUNTED:
        assert standing([Reply(relation, "a", "A")]).words == (StandingWord.NO_DISPUTE,)


def test_the_rules_say_rightly_whose_words_count():
    for relation, word in WORDS.items():
        by_others = method.STANDING[word].startswith("Somebody else")
        assert by_others == (relation in OTHERS) == (relation not in OWN), word


@pytest.mark.parametrize(
    "replies, addressed, words",
    [
        ([], [], ["no-dispute"]),
        (["disputes"], [], ["disputed"]),
        (["answers"], [], ["answered"]),
        ([], [False], ["no-reply"]),
        (["retracts", "disputes"], [False], ["retracted", "disputed", "no-reply"]),
        (["accepts"], [True], ["accepted"]),
    ],
)
def test_the_code_does_what_the_rules_say(replies, addressed, words):
    """The function does what the sentences of the page promise."""
    found = standing(
        [Reply(relation, relation, relation) for relation in replies],
        [Addressed(str(index), str(index), has_replied) for index, has_replied in enumerate(addressed)],
    )
    assert list(found.words) == words


def test_every_example_prints_what_the_code_makes_of_it(page):
    words = section(page, "standing")
    for given, replies, addressed in method.EXAMPLES:
        found = standing(replies, addressed)
        assert given in words
        for word in found.replies:
            label = StandingWord(word).label
            assert re.search(rf"{label} (by|\()", words, re.IGNORECASE), (given, word)
        for each in found.silent:
            assert re.search(rf"We found no reply by [\w ]+ from {each.name}\.", words)
    assert "Disputed by Council A and Council B; accepted by Council C." in words
    assert "Disputed by Alliance of three (for Council B, Council C and Council D)." in words
    assert {word for *_, in_example in _computed() for word in in_example} >= {"disputed", "accepted", "answered"}


def _computed():
    for given, replies, addressed in method.EXAMPLES:
        yield given, standing(replies, addressed).words


# The rest of the page


def test_the_page_can_be_named_by_the_anchors_that_the_code_names(page):
    body = html_of(page)
    for anchor in re.findall(r'<a href="#([\w-]+)">', body):
        assert f'id="{anchor}"' in body
    for anchor in ("standing", "rows", "quotations", "withdrawal", "cite"):
        assert f'<h3 id="{anchor}">' in body
    assert 'id="opening"' in body


def test_every_state_of_a_quotation_is_explained(page):
    assert set(method.QUOTATIONS) == set(QuotationState)
    words = section(page, "quotations")
    for state, said in method.QUOTATIONS.items():
        assert state.label.capitalize() in words and said in words
    assert f"at most {WORDS_AROUND} words on either side" in words


def test_every_kind_of_row_is_explained_in_the_order_of_rows(page):
    words = section(page, "rows")
    places = [words.index(f" {kind.label} ") for kind in RowKind]
    assert places == sorted(places)


def test_every_role_of_a_council_and_every_tie_is_named(page):
    assert set(method.TENURES) == set(TenureKind)
    words = section(page, "councils")
    counted, not_counted = words.split("It is never counted")
    for kind, said in method.TENURES.items():
        assert said in (counted if kind in SPEAKING else not_counted), kind
    assert len(Role) == 6


def test_every_basis_of_a_date_is_named(page):
    assert set(method.BASES) == set(DateBasis)
    for said in method.BASES.values():
        assert said in text_of(page)


def test_dates_are_printed_as_the_record_prints_them(page):
    words = section(page, "dates")
    for printed in (
        *("8 January 2025", "January 2025", "winter 2025–26", "summer 2025"),
        *("perhaps 14 May 2025", "about May 2025", "perhaps about 2025"),
        *("between 8 and 10 January 2025", "from 8 to 10 January 2025", "during summer to autumn 2025"),
        *("by April 2028", "up to and including April 2028", "October 2025 or later", "from October 2025 onwards"),
    ):
        assert printed in words, printed


def test_the_page_says_how_to_cite_by_its_own_address(page):
    assert "http://testserver/claims/ id /versions/ number /" in section(page, "cite")


def test_a_page_for_all_sides_uses_no_words_that_judge(page):
    words = section(page, "silence")
    assert "Nobody has failed, refused or ignored anything by them." in words


def test_the_pages_ask_nothing_of_the_database_but_its_revision(client):
    assert queries_of(client, "/method/") == queries_of(client, "/about/") == 1


def test_a_reader_of_any_of_these_pages_gets_no_cookie(client):
    for address in ("/method/", "/about/", "/about/privacy/", "/changes/", "/councils/", "/documents/"):
        answer = client.get(address)
        assert not answer.cookies and "Cookie" not in answer.get("Vary", "")


# Who runs it


GIVEN = dict.fromkeys(SETTINGS, "The Trust <b>&</b> friends")


def test_a_site_whose_operator_has_given_everything_is_public(client):
    with override_settings(**GIVEN):
        body = html_of(client.get("/about/"))
        assert body.count("The Trust &lt;b&gt;&amp;&lt;/b&gt; friends") == len(SETTINGS)
        for address in ("/", "/about/", "/about/privacy/", "/about/accessibility/"):
            assert "trial copy" not in text_of(client.get(address))


@pytest.mark.parametrize("missing", SETTINGS)
def test_without_any_of_it_every_page_says_that_it_is_a_trial_copy(client, missing):
    with override_settings(**GIVEN | {missing: ""}):
        for address in ("/", "/about/", "/method/", "/about/privacy/", "/about/accessibility/"):
            words = text_of(client.get(address))
            assert "This is a trial copy" in words and "OPERATOR" not in words


def test_the_accessibility_statement_has_what_the_operator_tested(client):
    with override_settings(OPERATOR_ACCESSIBILITY="Tested by A Tester on 1 May 2026: partially compliant."):
        assert "Tested by A Tester on 1 May 2026" in text_of(client.get("/about/accessibility/"))
    found = text_of(client.get("/about/accessibility/"))
    assert "has not yet tested" in found
    # The headings of the Government's model statement, in its order.
    headings = ["How accessible this website is", "Feedback and contact", "Enforcement procedure", "Compliance status"]
    places = [found.index(heading) for heading in headings]
    assert places == sorted(places)


def test_an_address_of_the_web_or_of_mail_can_be_followed(client):
    complaints = "Write to editors@example.org or see https://example.org/complain"
    with override_settings(**GIVEN | {"OPERATOR_COMPLAINTS": complaints}):
        body = html_of(client.get("/about/"))
    assert 'href="mailto:editors@example.org"' in body and 'href="https://example.org/complain"' in body


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        ({"OPERATOR_SECURITY": "mailto:security@example.org"}, "mailto:security@example.org"),
        ({"OPERATOR_COMPLAINTS": "See https://example.org/complain, or write."}, "https://example.org/complain"),
        ({"OPERATOR_COMPLAINTS": "Write to the.editors@example.org."}, "mailto:the.editors@example.org"),
    ],
)
def test_security_txt_says_where_to_report_a_weakness(client, given, contact):
    with override_settings(**given):
        response = client.get("/.well-known/security.txt", secure=True)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == contact
    assert fields["Canonical"] == "https://testserver/.well-known/security.txt"
    # As RFC 9116 asks: the future, and less than a year of it.
    left = datetime.datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert datetime.timedelta(days=90) < left < datetime.timedelta(days=365)


def test_security_txt_without_tls_has_no_canonical_address(client):
    with override_settings(OPERATOR_SECURITY="mailto:security@example.org"):
        assert b"Canonical" not in client.get("/.well-known/security.txt").content


@pytest.mark.parametrize("complaints", ["", "Write to 1 High Street, Fairford."])
def test_security_txt_is_not_there_without_an_address(client, complaints):
    with override_settings(OPERATOR_COMPLAINTS=complaints):
        assert client.get("/.well-known/security.txt").status_code == 404


def test_readers_get_no_cookie_and_the_terms_are_said(client):
    assert "We set no cookies for readers" in text_of(client.get("/about/privacy/"))
    words = text_of(client.get("/about/licence/"))
    assert "MIT licence" in words and "CC0" in words


# Figures and positions


def test_every_stance_is_named(client):
    chapter = chapter_of(client, "positions")
    assert all(stance.label in chapter for stance in Stance)


def test_what_a_later_preference_leaves_as_it_was_is_named(client):
    assert f"unless it is “{'” or “'.join(stance.label for stance in AGAINST)}”" in chapter_of(client, "positions")


def test_all_that_must_agree_before_two_figures_are_lined_up_is_named(client):
    chapter = chapter_of(client, "figures")
    assert all(aspect.label in chapter for aspect in (SCOPE, BASIS, *TERMS))


def chapter_of(client, chapter):
    page = html_of(client.get("/method/"))
    return page.split(f'<h3 id="{chapter}">')[1].split("</section>")[0]


def test_ten_rules_say_every_law(client):
    laws = re.findall(r"## Law ([0-9]+)\.", (BASE_DIR / "docs/laws.md").read_text())
    said = [law for rule in method.PRINCIPLES for law in rule.laws]
    assert sorted(said) == sorted(map(int, laws)) and len(method.PRINCIPLES) == 10
    words = text_of(client.get("/method/"))
    assert all(f"{rule.title}. {rule.words}" in words for rule in method.PRINCIPLES)


def test_every_rule_and_chapter_leads_to_its_detail(page):
    anchors = {anchor for anchor, *_ in method.CHAPTERS}
    assert {rule.chapter for rule in method.PRINCIPLES} - {""} <= anchors


def test_the_detail_is_folded(page):
    assert html_of(page).count("<details") == len(method.CHAPTERS)
