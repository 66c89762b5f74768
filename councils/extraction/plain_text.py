"""The characters of a text, from bytes in an encoding that is declared or certain."""

import codecs
import re

from councils.extraction.refusal import FileRefused

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What English texts in windows-1252 have beside ASCII; anything else may be of another encoding.
EXPECTED = set("€‚„…‘’“”•–—£§©®°±²³·¼½¾×÷àâçèéêëîïôöûüÉ\u00a0\u00ad")
NAMES = {"utf-8": "utf-8", "utf8": "utf-8", "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-1": "cp1252"}
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.I)

UNKNOWN = (
    "The letters of this file are in an encoding that is not certain, so they might come out wrong. "
    "Save it as plain text in UTF-8, and give that."
)


def decode(data: bytes, declared: str = "") -> str:
    """Return the text, with line feeds alone at line ends.

    Raises FileRefused where its letters are not certain.
    """
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "")
    if not encoding and declared:
        encoding = NAMES.get(declared.lower())
        if encoding is None:
            raise FileRefused(UNKNOWN)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise FileRefused(UNKNOWN) from None
        text = _windows_1252(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared_in_html(data: bytes) -> str:
    found = DECLARED.search(data[:4096])
    return found[1].decode() if found else ""


def _windows_1252(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise FileRefused(UNKNOWN) from None
    if {letter for letter in text if ord(letter) > 127} - EXPECTED:
        raise FileRefused(UNKNOWN)
    return text
