"""The shipped cases: in dumped form, short quotations, every checklist number."""

import re
from collections import Counter, deque
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from django.core.management import call_command
from django.db import connection, transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve

from claims.case_files import dump, load
from claims.management.commands.check_refs import NUMBER, all_refs
from claims.models import Claim
from councils.choices import QuotationState
from councils.models import Case, StoredText
from councils.quotations.references import published
from record.content.fields import fields_of
from record.content.references import shared_rows
from record.content.schema import OUR_TITLE, kinds
from record.workflow.title_length import long_titles
from timeline.areas.known_places import PlaceQuery, places_of
from timeline.areas.page import answers

ROOT = Path(__file__).parent.parent
FILES = sorted(ROOT.glob("cases/*.yaml"))
LEICESTERSHIRE = ROOT / "cases/leicestershire-2025.yaml"
REAL = [path for path in FILES if path.stem != "practice"]
SOURCES = ROOT.parent / "shared" / "sources"
with_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason=f"{SOURCES} is not there: the real texts are not shipped"
)


@pytest.fixture(scope="module")
def leicestershire(django_db_setup, django_db_blocker):
    """The case of Leicestershire, loaded once for the tests that read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(LEICESTERSHIRE)
        yield Case.objects.get()
        transaction.set_rollback(True)


each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
each_real = pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)


def folders(path):
    return [folder for folder in (path.with_suffix(""), SOURCES) if folder.is_dir()]


def contents_of(path):
    tree = yaml.load(path.read_text(), yaml.CBaseLoader)
    for kind in kinds():
        value = tree.get(kind.plural, [])
        for record in [value] if isinstance(value, dict) else value:
            yield kind.schema.model_validate(record)


def quotations(path):
    for content in contents_of(path):
        for _, passage in shared_rows(content):
            if passage.quote:
                yield content.key, passage


def test_two_real_cases_and_one_for_practice_are_shipped():
    assert [path.stem for path in FILES] == ["harborough-melton-2022", "leicestershire-2025", "practice"]


@pytest.mark.parametrize("path", [path for path in FILES if path != LEICESTERSHIRE], ids=lambda path: path.stem)
def test_a_case_loads_alone_and_is_kept_in_dumped_form(db, path):
    load(path, folders(path))
    assert "".join(dump(Case.objects.get())) == path.read_text()


def test_the_case_of_leicestershire_is_kept_in_dumped_form(leicestershire):
    assert "".join(dump(leicestershire)) == LEICESTERSHIRE.read_text()


@pytest.mark.audit
def test_all_load_together_in_either_order_and_again_without_change(db):
    for path in [*reversed(FILES), *FILES]:
        report = load(path, folders(path))
    for path in FILES:
        report = load(path, folders(path))
        assert (report.created, report.changed) == (0, 0)
    assert words_not_found() == []


@pytest.mark.parametrize(
    ("words", "council"),
    {
        "Market Harborough": "HAO",
        "Melton Mowbray": "MEL",
        "Oakham": "RUT",
        "Thurmaston": "CHA",
        "Glenfield": "BLA",
        "Birstall": "CHA",
        "Braunstone Town": "BLA",
        "Melton": "MEL",
        "Oadby": "OAD",
        "Evington": "LCE",
    }.items(),
)
def test_the_places_that_people_of_leicestershire_live_in_are_known(leicestershire, words, council):
    places = places_of(leicestershire)
    found = PlaceQuery.read(QueryDict(f"place={words}"), places).place
    assert found.council.code == council
    answer = answers(leicestershire, found, places)
    assert all(option.statement.words for plan in answer.proposals for option in plan.current)


def words_not_found():
    """Words of claims, quotations and names, as printed, that do not find their claim."""
    claims = Claim.objects.published().select_related("made_for")
    printed = set()
    for claim in claims.prefetch_related("appearances__passage", "appearances__speaker", "made_for__aliases"):
        texts = [claim.statement, claim.made_for.name, *(alias.name for alias in claim.made_for.aliases.all())]
        for appearance in claim.appearances.all():
            texts += [appearance.passage.quote, appearance.speaker.name if appearance.speaker else ""]
        for text in texts:
            printed |= {(claim.pk, word) for word in [*text.split(), *re.findall(r"[^\W\d_]{3,}", text)]}
    assert len(printed) > 10_000
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH asked AS MATERIALIZED (
                SELECT word, record_search_query(word) AS query
                FROM (SELECT DISTINCT unnest(%(words)s::text[]) AS word) w)
            SELECT word FROM unnest(%(claims)s::bigint[], %(words)s::text[]) AS printed (claim, word)
            JOIN asked USING (word) JOIN claims_claimstanding ON claim_id = claim
            WHERE querytree(query) NOT IN ('', 'T') AND NOT search @@ query
            """,
            {"claims": [claim for claim, _ in printed], "words": [word for _, word in printed]},
        )
        return cursor.fetchall()


@each_real
def test_quoted_fragments_are_short(path):
    long = [(key, passage.quote) for key, passage in quotations(path) if len(passage.quote.split()) > 15]
    assert not long


@with_sources
@each_real
def test_no_quotation_is_a_whole_sentence(path):
    sentences = set()
    for source in SOURCES.glob("S*.txt"):
        text = re.sub(r"\s+", " ", source.read_text())
        sentences.update(sentence.strip(" “”\"'-*") for sentence in re.split(r"(?<=[.!?])[\s”\"]+", text))
    whole = [(key, passage.quote) for key, passage in quotations(path) if passage.quote.rstrip(".") + "." in sentences]
    assert not whole


@each
def test_titles_of_ours_are_short_and_have_one_kind_of_apostrophe(path):
    for content in contents_of(path):
        assert not list(long_titles(content)), content.key
        for field in fields_of(type(content)):
            assert OUR_TITLE not in field.marks or "'" not in getattr(content, field.name), content.key


@each
def test_every_published_claim_stands_with_words(path):
    for content in contents_of(path):
        if type(content).__name__ == "ClaimSchema" and content.state == "published":
            assert any(appearance.passage.quote for appearance in content.appearances), content.key


@pytest.mark.audit
@with_sources
@each_real
def test_every_quotation_of_a_text_that_is_held_is_verified(db, path):
    load(path, folders(path))
    held = published().filter(document__in=StoredText.objects.values("document"))
    assert held.exists()
    assert not held.exclude(state=QuotationState.VERIFIED).exists()


def test_the_practice_case_shows_every_state_of_a_quotation(db):
    path = ROOT / "cases/practice.yaml"
    load(path, folders(path))
    from councils.models import Passage

    states = set(Passage.objects.values_list("state", flat=True))
    assert states == set(QuotationState.values) - {QuotationState.WITHHELD}


@pytest.mark.audit
@with_sources
def test_every_number_of_the_checklist_is_carried(db):
    for path in REAL:
        load(path)
    numbers = set(NUMBER.findall((SOURCES / "facts.md").read_text()))
    assert numbers
    assert not numbers - all_refs()


@pytest.mark.audit
@with_sources
def test_check_refs_prints_nothing_then(db, capsys):
    for path in REAL:
        load(path)
    call_command("check_refs", SOURCES / "facts.md")
    assert capsys.readouterr().out == ""


# Absence, on every page for readers (docs/laws.md, law 4)

LINK = re.compile(r'href="([^"#]+)')
LABEL = re.compile(r"no (?:dispute|reply) in this record|statements? of fact|unanswered", re.IGNORECASE)
FOUND = re.compile(r"We found no reply by \d+ \w+ \d{4} from ")
LISTS_OF_CLAIMS = ("claims:list", "claims:results", "claims:csv", "claims:atom")
ABSENCE = re.compile(r"[?&](?:standing=no-|role=no-reply)")


def reading_pages(client, of_a_kind):
    """Addresses and answers of this many pages of every kind.

    As many again with a query; all are found by following links.
    """
    start = ["/", *(f"/claims{form}?{query}" for form in ("/", ".csv", ".atom") for query in ("", "standing=no-reply"))]
    waiting, known, read = deque(start), set(start), Counter()
    while waiting:
        address = waiting.popleft()
        try:
            kind_of_page = (resolve(address.partition("?")[0]).view_name, "?" in address)
        except Resolver404:
            continue
        read[kind_of_page] += 1
        if read[kind_of_page] > of_a_kind and address not in start:
            continue
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        yield address, answer
        if not answer.streaming and answer["Content-Type"].startswith("text/html"):
            links = {urljoin(address, unescape(link)) for link in LINK.findall(answer.content.decode())}
            new = sorted(link for link in links - known if link.startswith("/") and not link.startswith("/static"))
            known.update(new)
            waiting.extend(new)


def check_absence(client, of_a_kind) -> Counter:
    """Read pages of every kind; how many of each, by the names of their addresses."""
    places = Counter()
    for address, answer in reading_pages(client, of_a_kind):
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        markup = body.decode()
        words = " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())
        place = resolve(address.partition("?")[0]).view_name
        places[place] += 1
        assert not LABEL.search(words), address
        # The rule is printed on the one, and what a council may wish to answer on the other.
        if place in ("timeline:method", "timeline:council-briefing"):
            continue
        found = len(FOUND.findall(words))
        if place == "claims:detail":
            assert found <= 1, address
        elif place not in LISTS_OF_CLAIMS or not ABSENCE.search(address):
            assert not found, address
        if place not in LISTS_OF_CLAIMS:
            assert not re.search(r"no (?:reply|dispute) found", words, re.IGNORECASE), address
            assert not ABSENCE.search(" ".join(LINK.findall(markup))), address
    return places


@pytest.mark.parametrize(
    ("files", "of_a_kind"),
    [(FILES[-1:], 2), pytest.param(FILES, 4, marks=pytest.mark.audit)],
    ids=["practice", "all"],
)
def test_no_page_calls_a_claim_undisputed_unanswered_or_a_fact(db, client, files, of_a_kind):
    for path in files:
        load(path)
    places = check_absence(client, of_a_kind)
    assert len(places) > 25 and places["claims:detail"] == of_a_kind
    assert "We found no reply by" in client.get("/claims/?standing=no-reply").content.decode()
