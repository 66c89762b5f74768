"""Breadcrumbs of the pages of a case."""


def case_breadcrumbs(case, *further: tuple[str, str]) -> list[tuple[str, str]]:
    """Labels and addresses of what is above a page, from the list of cases down."""
    return [("Cases", "/"), (case.title, case.get_absolute_url()), *further]
