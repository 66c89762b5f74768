"""The entries and claims to search: those of some cases, or of some councils."""

from dataclasses import dataclass

from django.db.models import Q

from claims.models import Claim, ClaimCouncil, ClaimEvent, ClaimPoint, ClaimStanding, SearchEntry
from councils.models import Case, CaseDocument, Document, SpeaksFor
from proposals.models import Area, Backing, Decision, EventFact, NumberedList, Proposer
from record.workflow.states import State


@dataclass(frozen=True)
class Scope:
    """The cases chosen, or else all but those left out; and the councils.

    ``voices`` are those of each case.
    """

    chosen: tuple[int, ...]
    left_out: tuple[int, ...]
    councils: tuple[int, ...]
    voices: dict[int, frozenset[int]]

    def entries(self):
        """The entries to search, with the documents and voices of their cases."""
        entries = SearchEntry.objects.in_published_cases()
        if self.chosen:
            entries = entries.filter(self._of_cases(self.chosen))
        elif self.left_out:
            entries = entries.exclude(self._of_cases(self.left_out))
        return entries.filter(_of_councils(self.councils)) if self.councils else entries

    def claims(self):
        """The claims to search, or of them those that count for the councils."""
        claims = ClaimStanding.objects.in_cases(self.chosen or Case.objects.published().values("pk"))
        if self.left_out and not self.chosen:
            claims = claims.exclude(case__in=self.left_out)
        return claims.counting(ClaimCouncil.objects.of(self.councils).counting()) if self.councils else claims

    def _of_cases(self, cases) -> Q:
        """Condition that an entry is of these cases, or of their documents or voices."""
        cited = CaseDocument.objects.filter(case__in=cases).values("document")
        voices = set().union(*(self.voices.get(case, ()) for case in cases))
        return (
            Q(case__in=cases, case__isnull=False)
            | Q(case=None, record_kind="document", record__in=cited)
            | Q(case=None, record_kind="voice", record__in=voices)
        )


def _of_councils(councils) -> Q:
    """Condition that an entry is of these councils, or counts for one of them."""
    speaking = SpeaksFor.objects.counting_for(councils).values("voice")
    belonging = SpeaksFor.objects.filter(principal__in=councils).values("voice")
    claims = ClaimCouncil.objects.of(councils).counting().values("claim")
    made = Claim.objects.filter(pk__in=claims, state=State.PUBLISHED).values("pk")
    found = {
        "point": [ClaimPoint.objects.filter(claim__in=made).values("point")],
        "event": [
            ClaimEvent.objects.filter(claim__in=made).values("event"),
            EventFact.objects.filter(voice__in=speaking).values("event"),
            Decision.objects.filter(made_by__in=speaking, event__isnull=False).values("event"),
        ],
        "claim": [made],
        "voice": [belonging],
        "proposal": [
            Proposer.objects.filter(voice__in=speaking).values("proposal"),
            Backing.objects.filter(voice__in=speaking).values("proposal"),
        ],
        "decision": [Decision.objects.filter(made_by__in=speaking).values("pk")],
        "list": [NumberedList.objects.filter(Q(by__in=speaking) | Q(to__in=speaking)).values("pk")],
        "document": [Document.objects.filter(publisher__in=speaking).values("pk")],
        "area": [Area.objects.filter(council__in=councils).values("pk")],
    }
    pairs = [(kind, rows) for kind, querysets in found.items() for rows in querysets]
    return Q(*(Q(record_kind=kind, record__in=rows.order_by()) for kind, rows in pairs), _connector=Q.OR)
