"""The keys of the query string that a page reads.

All others are dropped before the view is called (config/middleware.py). So the addresses
that only a tracker or an attacker tells apart are one page, with one ETag.
"""

from collections.abc import Callable

from django.http import QueryDict

from record.web.list_filter import ListFilter


def reads(*sources: str | type[ListFilter]) -> Callable:
    """Decorate a view with the keys that it reads, or the filter that knows them.

        @reads(DocumentFilter, "after")
        @require_safe
        def documents(request): ...

    A view without it reads none.
    """

    def decorate(view):
        view.query_sources = sources
        return view

    return decorate


def clean_query(view, query: QueryDict) -> QueryDict:
    """The part of a query that a view reads, in its order and nothing empty."""
    clean = QueryDict(mutable=True)
    for source in getattr(view, "query_sources", ()):
        if isinstance(source, str):
            part = {source: list(filter(None, query.getlist(source)))}
        else:
            part = dict(source.clean_query(query).lists())
        for key, values in part.items():
            if values:
                clean.setlist(key, values)
    clean._mutable = False
    return clean
