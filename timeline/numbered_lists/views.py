"""A numbered list as a document prints it."""

from django.views.decorators.http import require_safe

from timeline.lists.record_page import record_page
from timeline.numbered_lists.page import find_list, list_page


@require_safe
def numbered_list(request, key, public_id, slug=""):
    """A list as a document prints it, and what came of each item."""
    return record_page(request, find_list(key, public_id), list_page, "numbered_lists/page.html")
