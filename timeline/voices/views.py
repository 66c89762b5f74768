"""A person, group, alliance or outlet; and the lists that go on from its page."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from claims.claim_list.filter_choices import filter_options, practice_lists
from claims.notes import noted_documents
from record.web.list_page import list_context, unfiltered_list_context
from record.web.query_keys import reads
from record.web.record_view import not_found, own_address, with_record
from record.web.responses import page_response
from timeline.case.context import side_positions_in
from timeline.voices.list_page import VoiceFilter
from timeline.voices.of_cases import voices_by_case
from timeline.voices.page import LISTS, find_voice, page_of_claims, page_of_documents, voice_page


def voice_address(voice, below: str) -> str:
    """The address of a voice; a council's voice has the council's."""
    if voice.is_council:
        return own_address(voice.council, below if below == "documents/" else "")
    return own_address(voice, below)


@reads(VoiceFilter, "after")
@require_safe
def voices(request):
    """People and organisations of all cases or of some, by name."""
    filters, address = (
        VoiceFilter(request.GET, filter_options(request), voices_by_case(request)),
        reverse("timeline:voices"),
    )
    case = filters.chosen_case
    context = list_context(request, filters, filters.page, address)
    context |= {
        "case": case,
        "crumbs": case and case_breadcrumbs(case),
        "left_out": [] if context["problems"] else practice_lists(filters, address),
    }
    return page_response(request, "voices/list_page.html", context, context["problems"])


@require_safe
@with_record(find_voice, address=voice_address)
def voice(request, voice):
    """A voice: its names, tenures, sides, and claims by it and about it."""
    page = voice_page(voice)
    context = {
        "page": page,
        "side_positions": side_positions_in(each.placement.side.case_id for each in page.placements),
        "voice": voice,
        "is_invented": voice.is_invented,
    }
    return TemplateResponse(request, "voices/page.html", context)


@reads("after")
@require_safe
@with_record(find_voice, below="claims/{role}/", address=voice_address, withdrawn=not_found)
def voice_claims(request, voice, role):
    """All claims made by a voice, or about it, newest first."""
    context = unfiltered_list_context(request, lambda after: page_of_claims(voice, role, after)) | {
        "voice": voice,
        "heading": LISTS[role],
        "is_invented": voice.is_invented,
        "crumbs": [(voice.name, voice.get_absolute_url())],
    }
    context["noted"] = noted_documents(context["page"].rows)
    return page_response(request, "voices/claims.html", context, context["problems"])


@reads("after")
@require_safe
@with_record(find_voice, below="documents/", address=voice_address, withdrawn=not_found)
def voice_documents(request, voice):
    """All documents that a voice published or wrote, newest first."""
    return list_of_documents(request, voice, [(voice.name, voice.get_absolute_url())], voice.is_invented)


def list_of_documents(request, voice, crumbs, is_invented):
    """The documents that a voice published or wrote."""
    context = unfiltered_list_context(request, lambda after: page_of_documents(voice, after)) | {
        "voice": voice,
        "is_invented": is_invented,
        "crumbs": crumbs,
    }
    return page_response(request, "voices/documents.html", context, context["problems"])
