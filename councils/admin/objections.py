"""At the desk: a party objects to a heading, a question or the label of a side."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from councils.models import Case, MistakeReport, Party, Placement, Voice
from councils.models.mistake_report import subject_of
from councils.permissions.named_councils import case_of
from record.content.schema import kinds
from record.desk.addresses import change_address
from record.desk.fields import FreeTextField
from record.desk.tools import tool
from record.workflow import authority, publishing

LONGEST = 1000
WAITS = "Your council has objected to these words already, and has no answer yet."


class ObjectionForm(forms.Form):
    """The words of ours that a party objects to, and why."""

    words = forms.ChoiceField(label="To which words?", widget=forms.RadioSelect)
    text = FreeTextField(
        label="Why, and what should it say?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text=f"In the name of your council, in at most {LONGEST:,} letters.",
    )

    def __init__(self, *args, choices, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        self.fields["words"].choices = [(words, words[:1].upper() + words[1:]) for words in choices]
        if len(choices) == 1:
            self.initial["words"] = choices[0]

    def clean_words(self):
        if self.cleaned_data["words"] in self.waiting:
            raise forms.ValidationError(WAITS)
        return self.cleaned_data["words"]


@tool
def objection_to(request, record):
    """Yield the link to this page, above the form of a record."""
    if _is_party(request.user, record):
        yield "Object to its words", reverse("admin:councils_mistakereport_object", args=[record.KIND, record.pk])


def words_of(record) -> list[str]:
    """Words of ours on this record to which a party may object."""
    title = publishing.title(record)
    if isinstance(record, Case):
        return [f"the heading “{title}”", *(f"the label “{side}”" for side in record.sides.all())]
    return [f"the {'question' if record.KIND == 'point' else 'heading'} “{title}”"]


def objection_view(request, kind, pk):
    """Take an objection, and show those of the same council with their answers."""
    model = next((each.model for each in kinds() if each.name == kind), None)
    if model is None:
        raise Http404
    record = get_object_or_404(model.objects.readable_by(request.user), pk=pk)
    if not record.is_published or case_of(record) is None:
        raise Http404
    if not _is_party(request.user, record):
        raise PermissionDenied
    party = Voice.objects.get(public_id=authority.acts_for(request.user))
    made = MistakeReport.objects.of_party(party, subject_of(record))
    waiting = {each.objected_to for each in made if not each.is_public}
    sent = request.POST if request.method == "POST" else None
    form = ObjectionForm(sent, choices=words_of(record), waiting=waiting)
    if sent is not None and form.is_valid():
        words, text = form.cleaned_data["words"], form.cleaned_data["text"]
        MistakeReport.objects.object_to(record, words, text, party=party, by=request.user)
        messages.success(request, "Sent to the neutral editors and publishers. Readers see it once it is answered.")
        return HttpResponseRedirect(request.path)
    context = admin.site.each_context(request) | {
        "title": "Object to words of ours",
        "record": record,
        "opts": model._meta,
        "address": change_address(model, record.pk),
        "party": party,
        "form": form,
        "made": made,
    }
    return TemplateResponse(request, "admin/desk/objection.html", context)


def _is_party(officer, record) -> bool:
    """True for an officer of a council that the case of this record concerns."""
    case, council = case_of(record), authority.acts_for(officer)
    if case is None or not council or not record.is_published or not authority.may(officer, authority.DRAFT):
        return False
    of_council = Q(voice__public_id=council)
    return (
        Party.objects.filter(of_council, case=case).exists()
        or Placement.objects.filter(of_council, side__case=case).exists()
    )
