"""The only module that answers “may this person?”.

A role comes from a dated membership (councils.models.Membership). An entry belongs to
the council for which its author acted when it was begun; for anyone else who may not
read it, it does not exist until it is published (docs/laws.md, law 10).
"""

from collections.abc import Collection

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery

from councils.choices import VoiceKind
from councils.models import COUNCIL_ROLES, Case, Membership, OfficerRole, Voice
from councils.representation.sides import SideColumns
from councils.representation.speaks_for import Representation
from councils.representation.windows import ALWAYS
from record.content import codec
from record.content.references import Resolver, keys_marked
from record.content.schema import ATTRIBUTED_TO, IN_NAME_OF, FieldMark, kind_of
from record.models import Draft, Officer, Record
from record.text.english import with_article
from record.workflow.authority import CONTACTS, DRAFT, OFFICERS, READ, READ_ALL, REMARK, Authority, register
from record.workflow.states import (
    ASK_TO_RESTORE,
    ASK_TO_WITHDRAW,
    DISCARD_DRAFT,
    DROP_REQUEST,
    PUBLIC,
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
    State,
)

DRAFTING_ROLES = (*COUNCIL_ROLES, OfficerRole.NEUTRAL_EDITOR)
# They read what no council has published yet.
READS_ALL_ROLES = (OfficerRole.NEUTRAL_EDITOR, OfficerRole.PUBLISHER, OfficerRole.AUDITOR)
PUBLISHING_ROLES = (OfficerRole.REVIEWER, OfficerRole.NEUTRAL_EDITOR, OfficerRole.PUBLISHER)

NO_ACCESS = "Your access does not extend to this."
CHOOSE_FIRST = "Choose for whom you act first: you have more than one membership."
NOT_YOURS = "It is not an entry of your council."
NOT_YOUR_WORDS = "These are not the words of your council. Nobody withdraws the words of another side."
CHANGES_NOTHING = "An auditor changes nothing."


# Memberships


def memberships(officer) -> list[Membership]:
    """The current memberships of a person, read once for each officer object."""
    if not officer.is_active or officer.pk is None:
        return []
    return [membership for membership in _memberships_ever(officer) if membership.is_current]


def _memberships_ever(officer) -> list[Membership]:
    """All memberships of a person, the last chosen first, read once for each object."""
    if not hasattr(officer, "_memberships"):
        ever = Membership.objects.filter(officer=officer.pk).with_currency().chosen_first()
        officer._memberships = list(ever.select_related("council"))
    return officer._memberships


def acting(officer) -> Membership | None:
    """The membership in which this person acts.

    None where there is none, or where there are several and none is chosen.
    """
    current = memberships(officer)
    return current[0] if len(current) == 1 or (current and current[0].chosen_at) else None


def could_publish(officer) -> bool:
    """Ask if any current membership of this person is in a role that publishes."""
    return any(membership.role in PUBLISHING_ROLES for membership in memberships(officer))


def acts_for(officer) -> str:
    """The public id of the council to which new entries belong; "" for none."""
    membership = acting(officer)
    return membership.council.public_id if membership and membership.council else ""


def people(officers: Collection[int]) -> list[Officer]:
    """Officers with all their memberships, in one query where each has any."""
    ever = Membership.objects.filter(officer__in=officers).with_currency().chosen_first()
    found = {}
    for membership in ever.select_related("officer", "council"):
        officer = found.setdefault(membership.officer_id, membership.officer)
        officer._memberships = [*getattr(officer, "_memberships", []), membership]
    if without := set(officers) - found.keys():
        found |= Officer.objects.in_bulk(without)
    return [found[pk] for pk in sorted(found)]


def office(officer, council: str) -> str:
    """The office of a person as the public log prints it, with the council, if any.

    It follows from their role for that council, or for none, unless an office is entered.
    """
    latest_first = sorted(_memberships_ever(officer), key=lambda each: (each.starts, each.pk), reverse=True)
    of_council = [each for each in latest_first if (each.council.public_id if each.council else "") == council]
    roles = of_council or latest_first
    membership = acting(officer) if acting(officer) in roles else next(iter(roles), None)
    name = membership.council.name if membership and membership.council else ""
    if not officer.office:
        role = membership.get_role_display() if membership else OfficerRole.OFFICER.label
        return f"{role.capitalize()} of {name}" if name else role.capitalize()
    return f"{officer.office}, {name}" if name and name not in officer.office else officer.office


def reviewers(officer, item, authors: Collection[int]):
    """The reviewers who could publish an entry if this person sent it to them by name.

    Each has ``council_name``. ``authors`` are those whose work the entry would show.
    """
    current = Membership.objects.filter(role=OfficerRole.REVIEWER).current()
    current = current.filter(officer__is_active=True, officer__is_superuser=False).exclude(officer=officer.pk)
    memberships_ = list(current.select_related("council"))
    second = SecondPerson(item, authors, [each.officer_id for each in memberships_])
    able = current.filter(pk__in=[each.pk for each in memberships_ if not second.why_not(each)])
    council = able.filter(officer=OuterRef("pk")).order_by("pk").values("council__name")[:1]
    officers = Officer.objects.filter(pk__in=able.values("officer")).annotate(council_name=Subquery(council))
    return officers.order_by("council_name", "name", "pk")


def to_review(officer, model) -> Q:
    """The condition on handed-over rows that are this person's to review.

    Whether they may publish each one is asked when they do.
    """
    membership = acting(officer)
    if membership is None or membership.role not in PUBLISHING_ROLES or officer.is_superuser:
        return Q(pk__in=[])
    if membership.role == OfficerRole.REVIEWER:
        return Q(sent_to=officer.pk)
    by_another = Q(edited_by=None) | ~Q(edited_by=officer.pk) if issubclass(model, Record) else ~Q(author=officer.pk)
    return by_another & (Q(sent_to=None) | Q(sent_to=officer.pk))


# Reading


def readable(officer, model) -> Q:
    """The condition on the rows of a model that exist for this person at the desk.

    ``model`` is one of records, or another with the columns ``entered_for`` and ``sent_to``.
    """
    membership = acting(officer)
    public = PUBLIC if issubclass(model, Record) else Q(pk__in=[])
    if membership is None:
        return public
    if membership.role in READS_ALL_ROLES:
        return Q()
    own = public | Q(entered_for=membership.council.public_id)
    if membership.role == OfficerRole.REVIEWER:
        own |= Q(state=State.NEEDS_REVIEW, sent_to=officer.pk)
    return own


def _is_readable(officer, item) -> bool:
    """The same of one row, without a query."""
    membership = acting(officer)
    if item.pk is None or (isinstance(item, Record) and item.state in PUBLIC_STATES):
        return True
    if reads_history(officer, item):
        return True
    is_sent = item.sent_to_id == officer.pk and item.state == State.NEEDS_REVIEW
    return is_sent and membership is not None and membership.role == OfficerRole.REVIEWER


def reads_history(officer, item) -> bool:
    """Ask if this person sees who wrote what of an entry before it was published."""
    membership = acting(officer)
    if membership is None:
        return False
    return membership.role in READS_ALL_ROLES or item.entered_for == membership.council.public_id


# Steps


def refuse(officer, permission: str, item=None, authors: Collection[int] = frozenset()) -> None:
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
        if item is not None and not _is_readable(officer, item):
            raise NotAllowed(NO_ACCESS)
        return
    if membership is None:
        raise NotAllowed(CHOOSE_FIRST if memberships(officer) else NO_ACCESS)
    if item is not None and not _is_readable(officer, item):
        raise NotAllowed(NO_ACCESS)
    RULES[permission](officer, membership, item, authors)


def _refuse_read_all(officer, membership, item, authors):
    if membership.role not in READS_ALL_ROLES:
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
    if why_not := SecondPerson(item, authors, [officer.pk]).why_not(membership):
        raise NotAllowed(why_not)


def _refuse_unless_publishing(officer, membership):
    if officer.is_superuser:
        raise NotAllowed("An administrator manages officers and publishes nothing.")
    if membership.role not in PUBLISHING_ROLES:
        raise NotAllowed(f"{_a_role(membership)} does not publish.")


class SecondPerson:
    """The rules on who publishes an entry that others wrote, for some who might.

    What they ask of the database does not grow with the number of officers.
    """

    def __init__(self, item, authors: Collection[int], officers: Collection[int]):
        record = _record_of(item)
        self.entered_for, self.authors, self.case = item.entered_for, authors, case_of(record)
        self.named = _councils_named(item, record, IN_NAME_OF, ATTRIBUTED_TO) if item.entered_for else set()
        self.parties = _parties({*officers, *authors}, self.case) if self.case else {}

    def why_not(self, membership) -> str:
        """The sentence that refuses a member of a publishing role; "" where none does."""
        council = membership.council.public_id if membership.council else ""
        if council and council == self.entered_for:
            return "It is an entry of your own council. Someone of another council, or of none, publishes it."
        if membership.officer_id in self.authors and not _is_single_editor(membership, self.case):
            return "You wrote this, or a part of it. A second person does it."
        return self._for_another_council(membership, council) or self._same_side(membership.officer_id)

    def _for_another_council(self, membership, council: str) -> str:
        """Send what gives words to another council to it, or to a neutral editor."""
        others = self.named - {self.entered_for}
        if others <= {council} or membership.role == OfficerRole.NEUTRAL_EDITOR:
            return ""
        who = "Only that council or a neutral editor publishes it." if len(others) == 1 else "A neutral editor does it."
        return f"It stands in the name or on the word of {_names(others)} and was entered for another council. {who}"

    def _same_side(self, officer: int) -> str:
        if self.case is None:
            return ""
        theirs = [self.parties[author] for author in self.authors if author != officer]
        for mine, *of_authors in zip(self.parties[officer], *theirs, strict=True):
            if shared := mine.intersection(set().union(*of_authors)):
                return f"Its author and you are both of {min(shared)} in this case. Someone who is not publishes it."
        return ""


def acts_alone(officer, case) -> bool:
    """Ask if this person needs no second one, as the one editor of an installation."""
    membership = acting(officer)
    return membership is not None and _is_single_editor(membership, case)


def _is_single_editor(membership, case) -> bool:
    """Ask if this installation has one editor, who may publish their own entries.

    Never on a case to which a council of that editor is, or was, a party.
    """
    if not settings.SINGLE_EDITOR or membership.role != OfficerRole.NEUTRAL_EDITOR:
        return False
    return case is None or not any(_parties([membership.officer_id], case)[membership.officer_id])


def _refuse_ask(officer, membership, item, authors):
    """Let those ask whose words they are, and neutral editors for neutral entries."""
    if membership.role == OfficerRole.AUDITOR:
        raise NotAllowed(CHANGES_NOTHING)
    if membership.role == OfficerRole.NEUTRAL_EDITOR:
        if item.entered_for:
            raise NotAllowed(f"It is an entry of {_names({item.entered_for})}, whose officers ask for this.")
    elif membership.role not in COUNCIL_ROLES:
        raise NotAllowed(f"{_a_role(membership)} does not ask for this, but may confirm it.")
    elif membership.council.public_id not in _whose_words(item):
        raise NotAllowed(NOT_YOUR_WORDS)


def _refuse_second(officer, membership, item, authors):
    """Let a second person confirm a withdrawal or a return, never the one who asked."""
    if membership.role == OfficerRole.OFFICER:
        raise NotAllowed("A reviewer of the council, a neutral editor or a publisher confirms it.")
    _refuse_unless_publishing(officer, membership)
    if membership.role == OfficerRole.REVIEWER:
        whose = _whose_words(item)
        if membership.council.public_id not in whose:
            raise NotAllowed(NOT_YOUR_WORDS)
        others = whose | _councils_named(item, item, ATTRIBUTED_TO)
        if others := others - {membership.council.public_id}:
            raise NotAllowed(
                f"These are the words of {_names(others)} as well. A neutral editor or a publisher confirms it."
            )
    if officer.pk in authors and not _is_single_editor(membership, case_of(item)):
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
    if membership.role in COUNCIL_ROLES and membership.council.public_id not in _whose_words(item):
        raise NotAllowed(NOT_YOURS)


RULES = {
    READ_ALL: _refuse_read_all,
    DRAFT: _refuse_draft,
    REMARK: _refuse_remark,
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


# Contents


def refuse_content(officer, kind, case, content: dict) -> None:
    """Raise NotAllowed where an officer of a council enters a reply of another side."""
    membership = acting(officer)
    if membership is None or not membership.council or not content.get("responses"):
        return
    voice = Voice.objects.filter(readable(officer, Voice), key=content.get("for")).first()
    if voice is None or voice.pk == membership.council_id:
        return
    representation = Representation([membership.council_id, voice.pk])
    columns = SideColumns(representation, [case.pk])
    own, theirs = (columns.sides_ever(case.pk, pk) for pk in (membership.council_id, voice.pk))
    if membership.council_id not in representation.counts_for(voice.pk, ALWAYS) and not own & theirs:
        raise NotAllowed(
            f"{voice.name} is not of the side of {membership.council.name}. "
            "A reply is entered by those whose reply it is, or by a neutral editor."
        )


# In whose name


def case_of(record) -> Case | None:
    return record if isinstance(record, Case) else getattr(record, "case", None)


def _record_of(item):
    return item.record if isinstance(item, Draft) else item


def _whose_words(record) -> set[str]:
    """The councils whose words these are, by public id; else that which entered them."""
    return _councils_named(record, record, IN_NAME_OF) or {record.entered_for} - {""}


def _councils_named(item, record, *marks: FieldMark) -> set[str]:
    """The councils in fields that bear a mark, now and in a draft, by public id.

    A voice stands in its own name.
    """
    kind = kind_of(record)
    case = case_of(record) if kind.scope else None
    contents = list(codec.read(kind, [record]).values())
    if isinstance(item, Draft):
        contents.append(kind.schema.model_validate(item.content))
    keys = {key for content in contents for mark in marks for key in keys_marked(content, mark)}
    resolver = Resolver(case, record.entered_for)
    resolver.learn({"voice": keys})
    voices = {resolver.get("voice", key) for key in keys if resolver.knows("voice", key)}
    if isinstance(record, Voice) and IN_NAME_OF in marks:
        voices.add(record.pk)
    representation = Representation(voices)
    principals = {principal for voice in voices for principal in representation.counts_for(voice, ALWAYS)}
    return set(
        Voice.objects.filter(pk__in=principals | voices, kind=VoiceKind.COUNCIL).values_list("public_id", flat=True)
    )


def _a_role(membership) -> str:
    return with_article(membership.get_role_display()).capitalize()


def _names(public_ids) -> str:
    names = Voice.objects.filter(public_id__in=public_ids).order_by("name").values_list("name", flat=True)
    return " and ".join(names) or "another council"


def _parties(officers: Collection[int], case) -> dict[int, tuple[set[str], set[str]]]:
    """The sides in which each officer's councils have ever stood, and those councils.

    A council that stands in a side is a party, whether or not it is listed as one.
    """
    found = {officer: (set(), set()) for officer in officers}
    of_councils = Membership.objects.filter(officer__in=officers, council__isnull=False)
    of_councils = list(of_councils.values_list("officer", "council", "council__name"))
    if not of_councils:
        return found
    councils = {council for _, council, _ in of_councils}
    columns = SideColumns(Representation(councils), [case.pk])
    sides = {council: columns.sides_ever(case.pk, council) for council in councils}
    listed = set(case.parties.filter(voice__in=councils).values_list("voice", flat=True))
    labels = dict(case.sides.values_list("pk", "label"))
    for officer, council, name in of_councils:
        found[officer][0].update(f"the side “{labels[side]}”" for side in sides[council])
        if council in listed or sides[council]:
            found[officer][1].add(f"“{name}”")
    return found


register(
    Authority(
        refuse,
        readable,
        refuse_content,
        memberships,
        acting,
        acts_for,
        reads_history,
        people,
        office,
        reviewers,
        to_review,
    )
)
