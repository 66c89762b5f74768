"""When something happened, as exactly as the sources allow and no more exactly.

A date keeps its EDTF form, the wording as printed, how it is known, and whether the thing
happened at some time within the bounds or throughout them. `UncertainDate` is the value,
`UncertainDateField` the one line by which a model has such a date, `overlapping` the
question that filters ask. The form for officers is in `record.dates.forms`.
"""

from record.dates.field import UncertainDateField, inside, overlapping
from record.dates.refusal import InvalidDate
from record.dates.value import DateBasis, DateExtent, UncertainDate

__all__ = [
    "DateBasis",
    "DateExtent",
    "InvalidDate",
    "UncertainDate",
    "UncertainDateField",
    "inside",
    "overlapping",
]
