"""Words that a document strikes through, as its stored text marks them."""

import re
from collections import defaultdict
from collections.abc import Iterator

from record.text.folding import TextSpan

STRUCK_REMARK = "The document strikes these words through, or some of them."
# Two tildes, as in Markdown; tags of HTML; a line through single letters; and the end of a paragraph.
_MARK = re.compile(
    r"(?P<tildes>(?<!~)~~(?!~))"
    r"|<(?P<closing>/?)(?P<tag>del|s|strike)\b[^<>]{0,500}>"
    r"|(?P<letters>(?:[^\n]\u0336)+)"
    r"|(?P<end>\n[^\S\n]*\n)",
    re.IGNORECASE,
)


def struck_through(body: str) -> list[TextSpan]:
    """The stretches between two marks, in order and apart from each other.

    Tildes pair within one paragraph. A mark without a partner strikes nothing.
    """
    stretches: list[TextSpan] = []
    for stretch in sorted(_between_marks(body)):
        if stretches and stretch.start <= stretches[-1].end:
            last = stretches.pop()
            stretch = TextSpan(last.start, max(last.end, stretch.end))
        stretches.append(stretch)
    return stretches


def _between_marks(body) -> Iterator[TextSpan]:
    tildes, opened = None, defaultdict(list)
    for mark in _MARK.finditer(body):
        if mark["letters"]:
            yield TextSpan(*mark.span())
        elif mark["end"]:
            tildes = None
        elif mark["tildes"] and tildes is None:
            tildes = mark.end()
        elif mark["tildes"]:
            yield TextSpan(tildes, mark.start())
            tildes = None
        elif not mark["closing"]:
            opened[mark["tag"].lower()].append(mark.end())
        elif starts := opened[mark["tag"].lower()]:
            yield TextSpan(starts.pop(), mark.start())
