"""All councils: their list, as page and file."""

from django.db.models import Prefetch

from claims.practice import annotate_invented_voices
from councils.models import Case, Council, Party
from record.web.filter_fields import WordsField
from record.web.keyset import Keyset, KeysetPage
from record.web.list_filter import ListFilter

BY_AREA = Keyset(Council, "area", "code")
# All the councils of England fit on one page; any more are on the next.
PAGE = 400


class CouncilFilter(ListFilter):
    q = WordsField(searched_in="names, areas and codes")

    def rows(self):
        """Published councils by the words asked for."""
        councils, words = Council.objects.published(), self.value("q")
        councils = councils.called(words) if words else councils
        return annotate_invented_voices(councils.select_related("voice"), "voice")

    def page(self, after: str) -> KeysetPage:
        """A page of real councils, each with the published cases that it is a party to."""
        return BY_AREA.page(self._with_cases(is_invented=False), after, PAGE)

    def invented(self) -> list[Council]:
        """Councils that only invented cases know, for the end of the list."""
        return list(BY_AREA.ordered(self._with_cases(is_invented=True))[:PAGE])

    def _with_cases(self, *, is_invented: bool):
        parties = Party.objects.filter(case__in=Case.objects.published()).select_related("case").order_by("case__title")
        councils = self.rows().filter(is_invented=is_invented)
        return councils.prefetch_related(Prefetch("voice__party_to", parties))


COLUMNS = ("code", "name", "area", "type", "starts", "ends", "identifiers", "invented", "address")


def csv_rows(filters: CouncilFilter, absolute):
    """Councils as rows of a file; ``absolute`` makes an address whole."""
    for council in BY_AREA.ordered(filters.rows().prefetch_related("identifiers")).iterator(chunk_size=2000):
        yield (
            council.code,
            council.voice.name,
            council.area,
            council.get_type_display(),
            council.starts_edtf,
            council.ends_edtf,
            "; ".join(f"{each.scheme} {each.value}" for each in council.identifiers.all()),
            "yes" if council.is_invented else "no",
            absolute(council.get_absolute_url()),
        )
