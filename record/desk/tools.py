"""Further pages about a record, which apps add to the links above its form."""

from collections.abc import Callable, Iterable

# Each is given a request and a record, and yields labels and addresses.
_tools: list[Callable[..., Iterable[tuple[str, str]]]] = []


def tool(function):
    """Register a function of a request and a record that yields labels and addresses."""
    _tools.append(function)
    return function


def tools_of(request, record) -> list[tuple[str, str]]:
    return [each for function in _tools for each in function(request, record)]
