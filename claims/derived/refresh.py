"""Derived rows of claims, refreshed in the transaction that changes their basis.

In this order: who speaks for whom; the date of each claim and its column; its standing; if its words carry
it; the index by council, and the sides that tell of each event; the positions held; and the words of
search. ``rebuild`` computes all of it anew, and a test compares the two.
"""

from collections import defaultdict
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, connections
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef

from claims.choices import OTHERS, OWN, WhoseWords
from claims.derived.carrying import QUOTED, CarryingChecks, fill_carrying
from claims.derived.council_index import INDEX_BY_COUNCIL
from claims.derived.event_accounts import KEEP_ACCOUNTS, fill_accounts
from claims.derived.held_positions import keep_held_positions
from claims.derived.retractions import retracted, retractions_of
from claims.derived.search_entries import rebuild_entries, refresh_entries
from claims.models import (
    About,
    Appearance,
    Claim,
    ClaimCouncil,
    ClaimStanding,
    EventAccount,
    Figure,
    HeldPosition,
    Position,
    Reporter,
    Response,
    SearchEntry,
)
from claims.standing import Addressed, Reply, is_reply, standing
from councils.council_life import CouncilLives
from councils.models import Document, Side, SpeaksFor, Voice
from councils.representation.sides import SideColumns
from councils.representation.speaks_for import Representation, keep_speaks_for
from councils.representation.windows import ALWAYS, window_of
from record import history
from record.dates import UncertainDate
from record.prepared import AnyGiven, Prepared
from record.statistics import MANY, analyze
from record.workflow.publishing import refresher

BATCH = 2000
# A claim was said when an appearance says so, or else on the date of its document, or when that became public.
SAID = Appearance._uncertain_dates["said"].columns
DATES = Document._uncertain_dates
DOCUMENTED = [f"passage__document__{column}" for column in (*DATES["date"].columns, *DATES["published"].columns)]


@refresher
def refresh(changed: dict[str, set[int]]) -> None:
    """Recompute the rows that depend on the records that changed."""
    affected = set(changed.get("claim", ()))
    if voices := changed.get("voice"):
        affected |= _claims_of_voices(keep_speaks_for(voices))
    if documents := changed.get("document"):
        affected |= set(Appearance.objects.filter(passage__document__in=documents).values_list("claim_id", flat=True))
    if cases := changed.get("case"):
        affected |= set(Claim.objects.filter(case__in=cases).values_list("pk", flat=True))
    if affected:
        compute(_with_neighbours(affected))
    refresh_entries(changed | {"claim": affected})


def rebuild() -> int:
    """Compute everything anew; return the number of published claims."""
    keep_speaks_for(None)
    HeldPosition.objects.all().delete()
    ClaimCouncil.objects.all().delete()
    EventAccount.objects.all().delete()
    ClaimStanding.objects.all().delete()
    pks = list(Claim.objects.published().values_list("pk", flat=True))
    compute(set(pks))
    rebuild_entries()
    return len(pks)


def fill(using="default", **kwargs) -> None:
    """Compute what a migration left to compute: everything, or the words of search."""
    tables = set(connections[using].introspection.table_names())
    if not tables >= {model._meta.db_table for model in (SpeaksFor, ClaimStanding, EventAccount, SearchEntry)}:
        return
    speaks_nobody = not SpeaksFor.objects.exists() and Voice.objects.published().exists()
    if speaks_nobody or (not ClaimStanding.objects.exists() and Claim.objects.published().exists()):
        rebuild()
    elif without_words := list(ClaimStanding.objects.filter(search=None).values_list("pk", flat=True)):
        _store_words(without_words)
    fill_carrying()
    fill_accounts()
    if not SearchEntry.objects.exists() and Voice.objects.published().exists():
        rebuild_entries()


def _published():
    positions, held = (model.objects.filter(claim=OuterRef("pk")) for model in (Position, HeldPosition))
    has_positions = ExpressionWrapper(Exists(positions) | Exists(held), BooleanField())
    has_figures = Exists(Figure.objects.filter(claim=OuterRef("pk")))
    rows = Claim.objects.published().filter(pk=AnyGiven("claims")).order_by("pk")
    return rows.values_list("pk", "case_id", "made_for_id", has_positions, has_figures)


def _called():
    rows = About.objects.filter(claim=AnyGiven("claims")).calling_for_reply()
    return rows.values_list("pk", "claim_id", "voice_id", "reading")


def _appearances():
    """Columns and no rows: a load asks for tens of thousands."""
    reporters = Reporter.objects.filter(appearance=OuterRef("pk")).order_by("sequence", "pk")
    reported = ArraySubquery(reporters.values("voice_id"))
    rows = Appearance.objects.filter(claim=AnyGiven("claims")).order_by("sequence", "pk")
    return rows.values_list(reported, "claim_id", "wording", *QUOTED, *SAID, *DOCUMENTED)


def _responses():
    rows = Response.objects.published().filter(to=AnyGiven("claims")).order_by("pk")
    return rows.values_list("to_id", "relation", "claim_id", "claim__public_id", "claim__made_for_id")


_PUBLISHED, _CALLED, _APPEARANCES, _RESPONSES = map(Prepared, (_published, _called, _appearances, _responses))


def compute(claim_pks: set[int]) -> None:
    """Compute the rows of these claims, and leave those of all others."""
    representation = Representation()
    columns = SideColumns(representation)
    found = _PUBLISHED.read(claims=sorted(claim_pks))
    claims = {pk: (case, made_for) for pk, case, made_for, *_ in found}
    stating_figures = {pk for pk, *_, states in found if states}
    gone = sorted(claim_pks - claims.keys())
    HeldPosition.objects.filter(claim__in=gone).delete()
    ClaimCouncil.objects.filter(claim__in=gone).delete()
    EventAccount.objects.filter(claim__in=gone).delete()
    ClaimStanding.objects.filter(claim__in=gone).delete()
    pks = list(claims)
    called = _CALLED.read(claims=pks)
    parties = defaultdict(list)
    for _, claim, voice, is_reading in called:
        if not is_reading:
            parties[claim].append(voice)
    # Dates first, for all: a standing looks at the dates of other claims.
    rows = {}
    for start in range(0, len(pks), BATCH):
        batch = {pk: claims[pk] for pk in pks[start : start + BATCH]}
        rows |= _said_and_side(batch, columns, CarryingChecks(batch.keys() & stating_figures))
    names, lives = _Names(), CouncilLives()
    for start in range(0, len(pks), BATCH):
        batch = {pk: rows[pk] for pk in pks[start : start + BATCH]}
        _standings(batch, {pk: claims[pk][1] for pk in batch}, rows, parties, representation, names)
        for pk, row in batch.items():
            _note_outside_life(row, claims[pk][1], representation, lives)
        _store(list(batch.values()))
        for row in batch.values():
            # Of a stored row only the date and the reporter are asked for; the rest of many fills the memory.
            row.words = row.detail = None
    if len(pks) >= MANY:
        analyze([ClaimStanding])
    _index(pks, [pk for pk, *_ in called])
    stating = [pk for pk, _, _, states, _ in found if states]
    for start in range(0, len(stating), BATCH):
        keep_held_positions(stating[start : start + BATCH], rows, representation)


def _claims_of_voices(voices: set[int]) -> set[int]:
    found = set(Claim.objects.filter(made_for__in=voices).values_list("pk", flat=True))
    found |= set(About.objects.filter(voice__in=voices).values_list("claim_id", flat=True))
    found |= set(Appearance.objects.filter(reporters__voice__in=voices).values_list("claim_id", flat=True))
    found |= set(Appearance.objects.filter(speaker__in=voices).values_list("claim_id", flat=True))
    return found


def _with_neighbours(claims: set[int]) -> set[int]:
    """Add the claims that these answer or once answered, and those that answer them.

    Of what they answer, also what that answers: one of these may retract it.
    """
    answered = history.related_values_ever(Response, "claim_id", claims, "to_id")
    below = Response.objects.filter(claim__in=answered).values_list("to_id", "to__responses__to_id")
    above = Response.objects.filter(to__in=claims).values_list("claim_id", F("claim_id"))
    neighbours = below.order_by().union(above.order_by())
    return claims | answered | {pk for pair in neighbours for pk in pair if pk}


class _Names:
    """Names and ids of voices and sides, read only if a claim needs them."""

    @cached_property
    def _voices(self):
        return {pk: (name, public_id) for pk, name, public_id in Voice.objects.values_list("pk", "name", "public_id")}

    @cached_property
    def sides(self) -> dict[int, str]:
        return dict(Side.objects.values_list("pk", "label"))

    def name(self, pk) -> str:
        return self._voices[pk][0]

    def public_id(self, pk) -> str:
        return self._voices[pk][1]


def _said_and_side(claims: dict[int, tuple], columns, checks: CarryingChecks) -> dict[int, ClaimStanding]:
    """Rows with the earliest date, side and check of words; the standing comes later."""
    appearances = defaultdict(list)
    for voices, claim, wording, *values in _APPEARANCES.read(claims=list(claims)):
        checks.add(claim, values[: len(QUOTED)])
        dated = values[len(QUOTED) :]
        parts = [dated[start : start + len(SAID)] for start in range(0, len(dated), len(SAID))]
        date = next((UncertainDate(*part) for part in parts if part[0]), None)
        appearances[claim].append((date, voices, wording == WhoseWords.REBUTTAL))
    rows = {}
    for pk, (case, made_for) in claims.items():
        said = min((date for date, *_ in appearances[pk] if date is not None), key=window_of, default=None)
        window = window_of(said)
        place = columns.place_of(case, made_for, window)
        side = place.side
        reporters = [
            _reporting_side(voices, window_of(date), case, side, columns, is_rebuttal)
            for date, voices, is_rebuttal in appearances[pk]
        ]
        is_reported_only = bool(reporters) and all(reporters)
        reporter, reporting = reporters[0] if is_reported_only else (None, side)
        rows[pk] = ClaimStanding(
            claim_id=pk, case_id=case, said=said, side_id=reporting, is_reported_only=is_reported_only
        )
        rows[pk].carrying = checks.of(pk)
        rows[pk].reporter = reporter
        rows[pk].divided = () if is_reported_only else place.divided
    return rows


def _reporting_side(voices, window, case, side, columns, is_rebuttal):
    """The reporter of an appearance in another side, and that side; None without one.

    What is known only through its rebuttal is the rebutter's, whatever side that is in.
    """
    for voice in voices:
        reporting = columns.side_of(case, voice, window)
        if is_rebuttal:
            return voice, reporting
        if reporting is not None and reporting != side:
            return voice, reporting
    return None


def _standings(rows: dict[int, ClaimStanding], makers: dict[int, int], dated, parties, representation, names) -> None:
    """Fill in the standing of these rows.

    ``dated`` has all rows of this computation; ``parties`` are those that each claim calls on to reply.
    """
    replies, responders = defaultdict(list), defaultdict(list)
    responses = _RESPONSES.read(claims=list(rows))
    answers = {claim for _, _, claim, *_ in responses}
    retractions = retractions_of(answers)
    answers = answers.union(*retractions.values())
    stored = ClaimStanding.objects.filter(claim__in=answers - set(dated)).only("is_reported_only", *SAID)
    known = [*stored, *(dated[claim] for claim in answers & set(dated))]
    windows = defaultdict(lambda: ALWAYS, {row.claim_id: window_of(row.said) for row in known})
    reported = {row.claim_id for row in known if row.is_reported_only}
    undone = retracted(retractions, reported)
    for to, relation, claim, public_id, voice in responses:
        if relation in OWN and makers[to] not in representation.spoken_for(voice, ALWAYS):
            # A group may restate what its council said, but does not take it back for the council.
            continue
        if claim not in reported:
            # A reply that only another side reports is not in the replier's own words (docs/laws.md, law 2).
            members = sorted(names.name(member) for member in representation.members(voice, windows[claim]))
            replies[to].append(
                Reply(relation, names.public_id(voice), names.name(voice), public_id, tuple(members), claim in undone)
            )
        if is_reply(relation):
            responders[to].append((voice, windows[claim]))
    for claim, row in rows.items():
        window = window_of(row.said)
        maker = representation.spoken_for(makers[claim], window)
        addressed = [
            Addressed(
                names.public_id(party),
                names.name(party),
                _has_replied(party, window, responders[claim], representation),
            )
            for party in parties[claim]
            if party not in maker and makers[claim] not in representation.spoken_for(party, window)
        ]
        computed = standing(replies[claim], addressed)
        row.words = list(computed.words)
        row.detail = {
            "replies": {
                word: [
                    {
                        "voice": each.voice,
                        "name": each.name,
                        "claim": each.claim,
                        "members": list(each.members),
                        **({"is_taken_back": True} if each.is_taken_back else {}),
                    }
                    for each in group
                ]
                for word, group in computed.replies.items()
            },
            "silent": [{"voice": each.voice, "name": each.name} for each in computed.silent],
        }
        if offices := representation.offices(makers[claim], window):
            row.detail["offices"] = [names.name(office) for office in offices]
        elif belongs_to := _belongs_to(makers[claim], window, representation, names):
            row.detail["belongs_to"] = belongs_to
        if row.divided:
            row.detail["divided"] = sorted(names.sides[side] for side in row.divided)


def _note_outside_life(row: ClaimStanding, maker: int, representation, lives: CouncilLives) -> None:
    """Note a date outside the life of the council whose own words these are."""
    window = window_of(row.said)
    if words := lives.outside(representation.spoken_for(maker, window), window):
        row.detail["outside_life"] = words


def _belongs_to(maker, window, representation, names) -> list[str]:
    """Names of the maker's groups and councils, unless a name before says them."""
    shown = []
    for voice in representation.belongs_to(maker, window):
        if not any(names.name(voice) in name for name in (names.name(maker), *shown)):
            shown.append(names.name(voice))
    return shown


def _has_replied(party, window, responders, representation) -> bool:
    """Ask if a party has responded, itself or by one that may answer for it."""
    above = representation.above(party, window)
    members = set(representation.members(party, window))
    return any(
        voice in above
        or party in representation.counts_for(voice, when)
        or (members and members <= set(representation.members(voice, when)))
        for voice, when in responders
    )


def _store(rows) -> None:
    if not rows:
        return
    columns = [
        field.name
        for field in ClaimStanding._meta.concrete_fields
        if not field.primary_key and not field.generated and field.name != "search"
    ]
    ClaimStanding.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, update_fields=columns, unique_fields=["claim"]
    )


def _index(pks, called) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            INDEX_BY_COUNCIL.format(words=SEARCH, accounts=KEEP_ACCOUNTS),
            {"claims": pks, "replies": list(OTHERS), "called": called},
        )


def _store_words(pks) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, {"claims": pks})


# The words by which a claim is found: its statement, the words it rests on, and the names, earlier ones and those
# printed elsewhere included, of the voice for which it is made and of those who spoke.
SEARCH = """
UPDATE claims_claimstanding SET search = record_search_vector(concat_ws(' … ',
    c.statement,
    (SELECT string_agg(concat_ws(' … ', p.quote, a.office_as_printed), ' … ')
     FROM claims_appearance a JOIN councils_passage p ON p.id = a.passage_id WHERE a.claim_id = c.id),
    (SELECT string_agg(concat_ws(' … ', v.name, v.short_name, n.names), ' … ') FROM councils_voice v
     LEFT JOIN LATERAL (SELECT string_agg(name, ' … ') AS names FROM councils_alias WHERE voice_id = v.id) n ON true
     WHERE v.id = c.made_for_id OR v.id IN (SELECT speaker_id FROM claims_appearance WHERE claim_id = c.id))))
FROM claims_claim c
WHERE claims_claimstanding.claim_id = c.id AND c.id = ANY(%(claims)s)
"""
