"""Public ids: ten characters that tell nothing and can be read out over a telephone."""

import hashlib
import secrets

# Crockford's base 32 in lower case: no i, l, o or u, which are misread.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10


def random_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def derived_id(kind: str, scope: str, key: str) -> str:
    """The id of a record that a file names by key alone: the same on every installation.

    ``scope`` is the key of the case, for records whose keys are unique only within one.
    """
    number = int.from_bytes(hashlib.sha256("\n".join((kind, scope, key)).encode()).digest(), "big")
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(LENGTH))
