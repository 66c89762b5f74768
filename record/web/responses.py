"""Answers that every view gives alike."""

from django.template.response import TemplateResponse


def page_response(request, template, context, problems=()) -> TemplateResponse:
    """A page; where part of its address was not understood, no cache and no search engine keeps it."""
    response = TemplateResponse(request, template, context)
    if problems:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
    return response
