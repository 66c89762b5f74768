"""The desk's pages of what is said: points, and a claim with its appearances and responses on one page."""

from django.contrib import admin
from django.utils.html import format_html_join

from claims.models import (
    About,
    Appearance,
    Claim,
    ClaimEvent,
    ClaimFlag,
    ClaimLink,
    ClaimStanding,
    Point,
    Response,
)
from councils.admin.documents import FlagInline
from councils.admin.passages import SELDOM, WHERE, PassageInline, PassagePartForm
from record.desk.fields import Listed
from record.desk.forms import RecordSheetForm
from record.desk.parts import PartInline
from record.desk.records import RecordAdmin


@admin.register(Point)
class PointAdmin(RecordAdmin):
    """A neutral question at issue."""

    list_display = ["question", "shown_state", "editor", "case"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["question", "key", "public_id"]
    fieldsets = [(None, {"fields": ["question", "note", "sequence"]})]


class AppearanceForm(PassagePartForm):
    passage_required = True

    reported_by = Listed(
        "claims.Reporter",
        "voice",
        help_text="Who reports it, nearest to the speaker first, where it is known by report.",
    )


class AppearanceInline(PassageInline):
    model = Appearance
    form = AppearanceForm
    verbose_name_plural = "appearances: where it was put on record"
    fieldsets = [
        (None, {"fields": [*WHERE, ("speaker", "office_as_printed"), "reported_by", "said"]}),
        SELDOM,
    ]
    expected = True


class ResponseForm(PassagePartForm):
    passage_required = words_required = True


class ResponseInline(PassageInline):
    model = Response
    form = ResponseForm
    verbose_name_plural = "responses: what this claim answers, in words that refer to it"
    fieldsets = [(None, {"fields": [("relation", "to"), *WHERE]}), SELDOM]


class AboutInline(PartInline):
    model = About
    verbose_name = "voice that it speaks of"
    verbose_name_plural = "about whom it speaks"
    fields = [("voice", "reading")]


class ClaimLinkInline(PartInline):
    model = ClaimLink
    verbose_name = "weaker link"
    verbose_name_plural = "weaker links to other claims: no answers"
    fields = [("kind", "to"), "note"]


class ClaimEventInline(PartInline):
    model = ClaimEvent
    verbose_name = "event"
    verbose_name_plural = "events of which it is an account, or a subject"
    fields = [("event", "role")]


class ClaimFlagInline(FlagInline):
    model = ClaimFlag


class ClaimSheetForm(RecordSheetForm):
    points = Listed("claims.ClaimPoint", "point", help_text="The questions at issue to which it is an answer.")
    proposals = Listed("claims.ClaimProposal", "proposal", help_text="The proposals of which it speaks.")
    elements = Listed("claims.ClaimElement", "element", help_text="The elements of options of which it speaks.")


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    """One proposition, and the voice for whom it is made."""

    form = ClaimSheetForm
    list_display = ["statement", "shown_state", "made_for", "kind", "editor", "case"]
    list_filter = ["state", "case", "kind"]
    list_select_related = ["made_for", "case", "edited_by"]
    search_fields = ["statement", "key", "public_id", "made_for__name"]
    readonly_fields = ["standing", "answers"]
    fieldsets = [
        (None, {"fields": ["statement", ("kind", "made_for"), ("absence", "about_not_named"), "points"]}),
        (
            "As at, and what it concerns",
            {"fields": ["as_at", "proposals", "elements", "sequence", "note"], "classes": ["collapse"]},
        ),
        ("Computed by the record, set by nobody", {"fields": ["standing", "answers"], "classes": ["collapse"]}),
    ]
    inlines = [
        AppearanceInline,
        ResponseInline,
        AboutInline,
        ClaimEventInline,
        ClaimLinkInline,
        ClaimFlagInline,
    ]

    @admin.display(description="standing")
    def standing(self, claim):
        computed = ClaimStanding.objects.filter(claim=claim.pk).first()
        if computed is None:
            return "Computed once it is published."
        labels = dict(ClaimStanding._meta.get_field("words").base_field.flatchoices)
        return "; ".join(labels.get(word, word) for word in computed.words)

    @admin.display(description="answered by")
    def answers(self, claim):
        found = Response.objects.filter(to=claim.pk).select_related("claim__made_for").order_by("pk")
        return (
            format_html_join(
                "; ",
                "{} {}: “{}” ({})",
                (
                    (
                        response.claim.made_for,
                        response.get_relation_display(),
                        response.claim.statement,
                        response.claim.get_state_display(),
                    )
                    for response in found
                ),
            )
            or "Nothing in this record."
        )
