"""Template tags for the head of a page: title, description, address, data."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import mark_safe

register = template.Library()

PARTS = ("description", "address")
# In a script element these would end it or open a comment (HTML standard, 4.12.1.3).
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class PageHeadNode(template.Node):
    """Title, description and address of a page, each rendered once."""

    child_nodelists = ("title", *PARTS)

    def __init__(self, title, description, address):
        self.title, self.description, self.address = title, description, address

    def render(self, context) -> str:
        title, description, address = (
            # Blocks are escaped already; their lines are broken for those who read the template.
            mark_safe(" ".join(getattr(self, name).render(context).split()))
            for name in self.child_nodelists
        )
        request = context.get("request")
        # The foot of the page prints it too.
        context["page_address"] = request.build_absolute_uri(address) if request and address else ""
        with context.push(page_title=title, page_description=description):
            return context.template.engine.get_template("components/_page_head.html").render(context)


@register.tag
def page_head(parser, token) -> PageHeadNode:
    """Print a page's title, description and address for browsers and shared links.

    Further down the page, ``page_address`` is its whole address, or nothing.

    {% page_head %}title{% description %}description{% address %}/path/{% end_page_head %}
    """
    nodelists = []
    for closing in (*PARTS, "end_page_head"):
        nodelists.append(parser.parse((closing,)))
        parser.delete_first_token()
    return PageHeadNode(*nodelists)


@register.filter
def as_json(data) -> str:
    """Data as JSON for a script element that no browser runs."""
    return mark_safe(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES))
