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
STRUCK = {"del", "s", "strike"}
# Written around struck words as ~~ when the text is tidied; neither is a character.
STRUCK_FROM, STRUCK_TO = "\ufdd0", "\ufdd1"
# Between cells of a row, so that no quotation runs across them unmarked.
CELL_GAP = "   "


class _PageWords(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.unread = []
        # Open elements that may strike their words through, each with whether it does, and how many do.
        self.striking = []
        self.struck_by = 0

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
            if tag in STRUCK or tag == "span":
                is_struck = tag in STRUCK or "line-through" in (dict(attrs).get("style") or "")
                self.striking.append((tag, is_struck))
                self.struck_by += is_struck
            self._part(tag)

    def handle_startendtag(self, tag, attrs):
        if not self.unread:
            self._part(tag)

    def handle_endtag(self, tag):
        if self.unread:
            if tag == self.unread[-1]:
                self.unread.pop()
        elif tag != "br":
            if self.striking and self.striking[-1][0] == tag:
                self.struck_by -= self.striking.pop()[1]
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
            words = re.sub(r"[ \t\r\n]+", " ", data)
            self.parts.append(struck(words) if self.struck_by else words)


def text_of(data: bytes) -> str:
    reader = _PageWords()
    reader.feed(decode(data, declared_in_html(data)))
    reader.close()
    return tidy("".join(reader.parts))


def struck(words: str) -> str:
    """Mark words as struck through, without the spaces around them."""
    inner = words.strip(" ")
    return words.replace(inner, f"{STRUCK_FROM}{inner}{STRUCK_TO}") if inner else words


def tidy(text: str) -> str:
    """Tidy spaces and empty lines, and put ~~ around struck words."""
    text = re.sub(f"{STRUCK_TO}( *){STRUCK_FROM}", r"\1", text)
    text = text.replace(STRUCK_FROM, "~~").replace(STRUCK_TO, "~~")
    text = re.sub(r" *\n *", "\n", re.sub(r" +", " ", text))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r" ?\t[ \t]*", CELL_GAP, text))
    return re.sub(r"\n{3,}", "\n\n", text).strip(" \n")
