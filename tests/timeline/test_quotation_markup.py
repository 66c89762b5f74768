"""One markup of a quotation, whatever page shows it."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_only_the_component_prints_quoted_words_and_what_is_known_of_them():
    by_hand = re.compile(r"data-(?:quote|carries)=|\{\{ [\w.]*quote\|(?:inside|quoted)")
    found = [path for path in TEMPLATES.rglob("*.html") if by_hand.search(path.read_text())]
    assert [str(path.relative_to(TEMPLATES)) for path in found] == ["components/_quotation.html"]


def test_only_the_component_prints_a_citation():
    citing = [path for path in TEMPLATES.rglob("*.html") if "document.citation" in path.read_text()]
    names = {str(path.relative_to(TEMPLATES)) for path in citing}
    # The page of a document has its citation at its head, and its passages below.
    assert names == {"components/_quotation.html", "documents/page.html"}
