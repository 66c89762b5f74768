from councils.models.boundary import Boundary
from councils.models.case import Case, Party, Placement, Side, Tile
from councils.models.case_document import CaseDocument
from councils.models.council import Control, Council, CouncilMeasurement, Identifier, Seats, Succession
from councils.models.document import Author, Document, DocumentAddress, DocumentFlag, StoredText
from councils.models.flag import Flag
from councils.models.membership import COUNCIL_ROLES, Membership, OfficerRole
from councils.models.mistake_report import MistakeReport
from councils.models.passage import Passage
from councils.models.place import Place
from councils.models.reply_contact import ReplyContact
from councils.models.speaks_for import SpeaksFor
from councils.models.uploaded_file import FileContent, UploadedFile
from councils.models.voice import Alias, Tenure, Voice

__all__ = [
    "COUNCIL_ROLES",
    "Alias",
    "Author",
    "Boundary",
    "Case",
    "CaseDocument",
    "Control",
    "Council",
    "CouncilMeasurement",
    "Document",
    "DocumentAddress",
    "DocumentFlag",
    "FileContent",
    "Flag",
    "Identifier",
    "Membership",
    "MistakeReport",
    "OfficerRole",
    "Party",
    "Passage",
    "Place",
    "Placement",
    "ReplyContact",
    "Seats",
    "Side",
    "SpeaksFor",
    "StoredText",
    "Succession",
    "Tenure",
    "Tile",
    "UploadedFile",
    "Voice",
]
