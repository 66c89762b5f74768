"""A person, group, alliance or outlet; and the lists that go on from its page."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from record.web.url_converters import to_its_address
from timeline.event.side_choice import not_kept
from timeline.lists.list_filters import paged
from timeline.lists.practice import PRACTICE
from timeline.voices import page as of_voices


@require_safe
def voice(request, public_id, slug=""):
    """Who or what it is, its names and ties, where it stands, and what it says and is said of it."""
    found = _find(public_id)
    if redirect := _to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found})
    context = {
        "page": of_voices.voice_page(found),
        "voice": found,
        "case": PRACTICE if found.is_invented else None,
        "today": request.today,
    }
    return TemplateResponse(request, "voices/page.html", context)


@require_safe
def voice_claims(request, public_id, slug, role):
    """All claims made by a voice, or about it, newest first."""
    found = _find(public_id)
    if redirect := _to_its_address(request, found, f"claims/{role}/"):
        return redirect
    if found.is_withdrawn:
        raise Http404
    page, problems = paged(lambda after: of_voices.page_of_claims(found, role, after), request)
    context = {
        "voice": found,
        "heading": of_voices.LISTS[role],
        "case": PRACTICE if found.is_invented else None,
        "page": page,
        "problems": problems,
        "today": request.today,
        "next": page.next and f"{request.path}?after={page.next}",
        "previous": page.previous and f"{request.path}?after={page.previous}",
        "crumbs": [(found.name, found.get_absolute_url())],
    }
    response = TemplateResponse(request, "voices/claims.html", context)
    return not_kept(response) if problems else response


@require_safe
def voice_documents(request, public_id, slug):
    """All documents that a voice published or wrote, newest first."""
    found = _find(public_id)
    if redirect := _to_its_address(request, found, "documents/"):
        return redirect
    if found.is_withdrawn:
        raise Http404
    return list_of_documents(request, found, [(found.name, found.get_absolute_url())], found.is_invented)


def list_of_documents(request, voice, crumbs, is_invented):
    """The list of what a voice published or wrote, whatever the address that it stands at."""
    page, problems = paged(lambda after: of_voices.page_of_documents(voice, after), request)
    context = {
        "voice": voice,
        "case": PRACTICE if is_invented else None,
        "page": page,
        "problems": problems,
        "next": page.next and f"{request.path}?after={page.next}",
        "previous": page.previous and f"{request.path}?after={page.previous}",
        "crumbs": crumbs,
    }
    response = TemplateResponse(request, "voices/documents.html", context)
    return not_kept(response) if problems else response


def _find(public_id):
    found = of_voices.find_voice(public_id)
    if found is None:
        raise Http404
    return found


def _to_its_address(request, voice, below=""):
    """The redirect to the address of a voice; of a council, to the council's own."""
    if not voice.is_council:
        return to_its_address(request, voice, below)
    rest = below if below == "documents/" else ""
    return HttpResponsePermanentRedirect(voice.council.get_absolute_url() + rest)
