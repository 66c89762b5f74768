"""Pages for readers, made once and kept for all workers.

A page is kept under its ETag (config/middleware.py), which holds all that it follows from, so
that none is ever out of date: after a publication every page has another ETag. Kept is what
carries that ETag in the end. No error does, nor what sets a cookie, nor a form with a token.

A store that fails costs time and nothing else.
"""

import gzip
import hashlib
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

from config.faults import TooSlow

# All in seconds. How long a request waits for another that makes its page, and how often it looks.
WAIT = 1
LOOK = 0.01
# After this a page that nobody finished, since its worker was killed, is anybody's to make.
MAKING_LASTS = 5
# The day is in every ETag.
KEPT_FOR = 24 * 60 * 60
# How long a store that failed is left alone.
REST = 10

# In place of a page that is not kept: nobody waits for it.
NOT_KEPT = b""
SEAL_LENGTH = 16

# Django compresses nothing shorter.
SHORT = 200

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """A page with its headers as they are without compression."""

    headers: dict[str, str]
    body: bytes
    is_compressed: bool

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        content = response.content
        compressed = compress_string(content) if len(content) >= SHORT else content
        is_shorter = len(compressed) < len(content)
        return cls(dict(response.items()), compressed if is_shorter else content, is_shorter)

    def response(self, request) -> HttpResponse:
        """The page as this reader takes it: the same that Django's own compression makes."""
        if not self.is_compressed:
            return HttpResponse(self.body, headers=self.headers)
        if not re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return HttpResponse(gzip.decompress(self.body), headers=self.headers)
        response = HttpResponse(self.body, headers=self.headers)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(self.body))
        response["ETag"] = f"W/{self.headers['ETag']}"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


class PageStore:
    """The store of pages, as one process uses it."""

    def __init__(self):
        self._seal_key = hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"kept pages").digest()
        self._rests_until = 0.0

    def answer(self, request, etag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
        """The kept page of an ETag; else ``make`` it, or wait for the worker making it."""
        is_maker, until = False, time.monotonic() + WAIT
        try:
            while (kept := self._ask("get", etag)) is None and not is_maker and time.monotonic() < until:
                # If it is the first to ask it looks once more: another may just have finished.
                is_maker = self._ask("add", f"making {etag}", b"1", MAKING_LASTS) is not False
                if not is_maker:
                    time.sleep(LOOK)
            if kept == NOT_KEPT:
                return make()
            if page := kept and self._unsealed(etag, kept):
                return page.response(request)
            return self._made(request, etag, make())
        finally:
            if is_maker:
                self._ask("delete", f"making {etag}")

    def _made(self, request, etag, response) -> HttpResponse:
        """Keep an answer, if it is for everybody."""
        if response.status_code != HTTPStatus.OK or response.streaming or response.get("ETag") != etag:
            # A fault of the moment says nothing of the next.
            if response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                self._ask("set", etag, NOT_KEPT, KEPT_FOR)
            return response
        page = Page.of(response)
        self._ask("set", etag, self._sealed(etag, page), KEPT_FOR)
        # It is compressed now, and is not to be compressed once more.
        return page.response(request) if page.is_compressed else response

    def _sealed(self, etag, page) -> bytes:
        """The page as it is kept, under a seal of this installation and this ETag."""
        content = json.dumps([page.headers, page.is_compressed]).encode() + b"\n" + page.body
        return self._seal(etag, content) + content

    def _unsealed(self, etag, kept) -> Page | None:
        """The page as it was kept; None if it is damaged or not one of ours."""
        seal, content = kept[:SEAL_LENGTH], kept[SEAL_LENGTH:]
        if seal != self._seal(etag, content):
            return None
        head, _, body = content.partition(b"\n")
        headers, is_compressed = json.loads(head)
        return Page(headers, body, is_compressed)

    def _seal(self, etag, content) -> bytes:
        seal = hashlib.blake2b(etag.encode(), key=self._seal_key, digest_size=SEAL_LENGTH)
        seal.update(content)
        return seal.digest()

    def _ask(self, what: str, *arguments):
        """Ask the store for something; None while it fails, and for a while after."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            return getattr(caches["pages"], what)(*arguments)
        except TooSlow:
            raise
        except Exception as error:
            self._rests_until = time.monotonic() + REST
            logger.warning("Pages are not kept for %d seconds: %s", REST, error)
            return None


class Bytes:
    """The serializer of a Redis: what is kept is bytes, and nothing is unpickled."""

    def dumps(self, value: bytes) -> bytes:
        return value

    loads = dumps
