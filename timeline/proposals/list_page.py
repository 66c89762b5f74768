"""The proposals of a case with all that is on record of each, in as many queries for thirty as for three."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef

from councils.models import Case, Document, Passage, Voice
from proposals.choices import BackingRelation, OptionStatus
from proposals.models import (
    Appraisal,
    AppraisalPoint,
    Backing,
    Carried,
    Element,
    Event,
    NumberedList,
    Option,
    OptionElement,
    OptionFlag,
    Proposal,
    ProposalFlag,
    ProposalName,
    ProposalVersion,
    Proposer,
    Signatory,
    Submission,
    Submitter,
    VersionAuthor,
)
from record.gather import Gathering, gathered, whole
from record.workflow.states import PUBLIC_STATES, State

# Each relation under its own heading, in this order. None of them implies another.
RELATIONS = {
    BackingRelation.BACKS: ("Backs it", "A decision or a statement in its favour."),
    BackingRelation.SIGNED: ("Signed it", "A signature under a version, which says no more than that."),
    BackingRelation.LEFT: ("Left it", "A decision to back it, or to be part of it, no longer."),
    BackingRelation.INCLUDED: (
        "Is included in it",
        "Its area, or part of it, is counted in. To be included is not to back it.",
    ),
}
STATUSES = {
    OptionStatus.PUT_FORWARD: "Options put forward",
    OptionStatus.APPRAISED: "Options appraised, and not put forward",
    OptionStatus.NOT_APPRAISED: "Options named, and not appraised",
}
# What the rows of a proposal point at.
POINTED_AT = (
    Voice.objects.all(),
    Document.objects.all(),
    Passage.objects.select_related("document"),
    Event.objects.all(),
)


@dataclass
class ProposalDetails:
    """One proposal with what is on record of it, in the order in which it is printed."""

    proposal: Proposal
    proposers: list[Voice]
    names: list[tuple[str, list[ProposalName]]]
    versions: list[ProposalVersion]
    options: list[tuple[str, list[Option]]]
    backings: list[tuple[str, str, list[Backing]]]
    carried: list[Carried]
    flags: list[ProposalFlag]

    @property
    def stages_lacking(self) -> list[str]:
        """Stages in which a submission carries it, and no version of which is on record."""
        known = {version.stage for version in self.versions}
        return list(dict.fromkeys(each.get_stage_display() for each in self.carried if each.stage not in {"", *known}))

    @property
    def all_options(self) -> list[Option]:
        return [option for _, options in self.options for option in options]


@dataclass
class ProposalsPage:
    """All proposals of a case, its submissions, lists, and the elements on which one can take a stand."""

    proposals: list[ProposalDetails]
    submissions: list[Submission]
    lists: list[NumberedList]
    elements: list[Element]


def find_case(key: str) -> Case | None:
    """A published or withdrawn case, with its elements and the heads of its lists."""
    mine = {"case": OuterRef("pk")}
    return (
        Case.objects.public()
        .filter(key=key)
        .annotate(
            elements_=gathered(
                Element.objects.published().filter(**mine).in_sequence(), "public_id", "name", "description"
            ),
            lists_=gathered(
                NumberedList.objects.published().filter(**mine).in_sequence(),
                *("public_id", "title", "kind"),
                source="document__title",
            ),
        )
        .first()
    )


def set_out(case: Case) -> ProposalsPage:
    """All of the page in seven queries."""
    gathering = Gathering()
    found = in_full(Proposal.objects.published().of_case(case).in_sequence())
    proposals = [set_out_proposal(gathering, proposal, case) for proposal in found]
    submissions = _submissions(gathering, case)
    gathering.attach(*POINTED_AT)
    lists = [dict(row) for row in case.lists_]
    sources = [row.pop("source") for row in lists]
    page = ProposalsPage(
        proposals=[in_order(each, case) for each in proposals],
        submissions=submissions,
        lists=[NumberedList(case=case, **row) for row in lists],
        elements=[Element(**row) for row in case.elements_],
    )
    for each, source in zip(page.lists, sources, strict=True):
        each.source = source
    return page


def find_proposal(key: str, public_id: str, **more) -> Proposal | None:
    """A published or withdrawn proposal of a case that readers may see, with all that is on record of it.

    ``more`` are further annotations.
    """
    found = Proposal.objects.public().filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
    return in_full(found).select_related("case").annotate(**more).first()


def in_full(proposals):
    """Proposals with the rows of all their parts, for ``set_out_proposal``."""
    appraisals = _parts(Appraisal, "option")
    options = Option.objects.published().filter(proposal=OuterRef("pk")).in_sequence()
    carried = Carried.objects.filter(proposal=OuterRef("pk"), submission__state=State.PUBLISHED)
    return proposals.annotate(
        proposers_=_voices(Proposer, "proposal"),
        names_=whole(_parts(ProposalName, "proposal")),
        versions_=whole(
            _parts(ProposalVersion, "proposal"),
            authors_=_voices(VersionAuthor, "version"),
            signatories_=whole(_parts(Signatory, "version")),
        ),
        options_=whole(
            options,
            variant_of_=gathered(
                Option.objects.published().filter(pk=OuterRef("variant_of"), proposal__state=State.PUBLISHED),
                *("public_id", "name", "proposal__public_id", "proposal__name"),
            ),
            elements_=gathered(
                _parts(OptionElement, "option").filter(element__state=State.PUBLISHED),
                *("element__public_id", "element__name"),
            ),
            appraisals_=whole(appraisals, points_=whole(_parts(AppraisalPoint, "appraisal"))),
            flags_=whole(_parts(OptionFlag, "flagged")),
        ),
        backers_=whole(_parts(Backing, "proposal")),
        carried_=whole(
            carried.order_by("submission__when_earliest", "submission__key"),
            submission_=whole(Submission.objects.filter(pk=OuterRef("submission"))),
        ),
        flags_=whole(_parts(ProposalFlag, "flagged")),
    )


def set_out_proposal(gathering: Gathering, proposal: Proposal, case: Case) -> ProposalDetails:
    """A proposal that was found in full. Once the gathering is attached, ``in_order`` puts it in its order."""
    proposal.case = case
    versions = gathering.revive(ProposalVersion, proposal.versions_)
    for version in versions:
        version.authors_shown = _revived(version.authors_)
        version.signatories_shown = gathering.revive(Signatory, version.signatories_)
    options = gathering.revive(Option, proposal.options_)
    for option in options:
        option.case, option.proposal = case, proposal
        option.variant_of_shown = [_variant_of(case, row) for row in option.variant_of_]
        option.elements_shown = option.elements_
        option.appraisals_shown = gathering.revive(Appraisal, option.appraisals_)
        option.flags_shown = gathering.revive(OptionFlag, option.flags_)
        for appraisal in option.appraisals_shown:
            points = gathering.revive(AppraisalPoint, appraisal.points_)
            appraisal.pros = [point for point in points if point.weighs == "for"]
            appraisal.cons = [point for point in points if point.weighs == "against"]
    carried = gathering.revive(Carried, proposal.carried_)
    for each in carried:
        (each.submission,) = gathering.revive(Submission, each.submission_)
        each.submission.case = case
    return ProposalDetails(
        proposal=proposal,
        proposers=_revived(proposal.proposers_),
        names=_names(gathering.revive(ProposalName, proposal.names_)),
        versions=sorted(versions, key=_when),
        options=[
            (label, found)
            for status, label in STATUSES.items()
            if (found := [option for option in options if option.status == status])
        ],
        backings=[
            (label, note, found)
            for relation, (label, note) in RELATIONS.items()
            if (found := _related(gathering, proposal, relation, versions))
        ],
        carried=carried,
        flags=gathering.revive(ProposalFlag, proposal.flags_),
    )


def in_order(found: ProposalDetails, case: Case) -> ProposalDetails:
    """Those in one relation stand in the order of their names, which are known once they are attached."""
    for _, _, backings in found.backings:
        backings.sort(key=lambda each: (each.voice.name, _when(each)))
        for each in backings:
            if each.decided_at and each.decided_at.is_published:
                each.decided_at.case = case
            else:
                each.decided_at = None
    return found


def _submissions(gathering, case) -> list[Submission]:
    found = list(
        Submission.objects.published()
        .of_case(case)
        .annotate(submitters_=_voices(Submitter, "submission"))
        .order_by("when_earliest", "when_latest", "key")
    )
    for each in found:
        each.submitters_shown = _revived(each.submitters_)
    gathering.rows += found
    return found


def _parts(model, parent):
    """The parts of a record or of a part, in their order, for a subquery."""
    return model.objects.filter(**{parent: OuterRef("pk")}).order_by("sequence", "pk")


def _voices(model, parent):
    return gathered(_parts(model, parent), public_id="voice__public_id", name="voice__name")


def _revived(rows) -> list[Voice]:
    return [Voice(**row) for row in rows]


def _variant_of(case, row) -> Option:
    """The option of which one is a variant; it may be one of another proposal."""
    proposal = Proposal(case=case, public_id=row["proposal__public_id"], name=row["proposal__name"])
    return Option(case=case, proposal=proposal, public_id=row["public_id"], name=row["name"])


def _related(gathering, proposal, relation, versions) -> list[Backing]:
    found = gathering.revive(Backing, [row for row in proposal.backers_ if row["relation"] == relation])
    if relation == BackingRelation.SIGNED:
        known = {each.voice_id for each in found}
        signed = [
            Backing(proposal=proposal, voice_id=row.voice_id, relation=relation, when=version.when)
            for version in versions
            for row in version.signatories_shown
            if row.voice_id not in known
        ]
        gathering.rows += signed
        found += signed
    return found


def _names(names):
    """The names that parties use, alphabetical, each with everyone who uses it, as far as anything is said of it."""
    by_name = {}
    for each in names:
        uses = by_name.setdefault(each.name, [])
        if each.used_by_id or each.document_id or each.when or each.note:
            uses.append(each)
    return sorted(by_name.items(), key=lambda pair: pair[0].casefold())


def _when(row) -> tuple:
    """By date, what is undated first, then in the order of entry."""
    return (*row.when.sort_key, row.sequence) if row.when else (datetime.date.min, datetime.date.min, row.sequence)
