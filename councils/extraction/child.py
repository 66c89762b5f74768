"""Read one file, with limits of time and memory.

Run as `python -m councils.extraction FORMAT < file > text`. Exits with 3 where the file is
refused. Of what is on stderr, a line that begins with "PAGES" tells how many pages of how many are
read, and one with "REFUSED" why the file is refused. Knows no settings and no database.
"""

import importlib
import resource
import sys

from councils.extraction.refusal import FileRefused

REFUSED = 3
SECONDS = 25
MEMORY = 1_500_000_000
PAGES, WHY = "PAGES ", "REFUSED "
MODULES = {"PDF": "pdf_text", "DOCX": "docx_text", "HTML": "html_text"}


def main(format_: str) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # It writes nothing but its answer.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    reader = importlib.import_module(f"councils.extraction.{MODULES[format_]}")
    try:
        # Of the other formats no pages are known.
        more = {"tell": _tell} if format_ == "PDF" else {}
        text = reader.text_of(sys.stdin.buffer.read(), **more)
    except FileRefused as refused:
        print(f"{WHY}{refused}", file=sys.stderr, flush=True)
        return REFUSED
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    return 0


def _tell(read: int, pages: int) -> None:
    print(f"{PAGES}{read} {pages}", file=sys.stderr, flush=True)
