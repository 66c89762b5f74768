"""Laws that the project cites exist, and are cited with the page that they are on."""

import re

from tests.source_tree import ROOT, relative

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
CITATION = re.compile(r"(?i)\s\(?(?:product\s+)?laws?\s+(\d+)((?:(?:,| and)\s+\d+)*)")


def citations(path):
    """Each law that a file cites by number, with the word before it."""
    text = path.read_text()
    for found in CITATION.finditer(text):
        before = text[max(0, found.start() - 100) : found.start()].split()[-1:]
        for number in re.findall(r"\d+", found[1] + found[2]):
            yield "".join(before), int(number)


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
