"""Small helpers for English sentences."""

import re


def joined(things, last: str = "and") -> str:
    """Join things as in a sentence: “A”, “A and B”, “A, B and C”, or nothing."""
    *first, end = [str(thing) for thing in things] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


# Words before a noun, with which the description of somebody unnamed begins.
_DETERMINERS = re.compile(r"(?:The|An?|Some|Several|Most|Many|Those|Others|All|Both|One of)\b")
_SMALL_WORD = re.compile(r"[^\W\d_A-Z][^\WA-Z]*(?:[\s,’'-]|$)")


def mid_sentence(name: str) -> str:
    """A name within a sentence: “the Leader”, “a resident”."""
    return f"{name[0].lower()}{name[1:]}" if _DETERMINERS.match(name) else name


def in_turn(reporters) -> str:
    """Reporters, nearest to the speaker first: “the BBC, in turn by B”."""
    return ", in turn by ".join(mid_sentence(each) for each in reporters)


def at_its_start(name: str) -> str:
    """A name as it begins a sentence; one that is printed like “iNews” stays."""
    return f"{name[0].upper()}{name[1:]}" if _SMALL_WORD.match(name) and name[0].islower() else name


def with_article(noun: str) -> str:
    """Put the article before a noun by its sound: “a case”, “an event”, “a unit”."""
    is_vowel = noun[:1].lower() in set("aeiou") and not noun.lower().startswith(("eu", "one", "uni", "use"))
    return f"{'an' if is_vowel else 'a'} {noun}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: “1 claim”, “2 claims”, “1,000 claims”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def without_full_stop(words: str) -> str:
    """Remove a final full stop, so that a sentence can go on; “…” and “...” stay."""
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words


def inside(words: str) -> str:
    """Drop quotation marks around all of the words, where a page sets its own."""
    bare = words[1:-1]
    return bare if words[:1] == "“" and words[-1:] == "”" and "“" not in bare and "”" not in bare else words


def opening(text: str, most: int = 200) -> tuple[str, str]:
    """Split a text after the last sentence that ends within ``most`` characters.

    The first sentence is never cut, however long it is.
    """
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text)
    length = next((n for n in range(1, len(sentences)) if len(" ".join(sentences[: n + 1])) > most), len(sentences))
    return " ".join(sentences[:length]), " ".join(sentences[length:])


def counted_years(years: str) -> str:
    """Years counted from a start in words: “years 1 to 5”, “by year 3”, “from year 6”."""
    if years.startswith(".."):
        return f"by year {years[2:]}"
    if years.endswith(".."):
        return f"from year {years[:-2]}"
    first, _, last = years.partition("-")
    return f"years {first} to {last}" if last else f"year {first}" if first else ""
