"""Templates that are turned into Python print what Django prints."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, engines
from django.template.base import Template
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.safestring import mark_safe

from config.compiled_templates.loader import CompiledNodeList, compile_template
from record.models import Officer


class MissingRow(ObjectDoesNotExist, AttributeError):
    """As Django raises for a related row that there is not."""


@dataclass
class PrintedPlace:
    name: str = "Oadby & Wigston"
    parts: list = field(default_factory=lambda: ["<one>", "two"])

    def greeting(self):
        return f"from <{self.name}>"

    def with_argument(self, word):
        return word

    def erase(self):
        raise AssertionError("A template must not call this.")

    erase.alters_data = True

    @property
    def absent_row(self):
        raise MissingRow

    @property
    def broken(self):
        raise AttributeError("inside")


class PrintedRow(NamedTuple):
    word: str
    number: int


def values():
    return {
        "place": PrintedPlace(),
        "none": None,
        "empty": "",
        "words": "a <b> & “c”",
        "safe": mark_safe("<b>safe</b>"),
        "lazy": lazystr("<lazy>"),
        "lazy_object": SimpleLazyObject(PrintedPlace),
        "number": 1234567,
        "share": 0.5,
        "price": Decimal("1234.50"),
        "yes": True,
        "day": date(2025, 1, 8),
        "moment": datetime(2025, 7, 8, 12, tzinfo=UTC),
        "pairs": [("a", 1), ("b", 2)],
        "named": {"key": "<value>", "items": "own items", "inner": {"x": "deep"}},
        "letters": ["x", "y", "z"],
        "drawn": (each for each in "pq"),
        "call": lambda: "called <it>",
        "kind": PrintedPlace,
        "places": [PrintedPlace(), None, PrintedPlace],
        "row": PrintedRow("<word>", 3),
    }


SAME = [
    "plain text {% comment %}none{% endcomment %}{# none #}",
    "{{ words }}{{ safe }}{{ lazy }}{{ empty }}{{ none }}{{ missing }}{{ missing.deeper }}{{ none.deeper }}",
    "{{ number }} {{ share }} {{ price }} {{ yes }} {{ day }} {{ moment }} {{ moment|date:'H:i' }}",
    "{{ place.name }} {{ place.greeting }} {{ place.parts.0 }} {{ place.parts.7 }} {{ place.nothing }}",
    "{{ place.with_argument }}|{{ place.erase }}|{{ place.absent_row }}|{{ kind.name }}|{{ call }}",
    (
        "{{ lazy_object.name }} {{ named.key }} "
        "{{ named.items }} {{ named.inner.x }} {{ named.nothing }} {{ pairs.1.0 }}"
    ),
    (
        "{{ words|upper }} {{ safe|upper }} "
        "{{ safe|lower|upper }} {{ words|default:'<none>' }} {{ none|default:'<none>' }}"
    ),
    (
        "{{ missing|default:words }} {{ letters|join:', ' }} "
        "{{ place.parts|join:'<br>' }} {{ words|safe }} {{ number|add:1 }}"
    ),
    "{{ words|linebreaks }} {{ '<literal>' }} {{ 12 }} {{ _('word') }} {{ words|length }} {{ none|length }}",
    "{% autoescape off %}{{ words }}{{ place.parts|join:'<br>' }}{{ number }}{% endautoescape %}{{ words }}",
    (
        "{% if words %}a{% endif %}{% if none %}b{% elif place.name %}c{% else %}d{% endif %}"
        "{% if missing %}e{% else %}f{% endif %}"
    ),
    (
        "{% if not none and words or missing %}a{% endif %}{% if number > 3 %}b{% endif %}"
        "{% if words > 3 %}c{% else %}d{% endif %}"
    ),
    "{% if 'x' in letters %}a{% endif %}{% if 'x' in none %}b{% endif %}{% if 'w' not in letters %}c{% endif %}",
    "{% if none is None %}a{% endif %}{% if yes is not True %}b{% endif %}{% if missing == none %}c{% endif %}",
    (
        "{% if place.broken == 1 %}a{% else %}b{% endif %}{% if number|add:1 == 1234568 %}c{% endif %}"
        "{% if place.absent_row %}d{% endif %}"
    ),
    (
        "{% for each in letters %}{{ forloop.counter }}{{ each }}{% if not forloop.last %}, {% endif %}"
        "{% endfor %}{{ each }}"
    ),
    "{% for a, b in pairs %}{{ forloop.revcounter }}{{ a }}{{ b }}{{ forloop.first }}{% endfor %}{{ a }}",
    (
        "{% for each in letters reversed %}{% for it in pairs %}{{ forloop.parentloop.counter }}{{ it.0 }}"
        "{% endfor %}{% endfor %}"
    ),
    (
        "{% for each in missing %}a{% empty %}none{% endfor %}{% for each in drawn %}{{ each }}"
        "{{ forloop.revcounter }}{% endfor %}"
    ),
    "{% for key, value in named.inner.items %}{{ key }}={{ value }}{% endfor %}{% for each in none %}a{% endfor %}",
    (
        "{% with a=words b=missing c=place.greeting %}{{ a }}{{ b }}{{ c }}{% with a=1 %}{{ a }}{% endwith %}"
        "{{ a }}{% endwith %}{{ a }}"
    ),
    (
        "{% for each in letters %}{% cycle 'one' 'two' as row %}{{ row }}"
        "{% ifchanged each %}!{% endifchanged %}{% endfor %}"
    ),
    (
        "{% spaceless %}<p> {{ words }} </p> <p>{% firstof none words %}</p>{% endspaceless %}"
        "{% filter upper %}{{ words }}{% endfilter %}"
    ),
    (
        "{% load partials %}{% partialdef a %}({{ words }}){% endpartialdef %}"
        "{% partialdef b inline %}[{% partial a %}]{% endpartialdef %}{% partial b %}"
    ),
    (
        "{% load partials %}{% partialdef a %}{% cycle 'one' 'two' %}{{ each }}{% endpartialdef %}"
        "{% for each in letters %}{% partial a %}{% cycle 'three' 'four' %}{% endfor %}"
    ),
    (
        "{% load record_tags %}{% for each in letters %}{{ each }}{% name_of words as each %}{{ each }}{% endfor %}"
        "{% with each=words %}{% firstof none number as each %}{{ each }}{% endwith %}"
    ),
    (
        "{% for each in letters %}{% with each=place forloop=words %}{{ each.name }}{{ forloop }}{% endwith %}"
        "{% for each in pairs %}{{ each.0 }}{{ forloop.counter }}{% endfor %}{{ each }}{% endfor %}"
    ),
    "{{ row.word }}{{ row.0 }}{{ row.count }}{{ row.nothing }}{{ named.inner.nothing }}{{ named.inner.items }}",
    "{% for each in places %}{{ each }}{{ each.name }}{{ each.greeting }}{{ each.nothing }}{% endfor %}",
    "{% load record_tags %}{% name_of place.name %}{% name_of words as it %}{{ it }}{% marked safe %}",
    (
        "{% block one %}{{ words }}{% block two %}2{% endblock %}{% endblock %}{% now 'j' as today %}"
        "{% if today %}t{% endif %}"
    ),
]


def both(text):
    """The template as Django prints it, and as it is compiled."""
    plain, compiled = (Template(text, engine=engines["django"].engine) for _ in range(2))
    compile_template(compiled)
    return plain, compiled


@pytest.mark.parametrize("text", SAME)
def test_a_compiled_template_prints_what_django_prints(text):
    plain, compiled = both(text)
    expected = plain.render(Context(values()))
    context = Context(values())
    assert compiled.render(context) == expected
    assert len(context.dicts) == len(Context(values()).dicts)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{{ place.broken }}", AttributeError),
        ("{% if place.broken %}{% endif %}", AttributeError),
        ("{% for a, b in letters %}{% endfor %}", ValueError),
        ("{{ words|add:missing }}", Exception),
    ],
)
def test_a_compiled_template_fails_where_django_does(text, error):
    for template in both(text):
        with pytest.raises(error):
            template.render(Context(values()))


def test_the_officer_of_a_request_is_left_to_django():
    """A lazy officer has items that it may not be asked for."""
    officer = SimpleLazyObject(lambda: Officer(email="a@example.org"))
    for template in both("{{ user.email }}{% if user.is_authenticated %}!{% endif %}{{ user.delete }}"):
        assert template.render(Context({"user": officer})) == "a@example.org!"


def test_the_templates_of_the_site_are_compiled():
    template = engines["django"].engine.get_template("claims/list_page.html")
    assert isinstance(template.nodelist, CompiledNodeList)
    part = engines["django"].engine.get_template("claims/list_page.html#results")
    assert isinstance(part.nodelist, CompiledNodeList)


@pytest.mark.parametrize("options", [{"debug": True}, {"string_if_invalid": "?"}])
def test_templates_are_not_compiled_for_a_page_of_errors(options):
    loaders = [("config.compiled_templates.loader.Loader", [("django.template.loaders.locmem.Loader", {"a": "a"})])]
    assert isinstance(Engine(loaders=loaders).get_template("a").nodelist, CompiledNodeList)
    assert not isinstance(Engine(loaders=loaders, **options).get_template("a").nodelist, CompiledNodeList)
