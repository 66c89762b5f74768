"""The way to a page, for the line above its head."""

from django.urls import reverse


def crumbs_to(case, *further) -> list[tuple[str, str]]:
    """Labels and addresses from home to what stands above a page of a case; the page itself is left out."""
    return [("Cases", reverse("timeline:home")), (case.title, case.get_absolute_url()), *further]
