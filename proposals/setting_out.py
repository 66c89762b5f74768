"""The proposals of a case with all that is on record of each, in as many queries for thirty as for three."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch

from councils.models import Case, Voice
from proposals.choices import BackingRelation, OptionStatus
from proposals.models import (
    Backing,
    Carried,
    Element,
    EventProposal,
    Option,
    OptionElement,
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
from record.gather import gathered
from record.lifecycle import State

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


@dataclass
class SetOut:
    """One proposal with what is on record of it, in the order in which it is printed."""

    proposal: Proposal
    proposers: list[Voice]
    names: list[tuple[str, list[ProposalName]]]
    versions: list[ProposalVersion]
    options: list[tuple[str, list[Option]]]
    backings: list[tuple[str, str, list[Backing]]]
    carried: list[Carried]
    events: list[EventProposal]
    flags: list[ProposalFlag]


@dataclass
class ProposalsPage:
    """All proposals of a case, its submissions, and the elements on which one can take a stand."""

    proposals: list[SetOut]
    submissions: list[Submission]
    elements: list[Element]


def find_case(key: str) -> Case | None:
    """A published or withdrawn case, with the elements on which one can take a stand in it."""
    elements = Element.objects.published().filter(case=OuterRef("pk")).in_sequence()
    return (
        Case.objects.public()
        .filter(key=key)
        .annotate(elements_=gathered(elements, "public_id", "name", "description"))
        .first()
    )


def set_out(case: Case) -> ProposalsPage:
    proposals = list(_proposals(case))
    submissions = list(_submissions(case))
    return ProposalsPage(
        proposals=[_set_out(proposal, case) for proposal in proposals],
        submissions=submissions,
        elements=[Element(**row) for row in case.elements_],
    )


def _proposals(case):
    def voices(model, **of):
        return gathered(model.objects.filter(**of).order_by("sequence", "pk"), "voice__public_id", "voice__name")

    versions = ProposalVersion.objects.select_related("document").annotate(
        authors_=voices(VersionAuthor, version=OuterRef("pk")),
        signatories_=gathered(
            Signatory.objects.filter(version=OuterRef("pk")).order_by("sequence", "pk"),
            "voice__public_id",
            "voice__name",
            "as_printed",
        ),
    )
    options = (
        Option.objects.published()
        .in_sequence()
        .select_related("passage__document")
        .annotate(
            elements_=gathered(
                OptionElement.objects.filter(option=OuterRef("pk")).order_by("sequence", "pk"),
                "element__public_id",
                "element__name",
            )
        )
    )
    carried = Carried.objects.filter(submission__state=State.PUBLISHED).select_related("submission", "voice")
    events = EventProposal.objects.filter(event__state=State.PUBLISHED).select_related("event")
    return (
        Proposal.objects.published()
        .of_case(case)
        .in_sequence()
        .annotate(proposers_=voices(Proposer, proposal=OuterRef("pk")))
        .prefetch_related(
            Prefetch("names", ProposalName.objects.select_related("used_by", "document")),
            Prefetch("versions", versions),
            Prefetch("options", options),
            Prefetch(
                "backers",
                Backing.objects.select_related("voice", "decided_at", "according_to", "passage__document"),
            ),
            Prefetch("carried_by", carried.order_by("submission__when_earliest", "submission__key")),
            Prefetch("events", events.order_by("event__when_earliest", "event__when_latest", "event_id")),
            Prefetch("flags", ProposalFlag.objects.select_related("passage__document")),
        )
    )


def _submissions(case):
    by = Submitter.objects.filter(submission=OuterRef("pk")).order_by("sequence", "pk")
    return (
        Submission.objects.published()
        .of_case(case)
        .select_related("to", "document", "passage__document")
        .annotate(submitters_=gathered(by, "voice__public_id", "voice__name"))
        .order_by("when_earliest", "when_latest", "key")
    )


def _set_out(proposal, case) -> SetOut:
    versions, options, backings = proposal.versions.all(), proposal.options.all(), proposal.backers.all()
    for version in versions:
        version.authors_shown = _voices(version.authors_)
        version.signatories_shown = [
            Signatory(voice=voice, as_printed=row["as_printed"])
            for voice, row in zip(_voices(version.signatories_), version.signatories_, strict=True)
        ]
    for option in options:
        option.elements_shown = option.elements_
    for backing in backings:
        if backing.decided_at:
            backing.decided_at.case = case
    for each in proposal.events.all():
        each.event.case = case
    return SetOut(
        proposal=proposal,
        proposers=_voices(proposal.proposers_),
        names=_names(proposal.names.all()),
        versions=sorted(versions, key=_when),
        options=[
            (label, found)
            for status, label in STATUSES.items()
            if (found := [option for option in options if option.status == status])
        ],
        backings=[
            (label, note, sorted(found, key=lambda each: (each.voice.name, _when(each))))
            for relation, (label, note) in RELATIONS.items()
            if (found := [backing for backing in backings if backing.relation == relation])
        ],
        carried=list(proposal.carried_by.all()),
        events=list(proposal.events.all()),
        flags=list(proposal.flags.all()),
    )


def _names(names):
    """The names that parties use, alphabetical, each with everyone who uses it."""
    by_name = {}
    for each in names:
        by_name.setdefault(each.name, []).append(each)
    return sorted(by_name.items(), key=lambda pair: pair[0].casefold())


def _voices(rows) -> list[Voice]:
    return [Voice(public_id=row["voice__public_id"], name=row["voice__name"]) for row in rows]


def _when(row) -> tuple:
    """By date, what is undated first, then in the order of entry."""
    return (*row.when.sort_key, row.sequence) if row.when else (datetime.date.min, datetime.date.min, row.sequence)
