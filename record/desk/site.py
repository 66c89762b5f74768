"""The site of the desk: who may enter it, and for whom they act."""

from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from record.accounts.site import OneDoor
from record.workflow import authority


class DeskSite(OneDoor, AdminSite):
    site_header = site_title = "Counterpoint: officers’ desk"
    index_title = "The record"

    def has_permission(self, request):
        return request.user.is_authenticated and authority.may(request.user, authority.READ)

    def get_urls(self):
        """Django's pages, but that which leads from a primary key to an address.

        It would tell of rows that do not exist for whoever asks.
        """
        urls = super().get_urls()
        for url in urls:
            if getattr(url, "name", None) == "view_on_site":
                url.callback = self.admin_view(_not_found)
        return [path("acting/", self.admin_view(self.acting_view), name="acting"), *urls]

    def acting_view(self, request):
        """Let someone who has several memberships say for whom they act."""
        memberships = authority.memberships(request.user)
        if request.method == "POST":
            chosen = [each for each in memberships if str(each.pk) == request.POST.get("membership")]
            if not chosen:
                raise Http404
            chosen[0].choose()
            return HttpResponseRedirect(reverse("admin:index"))
        context = self.each_context(request) | {"title": "For whom do you act?", "memberships": memberships}
        return TemplateResponse(request, "admin/desk/acting.html", context)

    def each_context(self, request):
        context = super().each_context(request)
        if request.user.is_authenticated:
            context["acting"] = authority.acting(request.user)
            context["memberships"] = authority.memberships(request.user)
        return context


def _not_found(request, **kwargs):
    raise Http404
