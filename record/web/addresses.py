"""Addresses by URL name, remembered."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16384)
def cached_reverse(name: str, *args: str) -> str:
    """Django's ``reverse``, once for each record: a page of claims names the same voices again and again."""
    return reverse(name, args=args)
