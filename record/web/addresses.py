"""Addresses by URL name, remembered."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16384)
def cached_reverse(name: str, *args: str) -> str:
    """Reverse a URL name, once for each record: lists name the same voices often."""
    return reverse(name, args=args)
