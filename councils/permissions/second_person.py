"""The second person who publishes or confirms, and who reviews an entry."""

from collections.abc import Collection

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery

from councils.models import Membership, OfficerRole
from councils.permissions.memberships import PUBLISHING_ROLES, acting, memberships_ever, people
from councils.permissions.named_councils import case_of, councils_named, names_of_councils, record_of
from councils.representation.sides import SideColumns
from councils.representation.speaks_for import Representation
from record.content.schema import ATTRIBUTED_TO, IN_NAME_OF
from record.models import Officer, Record


def reviewers(officer, item, authors: Collection[Officer]):
    """The reviewers who could publish an entry if this person sent it to them by name.

    Each has ``council_name``. ``authors`` are those whose work the entry would show.
    """
    current = Membership.objects.filter(role=OfficerRole.REVIEWER).current()
    current = current.filter(officer__is_active=True, officer__is_superuser=False).exclude(officer=officer.pk)
    memberships_ = list(current.select_related("council"))
    asked = {each.pk: each for each in people({each.officer_id for each in memberships_})}
    second = SecondPerson(item, authors, asked.values())
    able = current.filter(pk__in=[each.pk for each in memberships_ if not second.why_not(asked[each.officer_id], each)])
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


class SecondPerson:
    """The rules on who publishes an entry that others wrote, for some who might.

    What they ask of the database does not grow with the number of officers, whose memberships are read already.
    """

    def __init__(self, item, authors: Collection[Officer], officers: Collection[Officer]):
        record = record_of(item)
        self.entered_for, self.authors, self.case = item.entered_for, authors, case_of(record)
        self.named = councils_named(item, record, IN_NAME_OF, ATTRIBUTED_TO) if item.entered_for else set()
        self.parties = _parties([*officers, *authors], self.case) if self.case else {}

    def why_not(self, officer, membership) -> str:
        """The sentence that refuses a member of a publishing role; "" where none does."""
        council = membership.council.public_id if membership.council else ""
        if council and council == self.entered_for:
            return "It is an entry of your own council. Someone of another council, or of none, publishes it."
        if officer in self.authors and not is_single_editor(officer, membership, self.case):
            return "You wrote this, or a part of it. A second person does it."
        return self._for_another_council(membership, council) or self._same_side(officer.pk)

    def _for_another_council(self, membership, council: str) -> str:
        """Send what gives words to another council to it, or to a neutral editor."""
        others = self.named - {self.entered_for}
        if others <= {council} or membership.role == OfficerRole.NEUTRAL_EDITOR:
            return ""
        who = (
            "Only that council or a neutral editor publishes it."
            if len(others) == 1
            else "A neutral editor publishes it."
        )
        names = names_of_councils(others)
        return f"It is in the name or on the word of {names} and was entered for another council. {who}"

    def _same_side(self, officer: int) -> str:
        if self.case is None:
            return ""
        theirs = [self.parties[author.pk] for author in self.authors if author.pk != officer]
        for mine, *of_authors in zip(self.parties[officer], *theirs, strict=True):
            if shared := mine.intersection(set().union(*of_authors)):
                return f"Its author and you are both of {min(shared)} in this case. Someone who is not publishes it."
        return ""


def acts_alone(officer, case) -> bool:
    """Ask if this person needs no second one, as the one editor of an installation."""
    membership = acting(officer)
    return membership is not None and is_single_editor(officer, membership, case)


def is_single_editor(officer, membership, case) -> bool:
    """Ask if this installation has one editor, who may publish their own entries.

    Never on a case to which a council of that editor is, or was, a party.
    """
    if not settings.SINGLE_EDITOR or membership.role != OfficerRole.NEUTRAL_EDITOR:
        return False
    return case is None or not any(_parties([officer], case)[officer.pk])


def _parties(officers: Collection[Officer], case) -> dict[int, tuple[set[str], set[str]]]:
    """The sides in which each officer's councils have ever stood, and those councils.

    A council in a side is a party, even if the case does not list it as one.
    """
    found = {officer.pk: (set(), set()) for officer in officers}
    of_councils = {
        (officer.pk, membership.council_id, membership.council.name)
        for officer in officers
        for membership in memberships_ever(officer)
        if membership.council
    }
    if not of_councils:
        return found
    councils = {council for _, council, _ in of_councils}
    columns = SideColumns(Representation(councils), [case.pk])
    sides = {council: columns.sides_ever(case.pk, council) for council in councils}
    listed = set(case.parties.filter(voice__in=councils).values_list("voice", flat=True))
    labels = dict(case.sides.values_list("pk", "own_label"))
    for officer, council, name in of_councils:
        found[officer][0].update(f"the side “{labels[side]}”" for side in sides[council])
        if council in listed or sides[council]:
            found[officer][1].add(f"“{name}”")
    return found
