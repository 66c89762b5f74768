"""The text of a web page; its markup is never kept."""

import re
from html.parser import HTMLParser

from councils.extraction.plain_text import declared_in_html, decode

UNREAD = {
    "head",
    "title",
    "script",
    "style",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "textarea",
    "select",
    "noscript",
}
LINES = {"tr", "dt", "dd", "li", "caption", "option"}
CELLS = {"td", "th"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "details", "dialog", "div", "dl", "fieldset", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "ul"),
}
# Between cells of a row, so that no quotation runs across them unmarked.
CELL_GAP = "   "


class _PageWords(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.unread = []

    def handle_starttag(self, tag, attrs):
        if self.unread:
            if tag == self.unread[-1]:
                self.unread.append(tag)
            # A head whose end is not written ends where the body begins.
            elif self.unread == ["head"] and tag == "body":
                self.unread.clear()
        elif tag in UNREAD:
            self.unread.append(tag)
        else:
            self._part(tag)

    def handle_startendtag(self, tag, attrs):
        if not self.unread:
            self._part(tag)

    def handle_endtag(self, tag):
        if self.unread:
            if tag == self.unread[-1]:
                self.unread.pop()
        elif tag != "br":
            self._part(tag)

    def _part(self, tag):
        if tag == "br":
            self.parts.append("\n")
        elif tag in CELLS:
            self.parts.append("\t")
        elif tag in LINES:
            self.parts.append("\n")
        elif tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data):
        if not self.unread:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data))


def text_of(data: bytes) -> str:
    reader = _PageWords()
    reader.feed(decode(data, declared_in_html(data)))
    reader.close()
    return tidy("".join(reader.parts))


def tidy(text: str) -> str:
    """Put one space between words, and an empty line between paragraphs."""
    text = re.sub(r" *\n *", "\n", re.sub(r" +", " ", text))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r" ?\t[ \t]*", CELL_GAP, text))
    return re.sub(r"\n{3,}", "\n\n", text).strip(" \n")
