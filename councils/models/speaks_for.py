from django.db import models
from django.db.models import F, Q

from councils.choices import COUNTING_WAYS, RepresentationWay
from councils.models.voice import Voice
from record.models.stored_row import StoredRow
from record.prepared import AnyGiven


class SpeaksForQuerySet(models.QuerySet):
    def counting_for(self, councils):
        """Voices whose words count for these councils, their own or by a joint body."""
        return self.filter(principal__in=councils, way__in=COUNTING_WAYS).select_related("via")

    def of_with_partners(self, voices: AnyGiven):
        """Rows of these voices, and of the councils that share them or are their members."""
        joint = [RepresentationWay.ALLIANCE, RepresentationWay.SHARED]
        partners = self.filter(voice=voices, way__in=joint).values("principal")
        return self.filter(Q(voice=voices) | Q(voice__in=partners))


class SpeaksFor(StoredRow):
    """A voice speaks for another between two days, in one way; computed from tenures.

    Every list, page, count, side and permission joins to these rows, so the rule is
    in one place. Each published or withdrawn voice has a row for itself.
    """

    COMPUTED = True

    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+", db_index=False)
    principal = models.ForeignKey(Voice, models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=10, choices=RepresentationWay)
    via = models.ForeignKey(
        Voice,
        models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The alliance or shared body by way of which it counts; else the voice itself.",
    )
    distance = models.PositiveSmallIntegerField(help_text="How many tenures lie between the two.")
    earliest = models.DateField()
    latest = models.DateField()
    surely_from = models.DateField(help_text="From this day to the next, if they are in order, it holds for certain.")
    surely_to = models.DateField()

    objects = SpeaksForQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(voice=F("principal")) | Q(way=RepresentationWay.ITSELF), name="councils_speaksfor_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["voice", "principal", "way"], name="councils_speaksfor_voice"),
            models.Index(fields=["principal", "way"], name="councils_speaksfor_principal"),
        ]

    def __str__(self):
        return f"{self.voice_id} {self.way} {self.principal_id}"
