from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.utils.functional import cached_property

from record import history
from record.content.schema import kind, kind_of
from record.history import tracked
from record.ids import LENGTH
from record.models.open_form import OpenForm
from record.workflow import authority, drafts, sent_back
from record.workflow.authors import authors_of, office_now, offices
from record.workflow.publication import Action, Publication
from record.workflow.publishing import announce, append, check_names, check_state_rules, contents_of, resolver_of
from record.workflow.refusals import rules_as_messages
from record.workflow.states import (
    DISCARD_DRAFT,
    PUBLISH_DRAFT,
    RENEW_DRAFT,
    SEND_BACK,
    SUBMIT,
    TAKE_BACK,
    TAKE_OVER_DRAFT,
    NotAllowed,
    State,
    Transition,
)
from record.workflow.step_requests import check_reviewer

# Keys of a content that no draft changes.
LIVE = ("key", "id", "state", "reason")


class Collision(Exception):
    """The record was published again since the draft was begun."""

    def __init__(self, draft_content: dict, published_content: dict):
        super().__init__("The record was published again since this draft was begun.")
        self.draft_content, self.published_content = draft_content, published_content


class DraftQuerySet(models.QuerySet):
    def of(self, record):
        return self.filter(kind=record.KIND, record_id=record.public_id)

    def by(self, officer):
        return self.filter(author=officer)

    def readable_by(self, officer):
        """The drafts that exist for this person."""
        return self.filter(authority.readable(officer, self.model))

    def awaiting_review(self):
        return self.filter(state=State.NEEDS_REVIEW)

    def keep(self, record, content: dict, *, by, note: str = "", minor: bool = False) -> "Draft":
        """Keep a change as this officer's draft, and begin one if there is none."""
        authority.check(by, authority.DRAFT, record)
        authority.check_content(by, kind_of(record), getattr(record, "case", None), content)
        with transaction.atomic(), history.context(by=by, why=note, through="draft"):
            draft = self.of(record).by(by).readable_by(by).select_for_update().first()
            if draft is None:
                draft = self.model(
                    kind=record.KIND,
                    record_id=record.public_id,
                    author=by,
                    base_version=record.published_version(),
                    entered_for=authority.acts_for(by),
                )
            draft.content, draft.change_note, draft.is_minor = content, note, minor
            draft.title = content[kind_of(record).title][:300]
            draft.state, draft.state_reason, draft.sent_to = State.DRAFT, "", None
            draft.save()
        return draft


@tracked
class Draft(models.Model):
    """A change to a published record: its whole content, and the version it changes."""

    kind = models.CharField(max_length=20, editable=False)
    record_id = models.CharField(max_length=10, editable=False)
    base_version = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=300, editable=False)
    content = models.JSONField(editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.label) for state in (State.DRAFT, State.NEEDS_REVIEW)],
        default=State.DRAFT,
        editable=False,
    )
    state_reason = models.TextField(blank=True, editable=False)
    entered_for = models.CharField(max_length=LENGTH, blank=True, default="", db_default="", editable=False)
    sent_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    change_note = models.TextField(blank=True, help_text="What changes and why, for the public log.")
    is_minor = models.BooleanField("minor", default=False, help_text="A change that alters no meaning.")
    updated = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_id", "kind", "author", "entered_for"],
                name="record_draft_once_by_author",
                violation_error_message="You have a draft of this record already.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.DRAFT, State.NEEDS_REVIEW]), name="record_draft_state"
            ),
        ]

    def __str__(self):
        return f"Draft of {self.title}"

    @cached_property
    def record(self):
        return self._records().get()

    def _records(self) -> models.QuerySet:
        """The record alone, with its case."""
        record_kind = kind(self.kind)
        records = record_kind.model.objects.filter(public_id=self.record_id)
        return records.select_related(record_kind.scope) if record_kind.scope else records

    def is_overtaken(self, record) -> bool:
        """True if the record was published again since the draft was begun."""
        return record.published_version() != self.base_version

    def submit(self, *, by, to=None) -> None:
        """Hand over for review, to a reviewer by name or to nobody."""
        self._move(SUBMIT, by=by, to=to)
        OpenForm.objects.of_officer(by).of(self.record).delete()

    def take_back(self, *, by) -> None:
        """Make one's own draft editable again, before anybody publishes it."""
        self._move(TAKE_BACK, by=by)

    def send_back(self, *, by, reason: str) -> None:
        """Return it to its author, with a reason."""
        self._move(SEND_BACK, by=by, reason=reason)

    def _move(self, step: Transition, *, by, reason: str = "", to=None) -> None:
        with self._locked(step, by=by, why=reason) as draft:
            step.check(draft.state, reason=reason)
            check_reviewer(to, by, draft.record, draft)
            draft.state, draft.state_reason, draft.sent_to = step.target, reason, to
            draft.save(update_fields=["state", "state_reason", "sent_to", "updated"])
            if step == SEND_BACK:
                sent_back.notify_authors(draft, [draft.author])
        self.state, self.state_reason, self.sent_to = step.target, reason, to

    @contextmanager
    def _locked(self, step: Transition, *, by, why: str = "", through: str = "draft", publishing: bool = False):
        """The stored draft, locked for a step that this person may take."""
        with transaction.atomic(), history.context(by=by, why=why, through=through, publishing=publishing):
            draft = Draft.objects.select_for_update(of=["self"]).filter(pk=self.pk).first()
            if draft is None:
                raise NotAllowed("This draft is gone: somebody has published or discarded it meanwhile.")
            draft.authors = []
            if step.needs_second_person:
                draft.record = draft._records().select_for_update(of=["self"]).get()
                draft.authors = authors_of(draft.record, draft)
            authority.check(by, step.name, draft, draft.authors)
            yield draft

    def publish(self, *, by) -> Publication:
        """Apply the draft at once. Raises Collision, NotAllowed or ValidationError."""
        with (
            rules_as_messages(),
            self._locked(PUBLISH_DRAFT, by=by, why=self.change_note, through="publish", publishing=True) as draft,
        ):
            PUBLISH_DRAFT.check(draft.state)
            record = draft.record
            if draft.is_overtaken(record):
                raise Collision(draft.content, contents_of([record])[record.KIND, record.pk])
            record.edited_by_id = draft.author_id
            resolver = resolver_of(record, draft.entered_for)
            content = drafts.write(record, draft.content, resolver)
            check_state_rules(record, content)
            check_names(record, content, resolver)
            publication = append(
                [record],
                action=Action.CHANGED,
                office=office_now(by),
                written_by=offices(draft.authors, draft.entered_for),
                note=draft.change_note,
                minor=draft.is_minor,
                contents={(record.KIND, record.pk): content},
            )
            announce(record, publication)
            draft.delete()
        return publication

    def discard(self, *, by) -> None:
        """Delete the draft. History keeps what it said."""
        with self._locked(DISCARD_DRAFT, by=by) as draft:
            draft.delete()

    def renew(self, *, by) -> list[str]:
        """Base the draft on the version that is public now.

        What the draft does not change is taken from that version. Returns the keys
        that both changed, which keep the draft's text.
        """
        with self._locked(RENEW_DRAFT, by=by) as draft:
            record = draft.record
            published = contents_of([record])[record.KIND, record.pk]
            base = Publication.objects.of(record).filter(version=draft.base_version).first()
            draft.content, both_changed = _merged(draft.content, published, base.content if base else {})
            draft.base_version = record.published_version()
            draft.state, draft.state_reason, draft.sent_to = State.DRAFT, "", None
            draft.save()
        return both_changed

    def take_over(self, *, by) -> None:
        """Go on with a colleague's draft. Both count as its authors."""
        with rules_as_messages(), self._locked(TAKE_OVER_DRAFT, by=by) as draft:
            TAKE_OVER_DRAFT.check(draft.state)
            draft.author = by
            draft.save(update_fields=["author", "updated"])
        self.author = by


def _merged(draft: dict, published: dict, base: dict) -> tuple[dict, list[str]]:
    """Apply a draft's changes to the published content; and the keys both changed."""
    content, both_changed = {}, []
    for name in dict.fromkeys([*published, *draft]):
        is_changed = name not in LIVE and draft.get(name) != base.get(name)
        if is_changed and published.get(name) not in (base.get(name), draft.get(name)):
            both_changed.append(name)
        value = draft.get(name) if is_changed else published.get(name)
        if value is not None:
            content[name] = value
    return content, both_changed
