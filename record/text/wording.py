"""A check of what editors write: words that take a side, verbs that judge.

It reads prose alone, and nothing within quotation marks: those words are somebody's own. The words are in
``loaded_words.txt``, which names where they are from.
"""

import re
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("loaded_words.txt")
LOADED, SAYING, PLAIN = "loaded", "saying", "plain"
# A mark within a word is an apostrophe, and closes nothing.
QUOTED = re.compile(r"“[^”]*”|‘.*?’(?!\w)|\"[^\"]*\"|(?<!\w)'.*?'(?!\w)", re.DOTALL)


def loaded_words(prose: str) -> list[str]:
    """The words and phrases of a text that take a side, each once."""
    return list(dict.fromkeys(found.lower() for found, _ in _found(LOADED, prose)))


def verbs_of_saying(prose: str) -> dict[str, str]:
    """The verbs of saying in a text, each with the form found.

    A noun counts only where it reads as a verb: “claimed” and “claims that”, and no “the claims”.
    """
    verbs = {}
    for group in (SAYING, PLAIN):
        for found, verb in _found(group, prose):
            verbs.setdefault(verb, found.lower())
    return verbs


def judges(verb: str) -> bool:
    """True for a verb of saying that says more than that something was said."""
    return verb in _forms(SAYING).values()


@cache
def _forms(group: str) -> dict[str, str]:
    """Every form of the words of a group, with the first of its line."""
    forms, current = {}, ""
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            current = line.strip("[]")
        elif line and not line.startswith("#") and current == group:
            of_line = [form.strip() for form in line.split(",")]
            forms |= dict.fromkeys(of_line, of_line[0])
    return forms


@cache
def _pattern(group: str) -> re.Pattern:
    longest_first = sorted(_forms(group), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


# Forms that are nouns as often as verbs, and what follows where they are verbs.
NOUNS = {"claim", "claims", "state", "states", "statement"}
OF_A_VERB = re.compile(r"\s+(that|to|it|they)\b", re.IGNORECASE)


def _found(group: str, prose: str):
    """Yield each form that stands in a text outside quotations, with its word."""
    own = QUOTED.sub(lambda quoted: " " * len(quoted[0]), prose)
    for match in _pattern(group).finditer(own):
        form = match[0].lower()
        if group == LOADED or form not in NOUNS or OF_A_VERB.match(own, match.end()):
            yield match[0], _forms(group)[form]
