"""The feed and the CSV of a timeline."""

from django.db.models import OuterRef, Subquery

from claims.models import Claim, HeldPosition
from record.models import Publication
from record.web.exports import FEED_LENGTH, FeedEntry
from timeline.chronology import entries, summaries

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
    first = dict(_first_published(row["public_id"] for row in rows))
    return [
        _feed_entry(entry, first.get(entry.public_id, row["changed"]), row["changed"])
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
    ]


def lines(case, parts, today, absolute):
    """All entries as rows of a table; ``absolute`` makes a whole address of a path."""
    for found in entries.all_entries(case, parts, today):
        summaries.annotate_summaries(case, case.sides_shown, found)
        for entry in found:
            yield [
                entry.when or "",
                entry.when.edtf if entry.when else "",
                entry.when.printed if entry.when else "",
                entry.kind_label,
                entry.status_label,
                entry.title,
                "; ".join(entry.by),
                *(count for _, _, count in entry.slots),
                entry.others,
                "; ".join(entry.words),
                absolute(entry.address),
                "; ".join(_decided(entry)),
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


def _feed_entry(entry, published, updated) -> FeedEntry:
    said = [] if entry.is_shift else [f"{label}: {_claims(count)}" for label, _, count in entry.slots]
    facts = [str(entry.when) if entry.when else "Date not known", entry.kind_label, entry.status_label]
    return FeedEntry(
        title=entry.title,
        address=entry.address,
        author="; ".join(entry.by) or AUTHOR,
        published=published,
        updated=updated,
        body=[". ".join(fact for fact in facts if fact), *_decided(entry), *entry.words, "; ".join(said)],
        categories=[entry.kind_label],
    )


def _decided(entry) -> list[str]:
    """The decisions at an entry, with the votes, in plain lines."""
    return [line for decision in entry.decisions for line in (*map(str, decision.decided_lines), *decision.vote_lines)]


def _claims(count) -> str:
    return f"{count} claim{'' if count == 1 else 's'}" if count else "nothing found"
