import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings

from councils.extraction.child import REFUSED, SECONDS
from councils.extraction.formats import format_of
from councils.extraction.plain_text import decode
from councils.extraction.refusal import FileRefused

LARGEST_FILE = 40_000_000

TOO_HARD = (
    "This file takes too long or too much memory to read. Give it in a simpler form, such as plain text, "
    "or give only the part that is quoted."
)
UNREADABLE_LETTERS = (
    "Some letters of this file cannot be read, because it does not say which letters they are. "
    "Paste its text instead, and compare it with the page."
)


@dataclass(frozen=True)
class Extracted:
    """The format of a file (PDF, DOCX, HTML or text) and its text."""

    format: str
    body: str


def read(name: str, data: bytes) -> Extracted:
    """The text of a file. Raises FileRefused with a sentence for the officer."""
    if len(data) > LARGEST_FILE:
        raise FileRefused(f"This file has {len(data) / 1e6:.1f} MB; the limit is {LARGEST_FILE / 1e6:.0f} MB.")
    format_ = format_of(name, data)
    body = _plain(data) if format_ == "text" else _read_apart(format_, data)
    if not body.strip():
        raise FileRefused("This file holds no text.")
    if "\N{REPLACEMENT CHARACTER}" in body:
        raise FileRefused(UNREADABLE_LETTERS)
    return Extracted(format_, body)


def _plain(data: bytes) -> str:
    """A text as it is, where it is in UTF-8: a case file may name it by its SHA-256."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(data)


def _read_apart(format_: str, data: bytes) -> str:
    """Have a process of its own read the file, which may fail in any way."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "councils.extraction.child", format_],
            input=data,
            capture_output=True,
            timeout=SECONDS + 5,
            cwd=settings.BASE_DIR,
            # Nothing of ours is any business of a file that somebody gave us.
            env={"PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(TOO_HARD) from None
    if done.returncode == REFUSED:
        raise FileRefused(done.stderr.decode())
    if done.returncode:
        raise FileRefused(TOO_HARD)
    return done.stdout.decode("utf-8", "surrogatepass")
