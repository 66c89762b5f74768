from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from record.accounts.second_factor import has_second_factor
from record.models import Officer, SignInLink


class SignInLinkForm(forms.Form):
    purpose = forms.ChoiceField(label="For", widget=forms.RadioSelect)

    def __init__(self, officer, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(each.value, each.label) for each in purposes_for(officer)]


def purposes_for(officer) -> list:
    """The purposes that a link for this officer may have, as things are."""
    purpose = SignInLink.Purpose
    if not officer.has_usable_password() and not has_second_factor(officer):
        return [purpose.INVITATION]
    return [purpose.PASSWORD, *([purpose.DEVICE] if has_second_factor(officer) else [])]


def link_page(model_admin, request, pk):
    """An administrator makes a link for an officer, and sees it this once."""
    officer = get_object_or_404(Officer, pk=pk)
    if not model_admin.has_change_permission(request, officer):
        raise PermissionDenied
    form = SignInLinkForm(officer, request.POST if request.method == "POST" else None)
    context = model_admin.admin_site.each_context(request) | {
        "title": f"Link for {officer}",
        "opts": model_admin.opts,
        "officer": officer,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        link, token = SignInLink.objects.make(officer, form.cleaned_data["purpose"], by=request.user)
        context["link"] = link
        context["address"] = request.build_absolute_uri(reverse("follow_link", args=[token]))
    return TemplateResponse(request, "admin/desk/sign_in_link.html", context)
