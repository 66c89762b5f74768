"""Answers that every view gives alike."""

from django.template.response import TemplateResponse


def page_response(request, template, context, problems=()) -> TemplateResponse:
    """Render a page, kept out of caches and search engines if it has problems."""
    response = TemplateResponse(request, template, context)
    if problems:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
    return response
