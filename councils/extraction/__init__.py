"""The text of an uploaded file: PDF, DOCX, HTML or plain text.

``read`` looks at content and name, has the file read in a process of its own, with limits of
time and memory, and returns its text. Whatever cannot be read whole and right is refused in a
sentence.
"""

from councils.extraction.formats import LARGEST_FILE, format_of
from councils.extraction.reading import Extracted, FileRefused, read

__all__ = ["LARGEST_FILE", "Extracted", "FileRefused", "format_of", "read"]
