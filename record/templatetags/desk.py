"""Template tags of the desk."""

from django import template

from record.text.english import with_article
from record.workflow.authors import named_for

register = template.Library()
register.filter(with_article)

# What is said comes first, since it is entered most; then what that rests on; the machinery last.
ORDER = ["claims", "proposals", "councils", "record"]


@register.simple_tag(takes_context=True)
def named(context, officer, item) -> str:
    """A person who has to do with an entry, as this officer may know them."""
    return named_for(context["request"].user, officer, item) if officer else ""


@register.filter
def in_desk_order(app_list):
    return sorted(app_list, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))
