"""The citation of a passage, in plain text and in the columns of a file.

For pages see templates/components/_quotation.html. All three print ``Document.citation``.
"""

from councils.choices import WordsFrom

SOURCE_COLUMNS = [
    *("quotation", "state of quotation", "words carry it"),
    *("document", "title is", "citation", "copy read", "place"),
]


def cited(passage) -> str:
    """A passage in a line: “The title, Mere Council, report, 9 January 2025, page 3”."""
    return cited_document(passage.document, passage.place if passage.words_from == WordsFrom.DOCUMENT else "")


def cited_document(document, place: str = "") -> str:
    """One line that cites a document, with a page or section if given."""
    title = f"{document.title} ({document.title_remark})" if document.title_remark else document.title
    printed = ", ".join(filter(None, [title, document.citation, place]))
    return f"{printed}; {document.copy_remark}" if document.copy_remark else printed


def source_columns(passage) -> list[str]:
    """The values of ``SOURCE_COLUMNS``. Words of an address are not quoted."""
    if passage is None:
        return [""] * len(SOURCE_COLUMNS)
    document = passage.document
    return [
        "" if passage.is_of_address else passage.quote,
        passage.state,
        passage.carries,
        document.title,
        document.title_basis,
        document.citation,
        document.copy_kind,
        passage.place,
    ]
