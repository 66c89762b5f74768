"""URLs: the officers' desk, the probes, and the public pages."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.faults import not_ready
from config.metrics import metrics


@require_safe
@never_cache
def healthz(request):
    """Answer `ok` while this process serves, without asking the database."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Answer `ready` if pages can be served and mail leaves.

    The database answers then, and its tables are those of this code.
    """
    reason = not_ready()
    return HttpResponse(reason or "ready", content_type="text/plain", status=503 if reason else 200)


handler400 = "config.faults.answer_bad_request"
handler500 = "config.faults.answer_fault"

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("admin/account/", include("record.accounts.urls")),
    path("admin/councils/document/", include("claims.reading_room.urls")),
    path("admin/councils/case/", include("claims.case_desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("claims.urls")),
    path("", include("timeline.urls")),
]
