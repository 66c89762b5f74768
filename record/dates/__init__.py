"""When something happened, as exactly as the sources allow and no more exactly.

A date keeps its EDTF form, the wording as printed, how it is known, and whether the thing
happened at some time within the bounds or throughout them. `UncertainDate` is the value,
`UncertainDateField` adds such a date to a model, and `between` is what filters use. The
form field for officers is in `record.dates.forms`, and `record.dates.written` reads what readers
write. These modules are ours because the library `edtf` has no wording, basis or extent, and its
errors name no remedy; tests compare with it.
"""

from record.dates.field import UncertainDateField, between, inside, overlapping
from record.dates.refusal import InvalidDate
from record.dates.value import DateBasis, DateExtent, UncertainDate

__all__ = [
    "DateBasis",
    "DateExtent",
    "InvalidDate",
    "UncertainDate",
    "UncertainDateField",
    "between",
    "inside",
    "overlapping",
]
