"""Entries of the search, refreshed in the transaction that changes their records.

For each kind of record, SELECTS says how its entries are made: from its name, its own
words and those of its parts. ``rebuild_entries`` makes all entries anew, and a test
compares them with those that publishing keeps up to date.
"""

import json
from collections import defaultdict

from django.db import connection
from django.db.models import Q

from claims.models import ClaimPoint, SearchEntry
from councils.choices import FlagKind
from councils.models import Document
from proposals.models import Decision, Option
from record import history

# Of a question with more claims than this, the others add no new words.
ANSWERS = 200

_INSERT = """
INSERT INTO claims_searchentry (kind, record_kind, record, part, ref, case_id, day, detail, called, search)
SELECT kind, record_kind, record, part, ref, case_id, day, detail,
       trim(translate(record_search_words(called), '"', ' ')),
       setweight(record_search_vector(called), 'A') || setweight(record_search_vector(coalesce(says, '')), 'B')
       || setweight(record_search_vector(coalesce(parts, '')), 'C')
FROM ({select}) AS entry (kind, record_kind, record, part, ref, case_id, day, detail, called, says, parts)
"""


def _day(date: str, table: str = "r") -> str:
    """The day by which an uncertain date is sorted: record.dates.order.day_placed."""
    return f"coalesce(nullif({table}.{date}_earliest, '0001-01-01'), {table}.{date}_latest)"


# By the kind of the record: its kind among the results, its table, the columns of an entry from “case” on.
_RECORDS = {
    "case": ("case", "councils_case", "r.id, NULL::date, '', concat_ws(' … ', r.title, r.area), r.summary, ''"),
    "voice": (
        "voice",
        "councils_voice",
        """NULL::bigint, NULL::date, r.kind,
        concat_ws(' … ', r.name, r.short_name,
            (SELECT string_agg(a.name, ' … ' ORDER BY a.name) FROM councils_alias a WHERE a.voice_id = r.id)),
        concat_ws(' … ', r.description, (SELECT concat_ws(' … ', c.area, c.code) FROM councils_council c
            WHERE c.voice_id = r.id)), ''""",
    ),
    "document": (
        "document",
        "councils_document",
        f"""NULL::bigint, coalesce({_day("date")}, {_day("published")}), r.kind, r.title,
        (SELECT v.name FROM councils_voice v WHERE v.id = r.publisher_id), r.summary""",
    ),
    "point": (
        "question",
        "claims_point",
        f"""r.case_id,
        (SELECT max({_day("said", "s")}) FROM claims_claimpoint p JOIN claims_claimstanding s USING (claim_id)
         WHERE p.point_id = r.id), '', r.question, r.note,
        (SELECT string_agg(statement, ' … ') FROM (
            SELECT c.statement FROM claims_claimpoint p JOIN claims_claim c ON c.id = p.claim_id
            WHERE p.point_id = r.id AND c.state = 'published' ORDER BY c.id LIMIT {ANSWERS}) answers)""",
    ),
    "event": (
        "event",
        "proposals_event",
        f"""r.case_id, {_day("when")}, r.kind, r.title,
        concat_ws(' … ', r.summary, to_char({_day("when")},
            CASE WHEN r.when_earliest = r.when_latest THEN 'FMDD FMMonth YYYY' ELSE 'FMMonth YYYY' END)),
        concat_ws(' … ',
            (SELECT string_agg(f.words, ' … ' ORDER BY f.id) FROM proposals_eventfact f WHERE f.event_id = r.id),
            (SELECT string_agg(i.title, ' … ' ORDER BY i.id) FROM proposals_agendaitem i WHERE i.event_id = r.id))""",
    ),
    "proposal": (
        "proposal",
        "proposals_proposal",
        """r.case_id, NULL::date, '',
        concat_ws(' … ', r.name,
            (SELECT string_agg(n.name, ' … ' ORDER BY n.id) FROM proposals_proposalname n WHERE n.proposal_id = r.id)),
        r.summary,
        (SELECT string_agg(concat_ws(' … ', o.name, o.summary,
            (SELECT string_agg(c.name, ' … ' ORDER BY c.id) FROM proposals_proposedcouncil c
             WHERE c.option_id = o.id)), ' … ' ORDER BY o.id)
         FROM proposals_option o WHERE o.proposal_id = r.id AND o.state = 'published')""",
    ),
    "decision": (
        "decision",
        "proposals_decision",
        f"""r.case_id, {_day("when")}, '', r.title,
        concat_ws(' … ', r.summary, (SELECT v.name FROM councils_voice v WHERE v.id = r.made_by_id)),
        (SELECT string_agg(s.words, ' … ' ORDER BY s.id) FROM proposals_resolution s WHERE s.decision_id = r.id)""",
    ),
    "list": (
        "list",
        "proposals_numberedlist",
        """r.case_id, NULL::date, r.kind, r.title,
        (SELECT string_agg(i.words, ' … ' ORDER BY i.id) FROM proposals_listitem i WHERE i.numbered_list_id = r.id),
        ''""",
    ),
    "risk-register": (
        "list",
        "proposals_riskregister",
        """r.case_id, NULL::date, '', r.title,
        (SELECT string_agg(i.words, ' … ' ORDER BY i.id) FROM proposals_risk i WHERE i.register_id = r.id),
        (SELECT string_agg(i.mitigation, ' … ' ORDER BY i.id) FROM proposals_risk i WHERE i.register_id = r.id)""",
    ),
    "area": (
        "place",
        "proposals_area",
        """r.case_id, NULL::date, r.kind,
        concat_ws(' … ', r.name,
            (SELECT string_agg(n.name, ' … ' ORDER BY n.id) FROM proposals_areaname n WHERE n.area_id = r.id)),
        '', ''""",
    ),
}

# By the kind of the record that is flagged: its table, the table of its flags; its case, its day and what it is called.
_FLAGGED = {
    "claim": (
        *("claims_claim", "claims_claimflag", "r.case_id"),
        *(f"(SELECT {_day('said', 's')} FROM claims_claimstanding s WHERE s.claim_id = r.id)", "r.statement"),
    ),
    "reckoning": ("claims_reckoning", "claims_reckoningflag", "r.case_id", "NULL::date", "r.title"),
    "document": (
        *("councils_document", "councils_documentflag", "NULL::bigint"),
        *(f"coalesce({_day('date')}, {_day('published')})", "r.title"),
    ),
    "option": ("proposals_option", "proposals_optionflag", "r.case_id", "NULL::date", "r.name"),
    "event": ("proposals_event", "proposals_eventflag", "r.case_id", _day("when"), "r.title"),
    "decision": ("proposals_decision", "proposals_decisionflag", "r.case_id", _day("when"), "r.title"),
    "proposal": ("proposals_proposal", "proposals_proposalflag", "r.case_id", "NULL::date", "r.name"),
    "risk-register": ("proposals_riskregister", "proposals_riskflag", "r.case_id", "NULL::date", "r.title"),
    "list": ("proposals_numberedlist", "proposals_listflag", "r.case_id", "NULL::date", "r.title"),
}

_PUBLISHED = "r.state = 'published' AND (%(pks)s::bigint[] IS NULL OR r.id = ANY(%(pks)s))"


def _entries(kind: str, table: str, columns: str) -> str:
    """The entries of published records of one kind."""
    return f"SELECT '{kind}', %(record_kind)s, r.id, '', r.public_id, {columns} FROM {table} r WHERE {_PUBLISHED}"


def _flags(table: str, flags: str, case: str, day: str, called: str) -> str:
    """The entries of editors' notes on published records of one kind."""
    return f"""SELECT 'note', %(record_kind)s, r.id, concat('flag-', f.id), concat(r.public_id, '-flag-', f.sequence),
            {case}, {day}, f.kind, f.note, %(flag_kinds)s::jsonb ->> f.kind, {called}
        FROM {flags} f JOIN {table} r ON r.id = f.flagged_id WHERE {_PUBLISHED}"""


# Notes of claims and of their figures, which are columns and no flags.
_REMARKS = f"""
    SELECT 'note', %(record_kind)s, r.id, part, concat(r.public_id, '-', place),
        r.case_id, {_day("said", "s")}, 'remark', remark.note, '', r.statement
    FROM claims_claim r LEFT JOIN claims_claimstanding s ON s.claim_id = r.id
    CROSS JOIN LATERAL (
        SELECT 'note', 'note', r.note
        UNION ALL
        SELECT concat('figure-', f.id), concat('figure-', f.sequence), f.note FROM claims_figure f
        WHERE f.claim_id = r.id
    ) AS remark (part, place, note)
    WHERE remark.note <> '' AND {_PUBLISHED}"""


# Places in a council's area, which lead to what each plan would make of them.
_PLACES = f"""
    SELECT 'place', %(record_kind)s, r.id, concat('place-', p.id), concat(r.public_id, '-place-', p.sequence),
        NULL::bigint, NULL::date, p.kind, p.name, c.area, ''
    FROM councils_place p JOIN councils_council c ON c.id = p.council_id JOIN councils_voice r ON r.id = c.voice_id
    WHERE {_PUBLISHED}"""


def _selects() -> dict[str, list[str]]:
    """By the kind of a record, the statements that find its entries and its notes'."""
    selects = {kind: [_entries(*entry)] for kind, entry in _RECORDS.items()}
    for kind, columns in _FLAGGED.items():
        selects.setdefault(kind, []).append(_flags(*columns))
    selects["claim"].append(_REMARKS)
    selects["voice"].append(_PLACES)
    return selects


SELECTS = _selects()


def refresh_entries(changed: dict[str, set[int]]) -> None:
    """Make anew the entries of what changed, and of what repeats its words."""
    repeating = {kind: sorted(pks) for kind, pks in _with_repeating(changed).items() if kind in SELECTS and pks}
    old = Q(pk__in=[])
    for kind, pks in repeating.items():
        old |= Q(record_kind=kind, record__in=pks)
    SearchEntry.objects.filter(old).delete()
    _make(repeating)


def rebuild_entries() -> None:
    """Make all entries anew."""
    SearchEntry.objects.all().delete()
    _make(dict.fromkeys(SELECTS))


def _make(pks: dict[str, list[int] | None]) -> None:
    """Make the entries of these records, by kind; of all of a kind, for None."""
    selects = [
        select.replace("%(record_kind)s", f"'{kind}'").replace("%(pks)s", f"%({kind})s")
        for kind in pks
        for select in SELECTS[kind]
    ]
    if selects:
        values = pks | {"flag_kinds": json.dumps(dict(FlagKind.choices))}
        with connection.cursor() as cursor:
            cursor.execute(_INSERT.format(select="\n    UNION ALL\n".join(selects)), values)


def _with_repeating(changed: dict[str, set[int]]) -> dict[str, set[int]]:
    """Add the records in whose entries words of the changed ones stand."""
    changed = defaultdict(set, {kind: set(pks) for kind, pks in changed.items()})
    if claims := changed["claim"]:
        changed["point"] |= history.related_values_ever(ClaimPoint, "claim_id", claims, "point_id")
    if options := changed["option"]:
        changed["proposal"] |= history.values_ever(Option, options, "proposal_id")
    if voices := changed["voice"]:
        changed["document"] |= set(Document.objects.filter(publisher__in=voices).values_list("pk", flat=True))
        changed["decision"] |= set(Decision.objects.filter(made_by__in=voices).values_list("pk", flat=True))
    return changed
