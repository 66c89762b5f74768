from collections.abc import Iterable

from django.db import models
from django.db.models import Case, Value, When

from councils.choices import PlaceKind
from councils.models.council import Council
from record.history import tracked
from record.models import PartRow
from record.text.spelling import folded, nearest
from record.workflow.states import State


class PlaceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(council__voice__state=State.PUBLISHED)

    def named_like(self, words: str):
        """Published places with names like a reader’s words, the best first.

        First those called so, then those with a word that begins so; where there is neither, up to five that are
        spelt most like it. Case, accents, hyphens and apostrophes do not matter. Each comes with its council.
        """
        names = dict(self.published().values_list("pk", "name"))
        best = names_called(words, names.values()) or nearest(words, names.values())
        by_rank = {name: rank for rank, name in enumerate(best)}
        ranks = {pk: by_rank[name] for pk, name in names.items() if name in by_rank}
        order = Case(*(When(pk=pk, then=Value(rank)) for pk, rank in ranks.items()), default=Value(len(best)))
        return self.filter(pk__in=ranks).select_related("council__voice").order_by(order, "council__area", "pk")


def names_called(words: str, names: Iterable[str]) -> list[str]:
    """The names that a reader’s words name.

    Those that are just these words, or else those with a word that begins so.

    “Oadby, Leicester” is read as “Oadby” where no name has the whole of it.
    """
    names = list(dict.fromkeys(names))
    for query in dict.fromkeys([folded(words), folded(words.partition(",")[0])]):
        if found := [name for name in names if query and folded(name) == query]:
            return found
        if found := [name for name in names if len(query) > 2 and f" {query}" in f" {folded(name)}"]:
            return sorted(found, key=lambda name: (len(name), name))
    return []


@tracked
class Place(PartRow):
    """A name that people live under, in the area of a council.

    A place across a boundary is entered under each of its councils.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="places")
    name = models.CharField(max_length=300, help_text="As people write it: Market Harborough.")
    kind = models.CharField(max_length=20, choices=PlaceKind)
    source_name = models.CharField(
        "source", max_length=300, help_text="Who says that it is in the area: a list of parishes, and its year."
    )
    source_address = models.CharField("web address of the source", max_length=1000, blank=True)
    source_read_on = models.DateField("read on", null=True, blank=True)
    source_licence = models.CharField("licence of the source", max_length=300, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta(PartRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name", "kind"],
                name="councils_place_once",
                violation_error_message="This council has a place of this name and kind already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source_name=""),
                name="councils_place_with_source",
                violation_error_message="Say who says that the place is in this council’s area.",
            ),
        ]

    def __str__(self):
        return self.name
