"""Rules for what officers enter, beyond the schemas of records.

A case file that breaks one of them loads with a note, as it did before there was the rule; the desk refuses it.
Functions register themselves when the site starts (``ready`` of their app).
"""

from collections.abc import Callable, Iterator

from record.content.references import Resolver
from record.content.schema import Schema

Fault = tuple[tuple, str]

_rules: list[Callable[[Schema, Resolver], Iterator[Fault]]] = []


def entry_rule(function):
    """Register a rule: given a content and a resolver of its keys, it yields faults.

    A fault is the path to a field and a sentence that says what is wrong and how to mend it.
    """
    _rules.append(function)
    return function


def faults(content: Schema, resolver: Resolver) -> list[Fault]:
    """All that the rules find wrong in what an officer enters."""
    return [fault for rule in _rules for fault in rule(content, resolver)]
