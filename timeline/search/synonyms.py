"""Words that a resident may use for the same thing, looked for together.

One line a meaning. Words are compared by their stems, so that “bins” needs no line of its
own beside “bin”; two words together are looked for as a phrase, and are one word where
they are typed.
"""

from functools import cache

from record.text.search import stems

TOGETHER = (
    ("bin", "waste", "refuse collection", "rubbish", "recycling"),
    ("school", "education", "pupil"),
    ("home", "house", "housing", "dwelling"),
    ("road", "highway", "pothole"),
    ("bus", "transport"),
    ("social care", "adult care", "care home", "children’s services"),
    ("resident", "people", "public", "villager", "taxpayer"),
    ("survey", "poll", "consultation", "engagement"),
    ("ask", "consult", "survey"),
    ("opinion", "view", "think", "feel"),
    ("minutes", "note", "record"),
    ("vote", "ballot", "referendum", "poll"),
    ("delay", "postpone", "cancel", "put off"),
    ("scrap", "abandon", "end", "withdraw", "called off"),
    ("go ahead", "outcome", "proceed"),
    ("merge", "merger", "join", "combine", "partnership", "unite"),
    ("share", "shared", "joint"),
    ("split", "divide", "two councils"),
    ("one", "single"),
    ("big", "bigger", "large", "larger", "extend", "expand", "grow", "extension", "expansion", "enlarge", "swallow"),
    ("boundary", "border"),
    ("talk", "discussion", "discuss", "meeting"),
    ("invite", "exclude", "left out", "shut out", "kept out"),
    ("agree", "support", "consensus"),
    ("favour", "unanimous", "majority", "support", "backed"),
    ("done", "first", "precedent", "example"),
    ("oppose", "against", "object"),
    ("prefer", "want", "preference"),
    ("change mind", "change"),
    ("proof", "prove", "evidence"),
    ("model", "modelling", "calculation"),
    ("save", "saving", "cheap", "cheaper"),
    ("cost", "pay", "price", "expensive", "fund", "money"),
    ("debt", "borrow", "owe", "reserves", "deficit"),
    ("plan", "proposal", "option"),
    ("send", "submit"),
    ("mayor", "mayoral", "combined authority"),
    ("government", "minister", "whitehall", "secretary of state"),
    ("boss", "chief executive"),
    ("leader", "lead", "led"),
    ("lib dem", "liberal democrat"),
    ("tory", "conservative"),
    ("homeless", "temporary accommodation"),
    ("council tax", "tax"),
    ("write", "wrote", "letter"),
    ("start", "begin", "vesting day"),
    ("leave", "departure", "quit", "resign"),
    ("warn", "tell", "inform", "notice"),
    ("local", "civic"),
    ("build", "development"),
    ("idea", "propose", "suggest"),
)

# Words by which one asks, and which say nothing of what is asked.
ASKING = (
    *("much", "many", "get", "got", "go", "gone", "happen", "come", "came", "make", "made", "know", "tell", "would"),
    *("could", "anybody", "anyone", "anything", "really", "actually", "please", "find", "show"),
    *("say", "said", "still", "yet", "become", "became", "involve"),
)


@cache
def asking() -> frozenset[str]:
    """The stems of words that only ask."""
    return frozenset(stems(list(ASKING)))


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """The other words of a word’s lines, by the stems of its parts."""
    words = [word for line in TOGETHER for word in line]
    parts = list({part for word in words for part in word.split()})
    stem_of = dict(zip(parts, stems(parts), strict=True))
    found: dict[str, tuple[str, ...]] = {}
    for line in TOGETHER:
        for word in line:
            key = joined_stems(*((part, stem_of[part]) for part in word.split()))
            others = tuple(other for other in line if other != word)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *others)))
    return found


def joined_stems(*parts: tuple[str, str]) -> str:
    """The stems of (word, stem) pairs; words that English passes over as they are."""
    return " ".join(stem or word for word, stem in parts)
