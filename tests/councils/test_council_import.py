"""Import of councils from CSV: all or nothing; councils on record stay."""

from pathlib import Path

import pytest
from django.core.management import call_command

from councils.council_import import COLUMNS, POPULATION_SOURCE, import_councils
from councils.models import Council, CouncilMeasurement, Voice
from record.models import Publication
from tests.builders import make_council, make_voice

pytestmark = pytest.mark.django_db

HEADER = ",".join(COLUMNS)
MELTON = "MEL,E07000133,Melton,Melton Borough Council,NMD,1974-04-01,"
LEICESTER = "LCE,E06000016,Leicester,Leicester City Council,UA,1997-04-01,"
# A folder with the councils and boundaries of England, which are too large to ship.
# Open data laid beside the project, which does not ship it.
COUNCIL_DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def table(tmp_path):
    def write(*rows, header=HEADER, encoding="utf-8"):
        path = tmp_path / "councils.csv"
        path.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
        return path

    return write


def faults(path) -> list[str]:
    outcome = import_councils(path)
    assert not Council.objects.exists()
    return [error.removeprefix(str(path)) for error in outcome.errors]


def test_councils_are_entered_and_published(table):
    outcome = import_councils(table(MELTON, LEICESTER))
    assert (outcome.created, outcome.already_there, outcome.errors) == (2, 0, [])
    assert set(Council.objects.published().values_list("code", flat=True)) == {"MEL", "LCE"}


def test_each_has_its_name_type_dates_and_identifier(table):
    import_councils(table(MELTON))
    council = Council.objects.get()
    assert (council.voice.name, council.area, council.type) == ("Melton Borough Council", "Melton", "district")
    assert (council.starts.edtf, council.ends) == ("1974-04-01", None)
    assert [(each.scheme, each.value) for each in council.identifiers.all()] == [("gss", "E07000133")]


def test_the_log_says_where_they_came_from(table):
    import_councils(table(MELTON))
    assert Publication.objects.get().office == "Imported from councils.csv"


def test_importing_again_changes_nothing(table):
    path = table(MELTON, LEICESTER)
    import_councils(path)
    before = Publication.objects.revision()
    outcome = import_councils(path)
    assert (outcome.created, outcome.already_there) == (0, 2)
    assert Publication.objects.revision() == before


def test_a_council_on_record_stays_as_it_is(table):
    make_council("melton", code="MEL", name="Melton")
    import_councils(table(MELTON, LEICESTER))
    assert Voice.objects.get(key="melton").name == "Melton"


def test_a_dry_run_stores_nothing(table):
    assert import_councils(table(MELTON), dry_run=True).created == 1
    assert not Council.objects.exists()


def measures(table, *populations):
    import_councils(table(f"{MELTON},{','.join(populations)}", header=f"{HEADER},population_mye,population_2020"))
    return [
        (each.words, each.as_at and each.as_at.edtf, each.source) for each in CouncilMeasurement.objects.for_showing()
    ]


def test_populations_are_measures_whose_source_says_what_is_known_of_it(table):
    assert measures(table, "52376", "51394.0") == [
        ("51,394", "2020", POPULATION_SOURCE),
        ("52,376", None, POPULATION_SOURCE),
    ]


def test_a_population_that_is_not_given_is_none(table):
    assert measures(table, "", "") == []


@pytest.mark.parametrize("value", ["many", "-5", "51394.55555"])
def test_a_population_that_is_no_number_is_told(table, value):
    found = faults(table(f"{MELTON},{value}", header=f"{HEADER},population_mye"))
    assert found[0].startswith(":2: council.measures.0.value: ")


def test_a_council_on_record_gets_no_population(table):
    make_council("melton", code="MEL")
    assert measures(table, "52376", "51394.0") == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Melton", "melton"),
        ("Hinckley and Bosworth", "hinckley-bosworth"),
        ("Isle of Wight", "isle-wight"),
        ("King's Lynn and West Norfolk", "kings-lynn-west-norfolk"),
        ("The Vale of the White Horse", "vale-white-horse"),
    ],
)
def test_keys_are_those_that_case_files_use(table, name, key):
    import_councils(table(f"XYZ,,{name},{name} Council,NMD,,"))
    assert Voice.objects.get().key == key


def test_a_name_without_letters_that_make_a_key_is_refused_in_a_sentence(table):
    assert faults(table("XYZ,,of the,Council,NMD,,"))[0].startswith(":2: ")


# Other tables

THEIRS = "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,local-authority-type,pop-2020"


def test_the_public_table_is_taken_as_it_is(table):
    # With blanks that are too many, as it has them.
    welsh = "GWN,Gwynedd  Council ,Gwynedd,W06000002,1996-04-01,,WPA,125171.0"
    irish = "NIR-U,Newtownabbey Borough Council,Newtownabbey,,,2015-03-31,NID,"
    import_councils(table(welsh, irish, header=THEIRS))
    found = Council.objects.order_by("code").values_list("code", "type", "voice__name", "ends_edtf")
    assert list(found) == [
        ("GWN", "unitary", "Gwynedd Council", ""),
        ("NIR-U", "unitary", "Newtownabbey Borough Council", "2015-03-31"),
    ]
    assert [each.words for each in CouncilMeasurement.objects.for_showing()] == ["125,171"]


@pytest.mark.skipif(not COUNCIL_DATA.exists(), reason="needs the open data of ../shared/data")
def test_all_councils_of_the_united_kingdom_are_entered():
    outcome = import_councils(COUNCIL_DATA / "uk_local_authorities_future.csv")
    assert (outcome.errors, outcome.created, outcome.already_there) == ([], 470, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_tables_of_spreadsheets_are_read(table, encoding, delimiter):
    row = "YYM,W06000001,Ynys Môn,Isle of Anglesey County Council,WPA,,"
    import_councils(table(row.replace(",", delimiter), header=HEADER.replace(",", delimiter), encoding=encoding))
    assert Council.objects.get().area == "Ynys Môn"


# Faults


def test_every_fault_is_told_with_its_line(table):
    rows = [MELTON, "lce,,Leicester,Leicester,UA,,", "OAD,,Oadby,Oadby,XXX,,", "BLA,,Blaby,Blaby,NMD,01/04/1974,"]
    found = faults(table(*rows))
    assert [error.split(":")[1] for error in found] == ["3", "4", "5"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("mel,,Melton,Melton,NMD,,", "code"),
        ("MEL,,Melton,Melton,XYZ,,", "type 'XYZ' is not known"),
        ("MEL,,Melton,Melton,NMD,01/04/1974,", "cannot be read as a date"),
        ("MEL,,Melton,Melton,NMD,2025-01-01,1974-04-01", "ends before it starts"),
        (",,Melton,Melton,NMD,,", "code"),
        ("MEL,,,,NMD,,", "name"),
    ],
)
def test_a_row_at_fault_is_told(table, row, words):
    assert words in " ".join(faults(table(row)))


def test_a_code_that_stands_twice_is_told_with_both_lines(table):
    (fault,) = faults(table(MELTON, LEICESTER, MELTON))
    assert fault == ":4: the code 'MEL' is in line 2 too. Keep one."


def test_councils_of_one_area_are_both_entered(table):
    ended = "SOM,E10000027,Somerset,Somerset County Council,CTY,,2023-04-01"
    goes_on = "SMT,E06000066,Somerset,Somerset Council,UA,2023-04-01,"
    import_councils(table(ended, goes_on))
    assert keys_by_code() == {"SMT": "somerset", "SOM": "somerset-som"}


def test_the_order_of_the_rows_gives_no_council_the_shorter_key(table):
    rows = [MELTON, "MLT,,Melton,Another Melton,NMD,,"]
    import_councils(table(*rows))
    assert keys_by_code() == {"MEL": "melton-mel", "MLT": "melton-mlt"}


def keys_by_code() -> dict[str, str]:
    return dict(Council.objects.values_list("code", "voice__key"))


def test_an_identifier_that_stands_twice_is_told(table):
    assert "E07000133" in " ".join(faults(table(MELTON, "MLT,E07000133,Another,Another,NMD,,")))


def test_a_missing_column_is_told_by_both_its_names(table):
    (fault,) = faults(table("MEL,Melton", header="code,name"))
    assert fault.startswith(":1: the columns gss, official_name, type are missing")
    assert "gss-code, official-name, local-authority-type" in fault


def test_a_row_that_is_too_short_is_told(table):
    assert faults(table("MEL"))


def test_a_key_on_record_stays_with_who_has_it(table):
    make_voice("melton", kind="outlet")
    import_councils(table(MELTON))
    assert keys_by_code() == {"MEL": "melton-mel"}


def test_an_identifier_that_another_council_has_is_told_in_a_sentence(table):
    make_council("other", council={"identifiers": [{"scheme": "gss", "value": "E07000133"}]})
    outcome = import_councils(table(MELTON))
    assert "E07000133" in outcome.errors[0]
    assert Council.objects.count() == 1


def test_what_is_not_utf_8_is_told(table):
    assert "cannot be read" in faults(table("XYZ,,Ynys Môn,Ynys Môn,UA,,", encoding="latin-1"))[0]


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "cannot be read" in faults(tmp_path / "none.csv")[0]


def test_a_folder_is_told(tmp_path):
    assert "cannot be read" in faults(tmp_path)[0]


def test_a_nul_is_told(table):
    assert faults(table("MEL,,Mel\0ton,Melton,NMD,,"))


def test_a_byte_order_mark_and_crlf_are_read(tmp_path):
    path = tmp_path / "councils.csv"
    path.write_bytes(("\ufeff" + HEADER + "\r\n" + MELTON + "\r\n").encode())
    assert import_councils(path).created == 1


# The command


def test_the_command_says_what_it_did(table, capsys):
    call_command("import_councils", table(MELTON))
    assert capsys.readouterr().out == "created 1, left 0\n"


def test_the_command_leaves_with_one_where_rows_are_at_fault(table, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("import_councils", table("mel,,Melton,Melton,NMD,,"))
    assert left.value.code == 1
    assert ":2: " in capsys.readouterr().err


# All of England


@pytest.mark.skipif(not COUNCIL_DATA.exists(), reason=f"{COUNCIL_DATA} is not there")
def test_the_table_of_england_is_entered_whole():
    outcome = import_councils(COUNCIL_DATA / "england_councils.csv")
    assert outcome.errors == []
    assert outcome.created == Council.objects.count() > 300
