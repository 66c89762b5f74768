"""Preview of a draft: the reader's page, rendered while the draft is applied."""

from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, Resolver404, resolve
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from record.content.schema import kind_of
from record.workflow import drafts
from record.workflow.authors import office_now
from record.workflow.publication import Publication
from record.workflow.refusals import rules_as_messages
from record.workflow.states import PUBLIC_STATES, State

# Of a request, what a page may need to know to be made for a reader.
KEPT = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme", "wsgi.version", "wsgi.errors", "REMOTE_ADDR")


class NoPage(Exception):
    """There is no page to show, and why."""


def shown(site, request, record, content, back, entered_for: str = "") -> HttpResponse:
    """The reader's page of a record or content, under a line saying “not published”."""
    try:
        with (
            rules_as_messages(),
            drafts.applied(record, content, entered_for=entered_for, office=office_now(request.user)) as row,
        ):
            page = _read(request, row)
    except (NoPage, ValidationError, KeyError) as error:
        context = site.each_context(request) | {
            "title": "No preview",
            "reasons": getattr(error, "messages", None) or [str(error)],
            "back": back,
        }
        return TemplateResponse(request, "admin/desk/no_preview.html", context)
    is_as_now = content is None and record.state == State.PUBLISHED
    line = render_to_string("admin/desk/_preview_line.html", {"back": back, "is_as_now": is_as_now})
    start = page.find("<body")
    start = page.find(">", start) + 1 if start >= 0 else 0
    response = HttpResponse(page[:start] + line + page[start:])
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _read(request, row) -> str:
    """The page at the row's address, rendered without session or cookies."""
    record_kind = kind_of(row)
    if record_kind.scope:
        # A page of a case that nobody may see yet would not be found.
        case = getattr(row, record_kind.scope)
        if case.state not in PUBLIC_STATES:
            case.state = State.PUBLISHED
            case.save(update_fields=["state"])
    try:
        response = _answer(request, row.get_absolute_url())
        if response.status_code == HTTPStatus.MOVED_PERMANENTLY:
            # The address of a council is not that of the voice which it is.
            response = _answer(request, response["Location"])
    except (NoReverseMatch, Resolver404):
        raise NoPage("Readers have no page on which this is shown.") from None
    if response.status_code != HTTPStatus.OK:
        raise NoPage("The page on which readers find it cannot be shown.")
    return response.content.decode(response.charset)


def _answer(request, address) -> HttpResponse:
    """The response that a reader gets at an address."""
    parts = urlsplit(address)
    match = resolve(parts.path)
    reader = WSGIRequest(
        {name: request.META[name] for name in KEPT if name in request.META}
        | {"REQUEST_METHOD": "GET", "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "wsgi.input": BytesIO()}
    )
    reader.user, reader.resolver_match, reader.htmx = AnonymousUser(), match, HtmxDetails(reader)
    # As a reader's request finds them; under a mark of its own, since nothing computed of a draft may be kept.
    reader.revision, reader.today = Publication.objects.revision(), timezone.localdate()
    reader.revision_mark = f"preview {uuid4().hex}"
    try:
        response = match.func(reader, *match.args, **match.kwargs)
    except Http404:
        raise NoPage(f"Its page, {address}, is not found: something that it belongs to may not be published.") from None
    return response.render() if hasattr(response, "render") else response
