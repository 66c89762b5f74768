"""Import of places from CSV: all or nothing; places on record stay."""

import pytest
from django.core.management import call_command

from councils.choices import MOST_PLACES
from councils.geography.place_import import import_places
from councils.models import Place
from record.models import Publication
from tests.builders import change, content_of, make_council, voice
from tests.shared import shared

pytestmark = pytest.mark.django_db

HEADER = "name,kind,council_code,council_gss,council,source,address,read_on,licence"
OADBY = "Oadby,town,QOAD,,,List of towns,https://example.org/list,2026-11-22,OGL v3"


@shared
def oadby():
    identifiers = [{"scheme": "gss", "value": "E07000135"}]
    names = {"name": "Oadby and Wigston Borough Council", "short_name": "Oadby and Wigston"}
    return make_council("oadby-and-wigston", code="QOAD", council={"identifiers": identifiers}, **names)


@pytest.fixture
def gazetteer(tmp_path):
    def write(*rows, header=HEADER, encoding="utf-8"):
        path = tmp_path / "places.csv"
        path.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
        return path

    return write


def faults(path) -> list[str]:
    outcome = import_places(path)
    assert not Place.objects.exists()
    return [error.removeprefix(str(path)) for error in outcome.errors]


def test_a_place_is_entered_with_its_source_and_the_council_is_published_anew(oadby, gazetteer):
    outcome = import_places(gazetteer(OADBY))
    assert (outcome.created, outcome.already_there, outcome.errors) == (1, 0, [])
    (place,) = content_of(voice("oadby-and-wigston"))["council"]["places"]
    assert place == {
        "name": "Oadby",
        "kind": "town",
        "source": {
            "name": "List of towns",
            "address": "https://example.org/list",
            "read_on": "2026-11-22",
            "licence": "OGL v3",
        },
    }
    publication = Publication.objects.of(oadby).latest("number")
    assert (publication.office, publication.change_note) == ("Imported from places.csv", "Places in its area.")


def test_importing_again_changes_nothing(oadby, gazetteer):
    path = gazetteer(OADBY)
    import_places(path)
    before = Publication.objects.count()
    outcome = import_places(path)
    assert (outcome.created, outcome.already_there, Publication.objects.count()) == (0, 1, before)


def test_a_place_on_record_stays_as_it_is(oadby, gazetteer):
    import_places(gazetteer(OADBY))
    import_places(gazetteer("oadby,town,QOAD,,,Another list,,,"))
    assert [(place.name, place.source_name) for place in Place.objects.all()] == [("Oadby", "List of towns")]


def test_a_dry_run_stores_nothing(oadby, gazetteer, capsys):
    call_command("import_places", gazetteer(OADBY), "--dry-run")
    assert capsys.readouterr().out == "would create 1, leave 0\n"
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    "named", ["QOAD,,", ",E07000135,", ",e07000135,", ",,Oadby & Wigston", ",,oadby and wigston borough council"]
)
def test_a_council_is_found_by_code_gss_code_or_name(oadby, gazetteer, named):
    assert import_places(gazetteer(f"Oadby,town,{named},List,,,")).created == 1


def test_codes_of_two_councils_in_one_row_are_refused(oadby, gazetteer):
    make_council("melton", code="QMEL")
    (fault,) = faults(gazetteer("Oadby,town,QMEL,E07000135,,List,,,"))
    assert fault.startswith(":2: its council_gss 'E07000135' is of Oadby and Wigston Borough Council, and its")


def test_a_name_of_two_councils_asks_for_a_code(oadby, gazetteer):
    make_council("other", code="QOTH", council={"area": "Oadby and Wigston"})
    (fault,) = faults(gazetteer("Oadby,town,,,Oadby and Wigston,List,,,"))
    assert fault == ":2: 'Oadby and Wigston' may be any of 2 councils. Give the code: QOAD or QOTH."


def test_places_in_councils_not_on_record_are_left_out_and_counted(oadby, gazetteer, capsys):
    call_command("import_places", gazetteer(OADBY, "Kendal,town,QCUM,,,List,,,", "Penrith,town,QCUM,,,List,,,"))
    assert capsys.readouterr().out == "created 1, left 0\nleft out 2 in councils not on record: QCUM (2)\n"


def test_a_file_of_which_no_council_is_on_record_is_refused(oadby, gazetteer):
    (fault,) = faults(gazetteer("Kendal,town,QCUM,,,List,,,"))
    assert fault == ": no council that it names is on record: QCUM. Enter the councils first."


def test_a_council_that_is_not_published_is_not_on_record(gazetteer):
    make_council("hidden", code="QHID", state="draft")
    (fault,) = faults(gazetteer("Upton,town,QHID,,,List,,,"))
    assert "no council that it names is on record" in fault


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",town,QOAD,,,List,,,", ":2: its name is empty. Write it."),
        ("Oadby,town,QOAD,,,,,,", ":2: its source is empty. Write it."),
        ("Oadby,town,,,,List,,,", ":2: names no council. Give its code or its name."),
        ("Oadby,hamlet,QOAD,,,List,,,", ":2: kind: 'hamlet' is not one of the words known here."),
        ("Oadby,town,QOAD,,,List,ftp://x,,", ":2: address: 'ftp://x' has not the right form."),
        ("Oadby,town,QOAD,,,List,,22/11/2026,", ":2: read_on: '22/11/2026' is not a day."),
        ("Oadby\u202e,town,QOAD,,,List,,,", ":2: name: holds the character U+202E"),
        ("x" * 301 + ",town,QOAD,,,List,,,", ":2: name: has 301 characters"),
    ],
)
def test_a_row_at_fault_is_refused_with_its_line(oadby, gazetteer, row, fault):
    (found,) = faults(gazetteer(row))
    assert found.startswith(fault)


def test_all_faults_are_listed_and_a_good_row_is_not_stored(oadby, gazetteer):
    assert len(faults(gazetteer(OADBY, ",town,QOAD,,,List,,,", "Wigston,shire,QOAD,,,List,,,"))) == 2


def test_a_place_that_occurs_twice_is_refused_but_not_a_ward_of_its_name(oadby, gazetteer):
    assert import_places(gazetteer(OADBY, "Oadby,ward (2013),QOAD,,,List,,,"), dry_run=True).created == 2
    (fault,) = faults(gazetteer(OADBY, OADBY.replace("Oadby,", "OADBY,")))
    assert fault == ":3: 'OADBY' is in line 2 too. Keep one."


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfen\x00a\x00", ": is UTF-16 and not UTF-8. Save it as “CSV UTF-8”."),
        (b"name,kind,source,council\nCaf\xe9,town,List,QOAD\n", ": line 2 is not UTF-8. Save it as “CSV UTF-8”."),
        (b"name,kind,source,council\nA\x00,town,List,QOAD\n", ": holds the character U+0000."),
        (b"", ": its first line lacks name, kind, source, council_gss or council_code or council."),
        (b"name,kind,council\n", ": its first line lacks source."),
        (b"name,name,kind,source,council\n", ": the column name occurs twice. Keep one."),
        (b"name,kind,source,council\n", ": has no places. Write one a line."),
        (b'name,kind,source,council\n"Oadby,town,List,QOAD\n', ": after line 1 it is not CSV: unexpected end of data."),
    ],
)
def test_a_file_that_is_no_gazetteer_is_refused_in_a_sentence(oadby, tmp_path, data, fault):
    path = tmp_path / "places.csv"
    path.write_bytes(data)
    (found,) = faults(path)
    assert found.startswith(fault)


def test_a_folder_a_missing_file_and_a_large_one_are_refused(oadby, tmp_path, gazetteer, settings):
    assert faults(tmp_path) == [": is a folder. Give the path of a CSV file."]
    assert faults(tmp_path / "none.csv") == [": cannot be read: No such file or directory. Check the path."]
    settings.CASE_FILE_LIMIT = 10
    assert faults(gazetteer(OADBY))[0].startswith(": the file has 0.1 MB; the limit is 0 MB.")


def test_a_byte_order_mark_and_line_ends_of_windows_are_taken(oadby, tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes(b"\xef\xbb\xbfname,kind,source,council\r\nOadby,town,List,QOAD\r\n")
    assert import_places(path).created == 1


def test_more_places_than_a_council_has_are_refused(oadby, gazetteer):
    rows = [f"Place {number},village,QOAD,,,List,,," for number in range(MOST_PLACES + 1)]
    (fault,) = faults(gazetteer(*rows))
    assert (
        fault
        == f": Oadby and Wigston Borough Council would have more than {MOST_PLACES} places. Leave out the smallest."
    )


def test_the_command_exits_with_1_and_says_why(oadby, gazetteer, capsys):
    with pytest.raises(SystemExit) as stopped:
        call_command("import_places", gazetteer(",town,QOAD,,,List,,,"))
    assert stopped.value.code == 1
    assert "its name is empty" in capsys.readouterr().err


# Searching by name


@shared
def three(oadby):
    content = content_of(voice("oadby-and-wigston"))["council"]
    names = ["Wigston", "South Wigston", "Ashby-de-la-Zouch", "St Mary’s"]
    places = [{"name": name, "kind": "town", "source": {"name": "List"}} for name in names]
    change(voice("oadby-and-wigston"), council={**content, "places": places})


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("wigston", ["Wigston"]),
        ("wigst", ["Wigston", "South Wigston"]),
        ("ashby de la zouch", ["Ashby-de-la-Zouch"]),
        ("Ashby", ["Ashby-de-la-Zouch"]),
        ("st marys", ["St Mary’s"]),
        ("Wigston, Leicestershire", ["Wigston"]),
        ("Wigstone", ["Wigston", "South Wigston"]),
        ("Wgiston", ["Wigston", "South Wigston"]),
        ("ashbi", ["Ashby-de-la-Zouch"]),
        ("Kendal", []),
        ("", []),
        ("x" * 5000, []),
    ],
)
def test_places_are_found_by_names_like_what_a_reader_types(three, words, names):
    assert [place.name for place in Place.objects.named_like(words)] == names


def test_a_search_takes_two_queries_with_the_councils(three, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert [place.council.voice.name for place in Place.objects.named_like("wigst")]


def test_places_of_a_council_that_is_not_published_are_not_found():
    place = {"name": "Upton", "kind": "town", "source": {"name": "List"}}
    make_council("hidden", state="draft", council={"places": [place]})
    assert not Place.objects.named_like("Upton")
