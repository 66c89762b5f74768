"""Imports and foreign keys go down only: config → timeline → claims → proposals → councils → record."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).parent.parent
# From the lowest to the highest. What is not here is no app of ours.
LAYERS = ["record", "councils", "proposals", "claims", "timeline", "config"]


def height(app: str) -> int:
    return LAYERS.index(app)


def sources(app: str):
    return sorted(path for path in (ROOT / app).rglob("*.py"))


def imported(path: Path):
    """The top-level packages of ours that a file imports, with the line."""
    for node in ast.walk(ast.parse(path.read_text())):
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
    for node in ast.walk(ast.parse(path.read_text())):
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
        # Every app may read the settings; nothing else of config.
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
    # Django's log of the admin, and a table of history's own middleware that stays empty, point at the officer.
    assert strangers <= {"admin", "pghistory"}


def test_the_folders_of_the_tree_are_the_known_ones():
    folders = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert folders == set(LAYERS) - {"config"}
