"""Breadcrumbs of the pages about claims."""

from django.urls import reverse


def crumbs(case) -> list[tuple[str, str]]:
    """The way to the claims of a case, and the list itself."""
    address_of_case = reverse("timeline:case", args=[case.key])
    return [("Cases", "/"), (case.title, address_of_case), ("Claims", f"{reverse('claims:list')}?case={case.key}")]
