"""The desk's pages of notices: what was sent, and an officer's reply."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from claims.models import ReplyNotice
from claims.replies import answers
from claims.replies.form import ReplyForm
from record.desk.access import ReadingAccess
from record.desk.addresses import as_pk
from record.desk.readonly_admin import DeclaredLookups
from record.workflow import authority


@admin.register(ReplyNotice)
class ReplyNoticeAdmin(ReadingAccess, DeclaredLookups, admin.ModelAdmin):
    """Notices that were sent: of their council to officers, and all to editors."""

    list_display = ["claim", "voice", "sent_at", "expires", "replied_at", "declined_at"]
    list_select_related = ["claim", "voice"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-sent_at", "-pk"]
    actions = None
    view_on_site = False

    def get_queryset(self, request):
        sent = super().get_queryset(request).filter(sent_at__isnull=False)
        if authority.may(request.user, authority.READ_ALL):
            return sent
        membership = authority.acting(request.user)
        return sent.of_council(membership.council_id) if membership else sent.none()

    def has_history_permission(self, request, obj=None):
        return False

    def history_view(self, request, object_id, extra_context=None):
        raise PermissionDenied

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One notice; officers of the council reply here, or say that they will not."""
        notice = get_object_or_404(self.get_queryset(request).for_page(), pk=as_pk(object_id))
        why_not = self._why_not(request.user, notice)
        is_sent = request.method == "POST" and "declines" not in request.POST
        form = ReplyForm(request.POST if is_sent else None, initial={"text": notice.words_sent_back})
        if request.method == "POST":
            if why_not:
                raise PermissionDenied
            if "declines" in request.POST or form.is_valid():
                return self._answered(request, notice, form)
        context = self.admin_site.each_context(request) | {
            "title": f"Reply to a claim about {notice.voice}",
            "opts": self.opts,
            "notice": notice,
            "form": form,
            "why_not": why_not,
        }
        return TemplateResponse(request, "admin/desk/reply.html", context)

    def _why_not(self, officer, notice) -> str:
        if not authority.acts_for(officer):
            return "Officers of the council reply to it, or its contact by the private link."
        return notice.refusal(timezone.now()) or authority.why_not(officer, authority.DRAFT)

    def _answered(self, request, notice, form):
        try:
            if "declines" in request.POST:
                answers.decline(notice.pk, by=request.user)
                messages.success(request, "The page of the claim says that there will be no reply.")
            else:
                answers.reply(notice.pk, **form.cleaned_data, by=request.user)
                messages.success(request, "Kept as you wrote it. A neutral editor publishes it, or sends it back.")
        except answers.Refused as refused:
            messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:claims_replynotice_changelist"))
