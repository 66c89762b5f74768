"""The project's prose: laws that are cited exist, and docstrings begin plainly."""

import ast
import re

import pytest

from tests.source_tree import ROOT, python_files, relative, syntax_tree

LAWS = (ROOT / "docs/laws.md").read_text()
PROSE = [
    path
    for folder in (
        "record",
        "councils",
        "proposals",
        "claims",
        "timeline",
        "config",
        "tests",
        "templates",
        "static",
        "docs",
    )
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".sql", ".html", ".css", ".js", ".md"} and path.name != "laws.md"
] + [ROOT / name for name in ("README.md", "pyproject.toml", "Makefile")]
CITATION = re.compile(r"(?i)(\S*)\s+(?:product\s+)?laws?\s+(\d+)((?:(?:,| and)\s+\d+)*)")


def citations(path):
    """Each law that a file cites by number, with the word before it."""
    for before, first, others in CITATION.findall(path.read_text()):
        for number in [first, *re.findall(r"\d+", others)]:
            yield before, int(number)


def test_the_laws_are_numbered_and_can_be_linked_to():
    numbers = [int(number) for number in re.findall(r"^## Law (\d+)\. ", LAWS, re.MULTILINE)]
    assert numbers == list(range(1, 12))
    assert [int(number) for number in re.findall(r'<a id="law-(\d+)"></a>', LAWS)] == numbers


def test_each_law_that_is_cited_is_in_the_laws():
    numbers = {int(number) for number in re.findall(r"^## Law (\d+)\. ", LAWS, re.MULTILINE)}
    cited = {(relative(path), number) for path in PROSE for _, number in citations(path)}
    assert cited, "nothing cites a law, or the pattern is out of date"
    assert {(path, number) for path, number in cited if number not in numbers} == set()


def test_a_law_is_cited_with_the_page_that_it_is_on():
    unclear = {
        relative(path)
        for path in PROSE
        if "migrations" not in path.parts
        for before, _ in citations(path)
        if not before.endswith("docs/laws.md,")
    }
    assert unclear == set()


def test_nothing_points_at_papers_that_are_not_part_of_the_project():
    papers = re.compile(r"\b(?:design|quality|style|house|traps)(?:\.md|, §)")
    assert [relative(path) for path in PROSE if papers.search(path.read_text())] == []


# Files whose docstrings are still to be rewritten. Take a file off when it is done; put none on.
NOT_YET = set((ROOT / "tests/docstrings_to_rewrite.txt").read_text().split())
INVERTED = re.compile(r"(What|Where|Whether|Which|Who|Whom|Whose|Those)\b")


def faults(path):
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
    assert [fault for path in python_files([folder]) if relative(path) not in NOT_YET for fault in faults(path)] == []
