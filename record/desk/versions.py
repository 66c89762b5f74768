"""Any two versions of a record compared, and any one restored as a draft."""

import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from pydantic import ValidationError as Invalid

from record.content.rendering import WITHHELD, ContentDifference
from record.content.schema import kind_of
from record.desk import saving
from record.desk.comparison import differences_for_officers
from record.desk.edit_buffer import EditBuffer, EditRefused
from record.models.draft import LIVE, Draft
from record.workflow.authors import named_for
from record.workflow.publication import Publication

WORDS_WITHHELD = "Words of this version are withheld, so it cannot be restored. What is not withheld can be typed anew."
OLD_SHAPE = "This version was made by an older form of the site, so it cannot be restored. It can be typed anew."

# How the name of a draft begins, among versions that are named by their number.
DRAFT = "draft-"


@dataclass(frozen=True)
class Version:
    """A published version of a record, or a draft of it, to be compared."""

    name: str
    label: str
    entered_for: str = ""


@dataclass(frozen=True)
class VersionComparison:
    old: Version
    new: Version
    differences: list[ContentDifference]


def versions_of(record, officer) -> list[Version]:
    """Drafts that exist for this person, then versions, newest first."""
    drafts = Draft.objects.of(record).readable_by(officer).select_related("author").defer("content")
    found = [
        Version(f"{DRAFT}{each.pk}", f"Draft of {named_for(officer, each.author, each)}", each.entered_for)
        for each in drafts
    ]
    for each in Publication.objects.of(record).newest_first().defer("content"):
        found.append(Version(str(each.version), f"Version {each.version}, {_day(each.at)}"))
    return found


def comparison(record, versions: list[Version], old: str, new: str) -> VersionComparison | None:
    """The two versions that are asked for; the newest and the one before, if none are."""
    by_name = {each.name: each for each in versions}
    if not (old or new) and len(versions) > 1:
        new, old = versions[0].name, versions[1].name
    if old not in by_name or new not in by_name:
        return None
    contents = {name: _content(record, name) for name in {old, new}}
    if None in contents.values():
        return None
    entered_for = by_name[old].entered_for or by_name[new].entered_for
    case = getattr(record, "case", None)
    differences = differences_for_officers(kind_of(record), contents[old], contents[new], case, entered_for)
    return VersionComparison(by_name[old], by_name[new], differences)


def _content(record, name: str) -> dict | None:
    draft_pk = name.removeprefix(DRAFT)
    of_drafts, of_versions = Draft.objects.of(record), Publication.objects.of(record)
    rows = of_versions.versions(name) if draft_pk == name else of_drafts.filter(pk=draft_pk)
    return rows.values_list("content", flat=True).first()


def restore_view(modeladmin, request, row, number: int):
    """Show what restoring a version would change, and make it this officer's draft."""
    version = get_object_or_404(Publication.objects.of(row), version=number)
    if not modeladmin.has_change_permission(request, row):
        raise PermissionDenied
    buffer = EditBuffer.of(row, request.user)
    if not buffer.is_public:
        raise Http404
    now = buffer.content
    content = {name: value for name, value in version.content.items() if name not in LIVE}
    content |= {name: now[name] for name in LIVE if name in now}
    refused = _why_not(buffer, content)
    if request.method == "POST" and not refused:
        try:
            saving.keep(buffer, content, note=request.POST.get("note", ""))
        except EditRefused as error:
            refused = [message for _, _, message in error.messages]
        else:
            said = (
                "It says what is there now, so no draft was made."
                if buffer.is_unchanged
                else (f"Version {number} is your draft now. Readers see it only after somebody else publishes it.")
            )
            modeladmin.message_user(request, said)
            return HttpResponseRedirect(modeladmin.address("change", row))
    context = modeladmin.admin_site.each_context(request) | {
        "title": f"Restore version {number}: {row}",
        "opts": modeladmin.opts,
        "record": row,
        "version": version,
        "draft": buffer.draft,
        "differences": differences_for_officers(buffer.kind, now, content, buffer.case, buffer.entered_for),
        "refused": refused,
        "note": request.POST.get("note", f"Restores version {number}, of {_day(version.at)}."),
    }
    return TemplateResponse(request, "admin/desk/restore.html", context)


def _why_not(buffer: EditBuffer, content: dict) -> list[str]:
    """Sentences on why this content of an earlier version cannot be a draft today."""
    if WITHHELD in json.dumps(content):
        return [WORDS_WITHHELD]
    try:
        buffer.kind.schema.model_validate(content)
    except Invalid:
        return [OLD_SHAPE]
    try:
        buffer.check(content, {(): None})
    except EditRefused as error:
        return [message for _, _, message in error.messages]
    return []


def _day(at) -> str:
    return date_format(timezone.localtime(at), "j F Y")
