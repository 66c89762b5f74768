import contextlib
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Timer

from django.conf import settings

from councils.extraction.child import PAGES, REFUSED, SECONDS, WHY
from councils.extraction.formats import format_of
from councils.extraction.plain_text import decode
from councils.extraction.refusal import FileRefused

# Told how many pages of how many are read.
Tell = Callable[[int, int], None]

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


def read(name: str, data: bytes, tell: Tell = lambda read, pages: None) -> Extracted:
    """The text of a file. Raises FileRefused with a sentence for the officer."""
    format_ = format_of(name, data)
    body = _plain(data) if format_ == "text" else _read_apart(format_, data, tell)
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


def _read_apart(format_: str, data: bytes, tell: Tell) -> str:
    """Have a process of its own read the file, which may fail in any way."""
    with (
        subprocess.Popen(
            [sys.executable, "-m", "councils.extraction", format_],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            # Nothing of ours is any business of a file that somebody gave us.
            env={"PYTHONUTF8": "1"},
        ) as child,
        ThreadPoolExecutor(2) as threads,
    ):
        limit = Timer(SECONDS + 5, child.kill)
        limit.start()
        try:
            threads.submit(_give, child, data)
            text = threads.submit(child.stdout.read)
            said = _listen(child, tell)
            code = child.wait()
        finally:
            limit.cancel()
            child.kill()
    if code == REFUSED:
        raise FileRefused(said)
    if code:
        raise FileRefused(TOO_HARD)
    return text.result().decode("utf-8", "surrogatepass")


def _give(child, data: bytes) -> None:
    # It may end before it has read everything.
    with contextlib.suppress(BrokenPipeError), child.stdin:
        child.stdin.write(data)


def _listen(child, tell: Tell) -> str:
    """Pass on how many pages are read; return why the file is refused.

    What its libraries write there, such as a warning, is for nobody.
    """
    why = ""
    for line in child.stderr:
        said = line.decode("utf-8", "replace").rstrip("\n")
        if said.startswith(PAGES):
            tell(*map(int, said.split()[1:]))
        elif said.startswith(WHY):
            why = said.removeprefix(WHY)
    return why
