"""The forms of what is said: points at issue, and claims with their appearances and responses."""

from typing import Annotated, Literal

from pydantic import Field

from claims.choices import ClaimKind, EventRole, LinkKind, Relation
from councils.forms import FlagForm, PassageForm, VoiceKey
from proposals.forms import EventKey
from record.forms import DateForm, Key, Kind, Line, Number, Part, Prose, RecordForm, Reference, Through, YesNo, register

ClaimKey = Annotated[Key, Reference("claim")]


class PointForm(RecordForm):
    """A neutral question at issue, without adjectives, to which claims are answers."""

    question: Line
    note: Prose | None = None
    sequence: Number = Field(0, description="Its place among the case's questions.")


class AboutForm(Part):
    """A voice that a claim speaks of, named in it or read into it by an editor."""

    model = "claims.About"
    parent = "claim"

    voice: VoiceKey
    reading: YesNo = Field(False, description="yes: the words name nobody; this is an editor's reading.")


class AppearanceForm(Part):
    """Where a claim was put on record."""

    model = "claims.Appearance"
    parent = "claim"

    passage: PassageForm
    speaker: VoiceKey | None = Field(None, description="Who spoke, where that is not the voice it is made for.")
    office_as_printed: Line | None = None
    reported_by: Annotated[list[Key], Through("claims.Reporter", "appearance", "voice", "voice")] = Field(
        [], description="Who reports it, nearest to the speaker first, where it is known by report."
    )
    said: DateForm | None = Field(None, description="When it was said, where that is not the document's date.")


class ResponseForm(Part):
    """How this claim answers another, in words that name, quote or plainly refer to it."""

    model = "claims.Response"
    parent = "claim"

    to: ClaimKey
    relation: Literal[tuple(Relation.values)]
    passage: PassageForm


class ClaimLinkForm(Part):
    """A weaker tie than a response: no answer is given."""

    model = "claims.ClaimLink"
    parent = "claim"

    to: ClaimKey
    kind: Literal[tuple(LinkKind.values)]
    note: Line | None = None


class ClaimEventForm(Part):
    model = "claims.ClaimEvent"
    parent = "claim"

    event: EventKey
    role: Literal[tuple(EventRole.values)] = EventRole.ACCOUNT.value


class ClaimFlagForm(FlagForm):
    model = "claims.ClaimFlag"
    parent = "flagged"


class ClaimForm(RecordForm):
    """One proposition, and the voice for whom it is made."""

    statement: Prose = Field(description="The proposition, in the record's wording, hedges kept.")
    kind: Literal[tuple(ClaimKind.values)]
    made_for: VoiceKey = Field(alias="for")
    absence: YesNo = Field(False, description="yes: it says that something did not happen or is not there.")
    about: list[AboutForm] = []
    about_not_named: YesNo = Field(False, description="yes: it speaks of somebody whom it does not name.")
    as_at: DateForm | None = Field(None, description="As at when it is said to hold.")
    appearances: list[AppearanceForm]
    responses: list[ResponseForm] = []
    links: list[ClaimLinkForm] = []
    points: Annotated[list[Key], Through("claims.ClaimPoint", "claim", "point", "point")] = []
    events: list[ClaimEventForm] = []
    proposals: Annotated[list[Key], Through("claims.ClaimProposal", "claim", "proposal", "proposal")] = []
    elements: Annotated[list[Key], Through("claims.ClaimElement", "claim", "element", "element")] = []
    sequence: Number = Field(0, description="Order among claims of one date.")
    note: Prose | None = Field(None, description="An editor's note, shown as such.")
    flags: list[ClaimFlagForm] = []


POINT = register(Kind("point", "points", "claims.Point", PointForm, title="question", scope="case"))
CLAIM = register(Kind("claim", "claims", "claims.Claim", ClaimForm, title="statement", scope="case"))
