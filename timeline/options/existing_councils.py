"""Today’s councils in a case, with their sizes and squares on its map."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from claims.models import ClaimStanding
from councils.choices import CouncilType, MeasureKind
from councils.models import Case, Council, CouncilMeasurement, Document, Party, Placement, Tile, Voice
from councils.names import areas_apart
from record.dates import UncertainDate
from record.dates.edtf import FIRST_YEAR

FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1)
# What is summed of whole councils, as a reader looks for it.
SUMMED = [MeasureKind.POPULATION, MeasureKind.AREA]
# What lies within a council that an option may name, or over several of them.
UNDER_OR_OVER = {CouncilType.PARISH, CouncilType.COMBINED}


@dataclass(frozen=True)
class CouncilSize:
    """One measure of a council, as one source gives it for one date."""

    kind: str
    value: Decimal
    unit: str
    as_at: UncertainDate | None
    source: str
    document: Document | None

    @property
    def basis(self) -> tuple:
        """The unit, date and source, which sizes must share to be added up."""
        document = self.document.public_id if self.document else ""
        return self.unit, self.as_at.edtf if self.as_at else "", self.source, document


@dataclass(frozen=True)
class ExistingCouncil:
    """A council of today, with its square on the case's map if it has one."""

    voice: int
    pk: int
    name: str
    area: str
    # Its area, told apart from those of the others here.
    called: str
    code: str
    type: str
    is_of_case: bool
    # The county council in whose area it lies, by its voice, where that is entered.
    stated_county: int | None = None
    is_outside: bool = False
    square: tuple[int, int] | None = None
    sizes: tuple[CouncilSize, ...] = ()

    @property
    def type_label(self) -> str:
        return CouncilType(self.type).label

    @property
    def address(self) -> str:
        return Council(code=self.code).get_absolute_url()


@dataclass(frozen=True)
class ExistingCouncils:
    """Today’s councils in a case, on its map, or named by its options."""

    councils: dict[int, ExistingCouncil]
    voices: dict[int, Voice]
    county: ExistingCouncil | None
    # County councils that these name as their own, and that are none of these.
    other_counties: dict[int, ExistingCouncil] = field(default_factory=dict)

    @property
    def shown(self) -> list[ExistingCouncil]:
        """Councils with squares: those drawn by editors, or else those of the case."""
        if drawn := [each for each in self.councils.values() if each.square]:
            return drawn
        own = [each for each in self.councils.values() if each.is_of_case]
        return [each for each in own if each is not self.county and each.type not in UNDER_OR_OVER]

    @property
    def districts(self) -> list[ExistingCouncil]:
        """Districts of the county, where the case has one county only.

        What a council’s own entry says of its county goes first; else those that lie in the area of the case.
        """
        return [each for each in self.councils.values() if self.county and self._is_in_county(each)]

    def _is_in_county(self, council: ExistingCouncil) -> bool:
        if not council.is_of_case or council.type != CouncilType.DISTRICT:
            return False
        if council.stated_county:
            return council.stated_county == self.county.voice
        return not council.is_outside

    def county_over(self, voice: int) -> ExistingCouncil | None:
        council = self.councils.get(voice)
        if council and council.stated_county:
            return self.councils.get(council.stated_county) or self.other_counties.get(council.stated_county)
        return self.county if council in self.districts else None


def existing_councils_of(case: Case, named=()) -> ExistingCouncils:
    """Today’s councils of a case, of its map, and of the voices given, with sizes."""
    squares = {tile.council_id: (tile.column, tile.row) for tile in Tile.objects.filter(case=case)}
    of_case = Exists(Party.objects.filter(case=case, voice=OuterRef("voice"), in_area=True)) | Exists(
        Placement.objects.filter(side__case=case, voice=OuterRef("voice"))
    )
    of_case &= Q(ends_latest__isnull=True) | Q(ends_latest__gte=_first_day(case))
    outside = Exists(Party.objects.filter(case=case, voice=OuterRef("voice"), in_area=False))
    sizes = CouncilMeasurement.objects.filter(kind__in=SUMMED).for_showing()
    found = list(
        Council.objects.published()
        .annotate(is_of_case=of_case, is_outside=outside)
        .filter(Q(is_of_case=True) | Q(voice__in=named) | Q(voice__in=list(squares)))
        .by_area()
        .prefetch_related(Prefetch("measures", sizes, to_attr="sizes"))
    )
    called = areas_apart(found)
    councils = {each.voice_id: _today(each, called[each.pk], squares.get(each.voice_id)) for each in found}
    voices = {each.voice_id: each.voice for each in found}
    of_area = [each for each in councils.values() if each.is_of_case and not each.is_outside]
    counties = [each for each in of_area if each.type == CouncilType.COUNTY]
    districts = any(each.type == CouncilType.DISTRICT for each in of_area)
    county = counties[0] if len(counties) == 1 and districts else None
    return ExistingCouncils(councils, voices, county, _counties({each.county_id for each in found} - {None, *councils}))


def _counties(voices: set[int]) -> dict[int, ExistingCouncil]:
    """Published county councils, outside the case, by their voices."""
    if not voices:
        return {}
    councils = Council.objects.published().filter(voice__in=voices).select_related("voice")
    named = councils.annotate(is_of_case=Value(False), is_outside=Value(True)).prefetch_related(
        Prefetch("measures", CouncilMeasurement.objects.none(), to_attr="sizes")
    )
    return {each.voice_id: _today(each, each.area, None) for each in named}


def _first_day(case: Case):
    """The day on which a case begins: as entered, else that of its earliest claim.

    A council that had ended by then is none of today’s, though the case names it.
    """
    if case.began and not case.began.is_open_start:
        return case.began.earliest
    said = ClaimStanding.objects.filter(claim__case=case, said_earliest__gt=FIRST_DAY).order_by("said_earliest")
    return Coalesce(Subquery(said.values("said_earliest")[:1]), Value(FIRST_DAY))


def _today(council: Council, called: str, square: tuple[int, int] | None) -> ExistingCouncil:
    return ExistingCouncil(
        voice=council.voice_id,
        pk=council.pk,
        name=council.voice.name,
        area=council.area,
        called=called,
        code=council.code,
        type=council.type,
        is_of_case=council.is_of_case,
        stated_county=council.county_id,
        is_outside=council.is_outside,
        square=square,
        sizes=tuple(_size(measured) for measured in council.sizes),
    )


def _size(measured: CouncilMeasurement) -> CouncilSize:
    return CouncilSize(
        kind=measured.kind,
        value=Decimal(measured.value),
        unit=measured.unit,
        as_at=measured.as_at,
        source=measured.source,
        document=measured.passage.document if measured.passage else None,
    )
