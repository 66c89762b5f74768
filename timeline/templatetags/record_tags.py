"""Template tags for readers' pages: sides, dates, quotations, standings."""

from django import template
from django.template.base import token_kwargs
from django.template.loader import render_to_string

from claims.choices import StandingWord
from councils.models import MistakeReport, Side
from councils.names import agreeing, short_names
from record.dates.english import at_the_time
from record.dates.notes import date_note
from record.prepared import Given, Prepared
from record.text import english
from record.text.english import inside, joined, without_full_stop
from record.web.addresses import cached_reverse
from timeline.about.operator import operator
from timeline.case.context import side_positions_in
from timeline.method.glossary import MEANINGS, explained

register = template.Library()
register.filter(joined)
register.filter(without_full_stop)
register.filter(inside)
register.filter(date_note)

MARKS = 8


class PartNode(template.Node):
    """A part of another template, kept once it is compiled."""

    def __init__(self, name: str, values: dict):
        self.name = name
        self.values = values
        self.part = None

    def nodes(self, context) -> template.NodeList:
        if self.part is None:
            self.part = context.template.engine.get_template(self.name).nodelist
        return self.part

    def render(self, context) -> str:
        if not self.values:
            return self.nodes(context).render(context)
        with context.push(**{name: value.resolve(context) for name, value in self.values.items()}):
            return self.nodes(context).render(context)


@register.tag
def part(parser, token) -> PartNode:
    """Print a template, or a part of one, with the variables of this place.

    ``with`` adds others, as in ``include``. For what a page prints hundreds of times: ``include`` costs more than what
    it prints.
    """
    _, name, *words = token.split_contents()
    values = token_kwargs(words[1:], parser) if words else {}
    if words and (words[0] != "with" or not values):
        raise template.TemplateSyntaxError(f"Write {{% part {name} with name=value … %}}, or the name alone.")
    return PartNode(name.strip("\"'"), values)


@register.inclusion_tag("components/_document_title.html")
def document_title(document) -> dict:
    """A link to a document by its title, marked where the title is ours."""
    return {"document": document}


@register.filter
def mark(position) -> str:
    """The class of the side at this position from 1 (see static/css/base.css)."""
    if not position:
        return "s-0"
    again = " s-again" if position > MARKS else ""
    return f"s-{(position - 1) % MARKS + 1}{again}"


@register.simple_tag(takes_context=True)
def side_mark(context, side) -> str:
    """The class of a side, by its position in its case's alphabet."""
    if not side:
        return mark(None)
    return mark(getattr(side, "position", None) or _position(context, side.pk, side.case_id))


@register.simple_tag(takes_context=True)
def claim_mark(context, computed) -> str:
    """The CSS class of the side in which a claim is placed."""
    side = computed and computed.side_id
    return mark(side and _position(context, side, computed.case_id))


def _position(context, side: int, case: int) -> int | None:
    return context.get("side_positions", {}).get(side) or _positions_in_case(context, case).get(side)


def _positions_in_case(context, case: int) -> dict[int, int]:
    """Positions of a case's sides, read once if the view does not bring them."""
    request = context.get("request")
    by_case = getattr(request, "side_positions_by_case", {})
    if case not in by_case:
        by_case[case] = side_positions_in([case])
        if request is not None:
            request.side_positions_by_case = by_case
    return by_case[case]


@register.simple_tag(takes_context=True)
def marked(context, text: str):
    """The text, with the words that a search found marked, on the page of a search."""
    highlights = context.get("highlights")
    return render_to_string("search/_marked.html", {"pieces": highlights.pieces(text)}) if highlights and text else text


@register.simple_tag(takes_context=True)
def name_of(context, who) -> str:
    """Print the name of a voice or side: in full once a page, then the short one."""
    name, request = str(who), context.get("request")
    if request is None:
        return name
    short = who.short_name if isinstance(who, Side) else _short_names(request).get(name)
    named = request.__dict__.setdefault("names_printed", set())
    if short and name in named:
        return short
    named.add(name)
    return name


def _short_names(request) -> dict[str, str]:
    if not hasattr(request, "short_names"):
        request.short_names = short_names()
    return request.short_names


@register.filter
def mid_sentence(names):
    """A name, or a list of names, as written within a sentence."""
    if isinstance(names, str):
        return english.mid_sentence(names)
    return [english.mid_sentence(str(each)) for each in names]


@register.filter
def is_said_in(date, title: str) -> bool:
    """True if a title has the date as we print it."""
    return str(date) in title


register.filter(at_the_time)


@register.filter
def verb(name, verb: str) -> str:
    """A verb as it is written after this name: says or say."""
    return agreeing(str(name), verb)


@register.simple_tag(takes_context=True)
def explained_parts(context, text: str) -> list[tuple[str, str, str]]:
    """A text in parts: each with the term that it is and its meaning, or with nothing.

    A page explains a term once, where it first has it.
    """
    request = context.get("request")
    known = set() if request is None else request.__dict__.setdefault("terms_explained", set())
    return [(part, term, MEANINGS.get(term, "")) for part, term in explained(text, known)]


@register.filter
def quoted(words: str) -> str:
    """Put words between one pair of quotation marks, also if printed with one."""
    return f"“{inside(words)}”"


@register.filter
def going_on(words: str) -> str:
    """Put a space before words after a quotation, unless they begin with a mark."""
    return words if words[:1] in set(",.;:!?)’”") else f" {words}"


@register.filter
def edtf(date) -> str:
    """A date in EDTF, for `data-edtf`; empty without a date."""
    return date.edtf if date else ""


@register.filter(expects_localtime=True)
def instant(at) -> str:
    """A moment for `datetime`, to the second; HTML does not take six digits of one."""
    return at.isoformat(timespec="seconds")


# Counted words, each with the voices that it is counted from; the rest are sentences of their own.
COUNTED = [StandingWord.DISPUTED, StandingWord.ACCEPTED, StandingWord.QUALIFIED, StandingWord.ANSWERED]
BY_ITS_MAKER = [StandingWord.RETRACTED, StandingWord.SUPERSEDED]


@register.simple_tag
def standing_sentences(computed) -> dict:
    """A standing in parts: `maker` and `counted`; both empty without replies.

    What is counted is one sentence, so that no part of it stands without the rest.
    """
    replies = computed.detail.get("replies", {})
    return {
        "maker": [_said_by(word, word.label, replies) for word in BY_ITS_MAKER if word in computed.words],
        "counted": [_said_by(word, word.label, replies) for word in COUNTED if word in computed.words],
    }


def _said_by(word, words, replies):
    found = [
        {**reply, "url": cached_reverse("claims:detail", reply["claim"]) if reply.get("claim") else ""}
        for reply in replies.get(word, ())
    ]
    return {"words": words, "replies": found}


# The pages of a case, in the order of its navigation: key, label and the name of the URL.
CASE_PAGES = [
    ("case", "The case", "timeline:case"),
    ("timeline", "Timeline", "timeline:timeline"),
    ("points", "Questions", "timeline:points"),
    ("proposals", "Proposals", "timeline:proposals"),
    ("compare", "Compare", "timeline:compare"),
    ("figures", "Figures", "timeline:figures"),
    ("areas", "Your area", "timeline:areas"),
    ("positions", "Positions", "timeline:positions"),
    ("decisions", "Decisions", "timeline:decisions"),
    ("notes", "Editor’s notes", "timeline:notes"),
]
# Lists of the whole site, narrowed to the case.
NARROWED = [("people", "People", "timeline:voices"), ("claims", "Claims", "claims:list")]


@register.simple_tag
def case_navigation(case, nav_page: str) -> list[tuple[str, str, bool]]:
    """The navigation of a case: labels, addresses, and whether it is this page."""
    pages = [(label, cached_reverse(name, case.key), key == nav_page) for key, label, name in CASE_PAGES]
    narrowed = [(label, f"{cached_reverse(name)}?case={case.key}", key == nav_page) for key, label, name in NARROWED]
    return [*pages, *narrowed]


@register.simple_tag
def trial_copy() -> bool:
    """True until the operator has said who they are."""
    return not operator().is_public


_REPORTS = Prepared(lambda: MistakeReport.objects.on(Given("subject")))


@register.inclusion_tag("components/_reports.html", takes_context=True)
def reports_on_page(context):
    """Outcomes of readers' reports about the record of this page; a list has none."""
    return {"reports": [report for report in _reports_of(context) if not report.objected_to]}


@register.inclusion_tag("components/_objections.html", takes_context=True)
def objections_on_page(context):
    """Objections of parties to words of ours on this page, with our answers."""
    return {"objections": [report for report in _reports_of(context) if report.objected_to]}


def _reports_of(context) -> list[MistakeReport]:
    """Answered reports and objections about the record of this page, read once."""
    request = context["request"]
    if not hasattr(request, "reports"):
        request.reports = _read_reports(request)
    return request.reports


def _read_reports(request) -> list[MistakeReport]:
    match = request.resolver_match
    names = match.kwargs if match else {}
    # A page of one record is named by an id, a case by its key alone, a council by its code.
    is_of_record = "public_id" in names or names.keys() in ({"key"}, {"code"})
    subject = names.get("public_id") or request.path
    return _REPORTS.read(subject=subject) if is_of_record else []


# The site's pages, in the order of its head.
SITE_PAGES = [
    ("Cases", "/"),
    ("Claims", "/claims/"),
    ("Councils", "/councils/"),
    ("Documents", "/documents/"),
    ("Changes", "/changes/"),
    ("Method", "/method/"),
    ("About", "/about/"),
]


@register.simple_tag(takes_context=True)
def site_navigation(context) -> list[dict]:
    """The site's navigation; `current` is what `aria-current` says."""
    request = context.get("request")
    path = request.path if request else ""
    pages = []
    for label, address in SITE_PAGES:
        inside = path.startswith("/cases/") if address == "/" else path.startswith(address)
        pages.append({"label": label, "url": address, "current": "page" if path == address else inside and "true"})
    return pages
