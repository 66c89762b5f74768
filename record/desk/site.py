"""The site of the desk: who may enter it, and for whom they act."""

from functools import partial, wraps

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from record.accounts.site import OneDoor
from record.desk import unsaved
from record.desk.autocomplete import Autocomplete
from record.desk.closed import closed
from record.desk.guide import guide_page
from record.desk.work.together import take_page
from record.desk.work.views import list_page, to_do
from record.workflow import authority

NO_MEMBERSHIP = "You have no membership today, so the desk is closed to you. An administrator can say why."
NOT_YOURS = "Your access does not extend to this."
NO_SUCH_ENTRY = "There is no such entry for you."
CHOOSE = "You have more than one membership. Choose first for whom you act."


class DeskSite(OneDoor, AdminSite):
    site_header = site_title = "Counterpoint: officers’ desk"
    index_title = "Work to do"

    def has_permission(self, request):
        return request.user.is_authenticated and authority.may(request.user, authority.READ)

    def get_urls(self):
        """Django's pages, without the one that leads from a primary key to an address.

        It would tell of rows that do not exist for whoever asks.
        """
        urls = super().get_urls()
        for url in urls:
            if getattr(url, "name", None) == "view_on_site":
                url.callback = self.admin_view(_not_found)
        return [
            path("guide/", self.admin_view(partial(guide_page, self)), name="guide"),
            path("acting/", self.admin_view(self.acting_view), name="acting"),
            path("unsaved/", unsaved.unsaved_view, name="unsaved"),
            path("work/<slug:name>/", self.admin_view(partial(list_page, self)), name="work"),
            path("work/take/<slug:name>/", self.admin_view(partial(take_page, self)), name="work_take"),
            *urls,
        ]

    def index(self, request, extra_context=None):
        """The first page: work to do."""
        todo, nothing = to_do(request.user)
        context = {"todo": todo, "nothing": nothing, "unsaved": unsaved.unsaved_texts(request.user)}
        return super().index(request, context | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        """Turn away officers without access, or who have not said for whom they act."""
        entered = super().admin_view(view, cacheable)

        @wraps(view)
        def checked(request, *args, **kwargs):
            officer = request.user
            if request.method == "POST" and not officer.is_authenticated:
                unsaved.keep_sent(request, is_open=False)
            if officer.is_authenticated and view != self.logout:
                if not self.has_permission(request):
                    return closed(request, NO_MEMBERSHIP)
                is_chosen = authority.acting(officer) or len(authority.memberships(officer)) < 2
                if not is_chosen and view != self.acting_view:
                    return (
                        closed(request, CHOOSE, is_choice=True)
                        if request.method == "POST"
                        else redirect("admin:acting")
                    )
            try:
                return entered(request, *args, **kwargs)
            except (PermissionDenied, Http404) as refused:
                if request.method != "POST":
                    raise
                is_missing = isinstance(refused, Http404)
                return closed(request, NO_SUCH_ENTRY if is_missing else NOT_YOURS, 404 if is_missing else 403)

        return checked

    def autocomplete_view(self, request):
        return Autocomplete.as_view(admin_site=self)(request)

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
