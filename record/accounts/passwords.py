"""Passwords that are easy to guess, though each is long enough.

Few entries of lists of common passwords have twelve characters. What people choose
where twelve are asked for is one of them twice, or with a name or a year beside it.
"""

import re
import secrets
from collections.abc import Collection

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from record.workflow import authority

SITE_NAMES = ("Counterpoint",)
# Three common words that have nothing to do with each other are a good password.
MOST_COMMON_PARTS = 2
# Lists hold single letters too, of which, with digits, much is made that nobody would guess.
SHORTEST_COMMON_PART = 4
# Longer ones are not looked into, since the work grows with the length.
LONGEST_EXAMINED = 200

LOOKALIKES = str.maketrans("@4831!0$57", "aabeiiosst")


def drawn_password() -> str:
    """A password drawn by lot; of hexadecimal digits one might have no letter."""
    return secrets.token_urlsafe(12)


def is_made_of_common_parts(password: str, common: Collection[str], names: Collection[str] = ()) -> bool:
    """Ask if a password is at most two common ones, repeated, with names and digits.

    ``common`` are in lower case; ``names`` are names of any number of words. Signs and
    spaces count as digits do, and a sign for the letter that it looks like.
    """
    password = password.lower()
    if re.fullmatch(r"(.{1,4})\1+", password):
        return True
    words = {word for name in names for word in re.findall(r"[^\W\d_]{2,}", name.lower())}
    longest = max(map(len, [*common, *words]), default=0)
    # Each place up to which the password is made of parts, with the common ones used.
    reached, ahead = set(), [(0, frozenset())]
    while ahead:
        place = start, used = ahead.pop()
        if start == len(password):
            return True
        if place in reached or len(password) > LONGEST_EXAMINED:
            continue
        reached.add(place)
        if not password[start].isalpha():
            ahead.append((start + 1, used))
        for end in range(start + 1, min(start + longest, len(password)) + 1):
            part = password[start:end]
            forms = {part, part.translate(LOOKALIKES)}
            if forms & words:
                ahead.append((end, used))
            for form in forms.intersection(common):
                if len(form) >= SHORTEST_COMMON_PART and len(used | {form}) <= MOST_COMMON_PARTS:
                    ahead.append((end, used | {form}))
    return False


class CommonPartsValidator(CommonPasswordValidator):
    """Refuse passwords on Django's list of common ones, and passwords made of those."""

    def validate(self, password, user=None):
        names = [*SITE_NAMES, *(_names_of(user) if user else ())]
        if is_made_of_common_parts(password, self.passwords, names):
            raise ValidationError(self.get_help_text(), code="password_too_common")

    def get_help_text(self):
        return (
            "Choose what nobody would guess: no common password, no name of yours or of your council, "
            "not even repeated or with digits. Three or more words that do not belong together are good."
        )


def _names_of(officer) -> list[str]:
    councils = [membership.council for membership in authority.memberships(officer) if membership.council]
    return [officer.name, officer.email, *(f"{council.name} {council.key}" for council in councils)]
