"""Admin of readers’ reports of mistakes and complaints, for those who answer them."""

from django.contrib import admin, messages
from django.urls import path

from councils.admin.objections import objection_view
from councils.choices import ReportKind
from councils.models import Case, MistakeReport
from councils.models.mistake_report import answers_reports, record_about
from councils.permissions.named_councils import case_of
from councils.permissions.second_person import acts_alone
from record.desk.readonly_admin import DeclaredLookups, HistoryOfRows


class ToDo(admin.SimpleListFilter):
    title, parameter_name = "what is to be done", "todo"

    def lookups(self, request, model_admin):
        return [("answer", "to answer"), ("confirm", "to confirm")]

    def queryset(self, request, queryset):
        match self.value():
            case "answer":
                return queryset.to_answer()
            case "confirm":
                return queryset.to_confirm()


@admin.register(MistakeReport)
class MistakeReportAdmin(HistoryOfRows, DeclaredLookups, admin.ModelAdmin):
    """Reports as they came, and our answers; nobody deletes them here."""

    list_display = ["received", "kind", "about", "status", "answered_by", "confirmed_by"]
    list_filter = [ToDo, "status", "kind"]
    list_select_related = ["answered_by", "confirmed_by"]
    list_per_page = 50
    show_full_result_count = False
    dates = ["received", "noted_at", "closed_at"]
    readonly_fields = ["kind", "party", "objected_to", "about", "text", "email", *dates, "answered_by", "confirmed_by"]
    actions = ["confirm_answers"]

    def get_fields(self, request, obj=None):
        answer = ["status", "answer", "answered_by", "confirmed_by"]
        if obj and obj.kind == ReportKind.OBJECTION:
            return ["kind", "party", "objected_to", "about", "text", *self.dates, "public_words", *answer]
        return ["kind", "about", "text", "email", *self.dates, *answer]

    def get_object(self, request, object_id, from_field=None):
        """The report; the form for an objection begins with the words of the council."""
        report = super().get_object(request, object_id, from_field)
        if report and report.kind == ReportKind.OBJECTION and request.method == "GET":
            report.public_words = report.public_words or report.text
        return report

    def get_urls(self):
        view = self.admin_site.admin_view(objection_view)
        name = "councils_mistakereport_object"
        return [path("object/<slug:kind>/<int:pk>/", view, name=name), *super().get_urls()]

    def has_module_permission(self, request):
        return answers_reports(request.user)

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
        confirmed = sum(
            report.confirm(by=request.user, alone=acts_alone(request.user, case_about(report.subject)))
            for report in reports.select_related("answered_by")
        )
        messages.success(request, f"Confirmed: {confirmed}.")
        if left := len(reports) - confirmed:
            messages.warning(request, f"Left: {left}. A second person confirms an answer that is there.")


def case_about(subject: str) -> Case | None:
    """The case of the record that a report is about; of a page of a case, that case."""
    record = record_about(subject)
    return case_of(record) if record else None
