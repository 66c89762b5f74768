"""Motions and votes of a decision."""

from django.db import models
from django.db.models import F, Q

from councils.models import Passage, Voice
from councils.models.sourced_part import SourcedPart
from proposals.choices import (
    Cast,
    MotionKind,
    MotionResult,
    VoteManner,
    Wording,
)
from record.history import tracked
from record.models import PartRow


@tracked
class Motion(SourcedPart):
    """A motion or amendment, with mover, seconder, wording, votes and result."""

    decision = models.ForeignKey("Decision", models.PROTECT, related_name="motions")
    key = models.SlugField(max_length=100)
    kind = models.CharField(max_length=20, choices=MotionKind, default=MotionKind.MOTION)
    amends = models.SlugField(
        max_length=100, blank=True, help_text="Which motion it amends or is part of, by its name here."
    )
    moved_by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mover")
    seconded_by = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="seconder"
    )
    mover_printed = models.CharField(
        "mover as printed", max_length=300, blank=True, help_text="Also where the mover is no voice of this record."
    )
    seconder_printed = models.CharField("seconder as printed", max_length=300, blank=True)
    result = models.CharField(max_length=20, choices=MotionResult, default=MotionResult.UNKNOWN)
    note = models.TextField(blank=True)

    class Meta(SourcedPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "key"],
                name="proposals_motion_key_once",
                violation_error_message="Another motion of this decision has this lasting name.",
            ),
            models.CheckConstraint(
                condition=~Q(amends=F("key")),
                name="proposals_motion_amends_another",
                violation_error_message="A motion does not amend itself.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.key}"


@tracked
class MotionText(SourcedPart):
    """The words of a motion at one stage."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="texts")
    stage = models.CharField(max_length=20, choices=Wording, default=Wording.MOVED)
    words = models.TextField(help_text="In the record's words; what is quoted goes below.")

    def __str__(self):
        return self.words


def _count(name, **options):
    return models.PositiveIntegerField(name, null=True, blank=True, **options)


@tracked
class Vote(SourcedPart):
    """A vote on a motion as one source states it, even if it does not add up."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="votes")
    manner = models.CharField(max_length=20, choices=VoteManner)
    in_favour = _count("for")
    against = _count("against")
    abstained = _count("abstained")
    absent = _count("absent")
    present = _count("present", help_text="As stated, never added up.")
    casting = models.CharField("casting vote", max_length=20, choices=Cast, blank=True)
    casting_by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True, help_text="As told: “by a large majority”.")
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return self.words or self.get_manner_display()


@tracked
class VoteGroup(PartRow):
    """How a group, or part of one, voted."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="groups")
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True, help_text="Where no voice is named: “two Labour councillors”.")
    in_favour = _count("for")
    against = _count("against")
    abstained = _count("abstained")
    absent = _count("absent")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(PartRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(voice__isnull=False) | ~Q(words=""),
                name="proposals_votegroup_says_who",
                violation_error_message="Say which group.",
            )
        ]

    def __str__(self):
        return self.words or str(self.voice)


@tracked
class VoteCategory(PartRow):
    """A count under a heading as printed, such as “Absent or did not vote”."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="categories")
    words = models.CharField("heading as printed", max_length=300, help_text="Absent or did not vote")
    count = models.PositiveIntegerField()

    class Meta(PartRow.Meta):
        verbose_name_plural = "vote categories"
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="proposals_votecategory_has_words",
                violation_error_message="Give the heading as printed.",
            )
        ]

    def __str__(self):
        return f"{self.words}: {self.count}"


@tracked
class VoteName(PartRow):
    """How one person voted."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="names")
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    as_printed = models.CharField(max_length=300, blank=True)
    cast = models.CharField(max_length=20, choices=Cast)

    class Meta(PartRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(voice__isnull=False) | ~Q(as_printed=""),
                name="proposals_votename_says_who",
                violation_error_message="Say who.",
            )
        ]

    def __str__(self):
        return self.as_printed or str(self.voice)
