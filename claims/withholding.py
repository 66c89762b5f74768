"""Withholding: remove words where the law requires it (docs/laws.md, law 9).

The page, the number and the reason stay.

The only thing that takes words out of publications, history and texts, where the law of the land requires it. It runs
as the owner of the tables; the database refuses it to anyone else, and the
public log says that it was done. Backups are the operator's to deal with.
"""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from councils.choices import QuotationState
from councils.models import Document, FileContent, Passage, StoredText, UploadedFile
from councils.quotations.matching import WITHHELD
from councils.quotations.references import tables
from councils.quotations.text import surroundings
from record import history
from record.content.fields import fields_of
from record.content.schema import WORDS, RecordKind, kinds
from record.models import Draft, HistoryEntry, Loaded, Publication, Remark
from record.text.folding import fold
from record.workflow import publishing
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages
from record.workflow.states import State

BLOT = "█"


@dataclass
class Withheld:
    """The result of a withholding.

    ``also_resting`` are other records that rested on the same words and lose them too.
    """

    record: models.Model
    publications: int = 0
    history_rows: int = 0
    passages: int = 0
    also_resting: list = field(default_factory=list)


def withhold(public_id: str, reason: str) -> Withheld:
    """Remove the words of a record everywhere.

    Raises LookupError if no record has this id.
    """
    record = _find(public_id)
    kind = next(each for each in kinds() if each.name == record.KIND)
    done = Withheld(record)
    with (
        rules_as_messages(),
        transaction.atomic(),
        history.context(why=f"withheld: {reason}", through="withhold"),
        publishing.open_record(),
        _as_owner(),
    ):
        rows = _rows_ever(kind, record)
        passages = _passages(kind, record, rows)
        passages |= _overlapping(passages)
        done.also_resting = [each for each in _ever_resting_on(passages) if each != record]
        was_public = record.state in (State.PUBLISHED, State.WITHDRAWN)
        quoted = set(Passage.objects.filter(pk__in=passages).values_list("document__key", "quote"))
        _blot_texts(record, passages)
        done.passages = _blot_passages(passages)
        for model, (pks, words) in rows.items():
            _blot(model, pks, words)
            done.history_rows += _blot_history(model, pks, _stand_ins(words))
        Draft.objects.of(record).delete()
        Remark.objects.of_record(record).delete()
        Loaded.objects.filter(kind=kind.name, record_id=public_id).delete()
        if was_public:
            kind.model.objects.filter(pk=record.pk).update(state=State.WITHDRAWN, state_reason=reason)
        record.refresh_from_db()
        done.publications = _empty_publications(record, reason)
        for other in done.also_resting:
            _blot_quotations(other, quoted)
            publishing.refresh({other.KIND: {other.pk}})
        if was_public:
            publishing.append([record], action=Action.WITHHELD, office="Operator of this installation", note=reason)
    return done


def _find(public_id):
    for kind in kinds():
        record = kind.model.objects.filter(public_id=public_id).first()
        if record is not None:
            return record
    raise LookupError(f"No record has the id {public_id!r}. It stands in the record's address.")


@contextmanager
def _as_owner():
    """Lift the guards of history, publications and texts, for the tables' owner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('counterpoint.withholding', 'on', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('counterpoint.withholding', '', true)")


# Which columns hold words, and which rows a record has had


def _word_columns(schema, prefix="") -> list[str]:
    """The columns of a schema that hold words, and the printed wordings of its dates."""
    found = []
    for each in fields_of(schema):
        if each.storage == "plain" and WORDS in each.marks and each.empty is None:
            found.append(prefix + each.name)
        elif each.storage == "date":
            found.append(f"{each.name}_printed")
        elif each.storage == "embedded":
            found += _word_columns(each.schema, each.schema.prefix)
    return found


# Of a passage, what “[withheld]” takes the place of, and what goes: a heading may hold the words as well.
_PASSAGE_WORDS = ["quote", "not_found", "compared_office"]
_PASSAGE_GOES = [
    *("before", "after", "page", "section", "paragraph", "line"),
    *("found_page", "found_section", "found_paragraph", "found_line"),
]


def _rows_ever(kind: RecordKind, record) -> dict:
    """Rows that belong or once belonged to a record, and their columns of words.

    By model: a set of primary keys, and the names of columns.
    """
    found = {kind.model: ({record.pk}, [*_word_columns(kind.schema), *kind.model.REPEATED_WORDS, "state_reason"])}
    _descend(kind.schema, {record.pk}, found)
    return found


def _descend(schema, parents, found):
    for each in fields_of(schema):
        if each.storage not in ("part", "parts"):
            continue
        model = apps.get_model(each.schema.model)
        pks = history.pks_ever(model, model._meta.get_field(each.schema.parent).attname, parents)
        found[model] = (pks, [*_word_columns(each.schema), *model.REPEATED_WORDS])
        _descend(each.schema, pks, found)


def _passages(kind, record, rows) -> set[int]:
    """Passages that these rows cite or once cited.

    Of a document, all that are quoted from it.
    """
    found = set()
    for model, (pks, _) in rows.items():
        if any(column.name == "passage" for column in model._meta.concrete_fields):
            found |= history.values_ever(model, pks, "passage_id")
    if isinstance(record, Document):
        found |= set(record.passages.values_list("pk", flat=True))
    return found


def _overlapping(passages: set[int]) -> set[int]:
    """Other passages that quote some of the same words.

    Found by their places in the text, or else by the words.
    """
    found = set()
    withheld = defaultdict(list)
    for passage in Passage.objects.with_words().filter(pk__in=passages):
        withheld[passage.document_id].append(passage)
    for other in Passage.objects.with_words().filter(document__in=withheld).exclude(pk__in=passages):
        if any(_shares_words(other, each) for each in withheld[other.document_id]):
            found.add(other.pk)
    return found


def _shares_words(one, other) -> bool:
    if one.spans and other.spans:
        return any(
            start < other_end and other_start < end
            for start, end in one.spans
            for other_start, other_end in other.spans
        )
    mine, theirs = fold(one.quote).text, fold(other.quote).text
    return mine in theirs or theirs in mine


def _ever_resting_on(passages: set[int]) -> list:
    """The records that rest on any of these passages, or once did."""
    found = []
    for kind in kinds():
        pks = set()
        for model, way in tables(kind):
            rows = history.pks_ever(model, "passage_id", passages)
            for step in filter(None, way.split("__")):
                column = model._meta.get_field(step)
                rows = history.values_ever(model, rows, column.attname)
                model = column.related_model
            pks |= rows
        found += kind.model._default_manager.filter(pk__in=pks).order_by("pk")
    return found


# Taking the words away


def _blot(model, pks, words) -> int:
    changed = 0
    for row in model._default_manager.filter(pk__in=pks):
        for name in words:
            if getattr(row, name):
                setattr(row, name, "" if name.endswith("_printed") else _stand_in(row, name))
        row.save(update_fields=words)
        changed += 1
    return changed


def _stand_in(row, name) -> str:
    """“[withheld]”, made different where the column must be."""
    alone = any(name in getattr(constraint, "fields", ()) for constraint in row._meta.constraints)
    return f"{WITHHELD} {row.pk}" if alone else WITHHELD


def _blot_passages(pks) -> int:
    rows = Passage.objects.filter(pk__in=pks)
    rows.update(**_blotted(_PASSAGE_WORDS[1:]), **dict.fromkeys(_PASSAGE_GOES, ""))
    quoting = rows.with_words().update(quote=WITHHELD, spans=[], state=QuotationState.WITHHELD)
    _blot_history(Passage, pks, _stand_ins(_PASSAGE_WORDS) | dict.fromkeys(_PASSAGE_GOES, ""))
    return quoting


def _blotted(words) -> dict:
    """These columns with “[withheld]” wherever they say anything."""
    return {
        name: models.Case(
            models.When(models.Q((name, "")), then=models.Value("")),
            default=models.Value(WITHHELD),
            output_field=models.TextField(),
        )
        for name in words
    }


# Of each of these columns that says anything, the words that take its place.
_IN_HISTORY = """
UPDATE record_history SET
    old = old || (SELECT coalesce(jsonb_object_agg(key, value), '{}')
                  FROM jsonb_each(%(words)s::jsonb) WHERE coalesce(old ->> key, '') <> ''),
    new = new || (SELECT coalesce(jsonb_object_agg(key, value), '{}')
                  FROM jsonb_each(%(words)s::jsonb) WHERE coalesce(new ->> key, '') <> ''),
    context = CASE WHEN %(why)s THEN context ELSE jsonb_set(context, '{why}', '""', false) END
WHERE table_name = %(table)s AND row_id = ANY(%(pks)s)
"""


def _blot_history(model, pks, words: dict, *, keep_why=False) -> int:
    """Replace the words of columns in the history of rows. Returns how many entries.

    The reason for a write may repeat the words, and goes unless ``keep_why``.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _IN_HISTORY,
            {"words": Jsonb(words), "table": model._meta.db_table, "pks": list(pks), "why": keep_why},
        )
        return cursor.rowcount


def _stand_ins(words) -> dict:
    """“[withheld]” for each of these columns; the printed form of a date is removed."""
    return {name: "" if name.endswith("_printed") else WITHHELD for name in words}


def _blot_texts(record, passages) -> None:
    """Black out the quoted words in stored texts; of a document, the whole text.

    Offsets stay as they are.
    """
    spans = defaultdict(list)
    for passage in Passage.objects.filter(pk__in=passages):
        spans[passage.document_id] += passage.spans
    if isinstance(record, Document):
        spans[record.pk].append(None)
    _let_files_go(spans.keys(), [record.pk] if isinstance(record, Document) else [])
    for stored in StoredText.objects.filter(document__in=spans):
        body = stored.body
        for span in spans[stored.document_id]:
            start, end = span or (0, len(body))
            body = body[:start] + "".join(" " if each.isspace() else BLOT for each in body[start:end]) + body[end:]
        StoredText.objects.filter(pk=stored.pk).update(body=body)
        _blot_history(StoredText, [stored.pk], {"body": body}, keep_why=True)
        # What other quotations show around them may have held the same words.
        for other in Passage.objects.filter(document=stored.document_id).exclude(pk__in=passages).exclude(spans=[]):
            _cut_surroundings(other, body)


def _let_files_go(documents, withheld_whole) -> None:
    """Delete the files given for documents: no words can be taken out of those."""
    FileContent.objects.filter(file__document__in=documents).delete()
    named = UploadedFile.objects.filter(document__in=withheld_whole)
    pks = list(named.values_list("pk", flat=True))
    named.update(name=WITHHELD)
    _blot_history(UploadedFile, pks, {"name": WITHHELD}, keep_why=True)


def _cut_surroundings(passage, body) -> None:
    before, after = surroundings(body, passage.spans[0][0], passage.spans[-1][1])
    Passage.objects.filter(pk=passage.pk).update(before=before, after=after)
    _blot_history(Passage, [passage.pk], {"before": "", "after": ""}, keep_why=True)


def _empty_publications(record, reason) -> int:
    publications = Publication.objects.of(record)
    pks = list(publications.values_list("pk", flat=True))
    emptied = {
        "title": WITHHELD,
        "change_note": "",
        "content": {"key": record.key, "id": record.public_id, "state": "withdrawn", "reason": reason},
    }
    count = publications.update(**emptied)
    _blot_history(Publication, pks, emptied)
    _blot_history(
        Draft, _drafts_ever(record), {"title": WITHHELD, "content": {}, "change_note": "", "state_reason": ""}
    )
    return count


def _drafts_ever(record) -> set[int]:
    ids = history.pks_ever(Draft, "record_id", [record.public_id])
    return ids & history.pks_ever(Draft, "kind", [record.KIND])


def _blot_quotations(record, quoted) -> None:
    """Remove quotations from another record's publications and drafts."""
    for model, pks in (
        (Publication, set(Publication.objects.of(record).values_list("pk", flat=True))),
        (Draft, _drafts_ever(record)),
    ):
        rows = model.objects.filter(pk__in=pks)
        for row in rows:
            rows.filter(pk=row.pk).update(content=_without(row.content, quoted))
        for entry in HistoryEntry.objects.of_rows({model: pks}):
            HistoryEntry.objects.filter(pk=entry.pk).update(
                old=_row_without(entry.old, quoted), new=_row_without(entry.new, quoted)
            )


def _row_without(row, quoted):
    return row and {name: _without(value, quoted) for name, value in row.items()}


def _without(content, quoted):
    """A content in which passages that quote these words quote nothing any more."""
    if isinstance(content, list):
        return [_without(item, quoted) for item in content]
    if not isinstance(content, dict):
        return content
    if (content.get("document"), content.get("quote")) in quoted:
        return {"document": content["document"], "quote": WITHHELD}
    return {key: _without(value, quoted) for key, value in content.items()}
