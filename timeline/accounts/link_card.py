"""The card of a page that opens with the accounts of each side."""

from claims.link_cards import claim_line
from timeline.accounts.page import OpeningAccounts


def accounts_card(opening: OpeningAccounts | None) -> str:
    """Each side's words in a line, in the order of the page.

    A side of the page that said nothing is named too.
    """
    if opening is None:
        return ""
    return ". ".join(
        claim_line(account.claim) if account.claim else f"{account.side.label}: nothing found"
        for account in opening.accounts
    )
