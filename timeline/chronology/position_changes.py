"""Changes of position as entries of a timeline.

Only changes on the holder's own word, with the sources of both positions. They are
computed from the positions of the case, and join the one statement that finds a page
of the timeline as rows of the later position.
"""

import datetime
from urllib.parse import urlencode

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast
from django.urls import reverse
from psycopg.types.json import Jsonb

from claims.choices import StanceOn
from claims.lead_quotations import lead_quotations
from claims.models import Appearance, HeldPosition
from claims.position_history import PositionShift, StatedPosition, all_shifts, distinct_names, how_stated, stated
from councils.models import Voice
from record.ids import derived_id
from record.prepared import AnyGiven, Given, Prepared
from record.web.addresses import cached_reverse

KIND, LABEL = "shift", "later position"
# The labels of two positions that follow each other. No word of ours says that anybody moved.
STATED = ("Position stated", "Later position")


def shift_id(case, shift: PositionShift, holder_id: str) -> str:
    """The lasting id of a shift, made of its holder, subject and two claims."""
    return derived_id("shift", case.key, f"{holder_id} {shift.new.subject} {shift.old.claim_id} {shift.new.claim_id}")


def address(case, subject: str, public_id: str) -> str:
    """The address of a change on the positions page, with its chart."""
    query = urlencode({"on": subject})
    return f"{reverse('timeline:positions', args=[case.key])}?{query}#shift-{public_id}"


def changed_positions(case) -> models.QuerySet:
    """The later position of every change on its holder's own word.

    With all columns of an entry but its rank.

    One query finds that there is none; five what there is.
    """
    pks, values = _values(case)
    columns = {name: Value(each, models.JSONField()) for name, each in values.items()}
    return _with_columns(HeldPosition.objects.filter(pk__in=pks), columns)


def given_changed_positions() -> models.QuerySet:
    """The same of a case that is given when it is read, by ``given_for``."""
    columns = {name: Given(f"shift_{name}") for name in COLUMNS}
    return _with_columns(HeldPosition.objects.filter(pk=AnyGiven("shifts")), columns)


def given_for(case) -> dict:
    """The values with which ``given_changed_positions`` is read."""
    pks, values = _values(case)
    return {"shifts": pks, **{f"shift_{name}": Jsonb(each) for name, each in values.items()}}


def _values(case) -> tuple[list[int], dict[str, dict]]:
    """The keys of the later positions, and for each column its values by key."""
    rows = {str(shift.new.pk): row for shift, row in _rows(case)}
    return [int(pk) for pk in rows], {name: {pk: row[name] for pk, row in rows.items()} for name in COLUMNS}


def _with_columns(changed: models.QuerySet, values: dict) -> models.QuerySet:
    return changed.annotate(**{name: _column(values[name], field) for name, field in COLUMNS.items()})


# The older claim is for the feed, which asks when either was published.
COLUMNS = {
    **dict.fromkeys(["public_id", "older", "entry_title", "entry_kind", "entry_status"], models.TextField()),
    **dict.fromkeys(["entry_edtf", "entry_printed", "entry_basis", "entry_extent"], models.TextField()),
    **dict.fromkeys(["placed", "entry_earliest", "entry_latest"], models.DateField()),
    "entry_sequence": models.IntegerField(),
    "entry_detail": models.JSONField(),
}


def _column(values: Value, field) -> Func | Cast:
    """For each row the value that belongs to its primary key."""
    key = Cast("pk", models.TextField())
    arrow = " -> " if isinstance(field, models.JSONField) else " ->> "
    value = Func(values, key, template="(%(expressions)s)", arg_joiner=arrow, output_field=field)
    return Cast(value, field)


_HOLDERS = Prepared(lambda: Voice.objects.filter(pk=AnyGiven("voices")))
_WITH_WORDS = Prepared(
    lambda: (
        Appearance.objects.filter(claim=AnyGiven("claims"))
        .exclude(passage__quote="")
        .order_by()
        .values_list("claim", flat=True)
    )
)


def _rows(case):
    """Every shift on its maker's own word, with the values of its columns."""
    positions, _ = stated(case)
    shifts = [shift for shift in all_shifts(positions) if shift.new.is_own]
    if not shifts:
        return
    names = distinct_names({each.subject: _named(each) for each in positions})
    holders = {each.pk: each for each in _HOLDERS.read(voices=list({shift.new.acts_for for shift in shifts}))}
    quoted = _quoted({each.claim for shift in shifts for each in (shift.old, shift.new)})
    for shift in shifts:
        if not {shift.old.claim, shift.new.claim} <= quoted:
            # Without words of both there is nothing to set beside each other.
            continue
        holder, when = holders[shift.new.acts_for], shift.when
        yield (
            shift,
            {
                "public_id": shift_id(case, shift, holder.public_id),
                "older": shift.old.claim_id,
                "entry_title": f"{holder.name}: later position on {names[shift.new.subject]}",
                "entry_kind": KIND,
                "entry_status": "",
                "entry_edtf": when.edtf,
                "entry_printed": when.printed,
                "entry_basis": when.basis.value,
                "entry_extent": when.extent.value,
                "placed": _day(when.day_placed),
                "entry_earliest": _day(when.earliest),
                "entry_latest": _day(when.latest),
                "entry_sequence": 0,
                "entry_detail": {
                    "by": [{"name": holder.name}],
                    "subject": shift.new.subject,
                    "sides": [each.side for each in (shift.old, shift.new)],
                    "sources": [
                        _source(label, each) for label, each in zip(STATED, (shift.old, shift.new), strict=True)
                    ],
                },
            },
        )


def _quoted(claims: set[int]) -> set[int]:
    """The claims among these that rest on words."""
    return set(_WITH_WORDS.read(claims=list(claims)))


def _day(day: datetime.date) -> str:
    return day.isoformat()


def _named(each: StatedPosition) -> str:
    return each.subject_name or StanceOn(each.subject).label


def _source(label: str, each: StatedPosition) -> dict:
    """The source of one of the two positions; ``with_quotations`` adds its words.

    A leader's statement and a vote of the full council are told apart.
    """
    how = how_stated(each.decided_by)
    return {
        "label": f"{label} ({how})" if how else label,
        "when": str(each.when),
        "edtf": each.when.edtf,
        "claim": cached_reverse("claims:detail", each.claim_id),
        "claim_pk": each.claim,
    }


def with_quotations(sources: list[dict]) -> None:
    """Set the words of each source and who reports them, in a few queries for all."""
    quotations = lead_quotations({source["claim_pk"] for source in sources})
    for source in sources:
        source["passage"] = quotations.get(source["claim_pk"])
