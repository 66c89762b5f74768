"""Report a mistake or complain, and read what came of it."""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from councils.models import MistakeReport
from councils.models.mistake_report import fingerprint
from record.accounts.throttle import client_address
from record.web.query_keys import reads
from timeline.report.form import LARGEST, TOKEN, MistakeForm, is_page, subject_of

NO_PAGE = "We cannot tell which page this is about. Go to the page, and use the link at its foot."
TOO_OLD = "This form was open for too long, or was changed on its way. Go to the page, and use the link at its foot."
TOO_LARGE = "This is too long to be read. At most 2,000 letters are taken."
TOO_MANY = "Too many reports came from here. Try again in an hour."
# Reports that the page of answers shows.
ANSWERS = 100


@reads("about")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """The form; a report that is taken leads to a page that says so."""
    if request.method != "POST":
        about = request.GET.get("about", "")
        if not is_page(about):
            return _page(request, problem=NO_PAGE)
        return _page(request, about, MistakeForm())
    if not request.META.get("CONTENT_LENGTH", "").isdecimal() or int(request.META["CONTENT_LENGTH"]) > LARGEST:
        return _page(request, problem=TOO_LARGE, status=413)
    about = TOKEN.read(request.POST.get("token", ""))
    if about is None:
        return _page(request, problem=TOO_OLD, status=400)
    form = MistakeForm(request.POST)
    if not form.is_valid():
        return _page(request, about, form, status=400)
    sent = HttpResponseRedirect(reverse("timeline:report-sent"))
    if form.cleaned_data["website"]:
        return sent
    now = timezone.now()
    sender = fingerprint(client_address(request), now.date())
    if not MistakeReport.objects.may_take_from(sender, now):
        return _page(request, about, form, TOO_MANY, status=429)
    given = {name: form.cleaned_data[name] for name in ("kind", "text", "email")}
    subject = subject_of(about.partition("?")[0])
    MistakeReport.objects.create(about=about, subject=subject, received=now, sender=sender, **given)
    return sent


def _page(request, about="", form=None, problem="", status=200):
    context = {"about": about, "form": form, "token": TOKEN.sign(about), "problem": problem}
    response = TemplateResponse(request, "report/page.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@never_cache
def report_sent(request):
    """Thanks for a report."""
    return TemplateResponse(request, "report/sent.html")


@require_safe
@never_cache
def report_answers(request):
    """Answered reports, in our words."""
    return TemplateResponse(
        request, "report/answers.html", {"reports": MistakeReport.objects.public().select_related("party")[:ANSWERS]}
    )
