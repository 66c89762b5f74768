from claims.models.claim import (
    About,
    Appearance,
    Claim,
    ClaimElement,
    ClaimEvent,
    ClaimFlag,
    ClaimPoint,
    ClaimProposal,
    Reporter,
)
from claims.models.computed import ClaimCouncil, ClaimStanding
from claims.models.point import Point
from claims.models.response import ClaimLink, Response

__all__ = [
    "About",
    "Appearance",
    "Claim",
    "ClaimCouncil",
    "ClaimElement",
    "ClaimEvent",
    "ClaimFlag",
    "ClaimLink",
    "ClaimPoint",
    "ClaimProposal",
    "ClaimStanding",
    "Point",
    "Reporter",
    "Response",
]
