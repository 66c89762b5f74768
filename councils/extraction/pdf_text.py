"""The text of a PDF, a page after the other, parted by form feeds."""

import re
import zlib
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium

from councils.extraction.refusal import FileRefused

MOST_PAGES = 1500
LARGEST_INDEX = 50_000_000
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])")

LOCKED = "This PDF is locked, by a password or against copying. Save or print it as a PDF without that, and give that."
HAS_SCRIPTS = (
    "This PDF holds scripts, attached files or commands beside its text, so it is not taken. "
    "Print it as a PDF again, and give that."
)
DAMAGED = "This PDF is damaged and cannot be read. Save or print it as a PDF again."
ONLY_PICTURES = (
    "This PDF holds pictures of pages and no text that a machine can read. Type or paste its text, choose “scan” "
    "as the copy read, and have a person compare each quotation with the page."
)


def text_of(data: bytes, tell: Callable[[int, int], None] = lambda read, pages: None) -> str:
    """The text; ``tell`` is given how many pages of how many are read."""
    refuse_what_acts(data)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise FileRefused(LOCKED if is_locked else DAMAGED) from None
    if pdfium.FPDF_GetSecurityHandlerRevision(pdf) != -1:
        raise FileRefused(LOCKED)
    if pdfium.FPDFDoc_GetJavaScriptActionCount(pdf) > 0 or pdf.count_attachments() > 0:
        raise FileRefused(HAS_SCRIPTS)
    if not 0 < len(pdf) <= MOST_PAGES:
        raise FileRefused(
            f"This PDF has {len(pdf):,} pages; the limit is {MOST_PAGES:,}. Give the part that is quoted."
        )
    try:
        pages = []
        for number in range(len(pdf)):
            pages.append(_text_of_page(pdf[number]))
            tell(number + 1, len(pdf))
    except pypdfium2.PdfiumError:
        raise FileRefused(DAMAGED) from None
    if not "".join(pages).strip():
        raise FileRefused(ONLY_PICTURES)
    return "\f".join(pages)


def _text_of_page(page) -> str:
    text = page.get_textpage().get_text_range()
    page.close()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    # PDFium writes a hyphen at a line end as either of these, and may leave the line end out.
    return re.sub("[\x02\ufffe]\n?", "-\n", text).strip("\n")


def refuse_what_acts(data: bytes) -> None:
    """Refuse scripts and commands, also where objects are compressed."""
    room = LARGEST_INDEX
    looked_at = [STREAM.sub(b"", data)]
    for stream in STREAM.finditer(data):
        before = data[max(0, stream.start() - 500) : stream.start()]
        if b"/ObjStm" not in before[before.rfind(b" obj") + 1 :]:
            continue
        try:
            unpacked = zlib.decompressobj().decompress(stream[1], room + 1)
        except zlib.error:
            continue
        room -= len(unpacked)
        if room < 0:
            raise FileRefused("This PDF unpacks to far more than it should hold. Print it as a PDF again.")
        looked_at.append(unpacked)
    for each in looked_at:
        # A name may be written with its letters in hexadecimal.
        if ACTIVE.search(re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), each)):
            raise FileRefused(HAS_SCRIPTS)
