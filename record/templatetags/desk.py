"""Template tags of the desk's first page."""

from django import template

from record.text.english import with_article

register = template.Library()
register.filter(with_article)

# What is said comes first, since it is entered most; then what that rests on; the machinery last.
ORDER = ["claims", "proposals", "councils", "record"]


@register.filter
def in_desk_order(app_list):
    return sorted(app_list, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))
