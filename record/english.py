"""Lists of things as a sentence has them."""


def joined(things, last: str = "and") -> str:
    """“A”, “A and B”, “A, B and C”; nothing of nothing."""
    *first, end = [str(thing) for thing in things] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def unstopped(words: str) -> str:
    """Without the full stop at its end: for printed words after which a sentence goes on. “…” and “...” stay."""
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words
