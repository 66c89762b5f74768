"""The text of a Word document.

Pages are not marked: a document knows its own page breaks, and not those that Word makes when it
prints, so any number would be invented. Tracked insertions are read and tracked deletions are
not, as the document prints when all changes are accepted. Words whose format strikes them through
are marked with ~~. Numbers that Word gives to headings and lists by itself are not in the file.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

from councils.extraction.html_text import struck, tidy
from councils.extraction.refusal import FileRefused

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What one part of the file may hold when it is unpacked; the words of 1,000 pages take some 20 MB.
LARGEST_PART = 40_000_000
DELETED = {f"{WORD}del", f"{WORD}moveFrom", FALLBACK}
INSTEAD = {
    f"{WORD}tab": " ",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{WORD}softHyphen": "\N{SOFT HYPHEN}",
    f"{WORD}tc": "\t",
    f"{WORD}tr": "\n",
}
NOT_WORD = "This is not a Word document (.docx), although its name says so."


def text_of(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _text_of_archive(archive)
    # For a locked file, or a compression that it does not know, zipfile raises the last four of these.
    except (zipfile.BadZipFile, ElementTree.ParseError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise FileRefused("This Word document is damaged or locked. Save it again without a password.") from None


def _text_of_archive(archive) -> str:
    names = set(archive.namelist())
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise FileRefused(NOT_WORD)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused("This Word document holds macros. Save it as .docx without them, or as a PDF.")
    headers = sorted(name for name in names if re.fullmatch(r"word/header\d+\.xml", name))
    footers = sorted(name for name in names if re.fullmatch(r"word/footer\d+\.xml", name))
    parts = [*_once(archive, headers), _words(_parsed(archive, "word/document.xml"))]
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in names:
            parts += _notes(_parsed(archive, name))
    parts += _once(archive, footers)
    return tidy("\n\n".join(parts))


def _once(archive, names) -> list[str]:
    """The heads or feet of pages, each once, since those of odd and even often agree."""
    return list(dict.fromkeys(_words(_parsed(archive, name)) for name in names))


def _notes(root) -> list[str]:
    notes = [note for note in root if note.get(f"{WORD}type") in (None, "normal")]
    return [f"{number} {_words(note).strip()}" for number, note in enumerate(notes, start=1)]


def _parsed(archive, name):
    with archive.open(name) as file:
        xml = file.read(LARGEST_PART + 1)
    if len(xml) > LARGEST_PART:
        raise FileRefused("This Word document unpacks to far more than it should hold. Save it again, or as a PDF.")
    # Entities may grow without end or name files of this machine; Word writes none. NUL: hidden in UTF-16.
    if b"<!" in xml.replace(b"<!--", b"") or b"\0" in xml:
        raise FileRefused(NOT_WORD)
    return ElementTree.fromstring(xml)


def _is_on(toggle) -> bool:
    return toggle is not None and toggle.get(f"{WORD}val", "1") not in ("0", "false", "off")


def _words(root) -> str:
    parts = []
    # By hand and not by recursion, since a file decides how deep it goes.
    todo = [root]
    is_struck = False
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == f"{WORD}t":
            words = re.sub(r"\s", " ", node.text or "")
            parts.append(struck(words) if is_struck else words)
        elif node.tag not in DELETED:
            if node.tag == f"{WORD}r":
                is_struck = any(_is_on(node.find(f"{WORD}rPr/{WORD}{name}")) for name in ("strike", "dstrike"))
            parts.append(INSTEAD.get(node.tag, ""))
            if node.tag == f"{WORD}p":
                todo.append("\n\n")
            todo += reversed(node)
    return "".join(parts)
