"""All councils: their list, as page and file."""

from django.db.models import OuterRef

from councils.models import Case, Council, Identifier, Party
from record.gather import gathered
from record.web.filter_fields import WordsField
from record.web.keyset import Keyset, KeysetPage
from record.web.list_filter import ListFilter
from timeline.lists.practice import is_invented_voice

BY_AREA = Keyset(Council, "area", "code")
# All the councils of England fit on one page; any more are on the next.
PAGE = 400


class CouncilFilter(ListFilter):
    q = WordsField(searched_in="names, areas and codes")

    def rows(self):
        """Published councils, each with the cases that it is a party to."""
        parties = Party.objects.filter(voice=OuterRef("voice"), case__in=Case.objects.published())
        councils, words = Council.objects.published(), self.value("q")
        return (
            (councils.called(words) if words else councils)
            .select_related("voice")
            .annotate(
                is_invented=is_invented_voice("voice"),
                cases=gathered(parties.order_by("case__title"), key="case__key", title="case__title"),
            )
        )

    def page(self, after: str) -> KeysetPage:
        return BY_AREA.page(self.rows(), after, PAGE)


COLUMNS = ("code", "name", "area", "type", "starts", "ends", "identifiers", "invented", "address")


def csv_rows(filters: CouncilFilter, absolute):
    """Councils as rows of a file; ``absolute`` makes an address whole."""
    identifiers = gathered(Identifier.objects.filter(council=OuterRef("pk")), "scheme", "value")
    for council in BY_AREA.ordered(filters.rows().annotate(identifiers_=identifiers)).iterator(chunk_size=2000):
        yield (
            council.code,
            council.voice.name,
            council.area,
            council.get_type_display(),
            council.starts_edtf,
            council.ends_edtf,
            "; ".join(f"{row['scheme']} {row['value']}" for row in council.identifiers_),
            "yes" if council.is_invented else "no",
            absolute(council.get_absolute_url()),
        )
