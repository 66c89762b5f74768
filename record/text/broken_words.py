"""Folded text without hyphens between letters, in which broken words are found."""

import re
from array import array
from collections.abc import Iterator

# In folded text: a hyphen between two letters, as printed ("-"), before a space
# ("pre- and post-war") or at the end of a line ("-\n": the only line break there is).
LINE_END = "-\n"
_JOINT = re.compile(r"(?<=[^\W\d_])-[ \n]?(?=[^\W\d_])")


# Searching.


def everywhere(text: str, needle: str) -> Iterator[int]:
    """Every offset of the needle, overlapping ones included, in linear time."""
    at = text.find(needle)
    while at >= 0:
        yield at
        following = text.find(needle, at + 1)
        if 0 <= following < at + len(needle):
            yield from _overlapping(text, needle, at + 1)
            return
        at = following


def _overlapping(text: str, needle: str, start: int) -> Iterator[int]:
    """The Knuth–Morris–Pratt algorithm: one pass, however repetitive the needle."""
    fallback = [0] * len(needle)
    matched = 0
    for at in range(1, len(needle)):
        while matched and needle[at] != needle[matched]:
            matched = fallback[matched - 1]
        matched += needle[at] == needle[matched]
        fallback[at] = matched
    matched = 0
    for at in range(start, len(text)):
        while matched and (matched == len(needle) or text[at] != needle[matched]):
            matched = fallback[matched - 1]
        matched += text[at] == needle[matched]
        if matched == len(needle):
            yield at + 1 - matched


class Bare:
    """Folded text without hyphens between letters, so that broken words match.

    ``joints[i]`` says what was removed before ``text[i]``: nothing, "-", "- " or the
    end of a line, which matches all four and is 0 in ``known``. ``origins[i]`` is the
    offset of ``text[i]`` in the folded text.
    """

    kinds = {"-": 1, "- ": 2, LINE_END: 3}

    def __init__(self, folded_text: str):
        self.text = _JOINT.sub("", folded_text)
        self.origins = array("I")
        self.joints, self.known = bytearray(len(self.text)), bytearray(b"\xff" * len(self.text))
        end_of_last = 0
        for match in _JOINT.finditer(folded_text):
            self.origins.extend(range(end_of_last, match.start()))
            end_of_last = match.end()
            self.joints[len(self.origins)] = self.kinds[match[0]]
            self.known[len(self.origins)] *= match[0] != LINE_END
        self.origins.extend(range(end_of_last, len(folded_text)))

    def places(self, needle: "Bare") -> Iterator[tuple[int, int]]:
        """The places of the needle, as offsets in the folded text."""
        size = len(needle.text)
        joints, known = int.from_bytes(needle.joints[1:]), int.from_bytes(needle.known[1:])
        for at in everywhere(self.text, needle.text):
            inside = slice(at + 1, at + size)
            differs = joints ^ int.from_bytes(self.joints[inside])
            if not differs & known & int.from_bytes(self.known[inside]):
                yield self.origins[at], self.origins[at + size - 1] + 1
