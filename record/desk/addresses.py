"""Addresses of the desk: primary keys in them, and the pages of a record."""

from django.urls import reverse


def as_pk(value) -> int | None:
    """The primary key in an address, or None if it is not one."""
    digits = str(value or "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 18 else None


def change_address(model, pk) -> str:
    """The address of the page on which a row is edited or read."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])
