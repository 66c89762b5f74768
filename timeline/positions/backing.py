"""Acts on proposals: putting forward, signing, backing, leaving; no positions."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db import connection

from claims.position_history import acting_for
from councils.representation.speaks_for import Representation
from councils.representation.windows import end_of, window_of
from proposals.choices import BackingRelation
from record.dates import UncertainDate
from record.text.english import joined, mid_sentence, without_full_stop
from record.workflow.states import State
from timeline.templatetags.record_tags import quoted

PUT_FORWARD = "put forward"
ORDER = [PUT_FORWARD, BackingRelation.SIGNED, BackingRelation.BACKS, BackingRelation.LEFT]

ACTS = """
SELECT v.id, v.kind, act.relation, p.public_id, act.edtf, act.printed, act.basis, act.extent, act.condition,
       source.name, act.is_since_unknown
FROM (
    SELECT o.voice_id, o.proposal_id, %(forward)s AS relation, first.when_edtf AS edtf, first.when_printed AS printed,
           first.when_basis AS basis, first.when_extent AS extent, '' AS condition, NULL::bigint AS source_id,
           false AS is_since_unknown
    FROM proposals_proposer o
    LEFT JOIN LATERAL (
        SELECT * FROM proposals_proposalversion version
        WHERE version.proposal_id = o.proposal_id AND version.when_edtf <> ''
        ORDER BY CASE WHEN when_earliest = '0001-01-01' THEN when_latest ELSE when_earliest END, when_earliest LIMIT 1
    ) first ON true
    UNION ALL
    SELECT s.voice_id, n.proposal_id, %(signed)s, n.when_edtf, n.when_printed, n.when_basis, n.when_extent, '', NULL,
           false
    FROM proposals_signatory s JOIN proposals_proposalversion n ON n.id = s.version_id
    UNION ALL
    SELECT b.voice_id, b.proposal_id, b.relation,
           CASE WHEN b.when_edtf = '' AND b.known_by_edtf <> '' THEN '../' || b.known_by_edtf ELSE b.when_edtf END,
           b.when_printed, b.when_basis, b.when_extent, b.condition, b.according_to_id,
           b.when_edtf = '' AND b.known_by_edtf <> ''
    FROM proposals_backing b WHERE b.relation = ANY(%(relations)s)
) act
JOIN proposals_proposal p ON p.id = act.proposal_id AND p.case_id = %(case)s AND p.state = %(published)s
JOIN councils_voice v ON v.id = act.voice_id
LEFT JOIN councils_voice source ON source.id = act.source_id
"""


@dataclass(frozen=True)
class ProposalAct:
    """One act of a voice on a proposal.

    ``when`` of putting it forward is the date of its first version. What is only known by a day still holds.
    """

    voice: int
    kind: str
    relation: str
    proposal: str
    when: UncertainDate | None
    condition: str
    according_to: str
    is_since_unknown: bool = False

    @property
    def place(self) -> tuple:
        """The sort key of acts."""
        return ORDER.index(self.relation), self.when.sort_key if self.when else ()

    def is_by(self, day: datetime.date) -> bool:
        """True if it may have been done by a day."""
        return self.when is None or self.when.earliest <= day

    def holder(self, representation: Representation) -> int:
        """The voice in whose name it counts, by its primary key."""
        return acting_for(self.voice, self.kind, window_of(self.when), representation)

    def words(self, at: datetime.date, has_left: bool) -> str:
        """The act in words, in the past tense if it has ended by a day."""
        relation = str(self.relation)
        if relation == BackingRelation.BACKS:
            end = end_of(self.when)
            has_ended = end and end.latest < at and not self.is_since_unknown
            relation = "backed" if has_left or has_ended else relation
        details = [str(self.when)] if self.when and self.relation != PUT_FORWARD else []
        details += ["since when is not known"] if self.is_since_unknown else []
        details += [f"on condition: {quoted(without_full_stop(self.condition))}"] if self.condition else []
        details += [f"according to {mid_sentence(self.according_to)}"] if self.according_to else []
        return f"{relation} ({', '.join(details)})" if details else relation


def describe_acts(acts: Iterable[ProposalAct], names: dict[str, str], at: datetime.date) -> str:
    """Say what one voice did, proposal by proposal.

    What another says of it counts only where it is not known otherwise.
    """
    by_proposal = defaultdict(dict)
    for act in sorted(acts, key=lambda act: act.according_to is not None):
        by_proposal[act.proposal].setdefault((act.relation, act.when and act.when.edtf), act)
    parts = []
    for proposal, own in by_proposal.items():
        has_left = any(relation == BackingRelation.LEFT for relation, _ in own)
        done = [act.words(at, has_left) for act in sorted(own.values(), key=attrgetter("place"))]
        parts.append(f"{joined(done)} {names[proposal]}")
    return "; ".join(parts)


def acts_of(case) -> list[ProposalAct]:
    """All acts on published proposals, earliest first in each kind; one query."""
    parameters = {
        "case": case.pk,
        "published": State.PUBLISHED.value,
        "forward": PUT_FORWARD,
        "signed": BackingRelation.SIGNED.value,
        "relations": [relation.value for relation in ORDER[1:]],
    }
    with connection.cursor() as cursor:
        cursor.execute(ACTS, parameters)
        acts = [
            ProposalAct(voice, kind, relation, f"proposal:{proposal}", UncertainDate(*when) if when[0] else None, *rest)
            for (voice, kind, relation, proposal), when, rest in ((row[:4], row[4:8], row[8:]) for row in cursor)
        ]
    return sorted(acts, key=attrgetter("place", "proposal"))
