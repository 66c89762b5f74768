"""Admin of readers’ reports of mistakes, for neutral editors alone."""

from django.contrib import admin, messages

from councils.models import MistakeReport
from record.desk.readonly_admin import DeclaredLookups, HistoryOfRows
from record.workflow import authority


@admin.register(MistakeReport)
class MistakeReportAdmin(HistoryOfRows, DeclaredLookups, admin.ModelAdmin):
    """Reports as they came, and our answers; nobody deletes them here."""

    list_display = ["received", "about", "status", "answered_by", "confirmed_by"]
    list_filter = ["status"]
    list_select_related = ["answered_by", "confirmed_by"]
    list_per_page = 50
    show_full_result_count = False
    fields = ["about", "text", "email", "received", "status", "answer", "answered_by", "confirmed_by"]
    readonly_fields = ["about", "text", "email", "received", "answered_by", "confirmed_by"]
    actions = ["confirm_answers"]

    def has_module_permission(self, request):
        return authority.may(request.user, authority.DRAFT) and not authority.acts_for(request.user)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.give_answer(obj.status, obj.answer, by=request.user)

    @admin.action(description="Confirm the answers, so that readers see them", permissions=["change"])
    def confirm_answers(self, request, reports):
        confirmed = sum(report.confirm(by=request.user) for report in reports.select_related("answered_by"))
        messages.success(request, f"Confirmed: {confirmed}.")
        if left := len(reports) - confirmed:
            messages.warning(request, f"Left: {left}. A second person confirms an answer that is there.")
