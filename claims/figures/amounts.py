"""Amounts as they are searched for: “50000”, “50,000” and “£50,000” are one."""

import re

from django.db.models import F, Func, TextField, Value

# What stands before an amount, which PostgreSQL takes for a letter in some locales.
SIGN = r"[£€](?=[0-9])"
# What stands between groups of three digits: a comma, a no-break or a thin space. Alike in Python and PostgreSQL.
SEPARATOR = r"(?<=[0-9])[,\u00A0\u2009\u202F](?=[0-9]{3}(?![0-9]))"


def ungrouped(words: str) -> str:
    return re.sub(SIGN, " ", re.sub(SEPARATOR, "", words))


def ungrouped_field(field: str) -> Func:
    """The same of a column, for a queryset."""
    words = F(field)
    for pattern, instead in ((SEPARATOR, ""), (SIGN, " ")):
        arguments = [Value(pattern), Value(instead), Value("g")]
        words = Func(words, *arguments, function="regexp_replace", output_field=TextField())
    return words


def ungrouped_in_sql(expression: str) -> str:
    """The same of an expression of SQL."""
    return f"regexp_replace(regexp_replace({expression}, '{SEPARATOR}', '', 'g'), '{SIGN}', ' ', 'g')"
