"""Load a case file: all or nothing, and safe to repeat.

A file that was loaded before changes only records that nobody has changed
since; the others are conflicts, and then nothing in the file is stored.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from claims.case_files import checks, figure_checks, planning
from claims.case_files.carrying_notes import carrying_notes, struck_notes
from claims.case_files.document_texts import given_texts, hold_texts, texts_to_match
from claims.case_files.planning import BATCH, digest
from claims.case_files.position_notes import position_notes
from claims.case_files.public_records import PublicRecords
from claims.case_files.representation_notes import representation_notes
from claims.case_files.validation import CaseFileEntry, read_entries
from claims.case_files.yaml_source import MOST, Source, TooMany
from claims.early_accounts import early_account_notes
from councils.models import Document, Passage, Voice
from councils.models.document import digest_of
from proposals.entry_rules import hour_left_out
from proposals.models import Event
from record import history
from record.content import writing
from record.content.fields import part_models
from record.content.references import Resolver, keys_named
from record.content.schema import kinds
from record.models import HistoryEntry, Load, Loaded
from record.statistics import MANY, analyze
from record.workflow import publishing
from record.workflow.authors import office_now
from record.workflow.publication import FROM_A_FILE, Action
from record.workflow.refusals import rules_as_messages
from record.workflow.states import State
from record.workflow.title_length import long_titles

# One load at a time. Any number will do if nothing else in the database locks on it.
LOADING_LOCK = 0x6C6F6164
# The note of the public log on what is published anew, as its file has it.
ANEW = "Published anew as its file has it."


class LoadRefused(Exception):
    """A file was not loaded; holds its problems in the order of their lines."""

    def __init__(self, source: Source, are_more: bool = False):
        super().__init__(f"{source.name}: {len(source.problems)} problems")
        self.name = source.name
        self.problems = source.problems_by_line()
        self.are_more = are_more

    def lines(self) -> list[str]:
        lines = [problem.text(self.name) for problem in self.problems]
        if self.are_more:
            lines.append(f"{self.name}: These are the first {MOST:,} problems. Correct them and load again.")
        return lines


@dataclass
class Report:
    """The result of a load or of a dry run."""

    created: int = 0
    changed: int = 0
    left: int = 0
    texts: int = 0
    by_kind: Counter = field(default_factory=Counter)
    new_records: list[str] = field(default_factory=list)
    changed_records: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def load(
    path: Path,
    documents: Iterable[Path] = (),
    *,
    dry_run: bool = False,
    again_by=None,
    progress: Callable[[str, int, int], None] = lambda what, done, of: None,
) -> Report:
    """Load a case file. Raises LoadRefused with every reason; then nothing is stored.

    ``again_by`` is an officer who publishes anew what the file says, over what was changed since.
    """
    try:
        # What is on record must not change between being compared and being written.
        with transaction.atomic(), _without_garbage_collection():
            source, found = read_entries(Path(path))
            report = _load(source, found, [Path(each) for each in documents], again_by, progress)
            if dry_run:
                transaction.set_rollback(True)
    except TooMany as error:
        raise LoadRefused(error.args[0], are_more=True) from None
    except ValidationError as error:
        source.problem((), f"{' '.join(error.messages)} Correct the file; nothing was stored.")
        raise LoadRefused(source) from error
    return report


def _load(source: Source, found: list[CaseFileEntry], folders: list[Path], again_by, progress) -> Report:
    if source.problems and not found:
        raise LoadRefused(source)
    # Before anything on record is looked at: a second load of a new case must find what the first has made.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING_LOCK])
    resolver = _resolver(source)
    bodies = given_texts(source, found, folders)
    # check_words may demote records to draft, so it runs before the check of references.
    checks.check_words(source, found, texts_to_match(found, bodies))
    checks.check_references(source, found, resolver)
    checks.check_once(source, found)
    checks.check_codes(source, found)
    checks.check_circles(source, found)
    checks.check_sides(source, found)
    checks.check_councils(source, found)
    checks.check_tenures(source, found)
    checks.check_answers(source, found, resolver)
    figure_checks.check_figures(source, found, resolver)
    figure_checks.check_options(source, found, resolver)
    figure_checks.check_positions(source, found, resolver)
    if source.problems:
        raise LoadRefused(source)
    plans = planning.plan(source, found, resolver, anew=again_by is not None)
    if resolver.case is not None:
        planning.check_state_rules(source, plans, resolver.case)
    if source.problems:
        raise LoadRefused(source)
    # A merged record names what only the other file, or the record, names.
    resolver.learn(keys_named([plan.content for plan in plans]))
    report = Report(
        created=sum(plan.is_new for plan in plans),
        changed=sum(plan.is_changed for plan in plans),
        left=sum(not plan.is_new and not plan.is_changed for plan in plans),
        by_kind=Counter(plan.entry.kind.plural for plan in plans if plan.is_new or plan.is_changed),
        new_records=[f"{plan.entry.kind.name} {plan.entry.key}" for plan in plans if plan.is_new],
        changed_records=[f"{plan.entry.kind.name} {plan.entry.key}" for plan in plans if plan.is_changed],
    )
    _write(source, plans, bodies, resolver, report, again_by, progress)
    return report


@contextmanager
def _without_garbage_collection():
    """Disable cyclic garbage collection while loading; it only costs time here."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _resolver(source: Source) -> Resolver:
    """A resolver for keys of the file's case, even if the case itself has errors."""
    kind = next(kind for kind in kinds() if kind.is_scope)
    case = (source.tree or {}).get(kind.plural)
    key = case.get("key") if isinstance(case, dict) else None
    known = isinstance(key, str) and "\0" not in key
    return Resolver(kind.model.objects.nameable_by().filter(key=key).first() if known else None)


# Writing


def _write(source, plans, bodies, resolver, report, again_by, progress) -> None:
    name = Path(source.name).name
    why = f"loaded from {name}, {source.sha256}"
    office = office_now(again_by) if again_by else f"{FROM_A_FILE}{name}, {source.sha256}"
    with (
        history.context(by=again_by, why=why, through="load_case"),
        rules_as_messages(),
        publishing.open_record(),
    ):
        _reserve_pks(plans, resolver)
        written = [plan for plan in plans if plan.is_new or plan.is_changed]
        was = {(plan.entry.kind.name, plan.pk): plan.row.state for plan in plans if not plan.is_new}
        voices = [plan.content for plan in plans if plan.entry.kind.name == Voice.KIND]
        of_the_file = [*_hours_left_out(written), *_long_titles(written), *_uncited(plans)]
        _remember(plans, next(plan.entry.key for plan in plans if plan.entry.kind.is_scope))
        public = PublicRecords(resolver.case)
        held = set()
        for kind in kinds():
            group = [plan for plan in written if plan.entry.kind is kind]
            for start in range(0, len(group), BATCH):
                _write_batch(kind, group[start : start + BATCH], resolver, public)
                progress(kind.plural, min(start + BATCH, len(group)), len(group))
            if kind.name == "document":
                held = hold_texts(bodies)
        report.texts = len(held)
        if filled := _filled(written):
            analyze(filled)
        progress("computing", 0, len(written))
        for plan in plans:
            # A new text changes the page of its document, even if the file says nothing new of it.
            if plan.content and (plan.entry.kind.name, plan.entry.key) in held:
                public.take(plan)
        publishing.append(
            public,
            action=lambda row: _action(row, was),
            office=office,
            note=ANEW if again_by else "",
            contents=public,
        )
        if written:
            report.notes = [
                *representation_notes(resolver.case, voices),
                *position_notes(resolver.case),
                *early_account_notes(resolver.case),
                *of_the_file,
                *struck_notes(resolver.case),
                *carrying_notes(resolver.case),
            ]
        Load.objects.create(name=name, sha256=source.sha256, documents_sha256=documents_digest(bodies))


def _filled(written) -> set:
    """The tables that get many rows, with their history; none in a small file."""
    numbers = Counter(plan.entry.kind.name for plan in written)
    filled = [kind for kind in kinds() if numbers[kind.name] >= MANY]
    models = {model for kind in filled for model in (kind.model, Passage, *dict(part_models(kind.schema)))}
    return models | {HistoryEntry} if models else models


def _write_batch(kind, plans, resolver, public: PublicRecords) -> None:
    for plan in plans:
        if plan.row is None:
            plan.row = kind.model(pk=plan.pk, public_id=plan.content.public_id, key=plan.entry.key)
    writing.write(kind, [(plan.row, plan.content) for plan in plans], resolver)
    for plan in plans:
        public.take(plan)


def _hours_left_out(plans) -> Iterable[str]:
    for plan in plans:
        if plan.entry.kind.name == Event.KIND and (words := hour_left_out(plan.content)):
            yield f"The event {plan.entry.key!r}: {words}"


def _uncited(plans) -> Iterator[str]:
    """Documents of the file that nothing in it names."""
    named = keys_named([plan.content for plan in plans])["document"]
    for plan in plans:
        if plan.entry.kind.name == Document.KIND and plan.entry.key not in named:
            yield f"Nothing cites the document {plan.entry.key!r}, so it is not on the timeline of the case."


def _long_titles(plans) -> Iterable[str]:
    for plan in plans:
        for path, words in long_titles(plan.content):
            yield f"The {path[0]} of the {plan.entry.kind.name} {plan.entry.key!r} {words}"


def _action(row, was) -> Action:
    before = was.get((row.KIND, row.pk))
    if row.state == State.WITHDRAWN:
        return Action.WITHDRAWN
    if before == State.WITHDRAWN:
        return Action.RESTORED
    return Action.CHANGED if before == State.PUBLISHED else Action.PUBLISHED


def _reserve_pks(plans, resolver) -> None:
    """Give new records their primary keys, so that they can name each other."""
    for kind in kinds():
        group = [plan for plan in plans if plan.entry.kind is kind]
        new = [plan for plan in group if plan.is_new]
        for plan, pk in zip(new, writing.reserve_pks(kind.model, len(new)), strict=True):
            plan.pk = pk
        for plan in group:
            resolver.add(kind.name, plan.entry.key, plan.pk)
        if kind.is_scope:
            (plan,) = group
            plan.row = plan.row or kind.model(pk=plan.pk, public_id=plan.content.public_id, key=plan.entry.key)
            resolver.case = plan.row


def _remember(plans, case_key) -> None:
    for start in range(0, len(plans), BATCH):
        Loaded.objects.bulk_create(
            [
                Loaded(
                    source=case_key,
                    kind=plan.entry.kind.name,
                    record_id=plan.content.public_id,
                    said_sha256=plan.said,
                    stood_sha256=plan.stood,
                )
                for plan in plans[start : start + BATCH]
            ],
            update_conflicts=True,
            update_fields=["said_sha256", "stood_sha256"],
            unique_fields=["record_id", "kind", "source"],
        )


def documents_digest(bodies: dict[str, str]) -> str:
    return digest({key: digest_of(body) for key, body in bodies.items()}) if bodies else ""
