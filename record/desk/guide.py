"""The guide for officers, docs/editing.md, as a page of the desk."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.template.response import TemplateResponse

GUIDE = settings.BASE_DIR / "docs" / "editing.md"
RUNS = re.compile(r"\*\*(?P<strong>.+?)\*\*|\*(?P<em>.+?)\*|`(?P<code>.+?)`")
PICTURE = re.compile(r"!\[(?P<words>.+?)\]\(pictures/(?P<file>[a-z-]+\.png)\)")
ITEM = re.compile(r"(?P<mark>\d+\.|-) ")


class Run(NamedTuple):
    """Words in one style, named as its tag: "strong", "em", "code", or "" for none."""

    tag: str
    words: str


@dataclass(frozen=True)
class GuideBlock:
    """A heading, paragraph, picture or list; each item is a list of runs."""

    kind: str
    items: list[list[Run]] = field(default_factory=list)
    file: str = ""


def guide_page(site, request):
    title, blocks = guide()
    context = site.each_context(request) | {"title": title, "blocks": blocks}
    return TemplateResponse(request, "admin/desk/guide.html", context)


@cache
def guide() -> tuple[str, list[GuideBlock]]:
    """The title of the guide, and its blocks."""
    title, *blocks = GUIDE.read_text().strip().split("\n\n")
    return title.removeprefix("# "), [_block(each) for each in blocks]


def _block(text: str) -> GuideBlock:
    if picture := PICTURE.fullmatch(text):
        return GuideBlock("picture", [_runs(picture["words"])], picture["file"])
    if text.startswith("## "):
        return GuideBlock("heading", [_runs(text.removeprefix("## "))])
    if item := ITEM.match(text):
        items = re.split(r"\n(?=\d+\. |- )", text)
        kind = "bullets" if item["mark"] == "-" else "steps"
        return GuideBlock(kind, [_runs(ITEM.sub("", each, count=1)) for each in items])
    return GuideBlock("paragraph", [_runs(text)])


def _runs(text: str) -> list[Run]:
    text, at, runs = " ".join(text.split()), 0, []
    for found in RUNS.finditer(text):
        runs += [Run("", text[at : found.start()]), Run(found.lastgroup, found[found.lastgroup])]
        at = found.end()
    return [run for run in [*runs, Run("", text[at:])] if run.words]
