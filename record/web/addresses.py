"""Addresses by URL name and the slugs in them, remembered."""

from functools import lru_cache

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.text import slugify


@lru_cache(maxsize=16384)
def cached_reverse(name: str, *args: str) -> str:
    """Reverse a URL name, once for each record: lists name the same voices often.

    The address is escaped once as well. Ids, keys and slugs have nothing to escape, so that
    it is the same outside of HTML.
    """
    return conditional_escape(reverse(name, args=args))


@lru_cache(maxsize=16384)
def slug_of(title: str, fallback: str) -> str:
    """The words of a title as its address has them; ``fallback`` where none are left."""
    return slugify(title)[:60].rstrip("-") or fallback
