"""The format of a file, by its content and by its name, which must agree."""

import re
from pathlib import PurePath

from councils.extraction.refusal import FileRefused
from record.text.sizes import megabytes

LARGEST_FILE = 40_000_000
EXTENSIONS = {".pdf": "PDF", ".docx": "DOCX", ".html": "HTML", ".htm": "HTML", ".txt": "text", ".text": "text"}
TAKEN = "Give a PDF, a Word document (.docx), a web page (.html) or plain text (.txt)."
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def format_of(name: str, data: bytes) -> str:
    """PDF, DOCX, HTML or text.

    Raises FileRefused for any other, where name and content differ, and for what is too large.
    """
    if len(data) > LARGEST_FILE:
        raise FileRefused(f"This file has {megabytes(len(data))}; the limit is {LARGEST_FILE / 1e6:.0f} MB.")
    extension = PurePath(name.replace("\\", "/")).suffix.lower()
    named = EXTENSIONS.get(extension)
    if not data:
        raise FileRefused("This file is empty: it has 0 bytes.")
    found = _by_content(data)
    if named is None:
        ends = f"ends in “{extension[:20]}”" if extension else "has no ending"
        raise FileRefused(f"The name of this file {ends}, which is not a kind of file that is read here. {TAKEN}")
    # HTML may begin with anything, so that only its name tells; plain text never begins like HTML.
    if found != named and not (found == "text" and named == "HTML"):
        raise FileRefused(f"The name of this file says that it is {_kind(named)}, but it holds {_kind(found)}. {TAKEN}")
    return named


def _kind(format_: str) -> str:
    return {"PDF": "a PDF", "DOCX": "a Word document", "HTML": "a web page", "text": "plain text"}[format_]


def _by_content(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if data.startswith(b"PK"):
        return "DOCX"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("This is an old Word or Office file. Save it as .docx or as a PDF, and give that.")
    if data.startswith(b"{\\rtf"):
        raise FileRefused("This is a rich text file (RTF). Save it as .docx or as a PDF, and give that.")
    if data.startswith(PICTURES) or (re.search(rb"<svg[\s>:/]", data[:4096].lower()) and not _is_html(data)):
        raise FileRefused(f"This is a picture, and no text is read from pictures. {TAKEN}")
    if b"\0" in data and not data.startswith(UTF_16):
        raise FileRefused(f"This is not a text of any kind that is read here. {TAKEN}")
    return "HTML" if _is_html(data) else "text"


def _is_html(data: bytes) -> bool:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    start = re.sub(rb"\A(?:<\?xml[^>]*>|<!--.*?-->|\s)+", b"", start, flags=re.S)
    return start.startswith((b"<!doctype html", b"<html"))
