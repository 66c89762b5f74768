"""The page on which the desk says why it did nothing, with the words typed."""

from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

NOT_OPEN = "This is not open to you"


@never_cache
def closed(request, sentence, status=403, *, heading=NOT_OPEN, is_choice=False, gives_back=True):
    """``gives_back``: whether the words are shown that came with the request.

    They are not where another site may have sent them, or where they may be a password.
    """
    typed = [
        value
        for name, values in (request.POST.lists() if gives_back else ())
        for value in values
        if not name.startswith(("_", "initial-")) and len(value.split()) > 1
    ]
    context = {"heading": heading, "sentence": sentence, "is_choice": is_choice, "typed": typed}
    return TemplateResponse(request, "admin/desk/closed.html", context, status=status)
