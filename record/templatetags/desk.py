"""Template tags of the desk's first page."""

from django import template
from django.urls import reverse

from record.admin import records_in
from record.models.draft import Draft
from record.text.english import with_article
from record.workflow.states import State

register = template.Library()
register.filter(with_article)

# What is said comes first, since it is entered most; then what that rests on; the machinery last.
ORDER = ["claims", "proposals", "councils", "record"]


@register.filter
def in_desk_order(app_list):
    return sorted(app_list, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))


@register.simple_tag
def awaiting_review(officer) -> int:
    """How many things, of those that exist for this officer, wait for a second person."""
    return Draft.objects.readable_by(officer).awaiting_review().count() + len(records_in(State.NEEDS_REVIEW, officer))


@register.simple_tag
def begun_by(officer) -> list[dict]:
    """Records and drafts that this officer has begun and not handed over."""
    drafts = [
        {
            "kind": f"{draft.kind}, a draft of what is published",
            "title": draft.title,
            "address": reverse("admin:record_draft_change", args=[draft.pk]),
        }
        for draft in Draft.objects.by(officer).readable_by(officer).filter(state=State.DRAFT).defer("content")
    ]
    return drafts + records_in(State.DRAFT, officer, edited_by=officer)
