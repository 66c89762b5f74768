"""Reading of uploaded files, in the queue, and keeping of their texts.

A file is kept when it is given (councils.models.uploaded_file), and read by the worker: no page
waits for it. The text that is found is named by the document and held, as if it had been pasted.
"""

import re
import time
from copy import deepcopy

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from councils.extraction import Extracted, FileRefused, read
from councils.models import Document, FileContent, StoredText, UploadedFile
from councils.models.document import digest_of
from record.content.schema import CONTROL_CHARACTERS
from record.desk import saving
from record.desk.edit_buffer import EditBuffer, EditRefused
from record.jobs import enqueue, job
from record.workflow import authority
from record.workflow.publishing import announcer
from record.workflow.states import NotAllowed

LARGEST_TEXT = 5_000_000
# Seconds between two notes of how many pages are read.
NOTE_EVERY = 0.5

OTHER_TEXT = (
    "This is not the text that the document names: its SHA-256 differs. Give the copy that was read, unchanged."
)
ACTS_FOR_ANOTHER = "You act for somebody else now than when you gave this file. Give it again if you mean it."


def keep_file(document, name: str, data: bytes, *, by, entered_for: str, **more) -> UploadedFile:
    """Keep a file for the text of a document, and have it read once this is committed."""
    file = UploadedFile.objects.keep(document, name, data, by=by, entered_for=entered_for, **more)
    enqueue(read_file, key=f"file {file.pk}", pk=file.pk)
    return file


@job("councils.read_file")
def read_file(pk):
    """Read a file and hold its text, or refuse it and let its bytes go."""
    file = UploadedFile.objects.select_related("given_by").filter(pk=pk, refusal="", gave_text=False).first()
    content = FileContent.objects.filter(file=pk).first()
    if file is None or content is None:
        return
    try:
        extracted = read(file.name, bytes(content.data), _teller(content))
        if trouble := why_no_text(extracted.body):
            raise FileRefused(trouble)
        with transaction.atomic():
            _take(file, extracted)
    except (FileRefused, NotAllowed, ValueError) as refused:
        file.refuse(str(refused))
    except ValidationError as refused:
        file.refuse(" ".join(refused.messages))
    except EditRefused as refused:
        file.refuse(" ".join(words for *_, words in refused.messages))


def _teller(content):
    """A function that notes how many pages are read, now and then."""
    noted = 0

    def tell(pages_read: int, pages: int) -> None:
        nonlocal noted
        if pages_read == pages or time.monotonic() - noted > NOTE_EVERY:
            noted = time.monotonic()
            FileContent.objects.filter(pk=content.pk).update(pages=pages, pages_read=pages_read)

    return tell


def _take(file: UploadedFile, extracted: Extracted) -> None:
    """Have the document, or a draft of it, name the text; hold it if it may be."""
    officer = file.given_by
    document = Document.objects.select_for_update(of=["self"]).get(pk=file.document_id)
    authority.check(officer, authority.DRAFT, document)
    digest = digest_of(extracted.body)
    if document.text_sha256 not in ("", digest):
        raise FileRefused(OTHER_TEXT)
    if not document.text_sha256:
        buffer = EditBuffer.of(document, officer)
        if buffer.entered_for != file.entered_for:
            raise FileRefused(ACTS_FOR_ANOTHER)
        text = {"file": text_name(file, document), "sha256": digest, "shown": file.text_shown}
        if file.text_licence:
            text["licence"] = file.text_licence
        saving.keep(buffer, deepcopy(buffer.content) | {"text": text})
        document = Document.objects.get(pk=document.pk)
    file.read_at = timezone.now()
    if document.text_sha256 == digest:
        document.give_text(extracted.body, by=officer)
        file.gave_text = True
    file.save(update_fields=["read_at", "gave_text"])


@announcer
def hold_text_of_what_is_published(record, publication) -> None:
    """Have a file read once more whose text a published document now names."""
    if record.KIND == Document.KIND and not StoredText.objects.filter(document=record.pk).exists():
        for pk in UploadedFile.objects.filter(document=record.pk, read_at__isnull=False).values_list("pk", flat=True):
            enqueue(read_file, key=f"file {pk}", pk=pk)


def why_no_text(body: str) -> str:
    """Say why this is no text to be held; "" if it is one."""
    if len(body.encode("utf-8", "surrogatepass")) > LARGEST_TEXT:
        return "It is longer than 5 MB. Enter only the text."
    if not body.strip():
        return "It is empty."
    if CONTROL_CHARACTERS.search(body.replace("\f", "").replace("\r", "")):
        return "It has control characters, so it is not plain text. Give plain text."
    return ""


def text_name(file: UploadedFile, document: Document) -> str:
    """A name of the text for case files, made of that of the file."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", file.name).lstrip("._-")
    if name and file.format != "text":
        name = f"{name[-190:]}.txt".lstrip("._-")
    return name[-200:].lstrip("._-") or f"{document.key or document.public_id}.txt"
