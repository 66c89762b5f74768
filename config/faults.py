"""Answers while the database is away or slow, and to a form that is too large."""

import contextlib
import signal
import sys
import threading
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.defaults import bad_request, server_error

# When to ask again, in seconds: the database server is back in about that time.
RETRY_AFTER = "10"


class TooSlow(Exception):
    """A page took longer than a reader waits."""


TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

# Gone, frozen, locked or too slow. A statement that passes its limit is an OperationalError too.
UNREACHABLE = (OperationalError, InterfaceError, TooSlow)


def answer_bad_request(request, exception):
    """Django's handler400: a form that is too large is no mistake in an address."""
    if request.method == "POST" and isinstance(exception, TOO_LARGE):
        content = render_to_string("413.html", request=request)
        return HttpResponse(content, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Cache-Control": "no-store"})
    return bad_request(request, exception)


def answer_fault(request):
    """Django's handler500: it is called while the error is being handled."""
    if isinstance(sys.exc_info()[1], UNREACHABLE):
        # It may be in the midst of a statement, and the next request wants a sound one.
        connection.close()
        context = {"is_saving": request.method not in ("GET", "HEAD")}
        # Without the request: nobody can be asked for, nor a session, while the database is away.
        content = render_to_string("503.html", context)
        response = HttpResponse(content, status=HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = RETRY_AFTER
    else:
        response = server_error(request)
    response["Cache-Control"] = "no-store"
    return response


@contextlib.contextmanager
def time_limit(seconds: float):
    """Raise TooSlow in what runs longer, such as a wait for a database that is frozen.

    Only where the kernel can interrupt it: in the main thread, in which gunicorn's sync
    workers answer. Elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_):
        raise TooSlow(f"no answer in {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def not_ready() -> str:
    """Why pages or mail would not go out now; empty if they do."""
    from record.models import OutgoingMail  # the store of pages needs this module before there are models

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "the database waits for its migrations"
        is_mail_late = OutgoingMail.objects.overdue(timezone.now()).exists()
    except UNREACHABLE:
        return "the database does not answer"
    return "mail waits, and no worker takes it" if is_mail_late else ""
