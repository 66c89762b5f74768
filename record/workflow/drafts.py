"""Writes contents to rows: for good to publish, rolled back to preview and check."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from pydantic import ValidationError as Invalid

from record.content import codec, writing
from record.content.references import Resolver, keys_named
from record.content.schema import kind_of
from record.content.validation_messages import reason
from record.workflow import publishing
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages
from record.workflow.states import NotAllowed, State


@contextmanager
def written(record, content: dict | None = None, entered_for: str = ""):
    """The record with a content written to its rows, rolled back after the block."""
    with transaction.atomic(), publishing.open_record():
        row = type(record)._default_manager.get(pk=record.pk)
        if content is not None:
            write(row, content, publishing.resolver_of(row, entered_for))
        yield row
        transaction.set_rollback(True)


@contextmanager
def applied(record, content: dict | None = None, *, entered_for: str = "", office: str = ""):
    """The record as its draft would publish it, rolled back at the end of the block.

    Yields the published row, with all that is computed from it and its entry in
    the public log. Rules across rows are not checked: a draft can be previewed
    before it is right.
    """
    with written(record, content, entered_for) as row:
        row.state = State.PUBLISHED
        row.save(update_fields=["state"])
        publishing.refresh({row.KIND: {row.pk}})
        action = Action.CHANGED if row.published_version() else Action.PUBLISHED
        publishing.log([row], publishing.contents_of([row]), action=action, office=office)
        yield type(row)._default_manager.get(pk=row.pk)


def problems(record, content: dict | None = None, *, entered_for: str = "", names_checked: bool = True) -> list[str]:
    """Messages of the rules that would refuse the record, or this content of it."""
    try:
        with rules_as_messages(), written(record, content, entered_for) as row:
            row.state = State.PUBLISHED
            row.save(update_fields=["state"])
            contents = publishing.contents_of([row])
            publishing.check_state_rules(row, contents[row.KIND, row.pk])
            if names_checked:
                publishing.check_names(row, contents[row.KIND, row.pk])
            publishing.check_rules()
    except ValidationError as refused:
        return refused.messages
    except NotAllowed as refused:
        return [str(refused)]
    return []


def write(row, content: dict, resolver: Resolver) -> dict:
    """Write a content in JSON to a row, which keeps its own key, id and state.

    ``resolver`` finds what it names (``publishing.resolver_of``), which may be of the council whose draft it is.
    Returns the content that the row has now, as ``contents_of`` would read it.

    Raises ValidationError where the content names an unknown record, or no longer
    fits the schema.
    """
    record_kind = kind_of(row)
    live = {"key": row.key, "id": row.public_id, "state": row.state, "reason": row.state_reason}
    content = {name: value for name, value in (content | live).items() if value != ""}
    try:
        validated = record_kind.schema.model_validate(content)
    except Invalid as invalid:
        places = {".".join(map(str, error["loc"])): reason(error) for error in invalid.errors()}
        raise ValidationError([f"{place}: {message}" for place, message in places.items()]) from None
    resolver.learn(keys_named([validated]))
    try:
        writing.write(record_kind, [(row, validated)], resolver)
    except KeyError as missing:
        name, key = missing.args
        raise ValidationError(f"It names the {name} “{key}”, which does not exist.") from None
    return codec.dump(validated)
