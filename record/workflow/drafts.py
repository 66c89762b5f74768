"""Changes to what is published: drafts beside it, shown as readers will see them, published by a second person."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from pydantic import ValidationError as Invalid

from record import history
from record.content import codec
from record.content.references import Resolver, keys_named
from record.content.schema import kind, kind_of
from record.content.validation_messages import reason
from record.models.draft import Draft
from record.models.publication import Action, Publication
from record.workflow import publishing
from record.workflow.states import NotAllowed, State

# Parts of a content that no draft changes.
LIVE = ("key", "id", "state", "reason")


class Collision(Exception):
    """The record was published anew since the draft was begun. Both contents are given."""

    def __init__(self, mine: dict, theirs: dict):
        super().__init__("The record was published anew since this draft was begun.")
        self.mine, self.theirs = mine, theirs


def version_of(record) -> int:
    """The number of the version that is public; 0 before the first."""
    last = Publication.objects.of(record).order_by("-version").values_list("version", flat=True).first()
    return last or 0


def record_of(draft: Draft):
    return kind(draft.kind).model.objects.get(public_id=draft.record_id)


def keep(record, content: dict, *, by, note: str = "", minor: bool = False) -> Draft:
    """Keep a change as this officer's draft, beginning one where there is none."""
    publishing.ask(by, publishing.DRAFT, record)
    with transaction.atomic(), history.context(by=by, why=note, through="draft"):
        draft = Draft.objects.of(record).by(by).select_for_update().first()
        if draft is None:
            draft = Draft(kind=record.KIND, record_id=record.public_id, author=by, base_version=version_of(record))
        draft.content, draft.change_note, draft.is_minor = content, note, minor
        draft.title = content[kind_of(record).title][:300]
        draft.state, draft.state_reason = State.DRAFT, ""
        draft.save()
    return draft


def submit(draft: Draft, *, by) -> None:
    """Hand a draft over for review."""
    if draft.author_id != by.pk:
        raise NotAllowed("Only its author hands a draft over.")
    _move(draft, State.DRAFT, State.NEEDS_REVIEW, by=by)


def send_back(draft: Draft, *, by, reason: str) -> None:
    """Return a draft to its author, with a reason."""
    if not reason.strip():
        raise NotAllowed("Give a reason: it is kept with the draft.")
    publishing.ask(by, publishing.DRAFT, record_of(draft))
    _move(draft, State.NEEDS_REVIEW, State.DRAFT, by=by, reason=reason)


def _move(draft, source, target, *, by, reason=""):
    with transaction.atomic(), history.context(by=by, why=reason, through="draft"):
        row = Draft.objects.select_for_update().get(pk=draft.pk)
        if row.state != source:
            raise NotAllowed(f"This draft is not {State(source).label}.")
        row.state, row.state_reason = target, reason
        row.save(update_fields=["state", "state_reason", "updated"])
    draft.state, draft.state_reason = target, reason


def publish(draft: Draft, *, by) -> Publication:
    """Apply a draft in one transaction. Raises Collision where the record has moved on, NotAllowed, ValidationError."""
    with (
        publishing.rules_as_messages(),
        transaction.atomic(),
        history.context(by=by, why=draft.change_note, through="publish"),
    ):
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        if draft.state != State.NEEDS_REVIEW:
            raise NotAllowed("This draft is not handed over for review.")
        record = kind(draft.kind).model.objects.select_for_update().get(public_id=draft.record_id)
        publishing.ask(by, "publish", record, publishing.authors_of(record, draft))
        if version_of(record) != draft.base_version:
            raise Collision(draft.content, publishing.contents_of([record])[record.KIND, record.pk])
        with publishing.open_record():
            write(record, draft.content)
            publishing.check_names([record])
            record.edited_by = draft.author
            record.save(update_fields=["edited_by"])
            (publication,) = publishing.append(
                [record], action=Action.CHANGED, office=by.office, note=draft.change_note, minor=draft.is_minor
            )
        draft.delete()
    return publication


def discard(draft: Draft, *, by) -> None:
    """Give up a draft. What it said stays in the history."""
    if draft.author_id != by.pk:
        raise NotAllowed("Only its author gives a draft up.")
    with transaction.atomic(), history.context(by=by, through="draft"):
        draft.delete()


def renew(draft: Draft, *, by) -> list[str]:
    """Set a draft upon the version that is public now.

    What only the others changed is taken over; what the draft changed stays.
    Returns the parts that both changed, in which the draft's text now stands
    against theirs.
    """
    if draft.author_id != by.pk:
        raise NotAllowed("Only its author sets a draft upon the new version.")
    with transaction.atomic(), history.context(by=by, through="draft"):
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        record = record_of(draft)
        theirs = publishing.contents_of([record])[record.KIND, record.pk]
        began = Publication.objects.of(record).filter(version=draft.base_version).first()
        base = began.content if began else {}
        content, both = {}, []
        for name in dict.fromkeys([*theirs, *draft.content]):
            mine = draft.content.get(name)
            keep_mine = mine != base.get(name) and name not in LIVE
            if keep_mine and theirs.get(name) not in (base.get(name), mine):
                both.append(name)
            value = mine if keep_mine else theirs.get(name)
            if value is not None:
                content[name] = value
        draft.content, draft.base_version = content, version_of(record)
        draft.state, draft.state_reason = State.DRAFT, ""
        draft.save()
    return both


@contextmanager
def written(record, content: dict | None = None):
    """The record's rows brought to a content, for the length of the block; nothing of it stays."""
    with transaction.atomic(), publishing.open_record():
        row = type(record)._default_manager.get(pk=record.pk)
        if content is not None:
            write(row, content)
        yield row
        transaction.set_rollback(True)


@contextmanager
def applied(record, content: dict | None = None, *, office: str = ""):
    """The record as its draft would have it, for the length of the block; nothing of it stays.

    Yields the row, published for the time being, with all that is computed of
    it and its place in the public log. Rules across rows are not asked: a draft
    may be looked at before it is right.
    """
    with written(record, content) as row:
        row.state = State.PUBLISHED
        row.save(update_fields=["state"])
        publishing.refresh({row.KIND: {row.pk}})
        action = Action.CHANGED if version_of(row) else Action.PUBLISHED
        publishing.log([row], publishing.contents_of([row]), action=action, office=office)
        yield type(row)._default_manager.get(pk=row.pk)


def problems(record, content: dict | None = None, *, names_checked: bool = True) -> list[str]:
    """What the rules would refuse if the record, or this content of it, were published now."""
    try:
        with publishing.rules_as_messages(), written(record, content) as row:
            row.state = State.PUBLISHED
            row.save(update_fields=["state"])
            if names_checked:
                publishing.check_names([row])
            publishing.check_rules()
    except ValidationError as refused:
        return refused.messages
    return []


def write(row, content: dict) -> None:
    """Bring a row to a content, as publications and drafts keep it; its key, id and state stay its own.

    Raises ValidationError where the content names what is not on record, or
    has a shape that is no longer known.
    """
    kind_ = kind_of(row)
    live = {"key": row.key, "id": row.public_id, "state": row.state, "reason": row.state_reason}
    content = {name: value for name, value in (content | live).items() if value != ""}
    try:
        validated = kind_.schema.model_validate(content)
    except Invalid as invalid:
        places = {".".join(map(str, error["loc"])): reason(error) for error in invalid.errors()}
        raise ValidationError([f"{place}: {message}" for place, message in places.items()]) from None
    resolver = Resolver(getattr(row, kind_.scope) if kind_.scope else None)
    resolver.learn(keys_named([validated]))
    try:
        codec.write(kind_, [(row, validated)], resolver)
    except KeyError as missing:
        name, key = missing.args
        raise ValidationError(f"It names the {name} “{key}”, which is not on record.") from None
