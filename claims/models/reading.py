"""Figures and positions: readings of a claim, which has the voice, words and date."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.choices import COUNTED_YEARS, DecidedBy, FigureBasis, Operation, Per, Stance, StanceOn, Unit
from claims.models.claim import Claim
from councils.models import Case, Flag, Voice
from proposals.choices import Bound
from proposals.models import Element, Option, Proposal
from proposals.models.proposal import OfCaseQuerySet, key_once_in_case
from record.dates import UncertainDateField
from record.history import tracked
from record.models import PartRow, Record
from record.web.addresses import cached_reverse, slug_of


def _amount(name="", **options):
    return models.DecimalField(name, max_digits=21, decimal_places=6, null=True, blank=True, **options)


@tracked
class Measure(Record):
    """A measure that figures share: savings a year, population, debt."""

    KIND = "measure"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, help_text="A neutral description: Savings a year.")
    unit = models.CharField(max_length=20, choices=Unit)
    is_population = models.BooleanField(
        "population of a council",
        null=True,
        blank=True,
        help_text="Yes if it is how many people live in a council. Left empty: yes if its name begins with Population.",
    )
    note = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's measures.")

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once_in_case("measure", "claims"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="claims_measure_unit_known"),
        ]

    def __str__(self):
        return self.name

    @property
    def counts_inhabitants(self) -> bool:
        """True if its figures are the populations of councils."""
        if self.unit != Unit.PEOPLE or self.is_population is not None:
            return self.unit == Unit.PEOPLE and bool(self.is_population)
        return self.name.casefold().removeprefix("the ").split(" ", 1)[0] == "population"

    @property
    def slug(self) -> str:
        return slug_of(self.name, "measure")

    def get_absolute_url(self):
        return cached_reverse("timeline:measure", self.case.key, self.public_id, self.slug)


@tracked
class Figure(PartRow):
    """A number as a claim states it, with bound, unit, span, period, scope and basis."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="figures")
    key = models.SlugField(max_length=100, default="figure", help_text="Its name among the figures of this claim.")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="figures")
    bound = models.CharField(max_length=20, choices=Bound, default=Bound.EXACTLY)
    value = _amount(help_text="Written out: 43000000. Empty between two bounds.")
    low = _amount("lower bound")
    high = _amount("upper bound")
    unit = models.CharField(max_length=20, choices=Unit)
    printed = models.CharField(max_length=300, blank=True, help_text="As printed: £43 million.")
    per = models.CharField(max_length=20, choices=Per, default=Per.TOTAL)
    starts = UncertainDateField("from", blank=True, help_text="From when it runs: by 2030.")
    years = models.CharField(
        "years counted from the start",
        max_length=7,
        blank=True,
        default="",
        db_default="",
        help_text="1-5 for the first five years, 3 for year three, ..3 for by year three, 6.. for from year six.",
    )
    when = UncertainDateField("period or as at", blank=True)
    scope = models.CharField(
        max_length=300, blank=True, help_text="What it is of, in words, where no council, proposal or option is named."
    )
    council = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="The council that it is of."
    )
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="+")
    option = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="+", help_text="For whose plan it is stated."
    )
    proposed = models.SlugField(
        max_length=100, null=True, blank=True, help_text="Which proposed council of that option, by its name there."
    )
    basis = models.CharField(max_length=20, choices=FigureBasis, default=FigureBasis.NOT_STATED)
    certainty = models.CharField(
        max_length=300, blank=True, help_text="Words of certainty as printed: will, estimated."
    )
    price_year = models.CharField(max_length=300, blank=True)
    compared_with = models.CharField(max_length=300, blank=True)
    leaves_in = models.CharField("what is left in", max_length=300, blank=True)
    leaves_out = models.CharField("what is left out", max_length=300, blank=True)
    model_by = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose model it comes from."
    )
    out_of = _amount("out of", help_text="The whole, where one number is stated of another: 9 of “six of nine”.")
    out_of_printed = models.CharField(
        "the whole as printed",
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="As printed: the nine districts.",
    )
    share_of = models.CharField(
        max_length=300,
        blank=True,
        help_text="For a percentage, or a number out of another: what the whole is. the district councils",
    )
    asked = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    refs = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    class Meta(PartRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "key"],
                name="claims_figure_key_once",
                violation_error_message="Another figure of this claim has this lasting name.",
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
                name="claims_figure_bounds_in_order",
                violation_error_message="The lower bound is above the upper one.",
            ),
            models.CheckConstraint(
                condition=(Q(bound=Bound.BETWEEN, value=None, low__isnull=False, high__isnull=False))
                | (~Q(bound=Bound.BETWEEN) & Q(value__isnull=False, low=None, high=None)),
                name="claims_figure_value_or_bounds",
                violation_error_message="Give a value; or, for “between”, a lower and an upper bound.",
            ),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="claims_figure_unit_known"),
            models.CheckConstraint(
                condition=Q(years="") | Q(years__regex=COUNTED_YEARS),
                name="claims_figure_years_form",
                violation_error_message="Write years as 1-5, 3, ..3 or 6.., counted from the start.",
            ),
            models.CheckConstraint(
                condition=Q(out_of=None) | Q(out_of__gt=0),
                name="claims_figure_out_of_something",
                violation_error_message="The whole of a number is more than 0.",
            ),
            models.CheckConstraint(
                condition=Q(out_of_printed="") | Q(out_of__isnull=False),
                name="claims_figure_whole_has_its_number",
                violation_error_message="Give the whole as a number as well as in words.",
            ),
            models.CheckConstraint(
                condition=Q(proposed=None) | Q(option__isnull=False),
                name="claims_figure_proposed_of_an_option",
                violation_error_message="Name the option of which it is a proposed council.",
            ),
        ]

    def __str__(self):
        return self.printed or f"{self.value or self.low} {self.unit}"


@tracked
class Position(PartRow):
    """A stance that a claim states: its maker's own or one ascribed to another."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="positions")
    of = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose stance it is, where that is not the voice for whom the claim is made.",
    )
    stance = models.CharField(max_length=20, choices=Stance)
    on = models.CharField(
        max_length=20, choices=StanceOn, blank=True, help_text="Where no element, option or proposal is named."
    )
    decided_by = models.CharField(max_length=20, choices=DecidedBy, default=DecidedBy.NOT_STATED)
    firmness = models.CharField(max_length=300, blank=True, help_text="As worded: likely to.")
    condition = models.CharField(max_length=300, blank=True, help_text="As worded.")
    when = UncertainDateField("when", blank=True, help_text="If it is not said to hold when the claim was made.")
    note = models.CharField(max_length=300, blank=True)
    refs = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    def __str__(self):
        return self.get_stance_display()


@tracked
class PositionProposal(PartRow):
    position = models.ForeignKey(Position, models.PROTECT, related_name="proposals")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.proposal)


@tracked
class PositionOption(PartRow):
    position = models.ForeignKey(Position, models.PROTECT, related_name="options")
    option = models.ForeignKey(Option, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.option)


@tracked
class PositionElement(PartRow):
    position = models.ForeignKey(Position, models.PROTECT, related_name="elements")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.element)


@tracked
class Reckoning(Record):
    """Our arithmetic on stated figures, shown with its formula and any stated result."""

    KIND = "reckoning"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, help_text="What it works out: People to the square mile, Harborough.")
    operation = models.CharField(max_length=20, choices=Operation)
    unit = models.CharField(max_length=20, choices=Unit, blank=True, help_text="Of the result.")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="reckonings")
    stated_in = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="+", help_text="The claim that states the result."
    )
    stated_figure = models.SlugField(
        max_length=100, null=True, blank=True, help_text="Which figure of that claim, by its name there."
    )
    note = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's calculations.")

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "calculation of ours"
        verbose_name_plural = "calculations of ours"
        constraints = [*Record.Meta.constraints, *key_once_in_case("reckoning", "claims")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{cached_reverse('timeline:figures', self.case.key)}#{self.public_id}"


@tracked
class Term(PartRow):
    """One number of a reckoning: a figure of a claim."""

    reckoning = models.ForeignKey(Reckoning, models.PROTECT, related_name="terms")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    figure = models.SlugField(
        max_length=100, default="figure", help_text="Which figure of that claim, by its name there."
    )

    def __str__(self):
        return f"{self.claim_id} {self.figure}"


@tracked
class ReckoningFlag(Flag):
    flagged = models.ForeignKey(Reckoning, models.PROTECT, related_name="flags")
