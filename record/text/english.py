"""Lists of things as a sentence has them."""


def joined(things, last: str = "and") -> str:
    """“A”, “A and B”, “A, B and C”; nothing of nothing."""
    *first, end = [str(thing) for thing in things] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def with_article(noun: str) -> str:
    """“a case”, “an event”, “a unit”: by how the word begins when it is spoken."""
    is_vowel = noun[:1].lower() in set("aeiou") and not noun.lower().startswith(("eu", "one", "uni", "use"))
    return f"{'an' if is_vowel else 'a'} {noun}"


def unstopped(words: str) -> str:
    """Without the full stop at its end: for printed words after which a sentence goes on. “…” and “...” stay."""
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words
