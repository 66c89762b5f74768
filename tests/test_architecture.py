"""The source as a whole: layers, cycles, class names, lengths and docstrings."""

import ast
import re
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

from tests.source_tree import LAYERS, ROOT, imports, modules, python_files, relative, syntax_tree


def height(app: str) -> int:
    return LAYERS.index(app)


def sources(app: str):
    return sorted((ROOT / app).rglob("*.py"))


def imported(path: Path):
    """The top-level packages of ours that a file imports, with the line."""
    for node in ast.walk(syntax_tree(path)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        for name in names:
            if name.split(".")[0] in LAYERS:
                yield node.lineno, name.split(".")[0]


def named_in_strings(path: Path):
    """Apps named by string: get_model("app", …), "app.Model", include("app.urls")."""
    for node in ast.walk(syntax_tree(path)):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        match = re.fullmatch(r"(\w+)\.(?:[A-Z]\w+|urls)", node.value)
        if match and match[1] in LAYERS:
            yield node.lineno, match[1]
    for line, text in enumerate(path.read_text().splitlines(), start=1):
        if match := re.search(r"""get_model\(["'](\w+)["']""", text):
            yield line, match[1]


def ours() -> set[str]:
    return {app.label for app in apps.get_app_configs() if Path(app.path).is_relative_to(ROOT / app.label)}


def test_every_app_of_ours_has_its_place_among_the_layers():
    assert ours() == set(LAYERS) - {"config"}


def test_the_installed_apps_of_ours_stand_in_the_order_of_the_layers():
    assert [app for app in settings.INSTALLED_APPS if app in LAYERS] == LAYERS[:-1]


@pytest.mark.parametrize("app", LAYERS)
def test_imports_go_down_only(app):
    upward = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in sources(app)
        for line, other in imported(path)
        if height(other) > height(app)
    ]
    assert not upward


@pytest.mark.parametrize("app", LAYERS[:-1])
def test_names_in_strings_go_down_only(app):
    upward = [
        f"{path.relative_to(ROOT)}:{line} names {other}"
        for path in sources(app)
        for line, other in named_in_strings(path)
        if other in LAYERS and height(other) > height(app)
    ]
    assert not upward


def test_foreign_keys_go_down_only():
    upward = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in LAYERS:
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is not None:
                other = field.related_model._meta.app_label
                if other in LAYERS and height(other) > height(model._meta.app_label):
                    upward.append(f"{model._meta.label}.{field.name} points at {other}")
    assert not upward


def test_no_foreign_key_comes_from_an_app_that_is_in_no_layer():
    strangers = {
        model._meta.app_label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        if field.related_model._meta.app_label in LAYERS and model._meta.app_label not in LAYERS
    }
    # Django's log of the admin, and second factors, point at the officer.
    assert strangers <= {"admin", "account", "mfa"}


def test_the_folders_of_the_tree_are_the_known_ones():
    folders = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert folders == set(LAYERS) - {"config"}


def urls_named(path: Path):
    """Yield (line, URL name, function) for each URL name in a file."""
    tree, owners = syntax_tree(path), {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            owners |= {id(node): function.name for node in ast.walk(function)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        names = re.findall(r"""{% url ['"]([\w-]+:[\w-]+)""", node.value)
        for name in names or re.findall(rf"^((?:{'|'.join(LAYERS)}):[\w-]+)$", node.value):
            yield node.lineno, name, owners.get(id(node), "")


def test_every_url_that_code_names_exists():
    namespaces = get_resolver().namespace_dict
    unknown = []
    for path in python_files(LAYERS):
        for line, name, _ in urls_named(path):
            space, _, page = name.partition(":")
            if space in LAYERS and page not in namespaces[space][1].reverse_dict:
                unknown.append(f"{relative(path)}:{line} names {name}")
    assert not unknown


@pytest.mark.parametrize("app", LAYERS[:-1])
def test_url_names_go_down_only_but_for_the_address_of_a_model(app):
    upward = [
        f"{relative(path)}:{line} names {name}"
        for path in sources(app)
        for line, name, function in urls_named(path)
        if name.partition(":")[0] in LAYERS and height(name.partition(":")[0]) > height(app)
        if function != "get_absolute_url"
    ]
    assert not upward


def test_no_import_goes_round_in_a_circle():
    graph = {name: imports(path) - {name} for name, path in modules().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_no_import_is_for_type_checkers_alone():
    assert not [relative(path) for path in python_files(LAYERS) if "TYPE_CHECKING" in path.read_text()]


# Classes that a framework looks for under one name, inside another class or a module of its own.
NAMED_BY_DJANGO = {"Meta", "Media", "Command"}


def module_level_classes(path: Path):
    """The classes of a file, including nested ones, but not stubs inside functions."""
    waiting = list(syntax_tree(path).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ClassDef):
            yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt))


def test_one_class_name_is_one_class():
    places = defaultdict(list)
    for path in python_files():
        for node in module_level_classes(path):
            if node.name not in NAMED_BY_DJANGO:
                places[node.name].append(f"{relative(path)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_page_module_is_longer_than_300_lines():
    long = {
        path.parent.name for path in (ROOT / "timeline").rglob("*page.py") if len(path.read_text().splitlines()) > 300
    }
    assert long == set()


INVERTED = re.compile(r"(What|Where|Whether|Which|Who|Whom|Whose|Those)\b")


def docstring_faults(path):
    """The docstrings of a file whose first line is too long, inverted, or no sentence."""
    for node in ast.walk(syntax_tree(path)):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if docstring := ast.get_docstring(node):
            first = docstring.splitlines()[0]
            if len(first) > 80 or INVERTED.match(first) or not first.endswith("."):
                yield f"{relative(path)}:{getattr(node, 'lineno', 1)}: {first}"


@pytest.mark.parametrize("folder", ["record", "councils", "proposals", "claims", "timeline", "config", "tests"])
def test_docstrings_begin_with_a_short_plain_sentence(folder):
    assert [fault for path in python_files([folder]) for fault in docstring_faults(path)] == []
