"""Breadcrumbs of the pages of a case."""


def case_breadcrumbs(case, *further: tuple[str, str]) -> list[tuple[str, str]]:
    """Labels and addresses from the list of cases to what is above a page; the page itself is left out."""
    return [("Cases", "/"), (case.title, case.get_absolute_url()), *further]
