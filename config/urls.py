"""URLs: the officers' desk, the probe, and the public pages."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request):
    """Answer `ok` while this process serves, without asking the database."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    path("admin/account/", include("record.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("claims.urls")),
    path("", include("timeline.urls")),
]
