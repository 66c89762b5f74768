"""The page of the private link of a notice: reply, or say that there will be none."""

from django.conf import settings
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from claims.models import ReplyNotice
from claims.replies import answers
from claims.replies.form import LARGEST, TOKEN, ReplyForm

UNKNOWN = "This link is not right. Copy the whole of it."
TOO_OLD = "This page was open for too long, or was changed on its way. Send it again."
TOO_LARGE = "This is too long to be read. At most 3,000 letters are taken."


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, token):
    """The form for one notice. A link that is not good gets a sentence, and no fact."""
    notice = ReplyNotice.objects.of_token(token)
    if refusal := notice.refusal(timezone.now()) if notice else UNKNOWN:
        return _page(request, refusal=refusal, status=410)
    if request.method != "POST":
        # What an officer of the council wrote at the desk is the desk's.
        words = notice.words_sent_back if notice.reply and notice.reply.edited_by_id is None else ""
        return _page(request, notice, ReplyForm(initial={"text": words}))
    if not request.META.get("CONTENT_LENGTH", "").isdecimal() or int(request.META["CONTENT_LENGTH"]) > LARGEST:
        return _page(request, notice, ReplyForm(), problem=TOO_LARGE, status=413)
    if TOKEN.read(request.POST.get("token", "")) != notice.pk:
        return _page(request, notice, ReplyForm(request.POST), problem=TOO_OLD, status=400)
    form = ReplyForm(request.POST)
    declines = "declines" in request.POST
    if not declines and not form.is_valid():
        return _page(request, notice, form, status=400)
    try:
        if declines:
            answers.decline(notice.pk)
        else:
            answers.reply(notice.pk, **form.cleaned_data)
    except answers.Refused as refused:
        return _page(request, refusal=str(refused), status=410)
    return _page(request, done="declined" if declines else "replied")


def _page(request, notice=None, form=None, *, refusal="", problem="", done="", status=200):
    context = {
        "notice": notice,
        "form": form,
        "token": TOKEN.sign(notice.pk) if notice else "",
        "refusal": refusal,
        "problem": problem,
        "done": done,
        "days": settings.REPLY_PUBLISHED_WITHIN,
    }
    response = TemplateResponse(request, "reply/page.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
