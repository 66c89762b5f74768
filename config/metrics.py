"""Figures for Prometheus, asked of the database when they are asked for.

So they are the same in every process, and nothing is counted while pages are made. How often
pages are asked for, and how long they take, is in nginx's log.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from record.models import Draft, OutgoingMail, Publication

JOBS = "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1"


@require_safe
@never_cache
def metrics(request):
    """The figures in Prometheus's text form, where the setting METRICS says so."""
    if not settings.METRICS:
        raise Http404
    lines = [line for name, help_text, value in figures() for line in _lines(name, help_text, value)]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; version=0.0.4; charset=utf-8")


def figures() -> Iterator[tuple[str, str, float]]:
    now = timezone.now()
    yield "publications", "The number of the last entry of the public log.", Publication.objects.revision()
    yield "drafts", "Drafts of published records.", Draft.objects.count()
    waiting = OutgoingMail.objects.waiting()
    oldest = waiting.order_by("made_at").values_list("made_at", flat=True).first()
    yield "mail_waiting", "Messages that are not sent yet.", waiting.count()
    yield "mail_oldest_seconds", "Age of the oldest of them.", (now - oldest).total_seconds() if oldest else 0
    with connection.cursor() as cursor:
        cursor.execute(JOBS)
        jobs = dict(cursor.fetchall())
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    for status, words in (("todo", "wait"), ("doing", "are being done"), ("failed", "failed")):
        yield f"jobs_{status}", f"Jobs of the queue that {words}.", jobs.get(status, 0)
    yield "database_bytes", "Size of the database.", size


def _lines(name, help_text, value) -> list[str]:
    full = f"counterpoint_{name}"
    return [f"# HELP {full} {help_text}", f"# TYPE {full} gauge", f"{full} {value}"]
