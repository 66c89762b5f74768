"""The list of records of one kind, with search and the steps as actions."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q

from record.desk import workflow_actions
from record.desk.fields import CASE, KIND
from record.models.draft import Draft
from record.workflow import authority
from record.workflow.authors import with_memberships
from record.workflow.states import STEPS


class ReadableChoices(admin.RelatedFieldListFilter):
    """A filter by another record, which offers those that exist for the officer."""

    def field_choices(self, field, request, model_admin):
        condition = authority.readable(request.user, field.related_model)
        return field.get_choices(include_blank=False, limit_choices_to=condition, ordering=["pk"])


class RecordList:
    """For an admin of records; ``shown_state`` and ``editor`` are columns."""

    # What was entered last comes first, in lists and in boxes alike, unless a kind says otherwise.
    ordering = ["-pk"]
    list_per_page = 50
    show_full_result_count = False
    actions = [workflow_actions.action_of(step) for step in STEPS.values()]

    def get_queryset(self, request):
        rows = super().get_queryset(request).readable_by(request.user)
        if getattr(request.resolver_match, "url_name", "").endswith("_changelist"):
            drafts = Draft.objects.readable_by(request.user).filter(
                kind=self.kind.name, record_id=OuterRef("public_id")
            )
            rows = rows.annotate(has_draft=Exists(drafts))
        return rows

    def get_list_filter(self, request):
        return [(each, ReadableChoices) if self.opts.get_field(each).is_relation else each for each in self.list_filter]

    # In the boxes (record.desk.autocomplete): the field of the name; the others that, typed in full, name a record
    # exactly; and the foreign keys that its second line needs.

    @property
    def box_name(self):
        return self.search_fields[0]

    box_exact: tuple[str, ...] = ("public_id",)
    box_related: tuple[str, ...] = ()
    # Whether whole sentences are found, which no few words can be the whole of.
    box_has_sentences = False

    def in_box(self, request, rows):
        """The rows that a box may offer, in order: of its case, or of one kind alone."""
        case, of_kind = request.GET.get(CASE, ""), request.GET.get(KIND, "")
        if self.kind.scope and case.isdecimal():
            rows = rows.filter(**{self.kind.scope: case})
        if of_kind.isidentifier() and any(column.name == KIND for column in self.opts.concrete_fields):
            rows = rows.filter(kind=of_kind)
        return rows.select_related(*self.box_related).order_by(*self.ordering)

    def word_in_box(self, request, word: str) -> Q:
        """A condition: the word is in the name, or in what else a record is searched by."""
        return Q(*(Q(**{f"{field}__icontains": word}) for field in self.search_fields), _connector=Q.OR)

    def box_lines(self, rows) -> list[str]:
        """For each row, a line that tells it apart from others of its name."""
        return [self.box_line(row) for row in rows]

    def box_line(self, row) -> str:
        """The same for one row, where that takes no query."""
        return ""

    @admin.display(description="state", ordering="state")
    def shown_state(self, row):
        return f"{row.get_state_display()}, with a draft" if row.has_draft else row.get_state_display()

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        with_memberships(changelist.result_list, "edited_by")
        return changelist

    @admin.display(description="last edited by", ordering="edited_by")
    def editor(self, row):
        """By office, since rivals see who edited what is published."""
        return authority.office(row.edited_by, row.entered_for) if row.edited_by else "a case file or a private link"
