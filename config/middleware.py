"""Middleware: refuse what cannot be read, cache readers' pages, guard the desk.

A reader's page depends only on the record's revision, the day, the code and its settings,
the host and the address. Those make its ETag, which takes one query to know, so a page
that has not changed is not rendered again: not for a reader who has it, and not for
another, since it is kept (config/page_store.py).
"""

import hashlib
import re
from functools import cache
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.exception import response_for_exception
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Subquery
from django.http import HttpResponseNotAllowed, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import has_vary_header
from django.utils.http import parse_etags
from django.views.defaults import bad_request

from claims.models import ReplyNotice
from config.faults import time_limit
from config.page_store import PageStore
from councils.models import MistakeReport
from councils.permissions.memberships import could_publish
from record.accounts.second_factor import has_second_factor
from record.models import Publication
from record.web.query_keys import clean_query

# Never in a shared cache: the officers' desk and the probes. Whitenoise sets its own headers for files.
NOT_FOR_READERS = ("/admin/", "/healthz", "/readyz", "/metrics", "/static/")

# In seconds: more than any page takes, and less than gunicorn gives a worker before it is ended without an answer.
READERS_WAIT = 15

# A page may be five seconds old, half a minute while a new one is made, ten minutes while we are down.
CACHED = "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=600"

# What pages say without a publication: to whom we wrote, who will not reply, what came of readers' reports.
TOLD_BESIDE = {
    "notices": ReplyNotice.objects.last_public_change(),
    "reports": MistakeReport.objects.last_public_change(),
}

# Settings that pages print, beside those of the operator.
PRINTED = ("BUILD", "SINGLE_EDITOR", "REPLY_DAYS", "REPLY_PUBLISHED_WITHIN")

BAD_ENCODING = re.compile(rb"%(?![0-9A-Fa-f]{2})")
REPLACED = re.compile(r"%(?![0-9A-Fa-f]{2})|%[89A-Fa-f][0-9A-Fa-f]")


def refuse_undecodable(get_response):
    """Answer 400 to an address that cannot be decoded as text.

    That is NUL, bad %-encoding, bytes that are not UTF-8, or a lone surrogate.
    """

    def middleware(request):
        if not is_decodable(request.META):
            response = bad_request(request, None)
            response["Cache-Control"] = "no-store"
            return response
        return get_response(request)

    return middleware


def is_decodable(environ) -> bool:
    """True if path and query can be decoded as text.

    gunicorn passes on the address as it came. Other servers give only Django's path, in
    which bytes that could not be decoded have become %-signs and digits again.
    """
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    raw = environ.get("RAW_URI", "").partition("?")[0]
    if not raw and ("\0" in path or REPLACED.search(path)):
        return False
    try:
        parts = [part.encode("latin-1") for part in (raw, query)]
        texts = [unquote_to_bytes(part).decode() for part in parts]
    except UnicodeError:
        return False
    return not any(BAD_ENCODING.search(part) for part in parts) and not any("\0" in text for text in texts)


class CompressForReaders(GZipMiddleware):
    """Compress readers' pages.

    They hold no secrets that the BREACH attack could guess, and an address gives everybody
    the same bytes, so the random padding is left out.
    """

    max_random_bytes = 0

    def process_response(self, request, response):
        if request.path_info.startswith(NOT_FOR_READERS):
            return response
        return super().process_response(request, response)


def cache_for_readers(get_response):
    """Give readers' pages an ETag and a cache lifetime; answer 304 before rendering.

    Sets ``request.revision`` (a number), ``request.revision_mark`` (a text that no other
    revision of any installation has had, so it can serve as a cache key) and
    ``request.today``.
    """
    # Everything else that a page shows; it changes only when the process restarts.
    names = (*PRINTED, *(name for name in dir(settings) if name.startswith("OPERATOR_")))
    fixed = [str(getattr(settings, name)) for name in names]
    store = PageStore() if settings.PAGE_STORE != "off" else None

    def middleware(request):
        if request.path_info.startswith(NOT_FOR_READERS):
            return get_response(request)
        # Nothing that a reader gets follows from a cookie, were it sent a thousand times.
        request.META.pop("HTTP_COOKIE", None)
        with time_limit(READERS_WAIT):
            return answer(request)

    def answer(request):
        if request.method not in ("GET", "HEAD"):
            response = get_response(request)
            response.setdefault("Cache-Control", "no-store")
            return response
        try:
            host = request.get_host()
            drop_unread_keys(request)
        except SuspiciousOperation as error:
            return with_cache_headers(response_for_exception(request, error), "")
        request.revision, request.revision_mark = revision()
        request.today = timezone.localdate()
        etag = etag_of(request, host, fixed)
        if not settings.DEBUG and is_known(etag, request.headers.get("If-None-Match", "")):
            return with_cache_headers(HttpResponseNotModified(), etag)

        def make():
            return with_cache_headers(get_response(request), etag)

        return make() if store is None or settings.DEBUG else store.answer(request, etag, make)

    # Called with the view before the check of cookies, which would answer 403.
    middleware.process_view = refuse_sent_forms
    return middleware


def refuse_sent_forms(request, view, args, kwargs):
    """Answer 405 where something is sent to a page that only reads.

    Readers' forms carry a signed token instead of a cookie, so their views are marked as
    exempt from Django's check.
    """
    is_read = request.method in ("GET", "HEAD", "OPTIONS")
    if not (is_read or request.path_info.startswith(NOT_FOR_READERS) or getattr(view, "csrf_exempt", False)):
        return HttpResponseNotAllowed(["GET", "HEAD"])


def revision() -> tuple[int, str]:
    """The number of the last publication, and a mark that is unique to it.

    The mark holds the time as well, because a database restored from a backup counts on
    from an older number; and when readers were last told something beside publications.
    """
    # It is the first that a reader's request asks, and so shows whether the connection is still good. To ask for that
    # before it, as Django does by itself, takes as long as all else of a page that is kept.
    connection.health_check_done = True
    try:
        last = last_publication()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.connection is None or connection.is_usable():
            raise
        connection.close()
        last = last_publication()
    if not last:
        return 0, ""
    number, at, *beside = last
    return number, " ".join([f"{number} {at.timestamp()}", *(f"{each.timestamp()}" for each in beside if each)])


def last_publication() -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(*revision_query())
        return cursor.fetchone()


@cache
def revision_query() -> tuple[str, tuple]:
    """The SQL of the revision, compiled once: that takes longer than to run it."""
    told = {name: Subquery(rows) for name, rows in TOLD_BESIDE.items()}
    last = Publication.objects.newest_first().annotate(**told).values_list("number", "at", *told)[:1]
    return last.query.sql_with_params()


def drop_unread_keys(request) -> None:
    """Leave of a query what the page reads: no other key makes another page."""
    if not request.META.get("QUERY_STRING"):
        return
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return
    request.GET = clean_query(view, request.GET)
    request.META["QUERY_STRING"] = request.GET.urlencode()


def etag_of(request, host, fixed) -> str:
    """The ETag of a page. ``host`` is one that the site accepts."""
    parts = [request.revision_mark, request.today.isoformat(), *fixed]
    # The host too: feeds and citations carry whole addresses.
    parts += [request.scheme, host, request.get_full_path()]
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def is_known(etag, if_none_match: str) -> bool:
    """True if the reader has this page already.

    The comparison is weak, because a server in front may have compressed the page.
    """
    return etag in (each.removeprefix("W/") for each in parse_etags(if_none_match))


def with_cache_headers(response, etag):
    """The response with its headers for caches, unless the view has set its own."""
    if response.status_code >= 400:
        response["Cache-Control"] = "no-store"
    elif response.cookies or has_vary_header(response, "Cookie"):
        # It belongs to one person, for whatever reason: never share it.
        response["Cache-Control"] = "private, no-store"
    elif not response.has_header("Cache-Control"):
        response["Cache-Control"] = CACHED
        if response.status_code in (200, 304) and not settings.DEBUG:
            response["ETag"] = etag
    return response


def require_second_factor(get_response):
    """Ask for a second factor of all who could publish or let others in.

    Until they have one, nothing of the desk answers but the pages of their own account.
    """

    def middleware(request):
        path = request.path_info
        if path.startswith("/admin/") and not path.startswith("/admin/account/") and lacks_second_factor(request.user):
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def lacks_second_factor(officer) -> bool:
    if not officer.is_authenticated or has_second_factor(officer):
        return False
    return officer.is_superuser or could_publish(officer)
