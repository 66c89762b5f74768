"""The desk's pages of what is proposed and done."""

from proposals.admin import decisions, events, lists, options, proposals

__all__ = ["decisions", "events", "lists", "options", "proposals"]
