"""The places where claims were put on record, and who reports them there."""

from itertools import pairwise

from django.db import models
from django.db.models import Prefetch
from django.utils.functional import cached_property

from claims.choices import WhoseWords
from councils.models import DocumentFlag, Passage, Voice
from councils.models.lines import CITED_PASSAGE, in_lines
from record.dates import UncertainDateField
from record.history import tracked
from record.models import PartRow


def columns_of_date(name: str) -> list[str]:
    return [f"{name}_{part}" for part in ("edtf", "printed", "basis", "extent")]


# The columns that a list prints, with those of the passage and its document.
LISTED_OF_APPEARANCE = [
    *("claim", "sequence", "office_as_printed", "wording", "speaker__name", *columns_of_date("said")),
    *(f"passage__{name}" for name in CITED_PASSAGE),
]
WORDING_REMARKS = {
    WhoseWords.PARAPHRASE: "In the reporter’s words.",
    WhoseWords.REBUTTAL: "The words are those of the rebuttal, through which alone the claim is known.",
}


class AppearanceQuerySet(models.QuerySet):
    def for_listing(self):
        """With what a list prints of the passage, who spoke and who reports it."""
        return self._with_reporters().only(*LISTED_OF_APPEARANCE)

    def for_page(self):
        """With the passage, the document and its publisher, who spoke and who reports it."""
        return self._with_reporters()

    def with_document_flags(self):
        """Prefetch editors' notes on their documents, and on words of these."""
        flags = in_lines(DocumentFlag.objects.all(), "passage")
        return self.prefetch_related(Prefetch("passage__document__flags", flags, to_attr="flag_list"))

    def _with_reporters(self):
        named = ["appearance", "sequence", "voice__public_id", "voice__name"]
        reporters = Reporter.objects.select_related("voice").only(*named)
        return self.select_related("passage__document__publisher", "speaker").prefetch_related(
            Prefetch("reporters", reporters, to_attr="reporter_list")
        )


def in_runs(appearances: list["Appearance"]) -> list["Appearance"]:
    """Mark those that go on with the document before them: its source is printed once."""
    for before, each in pairwise(appearances):
        each.goes_on = bool(each.passage.quote) and each.told == before.told
    return appearances


def reported_how(wording: str) -> str:
    return "quoted by" if wording == WhoseWords.DIRECT else "reported by"


@tracked
class Appearance(PartRow):
    """A place where a claim was put on record: passage, speaker, reporters and date."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="appearances")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="appearances")
    speaker = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="spoken_appearances")
    office_as_printed = models.CharField(max_length=300, blank=True)
    wording = models.CharField(
        max_length=20,
        choices=WhoseWords,
        blank=True,
        help_text="Where others report it: whose words the quotation is.",
    )
    said = UncertainDateField("said", blank=True, help_text="If that is not the document's date.")

    objects = AppearanceQuerySet.as_manager()

    def __str__(self):
        return str(self.passage)

    @property
    def quotation(self) -> Passage:
        """Its passage, told what its words should hold and if they fall short."""
        self.passage.figures = self.claim.figure_list
        self.passage.falls_short = self.claim.words_fall_short
        return self.passage

    @property
    def dated(self):
        """When it was said, or else the date of the document, or when that became public."""
        return self.said or self.passage.document.date or self.passage.document.published

    def date_order(self) -> tuple:
        """The sort key by date; what is undated comes last."""
        dated = self.dated
        return dated is None, dated and dated.sort_key

    @property
    def document_flags(self) -> list[DocumentFlag]:
        """Editors' notes on its document, which ``with_document_flags`` prefetches."""
        return self.passage.document.flag_list

    @property
    def flags_on_words(self) -> list[DocumentFlag]:
        """Of these, the notes on words that it quotes."""
        passage = self.passage
        return [flag for flag in self.document_flags if flag.passage_id and passage.shares_words_with(flag.passage)]

    @property
    def told(self) -> tuple:
        """Its document, who told it and when: equal where one source line is enough."""
        reporters = tuple(each.voice_id for each in self.reporter_list)
        return self.passage.document_id, self.speaker_id, self.office_as_printed, self.wording, self.said, reporters

    @property
    def is_by_another(self) -> bool:
        """True if its speaker is not the voice for whom the claim is made."""
        return self.speaker_id is not None and self.speaker_id != self.claim.made_for_id

    @property
    def reported_how(self) -> str:
        """“quoted by” for direct speech, “reported by” for all else."""
        return reported_how(self.wording)

    @property
    def wording_remark(self) -> str:
        """A sentence on whose words the quotation is, where they are not the claim's own."""
        return WORDING_REMARKS.get(self.wording, "")

    @property
    def is_rebuttal(self) -> bool:
        """True if the quotation is of a rebuttal, through which alone the claim is known."""
        return self.wording == WhoseWords.REBUTTAL

    @cached_property
    def reporter_list(self) -> list["Reporter"]:
        """Its reporters, nearest to the speaker first, which ``for_listing`` prefetches."""
        return list(self.reporters.all())


@tracked
class Reporter(PartRow):
    """A voice that reports an appearance, nearest to the speaker first."""

    appearance = models.ForeignKey(Appearance, models.PROTECT, related_name="reporters")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.voice)
