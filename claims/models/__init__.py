from claims.models.about import About, ClaimElement, ClaimEvent, ClaimOption, ClaimPoint, ClaimProposal
from claims.models.appearance import Appearance, Reporter
from claims.models.claim import Claim, ClaimFlag
from claims.models.derived import ClaimCouncil, ClaimStanding, EventAccount, HeldPosition
from claims.models.point import Point, PointDecision, PointEvent
from claims.models.reading import (
    Figure,
    Measure,
    Position,
    PositionElement,
    PositionOption,
    PositionProposal,
    Reckoning,
    ReckoningFlag,
    Term,
)
from claims.models.reply_notice import ReplyNotice
from claims.models.response import ClaimLink, Response
from claims.models.search_entry import SearchEntry, SearchKind

__all__ = [
    "About",
    "Appearance",
    "Claim",
    "ClaimCouncil",
    "ClaimElement",
    "ClaimEvent",
    "ClaimFlag",
    "ClaimLink",
    "ClaimOption",
    "ClaimPoint",
    "ClaimProposal",
    "ClaimStanding",
    "EventAccount",
    "Figure",
    "HeldPosition",
    "Measure",
    "Point",
    "PointDecision",
    "PointEvent",
    "Position",
    "PositionElement",
    "PositionOption",
    "PositionProposal",
    "Reckoning",
    "ReckoningFlag",
    "ReplyNotice",
    "Reporter",
    "Response",
    "SearchEntry",
    "SearchKind",
    "Term",
]
