"""Terms of local government, explained where a page first has them."""

import re

MEANINGS = {
    "unitary council": "One council that provides all council services in its area. Also called a unitary authority.",
    "two-tier": "A county council and district councils that share the services of one area between them.",
    "reorganisation": "Replacing the councils of an area with others, as the Government invited 21 areas to propose.",
    "devolution": "Moving powers and money from the Government to an area, often to a mayor.",
    "strategic authority": "A body for several councils that takes on powers from the Government, often with a mayor.",
    "vesting day": "The day on which new councils take over and the old ones end.",
    "call-in": "A step by which councillors have a decision looked at again before it takes effect.",
    "section 114": "A notice from a council’s finance officer that it cannot balance its budget; new spending stops.",
    "interim plan": "The outline that councils sent to the Government in March 2025, before their final proposals.",
    "key decision": "A decision with much money, or effects on many people, which must be announced in advance.",
    "scrutiny": "A committee of councillors that examines what the executive decides. It does not decide itself.",
    "full council": "The meeting of all councillors of a council.",
    "casting vote": "A second vote of the chair when a vote is tied.",
    "business case": "A paper that sets out the costs, benefits and risks of a plan.",
    "disaggregation": "Dividing a county-wide service, such as social care, between several new councils.",
    "our estimate": "A date or reading that an editor worked out, because the document does not state it.",
}
# How a text may write a term that it does not write as it is listed.
WRITTEN = {
    "unitary council": r"unitary (?:council|authorit|government)\w*|unitar(?:y|ies)",
    "call-in": r"call(?:ed)?[- ]in(?=\W|$)",
    "strategic authority": r"strategic authorit\w+",
    "section 114": r"section 114(?: notices?)?",
    "interim plan": r"interim plans?",
    "business case": r"business cases?",
    "key decision": r"key decisions?",
    "casting vote": r"casting votes?",
    "disaggregation": r"disaggregat\w+",
}
_ANY = re.compile(
    "|".join(rf"(?P<t{n}>\b{WRITTEN.get(term, re.escape(term))}\b)" for n, term in enumerate(MEANINGS)), re.IGNORECASE
)
_NAMES = list(MEANINGS)


def explained(text: str, known: set[str]) -> list[tuple[str, str]]:
    """A text in parts, each with the term that it is, or nothing.

    A term in ``known`` is left alone, so that a page explains each once; the
    others are added to it.
    """
    parts, start = [], 0
    for found in _ANY.finditer(text):
        term = _NAMES[int(found.lastgroup[1:])]
        if term in known:
            continue
        known.add(term)
        parts += [(text[start : found.start()], ""), (found[0], term)]
        start = found.end()
    return [part for part in [*parts, (text[start:], "")] if part[0]]
