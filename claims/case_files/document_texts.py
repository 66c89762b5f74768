"""Texts of the documents of a file: given with it, matched with quotations, held."""

from django.conf import settings

from councils.models import Document, Passage
from councils.models.document import digest_of
from councils.quotations.text import Text
from record.content.references import shared_rows


def given_texts(source, found, folders) -> dict[str, str]:
    """The texts in the folders, by document key; a wrong SHA-256 is a problem."""
    given = {}
    for folder in folders:
        if not folder.is_dir():
            source.problem((), f"the folder {folder} is not there. Check --documents.")
    withheld = set(Passage.objects.withheld().values_list("document__key", flat=True))
    for entry in found:
        # The place of withheld words in the text is no longer known, so the text cannot be given again.
        if entry.kind.name != "document" or entry.content.text is None or entry.key in withheld:
            continue
        for folder in folders:
            file = folder / entry.content.text.file
            if not file.is_file():
                continue
            if file.stat().st_size > settings.CASE_FILE_LIMIT:
                source.problem(
                    (*entry.path, "text", "file"), f"{file} is larger than CASE_FILE_LIMIT. Give the text alone."
                )
                break
            try:
                body = file.read_bytes().decode("utf-8")
            except (UnicodeDecodeError, OSError) as error:
                reason = (
                    "is not UTF-8. Save it as UTF-8" if isinstance(error, ValueError) else f"cannot be read: {error}"
                )
                source.problem((*entry.path, "text", "file"), f"{file} {reason}.")
                break
            if "\0" in body:
                source.problem((*entry.path, "text", "file"), f"{file} holds the character U+0000. Remove it.")
                break
            if digest_of(body) != entry.content.text.sha256:
                source.problem(
                    (*entry.path, "text", "sha256"),
                    f"is not that of {file}, which has {digest_of(body)}. Give the text that was read.",
                )
                break
            given[entry.key] = body
            break
    return given


def texts_to_match(found, bodies) -> dict[str, Text]:
    """Texts ready for matching, by document key: those given, and stored ones cited."""
    texts = {key: Text(body) for key, body in bodies.items()}
    cited = {passage.document for entry in found for _, passage in shared_rows(entry.content)} - set(texts)
    held = Document.objects.nameable_by().filter(key__in=cited, stored__isnull=False).values_list("key", "stored__body")
    texts.update((key, Text(body)) for key, body in held)
    return texts


def hold_texts(bodies) -> set[tuple[str, str]]:
    """Store texts that are new; return their documents, by kind and key."""
    held = set()
    for document in Document.objects.nameable_by().filter(key__in=bodies).select_related("stored"):
        if not document.is_text_held:
            document.hold_text(bodies[document.key])
            held.add((Document.KIND, document.key))
    return held
