"""The desk's pages of who speaks and what they printed."""

from councils.admin import cases, documents, passages, voices

__all__ = ["cases", "documents", "passages", "voices"]
