"""The councils of today that a case concerns, with their sizes and their squares on its map; one query."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from councils.choices import CouncilType, MeasureKind
from councils.models import Case, Council, Document, Measured, Party, Placement, Tile, Voice
from record.dates import UncertainDate
from record.gather import gathered

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
        """What two sizes must share to be added up: unit, date and source."""
        document = self.document.public_id if self.document else ""
        return self.unit, self.as_at.edtf if self.as_at else "", self.source, document


@dataclass(frozen=True)
class ExistingCouncil:
    """A council of today, with its square on the case's map if it has one."""

    voice: int
    pk: int
    name: str
    area: str
    code: str
    type: str
    is_of_case: bool
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
    """The councils of today that a case concerns, and those beyond it that its map shows or its options name."""

    councils: dict[int, ExistingCouncil]
    voices: dict[int, Voice]
    county: ExistingCouncil | None

    @property
    def shown(self) -> list[ExistingCouncil]:
        """Those that a map has squares for: all that its editors drew, wherever they lie; else those of the case."""
        if drawn := [each for each in self.councils.values() if each.square]:
            return drawn
        own = [each for each in self.councils.values() if each.is_of_case]
        return [each for each in own if each is not self.county and each.type not in UNDER_OR_OVER]

    @property
    def districts(self) -> list[ExistingCouncil]:
        """Those in the area of the county, where the case has one county only, so that there is no doubt."""
        if not self.county:
            return []
        return [each for each in self.councils.values() if each.is_of_case and each.type == CouncilType.DISTRICT]

    def county_over(self, voice: int) -> ExistingCouncil | None:
        return self.county if any(each.voice == voice for each in self.districts) else None


def ground_of(case: Case, named=()) -> ExistingCouncils:
    """The councils of a case, those on its map, and those of these voices, with their sizes; one query."""
    tiles = Tile.objects.filter(case=case, council=OuterRef("voice"))
    of_case = Exists(Party.objects.filter(case=case, voice=OuterRef("voice"), in_area=True)) | Exists(
        Placement.objects.filter(side__case=case, voice=OuterRef("voice"))
    )
    found = (
        Council.objects.published()
        .annotate(
            is_of_case=of_case,
            tile_=gathered(tiles, "column", "row"),
            sizes_=gathered(
                Measured.objects.filter(council=OuterRef("pk"), kind__in=SUMMED).by_kind(),
                *("kind", "value", "unit", "as_at_edtf", "as_at_printed", "as_at_basis", "as_at_extent", "source"),
                document="passage__document__public_id",
                title="passage__document__title",
            ),
        )
        .filter(Q(is_of_case=True) | Q(voice__in=named) | Exists(tiles))
        .by_area()
    )
    found = list(found)
    councils = {each.voice_id: _today(each) for each in found}
    voices = {each.voice_id: each.voice for each in found}
    counties = [each for each in councils.values() if each.is_of_case and each.type == CouncilType.COUNTY]
    districts = any(each.is_of_case and each.type == CouncilType.DISTRICT for each in councils.values())
    return ExistingCouncils(councils, voices, counties[0] if len(counties) == 1 and districts else None)


def _today(council: Council) -> ExistingCouncil:
    return ExistingCouncil(
        voice=council.voice_id,
        pk=council.pk,
        name=council.voice.name,
        area=council.area,
        code=council.code,
        type=council.type,
        is_of_case=council.is_of_case,
        square=(council.tile_[0]["column"], council.tile_[0]["row"]) if council.tile_ else None,
        sizes=tuple(_size(row) for row in council.sizes_),
    )


def _size(row) -> CouncilSize:
    parts = (row["as_at_edtf"], row["as_at_printed"], row["as_at_basis"], row["as_at_extent"])
    return CouncilSize(
        kind=row["kind"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        as_at=UncertainDate(*parts) if parts[0] else None,
        source=row["source"],
        document=Document(public_id=row["document"], title=row["title"]) if row["document"] else None,
    )
