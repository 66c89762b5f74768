"""A list as a page: the rows from a cursor on, and the context that every list page has."""

from record.web.keyset import BadCursor

FORMATS = {"csv": "CSV", "atom": "Atom feed"}


def page_from_cursor(read_page, request) -> tuple:
    """The page of a list at the cursor of an address, or its first; and what of the cursor is not understood.

    ``read_page`` makes a page from a cursor, or from an empty text the first.
    """
    try:
        return read_page(request.GET.get("after", "")), []
    except BadCursor as bad:
        return read_page(""), [str(bad)]


def filter_context(filters, address: str, **exports: str) -> dict:
    """The context of a page with a filter: the form, what it is narrowed to, and the same list in other forms.

    ``exports`` are the addresses of other forms, by name: ``csv`` and ``atom``.
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
    """The context of the page of a filtered list: that of its filter, its rows and its pager.

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
    """The context of a list without a filter: its rows, its pager, and what of its cursor is not understood."""
    page, problems = page_from_cursor(read_page, request)
    return {
        "page": page,
        "problems": problems,
        "next": page.next and f"{request.path}?after={page.next}",
        "previous": page.previous and f"{request.path}?after={page.previous}",
    }
