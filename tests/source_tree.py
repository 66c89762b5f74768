"""The project's own Python files, parsed, for tests that walk over the source."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
# From the lowest to the highest. No other folder is an app of ours.
LAYERS = ["record", "councils", "proposals", "claims", "timeline", "config"]


@cache
def syntax_tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def python_files(folders=(*LAYERS, "tests")) -> list[Path]:
    """Every Python file but migrations, which are written once and keep old names."""
    return [
        path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts
    ]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def modules() -> dict[str, Path]:
    """Our modules by dotted name."""
    return {
        relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
        for path in python_files(LAYERS)
    }


def imports(path: Path) -> set[str]:
    """The modules of ours that a file imports, anywhere in it, functions included."""
    found = set()
    for node in ast.walk(syntax_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                found.add(submodule if submodule in modules() else node.module)
    return found & modules().keys()
