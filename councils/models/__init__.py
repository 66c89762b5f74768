from councils.models.case import Case, Party, Placement, Side
from councils.models.council import Control, Council, Identifier, Seats, Succession
from councils.models.document import Author, Document, DocumentAddress, DocumentFlag, StoredText
from councils.models.flag import Flag
from councils.models.membership import Membership
from councils.models.passage import Passage
from councils.models.voice import Alias, Tenure, Voice

__all__ = [
    "Alias",
    "Author",
    "Case",
    "Control",
    "Council",
    "Document",
    "DocumentAddress",
    "DocumentFlag",
    "Flag",
    "Identifier",
    "Membership",
    "Party",
    "Passage",
    "Placement",
    "Seats",
    "Side",
    "StoredText",
    "Succession",
    "Tenure",
    "Voice",
]
