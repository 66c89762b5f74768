"""The filter of claims: the query string of the list, its feed and its file."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from claims.choices import ABSENCES, ClaimKind, Role, StandingWord
from claims.claim_list import role_labels
from claims.claim_list.filter_choices import FilterOptions, choices_of, pks_of
from claims.models import ClaimCouncil, ClaimStanding
from councils.models import Case
from record.dates.refusal import excerpt
from record.web.filter_fields import BoxField, ChoicesField, DayField, WordsField
from record.web.list_filter import ListFilter


@dataclass(frozen=True)
class CouncilMatch:
    """A condition on claims: for which councils they count, in which roles.

    Nothing chosen means any: a council without a role is any role, a role without a council any council.
    """

    councils: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    is_own: bool = False

    def rows(self):
        rows = ClaimCouncil.objects.all()
        if self.councils:
            rows = rows.of(self.councils)
        if self.roles:
            rows = rows.in_roles(self.roles)
        return rows.own() if self.is_own else rows


class ClaimFilter(ListFilter):
    """The published claims that a query string asks for.

    ``council``, ``role`` and ``own`` make ``match``, by which a list goes its own,
    quicker way; ``narrowed`` are the claims that all other keys leave.
    """

    case = ChoicesField(label="Case", refusal="no case here")
    council = ChoicesField(label="Council", refusal="the code of no council", is_upper=True)
    role = ChoicesField(label="Claims", refusal="nothing that a council can be to a claim", choices=Role.choices)
    own = BoxField(key="own", label="Counted")
    side = ChoicesField(label="Side", refusal="no side of the cases chosen")
    kind = ChoicesField(label="Kind", refusal="no kind of claim", choices=ClaimKind.choices)
    point = ChoicesField(label="Question", refusal="no question of the cases chosen")
    standing = ChoicesField(label="Standing", refusal="no state of a claim", choices=StandingWord.choices)
    from_ = DayField(label="Said from")
    to = DayField(label="Said to")
    q = WordsField()

    def __init__(self, query: QueryDict, options: FilterOptions):
        known, query = {case.key for case in options.cases}, self.clean_query(query)
        self.options = options
        self.chosen_cases = [value for value in query.getlist("case") if value in known]
        super().__init__(
            query,
            case=options.case_choices,
            council=choices_of(options.councils),
            side=choices_of(options.in_cases("sides", self.chosen_cases)),
            point=choices_of(options.in_cases("points", self.chosen_cases)),
        )

    @property
    def chosen_case(self) -> Case | None:
        """The case, where it is exactly one."""
        chosen = [case for case in self.options.cases if case.key in self.chosen_cases]
        return chosen[0] if len(chosen) == 1 else None

    @cached_property
    def match(self) -> CouncilMatch | None:
        councils = pks_of(self.options.councils, self.value("council"))
        match = CouncilMatch(councils, tuple(self.value("role")), self.value("own"))
        return None if match == CouncilMatch() else match

    @property
    def asks_for_absence(self) -> bool:
        """The reader asks for claims without a reply or a dispute (docs/laws.md, law 4)."""
        return bool(ABSENCES.intersection(self.value("standing")) or Role.NO_REPLY in self.value("role"))

    @property
    def is_narrowed_beyond_councils(self) -> bool:
        """A key is used that the index of claims and councils does not hold."""
        return bool(set(self.data) - {"council", "role", "own", "from", "to"})

    @property
    def left_out(self) -> list[Case]:
        """The invented cases, where neither a case nor anything of one is chosen."""
        return self.options.invented_apart(*map(self.value, ("case", "council", "side", "point")))

    def standings(self):
        """All claims that are asked for, in no order, as their rows of ClaimStanding."""
        return self.narrowed().counting(self.match.rows()) if self.match else self.narrowed()

    def narrowed(self):
        """The claims that every key but council, role and own leaves, in the same way."""
        rows = ClaimStanding.objects.all()
        if cases := self.value("case"):
            rows = rows.in_cases(self.options.case_pks(cases))
        elif left_out := self.left_out:
            rows = rows.exclude(case__in=[case.pk for case in left_out])
        if sides := self.value("side"):
            rows = rows.in_sides(pks_of(self.options.in_cases("sides", self.chosen_cases), sides))
        if kinds := self.value("kind"):
            rows = rows.of_kinds(kinds)
        if points := self.value("point"):
            rows = rows.answering(pks_of(self.options.points, points))
        if words := self.value("standing"):
            rows = rows.standing(words)
        if start := self.value("from"):
            rows = rows.said_from(start.earliest)
        if end := self.value("to"):
            rows = rows.said_until(end.latest)
        if words := self.value("q"):
            rows = rows.saying(words)
        return rows

    # In words

    @property
    def heading(self) -> str:
        """The list in words that follow “claims”; empty without a council or role."""
        if self.problems:
            return ""
        councils = [each.label for each in self.options.councils if each.value in self.value("council")]
        words = role_labels.list_heading(councils, self.value("role"))
        return f"{words}, in its own words" if words and self.value("own") else words

    def label_of(self, name, value) -> str:
        if name == "own" and value == "1":
            return "without alliances"
        if name == "role" and value in role_labels.OF_A_CHOICE:
            return role_labels.OF_A_CHOICE[value]
        if name == "q":
            return f"“{excerpt(value)}”"
        if name in ("own", "from", "to") and name not in self.errors:
            return str(self.cleaned_data[name])
        return dict(getattr(self.fields[name], "choices", ())).get(value) or excerpt(value)
