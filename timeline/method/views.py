"""How we check what we publish."""

from django.conf import settings
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from claims.choices import Role, Stance
from claims.claim_list.role_labels import OF_A_CHOICE
from claims.figures.comparability import BASIS, SCOPE, TERMS
from councils.choices import SPEAKING
from timeline.method import page as of_method
from timeline.method.glossary import MEANINGS
from timeline.positions.later_statements import AGAINST


@require_safe
def method(request):
    """The rules in plain words, and the detail behind them with worked examples."""
    context = {
        "principles": of_method.PRINCIPLES,
        "chapters": of_method.CHAPTERS,
        "glossary": MEANINGS,
        "rules": of_method.rules(),
        "examples": of_method.examples(),
        "not_counted": of_method.NOT_COUNTED.items(),
        "quotations": of_method.QUOTATIONS.items(),
        "rows": of_method.kinds_of_row(),
        "roles": [(role, OF_A_CHOICE[role]) for role in Role],
        "counting": [(kind.label, words) for kind, words in of_method.TENURES.items() if kind in SPEAKING],
        "not_counting": [(kind.label, words) for kind, words in of_method.TENURES.items() if kind not in SPEAKING],
        "aspects": [aspect.label for aspect in (SCOPE, BASIS, *TERMS)],
        "stances": [stance.label for stance in Stance],
        "against": [stance.label for stance in AGAINST],
        "dates": of_method.dates(),
        "bases": of_method.BASES.values(),
        "never": of_method.NEVER,
        "has_single_editor": settings.SINGLE_EDITOR,
        "reply_days": settings.REPLY_DAYS,
        "published_within": settings.REPLY_PUBLISHED_WITHIN,
        "site": request.build_absolute_uri("/"),
        "today": request.today,
    }
    return TemplateResponse(request, "method/page.html", context)
