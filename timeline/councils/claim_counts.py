"""Counts of the claims that a council has in a case, by its role."""

from typing import NamedTuple

from django.urls import reverse

from claims.choices import CountedAs, Role
from claims.claim_list.listing import COUNTED
from claims.claim_list.role_labels import AS_REPORTED, COUNTED_BY_WAY, LINK_BY_ROLE, OF_A_CHOICE
from councils.models import Case
from record.dates.order import day_placed
from record.web.keyset import CountOf

# What a council has not answered is counted nowhere (docs/laws.md, law 4).
ROLES = [role for role in Role if role != Role.NO_REPLY]
# Shown also where there are none; that it disputes or accepts nothing would be a score.
ALWAYS = {Role.MADE_BY, Role.ABOUT}
# What is said or disputed for a council and counted apart from its own words.
COUNTED_APART = (
    (Role.MADE_BY, CountedAs.JOINT),
    (Role.DISPUTES, CountedAs.JOINT),
    (Role.MADE_BY, CountedAs.MEMBERS),
)
# Its words, or those of an alliance, group or member, known only from the report of another side.
REPORTED = "reported"


class RoleCount(NamedTuple):
    """A role of a council in words, the count of claims and their list."""

    words: str
    count: str
    address: str


def counts(in_case) -> dict[str, CountOf]:
    """Columns with the counts of a case, from the council's rows of that case."""
    # In the order of the index, so that as many are read as are counted.
    distinct = in_case.annotate(placed=day_placed("said"))
    distinct = distinct.values("placed", "said_earliest", "said_latest", "claim").distinct()
    counted = {_counted(role): distinct.plain().in_roles([role]) for role in ROLES}
    counted |= {
        _counted(role, by_way): distinct.first_hand().in_roles([role]).counted_as(by_way)
        for role, by_way in COUNTED_APART
    }
    made = distinct.in_roles([Role.MADE_BY])
    first_hand = in_case.first_hand().in_roles([Role.MADE_BY])
    counted[_counted(Role.MADE_BY, REPORTED)] = made.ascribed().without_claims_of(first_hand)
    return {name: CountOf(rows[: COUNTED + 1]) for name, rows in counted.items()}


def role_counts(council, case) -> list[RoleCount]:
    """Counts of its own words, and of others’ by its name; a case with ``counts``."""
    roles = [_role_count(council, case, role, OF_A_CHOICE[role]) for role in ROLES]
    return [each for role, each in zip(ROLES, roles, strict=True) if each.address or role in ALWAYS]


def counts_apart(council, case) -> list[RoleCount]:
    """Counts of alliances, groups and members, and of what others report."""
    apart = [
        _role_count(council, case, role, LINK_BY_ROLE[role].format(COUNTED_BY_WAY[by_way]), by_way)
        for role, by_way in COUNTED_APART
    ]
    apart.append(_role_count(council, case, Role.MADE_BY, AS_REPORTED, REPORTED))
    return [each for each in apart if each.address]


def claims_address(council, role: str, case: Case | None = None) -> str:
    """The address of its claims in one role, and of one case if given."""
    of_case = f"&case={case.key}" if case else ""
    return f"{reverse('claims:list')}?council={council.code}&role={role}{of_case}"


def _counted(role, by_way=CountedAs.OWN) -> str:
    return f"count_{role.replace('-', '_')}_{by_way.replace('-', '_')}"


def _role_count(council, case, role, words, by_way=CountedAs.OWN) -> RoleCount:
    count = getattr(case, _counted(role, by_way))
    printed = f"{COUNTED:,}+" if count > COUNTED else str(count)
    return RoleCount(words, printed, claims_address(council, role, case) if count else "")
