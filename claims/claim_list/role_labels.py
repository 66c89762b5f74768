"""What a council has to do with a claim, in words: the heading of a list, and the line under each claim of it."""

from itertools import groupby

from claims.choices import Role

# In a heading, after "23 claims".
OF_A_LIST = {
    Role.MADE_BY: "made by {council}",
    Role.ABOUT: "about {council}",
    Role.DISPUTES: "that {council} disputes",
    Role.ACCEPTS: "that {council} accepts",
    Role.DISPUTED_BY: "that dispute what {council} says",
    Role.NO_REPLY: "about {council} with no reply from it in this record",
}
ANY_ROLE = "that {council} makes, answers or is spoken of in"

# As a choice in the form and as a tag.
OF_A_CHOICE = {
    Role.MADE_BY: "made by it",
    Role.ABOUT: "about it",
    Role.DISPUTES: "that it disputes",
    Role.ACCEPTS: "that it accepts",
    Role.DISPUTED_BY: "that dispute what it says",
    Role.NO_REPLY: "about it, with no reply in this record",
}

# Under a claim: why it is on the list.
OF_A_CLAIM = {
    Role.MADE_BY: "Made by {council}",
    Role.ABOUT: "About {council}",
    Role.DISPUTES: "Disputed by {council}",
    Role.ACCEPTS: "Accepted by {council}",
    Role.DISPUTED_BY: "Disputes what {council} says",
    Role.NO_REPLY: "No reply from {council} in this record",
}

# What is listed apart, and why (docs/laws.md, laws 2 and 5).
SAID_BY_OTHERS = "Said by others to be theirs"
READ_BY_AN_EDITOR = "An editor’s reading of an unnamed target"
BY_READING = {Role.ABOUT, Role.NO_REPLY}


def heading_of(councils: list[str], roles: list[str]) -> str:
    """What a list is of, after its count: “about Melton Borough Council”; nothing where no council is asked for."""
    if not councils and not roles:
        return ""
    names = " or ".join(councils) or "a council"
    phrases = [OF_A_LIST[role] for role in roles] or [ANY_ROLE]
    return " or ".join(phrases).format(council=names)


def apart_heading(ways_of_claims: list[list[dict]]) -> str:
    """The heading of what is listed apart, by what stands under it."""
    readings = {way["role"] in BY_READING for ways in ways_of_claims for way in ways}
    return "; or ".join(
        heading
        for heading, is_reading in ((SAID_BY_OTHERS, False), (READ_BY_AN_EDITOR, True))
        if is_reading in readings
    )


def why(ways: list[dict], roles: list[str]) -> str:
    """Why a claim is on the list: for each council and role, by way of whom, and whether that is certain.

    That a council has not replied stands in the claim's standing already, and is
    said here only where it is asked for.
    """
    asked = [way for way in ways if way["role"] != Role.NO_REPLY or Role.NO_REPLY in roles]
    sentences = []
    for (council, role), group in groupby(asked, key=lambda way: (way["council"], way["role"])):
        group = list(group)
        sentences.append(_sentence(council, role, group))
    return " ".join(sentences)


def _sentence(council, role, ways) -> str:
    by_way = [way["via"] for way in ways if not way["is_by_name"]]
    words = OF_A_CLAIM[role].format(council=council)
    if len(by_way) < len(ways):
        words += " by name" if role == Role.ABOUT else ""
        by_way = []
    if by_way:
        words += f", by way of {' and '.join(by_way)}"
    if all(way["is_apart"] for way in ways):
        words += ", as an editor reads it: the words do not say of whom" if role in BY_READING else ", as others report"
    if not any(way["is_certain"] for way in ways):
        words += "; date uncertain"
    return f"{words}."
