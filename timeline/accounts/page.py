"""Data for the accounts that open the page of an event or a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.models import Claim, Response
from councils.choices import VoiceKind
from councils.models import Side
from timeline.accounts.comparison_rows import Account, Classification, PublishedResponse
from timeline.accounts.opening import JOINING, Dated, earlier, joining_words, opening_claims


@dataclass(frozen=True)
class ReplyLine:
    """A reply to another claim, in a line: "disputes what Melton said the day before".

    ``is_beside``: the other claim is one of those that open the page.
    """

    response: Response
    when: str
    is_beside: bool

    @property
    def claim(self) -> Claim:
        return self.response.to

    @property
    def address(self) -> str:
        return f"#claim-{self.claim.public_id}" if self.is_beside else self.claim.get_absolute_url()


@dataclass
class OpeningAccount:
    """The claim of one side, or None, with what joins it to those beside it.

    ``join`` stands on a phone between this account and the one above it, which it answers. ``shows_standing``:
    it has a reply that does not stand beside it. ``figures`` say of its figures whether each is gross or net.
    """

    side: Side
    claim: Claim | None
    replies: list[ReplyLine] = field(default_factory=list)
    join: str = ""
    shows_standing: bool = False
    figures: list[str] = field(default_factory=list)

    @property
    def is_only_joined(self) -> bool:
        """True if the join says all that its replies say."""
        return bool(self.join) and len(self.replies) == 1

    @property
    def is_by_side(self) -> bool:
        """True if its label names who makes the claim."""
        return self.claim.made_for.name == self.side.label and not self.claim.computed.is_reported_only

    @property
    def names_speaker(self) -> bool:
        """True if a line under the label says who speaks, or who reports it."""
        return not self.is_by_side or bool(self.claim.lead and self.claim.lead.reporter_list)


@dataclass
class OpeningAccounts:
    """One question with the account of each side shown, and what else was said.

    ``rest`` are the other claims on it by side, ``others`` those of voices in no side, ``not_shown`` the sides
    with an account that the reader did not choose.
    """

    point: object
    classification: Classification
    accounts: list[OpeningAccount]
    rest: list[tuple[Side, list[Claim]]]
    others: list[Claim]
    not_shown: list[Side]


def opening_accounts(
    point,
    classification: Classification,
    accounts: Sequence[Account],
    responses: Iterable[PublishedResponse],
    shown: Sequence[Side],
    sides: Sequence[Side],
) -> OpeningAccounts:
    """Choose and join the accounts of one question.

    ``accounts`` are those of all sides; their claims have ``published_responses``. ``shown`` are the
    sides in the order of the page, and ``sides`` all of the case.
    """
    chosen = opening_claims(accounts, responses, dated)
    shown_claims = {chosen[side.pk].pk: chosen[side.pk] for side in shown if side.pk in chosen}
    opening = []
    for side in shown:
        claim = chosen.get(side.pk)
        account = OpeningAccount(side, claim)
        if claim is not None:
            _set_replies(account, shown_claims)
            _set_join(account, next((each for each in reversed(opening) if each.claim), None))
            account.shows_standing = _has_replies_elsewhere(claim, shown_claims)
        opening.append(account)
    left = [account for account in accounts if account.claim.pk not in shown_claims]
    shown_pks = {side.pk for side in shown}
    return OpeningAccounts(
        point=point,
        classification=classification,
        accounts=opening,
        rest=[(side, [each.claim for each in left if each.side == side.pk]) for side in shown],
        others=[account.claim for account in left if account.side is None],
        not_shown=[side for side in sides if side.pk in chosen and side.pk not in shown_pks],
    )


def responses_of(claims: Iterable[Claim]) -> list[PublishedResponse]:
    """The published responses by these claims that were not retracted."""
    return [
        PublishedResponse(claim, response.to, response.relation)
        for claim in claims
        for response in claim.published_responses
        if not response.is_taken_back
    ]


def dated(claim: Claim) -> Dated:
    return Dated(claim.dated, claim.made_for.kind == VoiceKind.ALLIANCE, claim.public_id)


def _are_dated_by_report(*claims: Claim | None) -> bool:
    """True if a report dates one of them, so that no days between them are known."""
    return any(claim is not None and claim.is_dated_by_report for claim in claims)


def _set_replies(account: OpeningAccount, beside: dict[int, Claim]) -> None:
    for response in account.claim.published_responses:
        is_told = _are_dated_by_report(account.claim, beside.get(response.to_id))
        when = "" if is_told else earlier(response.to.computed.said, account.claim.dated)
        account.replies.append(ReplyLine(response, when, response.to_id in beside))
    account.replies.sort(key=lambda reply: not reply.is_beside)


def _set_join(account: OpeningAccount, above: OpeningAccount | None) -> None:
    if account.claim.computed.is_reported_only:
        return
    for reply in account.replies:
        if above and reply.response.to_id == above.claim.pk and reply.response.relation in JOINING:
            is_told = _are_dated_by_report(above.claim, account.claim)
            dates = (None, None) if is_told else (above.claim.dated, account.claim.dated)
            account.join = joining_words(reply.response.relation, *dates)
            return


def _has_replies_elsewhere(claim: Claim, beside: dict[int, Claim]) -> bool:
    ids = {each.public_id for each in beside.values()}
    replies = claim.computed.detail.get("replies", {})
    return any(reply.get("claim") not in ids for each in replies.values() for reply in each)
