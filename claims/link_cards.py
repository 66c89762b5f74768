"""The words under a link that is shared, in plain text.

A card is cut off where its reader's program likes, so what others reply comes first
(docs/laws.md, law 4), and words stand with who said them (docs/laws.md, law 5).
"""

from collections import defaultdict
from collections.abc import Iterable

from claims.attribution import who_says
from claims.models import Claim
from councils.choices import WordsFrom
from record.text.english import joined, without_full_stop


def claim_line(claim: Claim) -> str:
    """The words of a claim in a line, with who says them and when.

    “Mere Council says, 9 January 2025: “its words””.
    """
    lead, said = claim.lead, claim.computed.said
    who = [who_says(claim)]
    if said:
        who.append(str(said))
    if lead.quotation.words_from == WordsFrom.DOCUMENT:
        return f"{', '.join(who)}: “{lead.quotation.quote}”"
    return f"{', '.join(who)}, in our summary: {without_full_stop(claim.statement)}"


def claim_card(claim: Claim, replies: Iterable[tuple[str, Claim]]) -> str:
    """The card of a claim: its replies by name, its words and theirs.

    ``replies`` are the other claims, each with how it is announced: “Disputed by”.
    """
    replies = list(replies)
    names = defaultdict(dict)
    for words, reply in replies:
        names[words][reply.made_for.name] = True
    standing = [f"{words} {joined(list(by))}" for words, by in names.items()]
    return ". ".join([*standing, claim_line(claim), *(claim_line(reply) for _, reply in replies)])
