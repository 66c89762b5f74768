"""Public ids: ten characters without meaning, easy to read out on the telephone."""

import hashlib
import secrets

# Crockford's base 32 in lower case: without i, l, o and u, which are easily misread.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10


def random_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def derived_id(kind: str, scope: str, key: str) -> str:
    """The id of a record whose file gives only a key: the same on every installation.

    ``scope`` is the key of the case, for records whose keys are unique only within a case.
    """
    number = int.from_bytes(hashlib.sha256("\n".join((kind, scope, key)).encode()).digest(), "big")
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(LENGTH))
