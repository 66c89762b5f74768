"""Our own words on readers' pages: long sentences, and words that we replace.

Reads templates, with the longest branch of every condition, and the strings of code
that makes readers' pages. What a case says is not ours and is not read.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from tests.audit.vocabulary import replaced_words
from tests.source_tree import ROOT, relative, syntax_tree

MOST_WORDS = 25
# Pages of the desk are for officers, who use its terms.
FOR_OFFICERS = {"admin", "account", "mfa"}
# Pages not yet brought to the public words. What has them must leave the list.
NOT_YET_DONE: set[str] = set()
READERS_CODE = [
    *("timeline", "proposals/event_status.py", "proposals/vote_totals.py"),
    *("record/web", "record/dates/english.py", "record/dates/order.py"),
    *("claims/claim_list", "claims/claim_page", "claims/figures", "claims/standing.py", "claims/unanswered.py"),
]

APART = re.compile(
    r"</?(?:address|article|aside|blockquote|caption|dd|details|div|dl|dt|figcaption|figure|fieldset|footer|form|h\d|"
    r"header|label|legend|li|main|nav|ol|option|output|p|section|select|summary|table|tbody|td|th|thead|title|tr|ul)\b"
    r"[^>]*>|<br>"
)
SAID_IN_ATTRIBUTES = re.compile(r'\b(?:aria-label|title|alt|placeholder|content|data-label)="([^"]*)"')
UNSEEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
LITERAL = re.compile(r""""([^"]*)"|'([^']*)'""")
SENTENCE = re.compile(r"(?<=[.?!])[”)]?\s+(?=[A-ZX“(])")
WORD = re.compile(r"\w[\w’'.,:/-]*")
# Holds the place of a variable: one word, and no sentence begins with it by chance.
FILLED_IN = "X"


@dataclass(frozen=True)
class Finding:
    """Something to mend, and the file that it is in."""

    path: str
    what: str
    text: str

    def __str__(self):
        return f"{self.path}: {self.what}: {self.text}"


def in_templates() -> list[Finding]:
    return [
        finding
        for path in reader_templates()
        for find, texts in ((_long_sentences, template_texts(path)), (_replaced, branch_texts(path)))
        for finding in find(path, texts)
    ]


def in_code() -> list[Finding]:
    return [
        finding
        for path in reader_code()
        for find in (_long_sentences, _replaced)
        for finding in find(path, strings(path))
    ]


def reader_templates() -> list[Path]:
    folder = ROOT / "templates"
    return sorted(path for path in folder.rglob("*.html") if path.relative_to(folder).parts[0] not in FOR_OFFICERS)


def reader_code() -> list[Path]:
    places = [ROOT / place for place in READERS_CODE]
    return sorted(file for place in places for file in ([place] if place.is_file() else place.rglob("*.py")))


def _long_sentences(path: Path, texts) -> Iterator[Finding]:
    for text in texts:
        for sentence in SENTENCE.split(text):
            if (words := len(WORD.findall(sentence))) > MOST_WORDS:
                yield Finding(relative(path), f"{words} words", sentence)


def _replaced(path: Path, texts) -> Iterator[Finding]:
    for text in texts:
        for word, instead in replaced_words(text):
            yield Finding(relative(path), f"“{word}” (say: {instead})", _around(text, word))


def _around(text: str, word: str) -> str:
    at = text.index(word)
    return text[max(0, at - 40) : at + len(word) + 40]


# Templates


def template_texts(path: Path) -> Iterator[str]:
    """Blocks of text that a template prints of its own, with its longest branches."""
    markup, literals = _longest(_tokens(path))
    yield from literals
    yield from _blocks(markup)


def branch_texts(path: Path) -> Iterator[str]:
    """Every piece of text of a template, of whatever branch."""
    pieces = []
    for token in _tokens(path):
        if token.token_type == TokenType.TEXT:
            pieces.append(token.contents)
        elif token.token_type == TokenType.VAR:
            pieces.append(FILLED_IN)
            yield from _literals(token.contents)
        elif token.token_type == TokenType.BLOCK:
            yield from _literals(token.contents)
            if token.contents.split()[0] in ("else", "elif", "block", "endblock"):
                pieces.append("<p>")
    yield from _blocks("".join(pieces))


def _tokens(path: Path) -> Iterator[Token]:
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    return iter(Lexer(source).tokenize())


def _blocks(markup: str) -> Iterator[str]:
    """The texts of attributes, and of elements that stand apart."""
    yield from filter(None, map(_plain, SAID_IN_ATTRIBUTES.findall(markup)))
    yield from filter(None, map(_plain, APART.split(UNSEEN.sub("", markup))))


def _plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


def _longest(tokens: Iterator[Token], within: str = "") -> tuple[str, list[str]]:
    """The markup up to the end of a block, of each condition its longest branch."""
    branches, here, literals = [], [], []
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            here.append(token.contents)
        elif token.token_type == TokenType.VAR:
            here.append(FILLED_IN)
            literals += _literals(token.contents)
        elif token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            if name == "if":
                markup, found = _longest(tokens, "if")
                here.append(markup)
                literals += found
            elif within == "if" and name in ("elif", "else"):
                branches.append("".join(here))
                here = []
            elif within == "if" and name == "endif":
                break
            elif name in ("name_of", "url", "firstof"):
                here.append(FILLED_IN)
            elif name in ("block", "endblock", "partialdef", "endpartialdef"):
                here.append("<p>")
            elif name in ("include", "with", "for"):
                literals += _literals(token.contents)
    branches.append("".join(here))
    return max(branches, key=lambda markup: len(_plain(markup).split())), literals


def _literals(contents: str) -> list[str]:
    return [text for pair in LITERAL.findall(contents) for text in pair if re.match(r"[A-Z].* ", text)]


# Code


def strings(path: Path) -> Iterator[str]:
    """Strings of a module that a page may print: with a space, and no docstrings."""
    tree = syntax_tree(path)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            yield from _said(
                "".join(
                    getattr(part, "value", FILLED_IN) if isinstance(part, ast.Constant) else FILLED_IN
                    for part in node.values
                )
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield from _said(node.value)


def _said(text: str) -> Iterator[str]:
    if " " in text.strip() and "\n" not in text and not re.search(r"[{}%_<>]|^\W", text):
        yield " ".join(text.split())
