"""The text of uploaded files: each format, and each file that is refused."""

import contextlib
import io
import re
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.extraction import LARGEST_FILE, FileRefused, html_text, read
from councils.extraction.docx_text import LARGEST_PART

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def docx(body, *, start="", **parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = (
            body if isinstance(body, bytes) else f"{start}<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/document.xml", document)
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:part {W}>{inner}</w:part>")
    return buffer.getvalue()


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*pages, catalog="", objects=(), trailer=""):
    """A PDF of a line of text a page; None is a page without text."""
    numbers = [4 + 2 * at for at in range(len(pages))]
    bodies = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{number} 0 R' for number in numbers)}]>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    for number, text in zip(numbers, pages, strict=True):
        drawn = f"BT /F 12 Tf 50 700 Td ({text}) Tj ET" if text else "0 0 100 100 re f"
        bodies[number] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {number + 1} 0 R>>"
        )
        bodies[number + 1] = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"
    for more in objects:
        bodies[max(bodies) + 1] = more
    written, places = b"%PDF-1.7\n", {}
    for number, body in bodies.items():
        places[number] = len(written)
        body = body if isinstance(body, bytes) else body.encode("latin-1")
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{places[number]:010} 00000 n \n" for number in sorted(bodies))
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(written)}\n%%EOF"
    return written + end.encode()


# What is read


def test_the_pages_of_a_pdf_are_parted_by_form_feeds():
    body = read("minutes.pdf", pdf("The council agreed.", None, "It cost \\24323.6m.")).body
    assert body.split("\f") == ["The council agreed.", "", "It cost £23.6m."]


def test_it_is_told_how_many_pages_are_read():
    told = []
    read("minutes.pdf", pdf(*["Words."] * 300), lambda *pages: told.append(pages))
    assert told == [(number, 300) for number in range(1, 301)]


def test_a_word_document_reads_as_with_all_its_changes_accepted():
    body = (
        "<w:p><w:r><w:t>The council </w:t></w:r><w:ins><w:r><w:t>did not agree</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>agreed</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>gone elsewhere</w:t></w:r></w:moveFrom>"
        "<w:r><w:t> to inter</w:t><w:noBreakHyphen/><w:t>council &amp; other work.</w:t></w:r></w:p>"
        "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
    )
    note = f'<w:footnote w:type="separator">{paragraph("—")}</w:footnote>'
    note += f"<w:footnote>{paragraph('See annex.')}</w:footnote>"
    file = docx(
        body,
        footnotes=note,
        header1=paragraph("Mere Council"),
        header2=paragraph("Mere Council"),
        footer1=paragraph("End"),
    )
    assert read("plan.docx", file).body.split("\n\n") == [
        "Mere Council",
        "The council did not agree to inter\N{NON-BREAKING HYPHEN}council & other work.",
        "In a box.",
        "1 See annex.",
        "End",
    ]


def test_words_that_are_struck_through_are_marked():
    runs = (
        "<w:r><w:t>It will </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>not </w:t></w:r>"
        "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>agree</w:t></w:r>"
        '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t> so.</w:t></w:r>'
    )
    assert read("plan.docx", docx(f"<w:p>{runs}</w:p>")).body == "It will ~~not agree~~ so."
    page = "<p>It will <del>not <b>agree</b></del> <span style='text-decoration: line-through'>ever</span> so.</p>"
    assert read("news.html", page.encode()).body == "It will ~~not agree ever~~ so."


def test_cells_of_a_table_in_word_stand_apart():
    row = f"<w:tr><w:tc>{paragraph('Mere')}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr>"
    words = read("plan.docx", docx(f"<w:tbl>{row}</w:tbl>")).body
    assert "Mere" in words and "Mere 12" not in words


def test_a_web_page_gives_its_words_and_no_markup():
    page = (
        "<!doctype html><html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>"
        "<p>The council agreed to the plan &amp; the <b>bud</b>get.</p>"
        "<aside>One member\ndissented.</aside>Line<br>break<table><tr><td>a<td>b</table></body></html>"
    )
    assert read("news.html", page.encode()).body == (
        "The council agreed to the plan & the budget.\n\nOne member dissented.\n\nLine\nbreak\n\na   b"
    )


@pytest.mark.parametrize(
    "data",
    ["“£4m” – agreed".encode(each) for each in ("utf-8", "utf-16", "cp1252")],
    ids=["utf-8", "utf-16", "windows-1252"],
)
def test_plain_text_in_each_encoding_that_is_certain(data):
    assert read("note.txt", data).body == "“£4m” – agreed"


@pytest.mark.parametrize("text", ["\ufeffA mark first.\n", "Lines of\r\nWindows.\r\n"])
def test_text_in_utf_8_stays_as_it_is(text):
    assert read("note.txt", text.encode()).body == text


def test_right_to_left_text_comes_out_as_it_went_in():
    assert read("نص.txt", "المجلس وافق".encode()).body == "المجلس وافق"


def test_html_in_the_encoding_that_it_declares():
    page = '<html><meta charset="windows-1252"><p>£4m</p></html>'
    assert read("news.htm", page.encode("cp1252")).body == "£4m"


# What is refused


def packed_script():
    inner = b"9 0 <</S/JavaScript/JS(app.alert)>>"
    packed = zlib.compress(inner)
    return b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


BAD_BYTES = b"\x81\x8d\x90 words"
REFUSED = {
    "empty": ("a.txt", b"", "0 bytes"),
    "too large": ("a.txt", b"x" * (LARGEST_FILE + 1), "the limit is 40 MB"),
    "svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><text>Words</text></svg>", "picture"),
    "svg as html": ("a.html", b"<?xml version='1.0'?><svg><script>1</script></svg>", "picture"),
    "svg as text": ("a.txt", b"<svg/>", "picture"),
    "picture as pdf": ("a.pdf", b"\x89PNG\r\n\x1a\n", "picture"),
    "pdf as text": ("a.txt", pdf("Words"), "it holds a PDF"),
    "text as pdf": ("a.pdf", b"Words", "it holds plain text"),
    "html as text": ("a.txt", b"<!DOCTYPE html><p>Words", "it holds a web page"),
    "program": ("a.exe", b"MZ\0\0", "not a text"),
    "no ending": ("words", b"Words", "has no ending"),
    "old word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
    "rich text": ("a.rtf", b"{\\rtf1 Words}", "RTF"),
    "other zip": ("a.docx", b"PK\x05\x06" + b"\0" * 18, "not a Word document"),
    "broken zip": ("a.docx", b"PK\x03\x04 and no more", "damaged"),
    "entities": ("a.docx", docx(paragraph("&a;"), start='<!DOCTYPE x [<!ENTITY a "aa">]>'), "not a Word document"),
    "hidden in UTF-16": ("a.docx", docx("<?xml version='1.0'?><a/>".encode("utf-16")), "not a Word document"),
    "zip bomb": ("a.docx", docx(paragraph("a" * (LARGEST_PART + 1))), "unpacks to far more"),
    "pictures of pages": ("a.pdf", pdf(None, None), "pictures of pages and no text"),
    "script": ("a.pdf", pdf("Words", catalog="/OpenAction<</S/JavaScript/JS(app.alert)>>"), "holds scripts"),
    "script in hexadecimal": ("a.pdf", pdf("Words", catalog="/OpenAction<</S/Java#53cript/J#53(a)>>"), "holds scripts"),
    "script in a packed object": ("a.pdf", pdf("Words", objects=[packed_script()]), "holds scripts"),
    "launch": ("a.pdf", pdf("Words", catalog="/OpenAction<</S/Launch/F(a.exe)>>"), "holds scripts"),
    "attached file": ("a.pdf", pdf("Words", catalog="/Names<</EmbeddedFiles<</Names[]>>>>"), "holds scripts"),
    "locked": (
        "a.pdf",
        pdf(
            "Words",
            trailer=f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'00' * 32}>>>",
        ),
        "locked",
    ),
    "broken pdf": ("a.pdf", b"%PDF-1.7 and no more", "damaged"),
    "odd encoding": ("a.txt", BAD_BYTES, "not certain"),
    "another 8-bit encoding": ("a.txt", "совет".encode("cp1251"), "not certain"),
    "html of an odd encoding": ("a.html", b'<html><meta charset="utf-7"><p>Words', "not certain"),
    "html without words": ("a.html", b"<html><script>Words</script></html>", "no text"),
    "letters that are lost": ("a.txt", "The co\ufffduncil".encode(), "cannot be read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_in_a_sentence(name):
    file, data, words = REFUSED[name]
    with pytest.raises(FileRefused) as refused:
        read(file, data)
    # The sentence alone, and nothing that the process which reads the file says besides.
    assert words in str(refused.value) and re.fullmatch(r"[A-Z][^<>\n]*\.", str(refused.value))


def test_macros_are_refused():
    buffer = io.BytesIO(docx(paragraph("Words")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", "x")
    with pytest.raises(FileRefused, match="macros"):
        read("a.docx", buffer.getvalue())


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_text_is_never_garbled(words):
    """It comes out as it went in, or is refused."""
    data = words.replace("\r", "").encode()
    with contextlib.suppress(FileRefused):
        assert read("a.txt", data).body == words.replace("\r", "")


@given(st.text())
def test_no_markup_comes_out_of_a_web_page(words):
    page = f"<html><body><p>{words}</p><script>secret</script></body></html>".encode("utf-8", "replace")
    assert "secret" not in html_text.text_of(page) or "secret" in words or "<" in words


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    for name in ("a.txt", "a.pdf"):
        try:
            if name == "a.txt" or b"%PDF" not in data:
                read(name, data)
        except FileRefused as refused:
            assert str(refused).endswith(".")
