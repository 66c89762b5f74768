"""What is computed of claims, brought up to date in the transaction that changes what it rests on.

Four things, in this order: when each claim was said and in whose column it
stands; its standing; the council closure, by one set-based statement; and who
stands where, from the positions read from claims.
``rebuild`` computes all of it anew; a test compares the two.
"""

import datetime
from collections import defaultdict
from functools import cached_property

from django.db import connection

from claims.choices import OTHERS
from claims.derived.council_index import CLOSURE
from claims.models import (
    About,
    Appearance,
    Claim,
    ClaimCouncil,
    ClaimStanding,
    Position,
    PositionElement,
    PositionOption,
    PositionProposal,
    Reporter,
    Response,
    Stand,
)
from claims.search import ungrouped_in_sql
from claims.standing import Addressed, Reply, is_reply, standing
from councils.choices import SPEAKING, TenureKind
from councils.models import Document, Tenure, Voice
from councils.representation.tenures import ALWAYS, Representation, SideColumns, surely_of, window_of
from record import history
from record.dates import DateExtent, UncertainDate
from record.workflow.publishing import refresher

BATCH = 2000
# A claim was said when an appearance says so, or else on the date of its document, or when that became public.
SAID = Appearance._uncertain_dates["said"].columns
DATES = Document._uncertain_dates
DOCUMENTED = [f"passage__document__{column}" for column in (*DATES["date"].columns, *DATES["published"].columns)]


@refresher
def refresh(changed: dict[str, set[int]]) -> None:
    """Bring up to date whatever rests on the records that changed."""
    affected = set(changed.get("claim", ()))
    if voices := changed.get("voice"):
        affected |= _claims_of_voices(_touched(voices))
    if documents := changed.get("document"):
        affected |= set(Appearance.objects.filter(passage__document__in=documents).values_list("claim_id", flat=True))
    if cases := changed.get("case"):
        affected |= set(Claim.objects.filter(case__in=cases).values_list("pk", flat=True))
    if affected:
        compute(_with_neighbours(affected))


def rebuild() -> int:
    """Compute everything anew; the number of published claims."""
    Stand.objects.all().delete()
    ClaimCouncil.objects.all().delete()
    ClaimStanding.objects.all().delete()
    pks = list(Claim.objects.published().values_list("pk", flat=True))
    compute(set(pks))
    return len(pks)


def compute(claim_pks: set[int]) -> None:
    """Compute these claims: all that is published of them, and nothing of the rest."""
    ties = Representation()
    columns = SideColumns(ties)
    published = Claim.objects.published().filter(pk__in=sorted(claim_pks)).order_by("pk")
    claims = {pk: (case, made_for) for pk, case, made_for in published.values_list("pk", "case_id", "made_for_id")}
    gone = sorted(claim_pks - claims.keys())
    Stand.objects.filter(claim__in=gone).delete()
    ClaimCouncil.objects.filter(claim__in=gone).delete()
    ClaimStanding.objects.filter(claim__in=gone).delete()
    pks = list(claims)
    # Dates first, for all: a standing looks at the dates of other claims.
    rows = {}
    for start in range(0, len(pks), BATCH):
        rows |= _said_and_side({pk: claims[pk] for pk in pks[start : start + BATCH]}, columns)
    voices = _Voices()
    for start in range(0, len(pks), BATCH):
        batch = {pk: rows[pk] for pk in pks[start : start + BATCH]}
        _standings(batch, {pk: claims[pk][1] for pk in batch}, rows, ties, voices)
    _store(list(rows.values()))
    _close(pks)
    for start in range(0, len(pks), BATCH):
        _take_stands(pks[start : start + BATCH], rows, ties)


def _touched(voices: set[int]) -> set[int]:
    """The voices whose claims may count otherwise once these have changed.

    All that speak for them, and the alliances of which they are members, with
    those that speak for these; now or at any time, since what was taken away
    touches them as well.
    """
    speaking = history.pks_ever(Tenure, "kind", SPEAKING)
    joint = history.pks_ever(Tenure, "kind", [TenureKind.MEMBER_OF])
    alliances = history.values_ever(Tenure, joint & history.pks_ever(Tenure, "voice_id", voices), "of_id")
    councils = set(Voice.objects.councils().values_list("pk", flat=True))
    return _below(speaking, voices, set()) | _below(speaking, alliances, councils)


def _below(tenures: set[int], voices: set[int], without: set[int]) -> set[int]:
    """These voices and all that these tenures ever tied to them, step by step, save some."""
    found, edge = set(voices), set(voices)
    while edge:
        rows = tenures & history.pks_ever(Tenure, "of_id", edge)
        edge = history.values_ever(Tenure, rows, "voice_id") - found - without
        found |= edge
    return found


def _claims_of_voices(voices: set[int]) -> set[int]:
    found = set(Claim.objects.filter(made_for__in=voices).values_list("pk", flat=True))
    found |= set(About.objects.filter(voice__in=voices).values_list("claim_id", flat=True))
    found |= set(Appearance.objects.filter(reporters__voice__in=voices).values_list("claim_id", flat=True))
    return found


def _with_neighbours(claims: set[int]) -> set[int]:
    """With the claims that these answer, or once answered, and those that answer them."""
    answers = history.pks_ever(Response, "claim_id", claims)
    return (
        claims
        | history.values_ever(Response, answers, "to_id")
        | set(Response.objects.filter(to__in=claims).values_list("claim_id", flat=True))
    )


class _Voices:
    """The names and ids of voices, read once they are asked for: most claims answer nothing and are about nobody."""

    @cached_property
    def _all(self):
        return {pk: (name, public_id) for pk, name, public_id in Voice.objects.values_list("pk", "name", "public_id")}

    def name(self, pk) -> str:
        return self._all[pk][0]

    def public_id(self, pk) -> str:
        return self._all[pk][1]


def _said_and_side(claims: dict[int, tuple], columns) -> dict[int, ClaimStanding]:
    """Rows with the date of the earliest appearance and the side; standing to be filled in."""
    reported = defaultdict(list)
    reporters = Reporter.objects.filter(appearance__claim__in=claims).order_by("sequence", "pk")
    for appearance, voice in reporters.values_list("appearance_id", "voice_id"):
        reported[appearance].append(voice)
    # Columns and no rows: a load asks for tens of thousands.
    appearances = defaultdict(list)
    found = Appearance.objects.filter(claim__in=claims).order_by("sequence", "pk")
    for pk, claim, *dated in found.values_list("pk", "claim_id", *SAID, *DOCUMENTED):
        parts = [dated[start : start + len(SAID)] for start in range(0, len(dated), len(SAID))]
        date = next((UncertainDate(*part) for part in parts if part[0]), None)
        appearances[claim].append((date, reported[pk]))
    rows = {}
    for pk, (case, made_for) in claims.items():
        said = min((date for date, _ in appearances[pk] if date is not None), key=window_of, default=None)
        window = window_of(said)
        side = columns.side_of(case, made_for, window)
        reporters = [_reporting_side(voices, window_of(date), case, side, columns) for date, voices in appearances[pk]]
        is_reported_only = bool(reporters) and all(reporters)
        reporter, reporting = reporters[0] if is_reported_only else (None, side)
        rows[pk] = ClaimStanding(
            claim_id=pk, case_id=case, said=said, side_id=reporting, is_reported_only=is_reported_only
        )
        rows[pk].reporter = reporter
    return rows


def _reporting_side(voices, window, case, side, columns):
    """Who reports an appearance, and in which side, other than the claim's own; None where none does."""
    for voice in voices:
        reporting = columns.side_of(case, voice, window)
        if reporting is not None and reporting != side:
            return voice, reporting
    return None


def _standings(rows: dict[int, ClaimStanding], makers: dict[int, int], dated, ties, voices) -> None:
    """Fill in the standing of these rows; ``dated`` are those of all claims that are computed with them."""
    replies, responders = defaultdict(list), defaultdict(list)
    found = list(
        Response.objects.published()
        .filter(to__in=rows)
        .order_by("pk")
        .values_list("to_id", "relation", "claim_id", "claim__public_id", "claim__made_for_id")
    )
    answers = {claim for _, _, claim, _, _ in found}
    windows = defaultdict(lambda: ALWAYS)
    for row in ClaimStanding.objects.filter(claim__in=answers - set(dated)).only(*SAID):
        windows[row.claim_id] = window_of(row.said)
    windows |= {claim: window_of(dated[claim].said) for claim in answers & set(dated)}
    for to, relation, claim, public_id, voice in found:
        members = [voices.name(member) for member in ties.members(voice, windows[claim])]
        replies[to].append(
            Reply(relation, voices.public_id(voice), voices.name(voice), public_id, tuple(sorted(members)))
        )
        if is_reply(relation):
            responders[to].append((voice, windows[claim]))
    parties = defaultdict(list)
    for claim, voice in About.objects.filter(claim__in=rows, reading=False).values_list("claim_id", "voice_id"):
        parties[claim].append(voice)
    for claim, row in rows.items():
        window = window_of(row.said)
        maker = ties.spoken_for(makers[claim], window)
        addressed = [
            Addressed(voices.public_id(party), voices.name(party), _has_replied(party, window, responders[claim], ties))
            for party in parties[claim]
            if party not in maker and makers[claim] not in ties.spoken_for(party, window)
        ]
        computed = standing(replies[claim], addressed)
        row.words = list(computed.words)
        row.detail = {
            "replies": {
                word: [
                    {"voice": each.voice, "name": each.name, "claim": each.claim, "members": list(each.members)}
                    for each in group
                ]
                for word, group in computed.replies.items()
            },
            "silent": [{"voice": each.voice, "name": each.name} for each in computed.silent],
        }


def _has_replied(party, window, responders, ties) -> bool:
    """Whether the party, one that counts for it or all its members, or one for which it speaks has responded."""
    above = ties.above(party, window)
    members = set(ties.members(party, window))
    return any(
        voice in above
        or party in ties.spoken_for(voice, when)
        or (members and members <= set(ties.members(voice, when)))
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


def surely_held(when: UncertainDate | None) -> tuple[datetime.date, datetime.date] | None:
    """The first and last of several days on which a position is known to have been held, or None where no two are."""
    if when is None or when.extent != DateExtent.THROUGHOUT:
        return None
    start, end = surely_of(when)
    return (start, end) if start < end else None


def _take_stands(pks, rows, ties) -> None:
    """Each position on each of its subjects, in place of what was computed before."""
    positions = list(Position.objects.filter(claim__in=pks).select_related("claim").order_by("pk"))
    Stand.objects.filter(claim__in=pks).delete()
    if not positions:
        return
    subjects = _subjects([position.pk for position in positions])
    stands = []
    for position in positions:
        claim = position.claim
        said, reporter = rows[claim.pk].said, rows[claim.pk].reporter
        when = position.when or said
        holder = position.of_id or claim.made_for_id
        window = window_of(when)
        surely_from, surely_to = surely_held(when) or (datetime.date.min, datetime.date.min)
        for subject, on in subjects[position.pk] or [(position.on, {})]:
            stands.append(
                Stand(
                    position=position,
                    claim=claim,
                    case_id=claim.case_id,
                    holder_id=holder,
                    # What only another side reports is that side's word, and nobody's own (docs/laws.md, law 5).
                    said_by_id=reporter or claim.made_for_id,
                    is_own=not reporter and holder in ties.spoken_for(claim.made_for_id, window),
                    stance=position.stance,
                    subject=subject,
                    when=when,
                    surely_from=surely_from,
                    surely_to=surely_to,
                    **on,
                )
            )
    Stand.objects.bulk_create(stands, batch_size=BATCH)


def _subjects(positions) -> dict[int, list[tuple[str, dict]]]:
    found = defaultdict(list)
    for model, name in ((PositionProposal, "proposal"), (PositionOption, "option"), (PositionElement, "element")):
        rows = model.objects.filter(position__in=positions).order_by("sequence", "pk")
        for position, pk in rows.values_list("position_id", f"{name}_id"):
            found[position].append((f"{name}:{pk}", {f"{name}_id": pk}))
    return found


def _close(pks) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLOSURE, {"claims": pks, "speaking": [kind.value for kind in SPEAKING], "replies": list(OTHERS)})
        cursor.execute(SEARCH, {"claims": pks})


# The words by which a claim is found: its statement, the words it rests on, for whom it is made and who spoke.
SEARCH = f"""
UPDATE claims_claimstanding SET search =
    setweight(to_tsvector('english', {ungrouped_in_sql("c.statement")}), 'A')
    || setweight(to_tsvector('english', v.name || ' ' || v.short_name), 'B')
    || setweight(to_tsvector('english', COALESCE((
           SELECT string_agg({ungrouped_in_sql("p.quote")} || ' ' || COALESCE(s.name, ''), ' ') FROM claims_appearance a
           JOIN councils_passage p ON p.id = a.passage_id
           LEFT JOIN councils_voice s ON s.id = a.speaker_id WHERE a.claim_id = c.id), '')), 'B')
    -- Every word as it stands, for phrases: in English “no consensus” and “consensus” are one.
    || to_tsvector('simple', {ungrouped_in_sql("c.statement")}) || to_tsvector('simple', v.name)
    || to_tsvector('simple', COALESCE((
           SELECT string_agg(COALESCE(s.name || ' … ', '') || {ungrouped_in_sql("p.quote")}, ' … ')
           FROM claims_appearance a JOIN councils_passage p ON p.id = a.passage_id
           LEFT JOIN councils_voice s ON s.id = a.speaker_id WHERE a.claim_id = c.id), ''))
FROM claims_claim c JOIN councils_voice v ON v.id = c.made_for_id
WHERE claims_claimstanding.claim_id = c.id AND c.id = ANY(%(claims)s)
"""
