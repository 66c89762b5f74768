"""A matrix of risks as printed, beside its register."""

from dataclasses import dataclass

from proposals.risk_matrix import AS_COUNTS, AS_NUMBERS, AS_RATINGS, Reading, grid, readings


@dataclass
class Step:
    axis: str
    number: int
    words: str


@dataclass
class PrintedRisk:
    number: str
    likelihood: str
    impact: str
    rating: str = ""
    words: str = ""


@dataclass
class Cell:
    likelihood: str
    impact: str
    printed: str


SCALES = [
    *(Step("likelihood", number, words) for number, words in ((1, "Low"), (4, "Significant"))),
    *(Step("impact", number, words) for number, words in ((1, "Marginal"), (3, "Critical"))),
]
RISKS = [PrintedRisk("1", "Significant", "Critical"), PrintedRisk("2", "Low", "Critical")]


def sentences(risks, cells, scales=SCALES):
    return [sentence for reading in readings(scales, risks, cells) for sentence in reading.sentences]


def test_both_readings_are_given_where_a_cell_may_mean_either():
    cells = [Cell("Significant", "Critical", "2"), Cell("Low", "Critical", "1")]
    assert readings(SCALES, RISKS, cells) == [
        Reading(
            AS_NUMBERS,
            [
                "The matrix puts risk 1 at Low and Critical; the register puts it at Significant and Critical.",
                "The matrix puts risk 2 at Significant and Critical; the register puts it at Low and Critical.",
            ],
        ),
        Reading(AS_COUNTS, ["At Significant and Critical the matrix prints 2; the register has 1 risk there."]),
    ]


def test_nothing_is_said_where_one_reading_agrees():
    assert sentences(RISKS, [Cell("Significant", "Critical", "1"), Cell("Low", "Critical", "2")]) == []
    assert sentences(RISKS, [Cell("Significant", "Critical", "1"), Cell("Low", "Critical", "1")]) == []


def test_a_number_that_no_risk_has_is_a_count():
    assert readings(SCALES, RISKS, [Cell("Significant", "Critical", "3"), Cell("Low", "Critical", "1")]) == [
        Reading("", ["At Significant and Critical the matrix prints 3; the register has 1 risk there."])
    ]


def test_a_number_printed_twice_is_a_count():
    found = sentences(RISKS, [Cell("Significant", "Critical", "1"), Cell("Low", "Marginal", "1")])
    assert found == [
        "At Low and Marginal the matrix prints 1; the register has no risks there.",
        "At Low and Critical the matrix prints nothing; the register has 1 risk there.",
    ]


def test_several_numbers_in_one_cell_are_numbers_of_risks():
    risks = [*RISKS, PrintedRisk("3", "Low", "Critical")]
    assert sentences(risks, [Cell("Low", "Critical", "2, 3"), Cell("Significant", "Critical", "1")]) == []
    assert sentences(risks, [Cell("Low", "Critical", "1 and 3"), Cell("Significant", "Critical", "2")]) == [
        "The matrix puts risk 1 at Low and Critical; the register puts it at Significant and Critical.",
        "The matrix puts risk 2 at Significant and Critical; the register puts it at Low and Critical.",
    ]


def test_a_number_that_stands_in_no_cell_is_said_to_be_missing_from_its_own():
    assert sentences(RISKS, [Cell("Low", "Critical", "2"), Cell("Significant", "Critical", "R1 2")]) == [
        "The register puts risk 1 at Significant and Critical; the matrix prints R1 2 there.",
        "The matrix puts risk 2 at Significant and Critical; the register puts it at Low and Critical.",
        "The matrix prints R1 at Significant and Critical; the register has no risk R1.",
    ]


def test_a_risk_with_no_place_in_the_matrix_and_a_place_with_no_risk_are_said():
    assert sentences([PrintedRisk("R1", "Low", "Critical")], [Cell("Significant", "Critical", "R1, R9")]) == [
        "The matrix puts risk R1 at Significant and Critical; the register puts it at Low and Critical.",
        "The matrix prints R9 at Significant and Critical; the register has no risk R9.",
    ]


def test_a_step_is_known_by_its_words_its_number_or_both():
    risks = [PrintedRisk("1", "4", "3"), PrintedRisk("2", "LOW", "critical (3)")]
    assert sentences(risks, [Cell("4 Significant", "Critical", "1"), Cell("1", "Critical", "2")]) == []


def rated(*ratings):
    return [PrintedRisk(str(number), "Low", "Critical", rating) for number, rating in enumerate(ratings, start=1)]


def test_a_rating_in_a_cell_is_compared_with_the_ratings_of_the_risks_that_stand_there():
    assert sentences(rated("High", "8 Medium", "medium.", ""), [Cell("1", "Critical", "Medium")]) == [
        "The register rates risk 1 High, at Low and Critical; the matrix prints Medium there."
    ]
    assert sentences(rated("High 8", "6"), [Cell("Low", "Critical", "8 High")]) == [
        "The register rates risk 2 6, at Low and Critical; the matrix prints 8 High there."
    ]


def test_a_rating_and_a_number_that_share_nothing_are_compared_with_nothing():
    assert sentences(rated("8", ""), [Cell("Low", "Critical", "Medium"), Cell("Significant", "Critical", "High")]) == []


def test_cells_of_ratings_and_cells_of_numbers_of_risks_are_each_read_as_what_they_are():
    risks = [PrintedRisk("1", "Significant", "Critical", "Medium"), PrintedRisk("2", "Low", "Critical", "Low")]
    cells = [Cell("Significant", "Critical", "High"), Cell("Low", "Marginal", "1, 2")]
    assert sentences(risks, cells) == [
        "The register rates risk 1 Medium, at Significant and Critical; the matrix prints High there.",
        "The matrix puts risk 1 at Low and Marginal; the register puts it at Significant and Critical.",
        "The matrix puts risk 2 at Low and Marginal; the register puts it at Low and Critical.",
    ]


def test_numbers_that_are_ratings_of_risks_are_read_as_ratings_too():
    risks = [PrintedRisk("A", "Significant", "Critical", "12"), PrintedRisk("B", "Low", "Critical", "6")]
    cells = [Cell("Significant", "Critical", "12"), Cell("Low", "Critical", "3")]
    found = {reading.label: reading.sentences for reading in readings(SCALES, risks, cells)}
    assert found[AS_RATINGS] == ["The register rates risk B 6, at Low and Critical; the matrix prints 3 there."]
    risks[1].rating = "3 Low"
    assert readings(SCALES, risks, cells) == []


def test_a_risk_without_a_place_is_left_out():
    assert sentences([PrintedRisk("1", "", "Critical")], [Cell("Low", "Critical", "1")]) == []


def test_the_table_has_the_highest_likelihood_first_and_impact_across():
    table = grid(SCALES, [Cell("Low", "Critical", "1"), Cell("4", "Marginal", "2")])
    assert table.across == ["1 Marginal", "3 Critical"]
    assert table.rows == [("4 Significant", ["2", ""]), ("1 Low", ["", "1"])]


def test_without_scales_the_steps_are_those_that_are_printed():
    table = grid([], [Cell("Rare", "Slight", "1"), Cell("Likely", "Slight", "2")])
    assert (table.across, table.rows) == (["Slight"], [("Likely", ["2"]), ("Rare", ["1"])])
