"""The words of a search, as a reader writes them.

A search is a row of terms, each with the forms that stand for it: “bins” is bins, waste or
refuse. “Quoted phrases” stand together, a word after a hyphen is not wanted, and “or”
joins two terms to one.
"""

import re
from dataclasses import dataclass, replace

from record.text.search import ReadQuery, prepared, queries, stems
from timeline.search.synonyms import asking, joined_stems, synonyms

# More words than this, in a search without marks, are a text and no question.
MOST_TERMS = 12
_SIZES = {
    **dict.fromkeys(("m", "mn", "million"), ("million", "m", 6)),
    **dict.fromkeys(("bn", "billion"), ("billion", "bn", 9)),
    **dict.fromkeys(("k", "thousand"), ("thousand", "k", 3)),
}
_TOKEN = re.compile(
    r'(?P<not>(?<![^ ])-)?(?:"(?P<phrase>[^"]*)"'
    rf"|(?P<number>\d+(?:\.\d+)?) ?(?P<size>{'|'.join(_SIZES)})(?![a-z0-9])"
    r'|(?P<word>[^ "]+))'
)


@dataclass(frozen=True)
class SearchTerm:
    """One thing that is looked for: the word as typed, and all forms of it."""

    word: str
    forms: tuple[str, ...]
    # Any of its forms, as PostgreSQL reads them.
    text: str = ""

    @property
    def query(self) -> ReadQuery:
        return ReadQuery(self.text)

    def or_else(self, other: "SearchTerm") -> "SearchTerm":
        return SearchTerm(f"{self.word} or {other.word}", self.forms + other.forms)


@dataclass(frozen=True)
class ParsedSearch:
    """The terms of a search: all that are wanted, and those that are not.

    ``is_exact`` says that the reader used marks, and so gets what has all of the terms.
    """

    terms: tuple[SearchTerm, ...] = ()
    unwanted: tuple[SearchTerm, ...] = ()
    is_exact: bool = False

    def with_terms(self, terms) -> "ParsedSearch":
        return replace(self, terms=tuple(dict.fromkeys(terms)))

    @property
    def words(self) -> list[str]:
        """All forms of words that the search looks for."""
        return [form for term in self.terms for form in term.forms]


def parse_search(words: str) -> ParsedSearch:
    """Read the words of a search. Nothing is asked for by words such as “of the”."""
    tokens = [match.groupdict() for match in _TOKEN.finditer(prepared(words))]
    stem_of = dict(zip((each["word"] for each in tokens), stems([each["word"] or "" for each in tokens]), strict=True))
    tokens = _joined(tokens, stem_of)
    terms, fillers, unwanted, is_exact, joins = [], [], [], False, False
    for token in tokens:
        if token["word"] == "or":
            joins = bool(terms)
            continue
        term = _term(token, stem_of.get(token["word"], ""))
        is_exact = is_exact or joins or token["not"] is not None or token["phrase"] is not None
        if term is None:
            continue
        if stem_of.get(token["word"]) in asking() or (token["word"] or "").endswith("n't"):
            fillers.append(term)
            continue
        if token["not"]:
            unwanted.append(replace(term, forms=term.forms[:1]))
        elif joins:
            terms.append(terms.pop().or_else(term))
        else:
            terms.append(term)
        joins = False
    terms, unwanted = _read(list(dict.fromkeys(terms or fillers))[:MOST_TERMS]), _read(unwanted[:MOST_TERMS])
    return ParsedSearch(tuple(terms), tuple(unwanted), is_exact)


def _joined(tokens: list[dict], stem_of: dict[str | None, str]) -> list[dict]:
    """The tokens, with two words for one thing joined; adds their stems."""
    joined: list[dict] = []
    for token in tokens:
        first, second = joined[-1]["word"] if joined else None, token["word"]
        if first and second and not token["not"]:
            together = joined_stems((first, stem_of[first]), (second, stem_of[second]))
            if together in synonyms():
                token = joined.pop() | {"word": f"{first} {second}"}
                stem_of[token["word"]] = together
        joined.append(token)
    return joined


def _read(terms: list[SearchTerm]) -> list[SearchTerm]:
    """The terms with their queries, without those that ask for nothing."""
    forms = [form for term in terms for form in term.forms]
    query_of = dict(zip(forms, queries(forms), strict=True)) if forms else {}
    texts = [" | ".join(f"({query_of[form]})" for form in term.forms if query_of[form]) for term in terms]
    return [replace(term, text=text) for term, text in zip(terms, texts, strict=True) if text]


def term_of(word: str) -> SearchTerm:
    """The term of one plain word."""
    [term] = _read([SearchTerm(word, (word, *map(_form, synonyms().get(stems([word])[0], ()))))])
    return term


def _term(token, stem: str) -> SearchTerm | None:
    if token["phrase"] is not None:
        phrase = " ".join(token["phrase"].split())
        return SearchTerm(f"“{phrase}”", (f'"{phrase}"',)) if re.search("[^ '-]", phrase) else None
    if token["number"]:
        return _amount(token["number"], token["size"])
    return SearchTerm(token["word"], (*map(_form, (token["word"], *synonyms().get(stem, ()))),)) if stem else None


def _amount(number: str, size: str) -> SearchTerm:
    """An amount in all its spellings: 43 million, 43m, 43000000."""
    word, short, power = _SIZES[size]
    whole, _, decimals = number.partition(".")
    digits = str(int(whole + decimals.ljust(power, "0"))) if len(decimals) <= power else number
    return SearchTerm(f"{number} {word}", (f'"{number} {word}"', f"{number}{short}", digits))


def _form(words: str) -> str:
    return f'"{words}"' if " " in words else words
