"""The site as gunicorn serves it; each page made is a line in a file."""

import os

from config.page_store import PageStore
from config.wsgi import application

__all__ = ["application"]

_made = PageStore._made


def _counted(store, request, etag, response):
    with open(os.environ["PAGES_MADE"], "a") as file:
        file.write(f"{request.revision} {request.get_full_path()}\n")
    return _made(store, request, etag, response)


PageStore._made = _counted
