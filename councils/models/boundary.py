from django.db import models

from councils.models.council import Council
from record.history import tracked


class BoundaryQuerySet(models.QuerySet):
    def of(self, councils):
        return self.filter(council__in=councils)


@tracked
class Boundary(models.Model):
    """The outline of a council's area, for pictures only.

    It is imported (councils.geography.boundary_import) and is not in any case file.
    """

    council = models.OneToOneField(Council, models.PROTECT, related_name="boundary")
    path = models.TextField(help_text="The outline as an SVG path, in the units of the maps.")
    source = models.CharField(max_length=300, help_text="Who made the outline, as the file or the importer says.")
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    imported = models.DateTimeField()

    objects = BoundaryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "boundaries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(path__regex=r"^(?:M-?[0-9]+[ -][-0-9 ]+l[-0-9 ]+z)+$"),
                name="councils_boundary_path_form",
                violation_error_message="An outline is closed rings of whole numbers. Import it from a GeoJSON file.",
            ),
        ]

    def __str__(self):
        return f"Outline of {self.council}"
