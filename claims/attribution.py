"""Words that name the sayer of a claim (docs/laws.md, law 5)."""

from collections.abc import Mapping, Sequence

from claims.models.appearance import reported_how
from councils.names import agreeing
from record.text.english import in_turn, mid_sentence


def who_says(claim, short: Mapping[str, str] | None = None) -> str:
    """Name the speaker of a listed claim, or use a short name given for it."""
    name = claim.made_for.name
    return attribution(
        (short or {}).get(name, name),
        described=claim.computed.maker_described,
        reporters=[each.voice.name for each in claim.lead.reporter_list],
        wording=claim.lead.wording,
        is_reported_only=claim.computed.is_reported_only,
    )


def attribution(
    name: str, *, described: str = "", reporters: Sequence[str] = (), wording: str = "", is_reported_only: bool = False
) -> str:
    """A maker with its verb and its reporters, each by name. Pure.

    “A says”; “A (B) says” for one that holds an office or belongs to B; “B says
    that A claimed” where only another side reports the claim; “A says, as reported by
    B” where somebody else does.
    """
    if is_reported_only and reporters:
        return f"{reporters[0]} {agreeing(reporters[0], 'says')} that {mid_sentence(name)} claimed"
    said = f"{name}{f' ({described})' if described else ''} {agreeing(name, 'says')}"
    by = in_turn(reporters)
    return f"{said}, as {reported_how(wording)} {by}" if by else said
