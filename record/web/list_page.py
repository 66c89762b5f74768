"""Context of list pages: rows from a cursor on, filter, pager and exports."""

from record.web.keyset import BadCursor

FORMATS = {"csv": "CSV", "atom": "Atom feed", "ics": "Calendar"}


def page_from_cursor(read_page, request) -> tuple:
    """The page at the cursor of an address, or else the first, with messages.

    ``read_page`` makes a page from a cursor, or from an empty text the first.
    """
    try:
        return read_page(request.GET.get("after", "")), []
    except BadCursor as bad:
        return read_page(""), [str(bad)]


def filter_context(filters, address: str, **exports: str) -> dict:
    """Context of a page with a filter: its form, tags and exports.

    ``exports`` are the addresses of other forms, by name: ``csv``, ``atom`` and ``ics``.
    """
    return {
        "filters": filters,
        "problems": filters.problems,
        "tags": filters.tags(address),
        "exports": [(FORMATS[name], filters.address(path)) for name, path in exports.items()],
        "address": address,
        "canonical": filters.address(address),
    }


def list_context(request, filters, read_page, address: str, **exports: str) -> dict:
    """Context of the page of a filtered list: filter, rows and pager.

    Where the filter is not understood nothing is listed, and ``page`` is None.
    """
    context = filter_context(filters, address, **exports)
    if filters.problems:
        return context | {"page": None}
    page, problems = page_from_cursor(read_page, request)
    return context | {
        "page": page,
        "problems": problems,
        "next": page.next and filters.address(address, after=page.next),
        "previous": page.previous and filters.address(address, after=page.previous),
    }


def unfiltered_list_context(request, read_page) -> dict:
    """Context of a list without a filter: rows, pager and messages."""
    page, problems = page_from_cursor(read_page, request)
    return {
        "page": page,
        "problems": problems,
        "next": page.next and f"{request.path}?after={page.next}",
        "previous": page.previous and f"{request.path}?after={page.previous}",
    }
