"""The desk's pages of who speaks and what they printed."""

from councils.admin import boundaries, cases, documents, mistake_reports, passages, reply_contacts, voices

__all__ = ["boundaries", "cases", "documents", "mistake_reports", "passages", "reply_contacts", "voices"]
