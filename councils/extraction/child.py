"""Read one file, with limits of time and memory.

Run as `python -m councils.extraction.child FORMAT < file > text`. Exits
with 3 where the file is refused, and says why on stderr. Knows no settings and no database.
"""

import importlib
import resource
import sys

from councils.extraction.refusal import FileRefused

REFUSED = 3
SECONDS = 25
MEMORY = 1_500_000_000
MODULES = {"PDF": "pdf_text", "DOCX": "docx_text", "HTML": "html_text"}


def main(format_: str) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # It writes nothing but its answer.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    reader = importlib.import_module(f"councils.extraction.{MODULES[format_]}")
    try:
        text = reader.text_of(sys.stdin.buffer.read())
    except FileRefused as refused:
        sys.stderr.buffer.write(str(refused).encode())
        return REFUSED
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
