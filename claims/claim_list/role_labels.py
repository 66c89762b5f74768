"""Wording for a council's role in a claim, in headings and under claims."""

from itertools import groupby
from typing import NamedTuple

from claims.choices import CountedAs, Role
from record.text.english import mid_sentence

# In a heading, after "23 claims".
OF_A_LIST = {
    Role.MADE_BY: "by {council}",
    Role.ABOUT: "about {council}",
    Role.DISPUTES: "that {council} disputes",
    Role.ACCEPTS: "that {council} accepts",
    Role.DISPUTED_BY: "disputing what {council} said",
    Role.NO_REPLY: "about {council}, with no reply found from it",
}
ANY_ROLE = "by or about {council}"

# As a choice in the form and as a tag.
OF_A_CHOICE = {
    Role.MADE_BY: "said by it",
    Role.ABOUT: "about it",
    Role.DISPUTES: "it disputes",
    Role.ACCEPTS: "it accepts",
    Role.DISPUTED_BY: "disputing what it said",
    Role.NO_REPLY: "about it, no reply found",
}

# Under a claim: the reason that it is listed.
OF_A_CLAIM = {
    Role.MADE_BY: "Made by {council}",
    Role.ABOUT: "About {council}",
    Role.DISPUTES: "Disputed by {council}",
    Role.ACCEPTS: "Accepted by {council}",
    Role.DISPUTED_BY: "Disputes what {council} says",
}
# The same, of a joint body: then the council for which it counts.
NOT_ALONE = {Role.ABOUT: ", not {} alone", Role.DISPUTED_BY: ", not what {} alone says"}

# The claims that are listed apart from the rest (docs/laws.md, laws 2 and 5).
SAID_BY_OTHERS = "Said by others to be theirs"
READ_BY_AN_EDITOR = "An editor’s reading of an unnamed target"
COUNTED_APART = {
    CountedAs.JOINT: "By way of an alliance of which it was a member, or a body that it shares",
    CountedAs.MEMBERS: "By way of groups and members of it, who speak for themselves",
}
# Beside the count of a list, after “2 claims”: what these voices have to do with them, by the role asked for.
APART_BY_ROLE = {
    Role.MADE_BY: "said by {}",
    Role.ABOUT: "about {}",
    Role.DISPUTES: "disputed by {}",
    Role.ACCEPTS: "accepted by {}",
    Role.DISPUTED_BY: "disputing what was said by {}",
    Role.NO_REPLY: "about {}, with no reply found",
}
# The same as the label of a link to them, which has no count before it.
AS_REPORTED = "said by it or for it, only as reported by others"
LINK_BY_ROLE = {Role.MADE_BY: "said by {}", Role.DISPUTES: "that {}, disputes"}
COUNTED_BY_WAY = {
    CountedAs.JOINT: "an alliance of which it was a member, or a body that it shares",
    CountedAs.MEMBERS: "groups and members of it",
}
BY_READING = {Role.ABOUT, Role.NO_REPLY}


class CouncilRole(NamedTuple):
    """A council's role in a claim, and the voice through which it has it."""

    council: str
    role: str
    via: str
    is_by_name: bool
    is_certain: bool
    is_apart: bool
    counted: str

    @property
    def is_plain(self) -> bool:
        """True for the council's own words, or what is said of it by name."""
        return self.counted == CountedAs.OWN and not self.is_apart


COLUMNS = ("claim", "council__name", "role", "via__name", "via", "council", "is_certain", "is_apart", "counted")


def roles_of_claims(rows) -> dict[int, list[CouncilRole]]:
    """Roles from rows of ClaimCouncil, by the primary key of the claim. One query."""
    roles = {}
    ordered = rows.order_by("council__name", "role", "via__name", "pk").values_list(*COLUMNS)
    for claim, name, role, via_name, via, council, *flags in ordered:
        roles.setdefault(claim, []).append(CouncilRole(name, role, via_name, via == council, *flags))
    return roles


def list_heading(councils: list[str], roles: list[str]) -> str:
    """Words after the count, “about Melton Borough Council”; empty without a choice."""
    if not councils and not roles:
        return ""
    names = " or ".join(councils) or "a council"
    phrases = [OF_A_LIST[role] for role in roles] or [ANY_ROLE]
    return " or ".join(phrases).format(council=names)


def words_apart(counted: CountedAs, roles: list[str]) -> str:
    """Words after the count of claims counted apart from a council's own."""
    words = APART_BY_ROLE[roles[0]] if len(roles) == 1 else "by or about {}"
    return words.format(COUNTED_BY_WAY[counted])


def words_ascribed(roles: list[str]) -> str:
    """Words after the count of claims that others ascribe, or an editor reads so."""
    if set(roles) and set(roles) <= BY_READING:
        return "that an editor reads as about it, without its name"
    return (
        "as reported by others"
        if roles == [Role.MADE_BY]
        else "by or about it only as others report, or as an editor reads it"
    )


def apart_heading(claims) -> str:
    """The heading over claims that are listed apart, by the roles that put them there."""
    headings = {_heading(each) for claim in claims for each in claim.council_roles if not each.is_plain}
    in_order = (*COUNTED_APART.values(), SAID_BY_OTHERS, READ_BY_AN_EDITOR)
    return "; or ".join(heading for heading in in_order if heading in headings)


def _heading(each: CouncilRole) -> str:
    if not each.is_apart:
        return COUNTED_APART[each.counted]
    return READ_BY_AN_EDITOR if each.role in BY_READING else SAID_BY_OTHERS


def beside_its_maker(council_roles: list[CouncilRole]) -> str:
    """The reason that a claim is listed, unless its maker’s name says it."""
    return reason_listed([each for each in council_roles if not (each.role == Role.MADE_BY and _says_itself(each))])


def _says_itself(each: CouncilRole) -> bool:
    return each.is_plain and each.is_by_name and each.is_certain


def reason_listed(council_roles: list[CouncilRole]) -> str:
    """The reason that a claim is listed, a sentence for each council and role.

    A claim that a council has not replied to is about it; that no reply was found is said beside the reason.
    """
    telling = dict.fromkeys(
        each._replace(role=Role.ABOUT.value) if each.role == Role.NO_REPLY else each for each in council_roles
    )
    in_order = sorted(telling, key=lambda each: (each.council, each.role))
    groups = groupby(in_order, key=lambda each: (each.council, each.role))
    return " ".join(_sentence(council, role, list(group)) for (council, role), group in groups)


def _sentence(council: str, role: str, group: list[CouncilRole]) -> str:
    council = mid_sentence(council)
    group = [each for each in group if each.counted != CountedAs.MEMBERS] or group
    if group[0].counted == CountedAs.MEMBERS:
        # What a group or a member says is never called the council's.
        through = " and ".join(mid_sentence(each.via) for each in group)
        words = OF_A_CLAIM[role].format(council=f"{through} (in {council}, speaking for itself)")
    elif all(each.counted == CountedAs.JOINT for each in group):
        # To belong is not to agree: what a joint body says is not called the council's.
        through = " and ".join(mid_sentence(each.via) for each in group)
        words = OF_A_CLAIM[role].format(council=through) + NOT_ALONE.get(role, ", not by {} alone").format(council)
    elif any(each.is_by_name for each in group):
        words = OF_A_CLAIM[role].format(council=council)
        words += " by name" if role == Role.ABOUT else ""
    else:
        through = " and ".join(mid_sentence(each.via) for each in group)
        words = f"{OF_A_CLAIM[role].format(council=council)}, by way of {through}"
    if all(each.is_apart for each in group):
        words += ", as an editor reads it: the words do not say of whom" if role in BY_READING else ", as others report"
    if not any(each.is_certain for each in group):
        words += "; date uncertain"
    return f"{words}."
