"""Words that readers' pages replace, each with what they say instead.

One public word for each thing. Addresses, code and case files keep their own words.
"""

import re

_REPLACED = {
    r"understood|stands?|stood|standing": "is, is shown, is listed; “disputed by …”, “accepted by …”",
    r"(?:in )?th(?:e|is) record’s(?: own)? wording": "our summary",
    r"th(?:e|is) record (?:holds?|has|keeps)|this record(?:’s)?|this installation": "we, or Counterpoint",
    r"bears? on|bearing on": "related",
    r"points? at issue|questions? at issue|points?": "question",
    r"voices?": "people and organisations, or the name",
    r"elements?": "part of a plan",
    r"tenures?|ties?": "roles and memberships",
    r"passages?": "source, or quotation",
    r"stances?": "position",
    r"shifts?|shifted": "position stated, later position",
    r"reckon\w*|arithmetic of ours|our arithmetic": "our calculation",
    r"flags?|flagged": "editor’s note",
    r"no account": "nothing found",
    r"text not held|texts? held": "not checked: we have no copy; checked against our copy",
    r"words of (?:the|a) title": "from the headline",
    r"told in words|no one month known": "the words themselves; month not known",
    r"EDTF(?!\))": "a date in words",
    r"whoever|whomever|of whom it": "who",
    r"not stated in this record|on record": "we have not found",
}
REPLACED = [(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), words) for pattern, words in _REPLACED.items()]


def replaced_words(text: str):
    """Each word of a text that the vocabulary replaces, with what to say instead."""
    for pattern, instead in REPLACED:
        for found in pattern.finditer(text):
            if found[0].casefold() != "understood":
                yield found[0], instead
