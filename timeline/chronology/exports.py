"""The feed and the CSV of a timeline."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.utils.text import capfirst

from claims.models import Claim, HeldPosition
from councils.models import Document
from councils.quotations.citation import cited, cited_document
from proposals import named_plans
from proposals.models import EventFact, Submission
from proposals.named_plans import PlanCells
from record.dates.notes import with_note
from record.models import Publication
from record.text.english import counted
from record.web.exports import FEED_LENGTH, FeedEntry
from timeline.chronology import entries, summaries
from timeline.decisions.list_page import decision_sources

AUTHOR = "Counterpoint"


def newest(case, parts, today) -> list[FeedEntry]:
    """Feed entries, the last published or changed first."""
    dated = [
        part.annotate(changed=Subquery(_log(part.model).newest_first().values("at")[:1])).values(
            *entries.COLUMNS, "changed"
        )
        for part in parts
    ]
    rows = list(entries.together(dated, ["-changed", "public_id"], FEED_LENGTH))
    found = entries.entries_from(case, today, rows)
    summaries.annotate_summaries(case, case.sides_shown, found)
    sources = _sources(found)
    first = dict(_first_published(row["public_id"] for row in rows))
    return [
        _feed_entry(entry, sources[entry.public_id], first.get(entry.public_id, row["changed"]), row["changed"])
        for entry, row in zip(found, rows, strict=True)
    ]


def header(case) -> list[str]:
    sides = [f"claims: {side.label}" for side in case.sides_shown]
    return [
        "date",
        "edtf",
        "as printed",
        "kind",
        "status",
        "title",
        "by",
        *sides,
        "claims: others",
        "accounts",
        "address",
        "decided",
        "sources",
        "editor’s notes",
        named_plans.COLUMN,
    ]


def lines(case, parts, today, absolute):
    """All entries as rows of a table; ``absolute`` makes a whole address of a path."""
    plans = PlanCells()
    for found in entries.all_entries(case, parts, today):
        summaries.annotate_summaries(case, case.sides_shown, found)
        sources = _sources(found)
        for entry in found:
            yield [
                with_note(entry.when),
                entry.when.edtf if entry.when else "",
                entry.when.printed if entry.when else "",
                entry.kind_label,
                entry.status_label,
                entry.title_in_files,
                "; ".join(entry.by),
                *(count for _, _, count in entry.slots),
                entry.others,
                "; ".join(entry.words),
                absolute(entry.address),
                "; ".join(_decided(entry)),
                "; ".join(sources[entry.public_id]),
                " ".join(_notes(entry)),
                plans.cell(case, entry.proposals_named, entry.options_named),
            ]


def _log(model):
    """The publications of each row.

    For a shift, those of both claims.
    """
    if model is HeldPosition:
        either = (OuterRef("claim__public_id"), OuterRef("older"))
        return Publication.objects.filter(kind=Claim.KIND, record_id__in=either)
    return Publication.objects.filter(kind=model.KIND, record_id=OuterRef("public_id"))


def _first_published(ids):
    return Publication.objects.filter(record_id__in=list(ids), version=1).values_list("record_id", "at")


def _feed_entry(entry, sources, published, updated) -> FeedEntry:
    said = [] if entry.is_shift else [f"{label}: {_claims(count)}" for label, _, count in entry.slots]
    facts = [with_note(entry.when) or "Date not known", capfirst(entry.kind_label), capfirst(entry.status_label)]
    after = [*_notes(entry), *([f"Sources: {'; '.join(sources)}"] if sources else [])]
    return FeedEntry(
        title=entry.title_in_files,
        address=entry.address,
        author="; ".join(entry.by) or AUTHOR,
        published=published,
        updated=updated,
        body=[". ".join(fact for fact in facts if fact), *_decided(entry), *entry.words, "; ".join(said), *after],
        categories=[entry.kind_label],
    )


def _decided(entry) -> list[str]:
    """The decisions at an entry, with the votes, in plain lines."""
    return [line for decision in entry.decisions for line in (*map(str, decision.decided.lines), *decision.vote_lines)]


def _notes(entry) -> list[str]:
    """The editors' notes that stand beside an entry."""
    flags = [*entry.notes_on_date, *(flag for decision in entry.decisions for flag in decision.flags.all())]
    return [f"Editor’s note: {flag.note}" for flag in flags]


def _sources(found) -> dict[str, list[str]]:
    """The sources of each entry, cited once each, by the id of the entry.

    A document is its own source. As many queries for many entries as for one.
    """
    of_entry, ids = defaultdict(list), {(entry.rank, entry.pk): entry.public_id for entry in found}
    facts = EventFact.objects.filter(event__in=_keys(found, entries.EVENT), passage__isnull=False)
    for fact in facts.select_related("passage__document__publisher").order_by("event", "sequence"):
        of_entry[ids[entries.EVENT, fact.event_id]].append(cited(fact.passage))
    submissions = Submission.objects.filter(pk__in=_keys(found, entries.SUBMISSION))
    for each in submissions.select_related("document__publisher", "passage__document__publisher"):
        if each.passage:
            of_entry[each.public_id].append(cited(each.passage))
        elif each.document:
            of_entry[each.public_id].append(cited_document(each.document))
    documents = Document.objects.filter(pk__in=_keys(found, entries.DOCUMENT)).select_related("publisher")
    for each in documents:
        of_entry[each.public_id].append(cited_document(each))
    prefetch_related_objects(
        [decision for entry in found for decision in entry.decisions], "passage__document__publisher"
    )
    for entry in found:
        if entry.is_shift:
            of_entry[entry.public_id] += [cited(each["passage"]) for each in entry.detail["sources"]]
        for decision in entry.decisions:
            of_entry[entry.public_id] += decision_sources(decision)
    return {entry.public_id: list(dict.fromkeys(of_entry[entry.public_id])) for entry in found}


def _keys(found, rank) -> list[int]:
    return [entry.pk for entry in found if entry.rank == rank]


def _claims(count) -> str:
    return counted(count, "claim") if count else "nothing found"
