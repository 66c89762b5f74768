"""Hypothesis strategies for dates: valid forms, and texts that are near misses."""

from calendar import monthrange

from hypothesis import assume
from hypothesis import strategies as st

from record.dates import DateBasis, DateExtent, UncertainDate
from record.dates.edtf import read_span

# Mostly the years that reports speak of, so that two dates often meet.
YEARS = st.integers(2015, 2030) | st.integers(2, 9998)
MARKS = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def points(draw):
    """A year, month, season or day, marked or not."""
    year = draw(YEARS)
    rest = draw(st.sampled_from(["year", "month", "season", "day"]))
    if rest == "year":
        return f"{year:04}" + draw(MARKS)
    if rest == "season":
        return f"{year:04}-{draw(st.integers(21, 24))}" + draw(MARKS)
    month = draw(st.integers(1, 12))
    if rest == "month":
        return f"{year:04}-{month:02}" + draw(MARKS)
    day = draw(st.integers(1, monthrange(year, month)[1]))
    return f"{year:04}-{month:02}-{day:02}" + draw(MARKS)


@st.composite
def intervals(draw):
    """Two points in order, or one and an open side."""
    sides = draw(
        st.tuples(points(), points()) | st.tuples(points(), st.just("..")) | st.tuples(st.just(".."), points())
    )
    form, turned = "/".join(sides), "/".join(reversed(sides))
    form = form if read_span(form) else turned
    assume(read_span(form))
    return form


def forms():
    return points() | intervals()


def dates():
    return st.builds(
        UncertainDate,
        forms(),
        printed=st.text(max_size=20),
        basis=st.sampled_from(DateBasis),
        extent=st.sampled_from(DateExtent),
    )


@st.composite
def near_misses(draw):
    """A form with a character put in, taken out or changed: sometimes still a form."""
    form = draw(forms())
    place = draw(st.integers(0, len(form)))
    character = draw(st.sampled_from("0123456789-/.?~%XTYQ[]{} \n٣３é") | st.characters(exclude_characters="\0"))
    return draw(
        st.sampled_from(
            [
                form[:place] + character + form[place:],
                form[:place] + form[place + 1 :],
                form[:place] + character + form[place + 1 :],
            ]
        )
    )


def numbers():
    """Texts shaped like dates whose numbers need not be dates, alone and as intervals."""
    number = st.integers(0, 99).map("{:02}".format)
    year = st.sampled_from(["0000", "0001", "0002", "1900", "2000", "2024", "2025", "9998", "9999"])
    side = st.one_of(
        year,
        st.builds("{}-{}".format, year, number),
        st.builds("{}-{}-{}".format, year, number, number),
        st.just(".."),
        st.just(""),
    )
    marked = st.builds("{}{}".format, side, MARKS)
    return marked | st.builds("{}/{}".format, marked, marked)


def texts():
    """Any text that someone might type, without NUL, which PostgreSQL refuses."""
    return (
        forms() | near_misses() | numbers() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
    )
