"""Amounts as they are searched for: “50000”, “50,000” and “£50,000” are one."""

import re

# What stands between groups of three digits: a comma, a no-break or a thin space. Alike in Python and PostgreSQL.
SEPARATOR = r"(?<=[0-9])[,\u00A0\u2009\u202F](?=[0-9]{3}(?![0-9]))"


def ungrouped(words: str) -> str:
    return re.sub(SEPARATOR, "", words)


def ungrouped_in_sql(expression: str) -> str:
    """The same of an expression of SQL."""
    return f"regexp_replace({expression}, '{SEPARATOR}', '', 'g')"
