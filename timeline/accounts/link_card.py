"""The card of a page that opens with the accounts of each side."""

from claims.link_cards import claim_line
from timeline.accounts.page import OpeningAccounts


def accounts_card(opening: OpeningAccounts | None, *, asks: bool = False) -> str:
    """How the accounts compare, then the words of each side, in the page's order.

    A side of the page that said nothing is named too, after those that spoke, as on a phone. ``asks`` begins with the
    question, for a page whose title is another.
    """
    if opening is None:
        return ""
    question = f"{opening.point.question} " if asks and opening.point else ""
    said = [claim_line(account.claim) for account in opening.accounts if account.claim]
    silent = [f"{account.side.label}: nothing found" for account in opening.accounts if not account.claim]
    compared = opening.classification.words if opening.classification else []
    return question + ". ".join([*compared, *said, *silent])
