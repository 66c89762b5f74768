"""How the record is kept, and who runs this installation of it."""

from django.conf import settings
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from claims.choices import Role, Stance
from claims.reconciling import BASIS, SCOPE, TERMS
from claims.ways import OF_A_CHOICE
from councils.choices import SPEAKING
from timeline import method as of_method
from timeline.later import AGAINST


@require_safe
def method(request):
    """The rules by which the record is kept, in plain words, with what the code makes of examples."""
    context = {
        "rules": of_method.rules(),
        "examples": of_method.examples(),
        "not_counted": of_method.NOT_COUNTED.items(),
        "quotations": of_method.QUOTATIONS.items(),
        "rows": of_method.kinds_of_row(),
        "roles": [(role, OF_A_CHOICE[role]) for role in Role],
        "counting": [(kind.label, words) for kind, words in of_method.TIES.items() if kind in SPEAKING],
        "not_counting": [(kind.label, words) for kind, words in of_method.TIES.items() if kind not in SPEAKING],
        "aspects": [aspect.label for aspect in (SCOPE, BASIS, *TERMS)],
        "stances": [stance.label for stance in Stance],
        "against": [stance.label for stance in AGAINST],
        "dates": of_method.dates(),
        "bases": of_method.BASES.values(),
        "never": of_method.NEVER,
        "site": request.build_absolute_uri("/"),
        "today": request.today,
    }
    return TemplateResponse(request, "timeline/method.html", context)


@require_safe
def about(request):
    """Who runs and pays for this installation, who its editors are, and how to complain."""
    asked = [
        ("Who runs it", "OPERATOR_NAME"),
        ("Where to write to", "OPERATOR_ADDRESS"),
        ("Who pays for it", "OPERATOR_FUNDING"),
        ("Who its editors are", "OPERATOR_EDITORS"),
        ("How to complain, or to ask for a correction", "OPERATOR_COMPLAINTS"),
    ]
    context = {"given": [(label, name, getattr(settings, name)) for label, name in asked], "build": settings.BUILD}
    return TemplateResponse(request, "timeline/about.html", context)
