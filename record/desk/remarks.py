"""Remarks on the page of a draft, and a short form for one more."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse

from record.desk.addresses import change_address
from record.desk.fields import FreeTextField
from record.models.remark import Remark
from record.workflow import authority


class RemarkForm(forms.Form):
    """A remark of an officer on a draft."""

    text = FreeTextField(
        label="Your remark",
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "id": "remark-text", "aria-describedby": "remark-help"}),
    )


def remarks_context(request, item) -> dict:
    """``remarks``, as the template of a page of a record or draft shows them."""
    shown = Remark.objects.shown_to(request.user, item)
    may_leave = authority.may(request.user, authority.REMARK, item)
    unread = [each for each in shown if each.by_id != request.user.pk and request.user.pk not in each.read_by]
    opts = item._meta
    return {
        "remarks": {
            "shown": shown,
            "unread": unread if may_leave else [],
            "form": RemarkForm() if may_leave else None,
            "address": reverse(f"admin:{opts.app_label}_{opts.model_name}_remark", args=[item.pk]),
        }
    }


def leave_page(request, item):
    """Keep a remark on a draft, or note that those of others were read."""
    if not authority.may(request.user, authority.REMARK, item):
        raise PermissionDenied
    form = RemarkForm(request.POST)
    if "read" in request.POST:
        Remark.objects.note_read(item, by=request.user)
    elif form.is_valid():
        Remark.objects.leave(item, form.cleaned_data["text"], by=request.user)
        messages.success(request, "Your remark is saved. All who may read this draft can see it.")
    else:
        messages.error(request, " ".join(message for errors in form.errors.values() for message in errors))
    return HttpResponseRedirect(f"{change_address(type(item), item.pk)}#remarks")
