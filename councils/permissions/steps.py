"""The steps of the lifecycle and other acts, and the sentences that refuse them."""

from collections.abc import Collection

from councils.models import COUNCIL_ROLES, OfficerRole
from councils.permissions.memberships import (
    DRAFTING_ROLES,
    PUBLISHING_ROLES,
    READS_ALL_ROLES,
    acting,
    acts_for,
    memberships,
)
from councils.permissions.named_councils import case_of, councils_named, names_of_councils, whose_words
from councils.permissions.reading import is_readable
from councils.permissions.second_person import SecondPerson, is_single_editor
from record.content.schema import ATTRIBUTED_TO
from record.models import Draft, Record
from record.text.english import with_article
from record.workflow.authority import CONTACTS, DRAFT, OFFICERS, READ, READ_ALL, REMARK, REPORTS
from record.workflow.states import (
    ASK_TO_RESTORE,
    ASK_TO_WITHDRAW,
    DISCARD_DRAFT,
    DROP_REQUEST,
    PUBLIC_STATES,
    PUBLISH,
    RENEW_DRAFT,
    RESTORE,
    SEND_BACK,
    SUBMIT,
    TAKE_BACK,
    TAKE_OVER_DRAFT,
    WITHDRAW,
    NotAllowed,
)

NO_ACCESS = "Your access does not extend to this."
CHOOSE_FIRST = "Choose for whom you act first: you have more than one membership."
NOT_YOURS = "It is not an entry of your council."
NOT_YOUR_WORDS = "These are not the words of your council. Nobody withdraws the words of another side."
CHANGES_NOTHING = "An auditor changes nothing."


# Steps


def refuse(officer, permission: str, item=None, authors: Collection = ()) -> None:
    """Raise NotAllowed, with a sentence, where this person may not do this."""
    if not officer.is_active:
        raise NotAllowed(NO_ACCESS)
    if permission == OFFICERS:
        if not officer.is_superuser:
            raise NotAllowed(NO_ACCESS)
        return
    membership = acting(officer)
    if permission == CONTACTS:
        is_neutral = membership is not None and membership.role == OfficerRole.NEUTRAL_EDITOR
        if not officer.is_superuser and not is_neutral:
            raise NotAllowed(NO_ACCESS)
        return
    if permission == READ:
        if not memberships(officer) and not officer.is_superuser:
            raise NotAllowed(NO_ACCESS)
        if item is not None and not is_readable(officer, item):
            raise NotAllowed(NO_ACCESS)
        return
    if membership is None:
        raise NotAllowed(CHOOSE_FIRST if memberships(officer) else NO_ACCESS)
    if item is not None and not is_readable(officer, item):
        raise NotAllowed(NO_ACCESS)
    RULES[permission](officer, membership, item, authors)


def _refuse_read_all(officer, membership, item, authors):
    if membership.role not in READS_ALL_ROLES:
        raise NotAllowed(NO_ACCESS)


def _refuse_reports(officer, membership, item, authors):
    if membership.council or membership.role not in PUBLISHING_ROLES:
        raise NotAllowed(NO_ACCESS)


def _refuse_draft(officer, membership, item, authors):
    if membership.role not in DRAFTING_ROLES:
        raise NotAllowed(f"{_a_role(membership)} writes nothing here.")
    if item is None or membership.role == OfficerRole.NEUTRAL_EDITOR:
        return
    is_public_record = isinstance(item, Record) and item.state in PUBLIC_STATES
    if item.pk and not is_public_record and item.entered_for != membership.council.public_id:
        raise NotAllowed(NOT_YOURS)


def _refuse_other_draft(officer, membership, item, authors):
    """A draft is renewed, taken over or discarded by those to whom it belongs."""
    _refuse_draft(officer, membership, item, authors)
    if item.entered_for != acts_for(officer):
        raise NotAllowed(NOT_YOURS if membership.council else "It is an entry of a council, and its officers do this.")


def _refuse_take_back(officer, membership, item, authors):
    """Let councils take back their entries, and neutral editors what they wrote."""
    if membership.role not in DRAFTING_ROLES or not _is_own_entry(officer, membership, item):
        raise NotAllowed("It is not your entry.")


def _refuse_send_back(officer, membership, item, authors):
    if membership.role == OfficerRole.AUDITOR:
        raise NotAllowed(CHANGES_NOTHING)
    if _is_own_entry(officer, membership, item):
        raise NotAllowed("It is your own entry: take it back.")
    if membership.role in COUNCIL_ROLES and item.sent_to_id != officer.pk:
        raise NotAllowed(NOT_YOURS)


def _is_own_entry(officer, membership, item) -> bool:
    if membership.council:
        return item.entered_for == membership.council.public_id
    wrote_last = item.author_id if isinstance(item, Draft) else item.edited_by_id
    return not item.entered_for and wrote_last == officer.pk


def _refuse_publish(officer, membership, item, authors):
    _refuse_unless_publishing(officer, membership)
    if membership.role == OfficerRole.REVIEWER and item.sent_to_id != officer.pk:
        raise NotAllowed("It was not sent to you. The officer who hands it over names the reviewer.")
    if why_not := SecondPerson(item, authors, [officer]).why_not(officer, membership):
        raise NotAllowed(why_not)


def _refuse_unless_publishing(officer, membership):
    if officer.is_superuser:
        raise NotAllowed("An administrator manages officers and publishes nothing.")
    if membership.role not in PUBLISHING_ROLES:
        raise NotAllowed(f"{_a_role(membership)} does not publish.")


def _refuse_ask(officer, membership, item, authors):
    """Let those ask whose words they are, and neutral editors for neutral entries."""
    if membership.role == OfficerRole.AUDITOR:
        raise NotAllowed(CHANGES_NOTHING)
    if membership.role == OfficerRole.NEUTRAL_EDITOR:
        if item.entered_for:
            raise NotAllowed(f"It is an entry of {names_of_councils({item.entered_for})}, whose officers ask for this.")
    elif membership.role not in COUNCIL_ROLES:
        raise NotAllowed(f"{_a_role(membership)} does not ask for this, but may confirm it.")
    elif membership.council.public_id not in whose_words(item):
        raise NotAllowed(NOT_YOUR_WORDS)


def _refuse_second(officer, membership, item, authors):
    """Let a second person confirm a withdrawal or a return, never the one who asked."""
    if membership.role == OfficerRole.OFFICER:
        raise NotAllowed("A reviewer of the council, a neutral editor or a publisher confirms it.")
    _refuse_unless_publishing(officer, membership)
    if membership.role == OfficerRole.REVIEWER:
        whose = whose_words(item)
        if membership.council.public_id not in whose:
            raise NotAllowed(NOT_YOUR_WORDS)
        others = whose | councils_named(item, item, ATTRIBUTED_TO)
        if others := others - {membership.council.public_id}:
            raise NotAllowed(
                f"These are the words of {names_of_councils(others)} as well. "
                "A neutral editor or a publisher confirms it."
            )
    if officer in authors and not is_single_editor(officer, membership, case_of(item)):
        raise NotAllowed("You asked for this. A second person does it.")


def _refuse_remark(officer, membership, item, authors):
    """Let everybody who reads a draft remark on it, but those who change nothing."""
    if membership.role == OfficerRole.AUDITOR:
        raise NotAllowed(CHANGES_NOTHING)
    if isinstance(item, Record) and item.state in PUBLIC_STATES:
        raise NotAllowed("It is public. A remark is left on a draft.")


def _refuse_drop(officer, membership, item, authors):
    if membership.role == OfficerRole.AUDITOR:
        raise NotAllowed(CHANGES_NOTHING)
    if membership.role in COUNCIL_ROLES and membership.council.public_id not in whose_words(item):
        raise NotAllowed(NOT_YOURS)


RULES = {
    READ_ALL: _refuse_read_all,
    DRAFT: _refuse_draft,
    REMARK: _refuse_remark,
    REPORTS: _refuse_reports,
    SUBMIT.name: _refuse_draft,
    TAKE_BACK.name: _refuse_take_back,
    SEND_BACK.name: _refuse_send_back,
    PUBLISH.name: _refuse_publish,
    ASK_TO_WITHDRAW.name: _refuse_ask,
    ASK_TO_RESTORE.name: _refuse_ask,
    DROP_REQUEST.name: _refuse_drop,
    WITHDRAW.name: _refuse_second,
    RESTORE.name: _refuse_second,
    RENEW_DRAFT.name: _refuse_other_draft,
    DISCARD_DRAFT.name: _refuse_other_draft,
    TAKE_OVER_DRAFT.name: _refuse_other_draft,
}


def _a_role(membership) -> str:
    return with_article(membership.get_role_display()).capitalize()
