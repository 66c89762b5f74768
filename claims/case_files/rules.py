"""Rules that a trigger of the database and a check of case files both state.

The trigger keeps the rule; the check gives the author of a file the line and the remedy.
Whoever changes one finds the other here, by the name of the constraint.
"""

from claims.case_files import checks, figure_checks, planning
from claims.schema import AppearanceSchema
from proposals.schema.option import OptionSchema, ProposedCouncilSchema

# The check of each rule: of the file, or of a record's own schema.
RULES = {
    "claims_appearance_wording": AppearanceSchema,
    "claims_claim_rests_on_words": checks.check_words,
    "claims_figure_option": figure_checks.check_options,
    "claims_figure_unit": figure_checks.check_figures,
    "claims_response_older": checks.check_answers,
    "claims_response_relation": checks.check_answers,
    "claims_response_rests_on_words": checks.check_words,
    "councils_council_code_once": checks.check_codes,
    "councils_document_text_held": planning.keeps_text,
    "councils_identifier_once": checks.check_codes,
    "councils_placement_one_side": checks.check_sides,
    "councils_tenure_fits": checks.check_tenures,
    "councils_tile_of_a_council": checks.check_councils,
    "councils_words_found": checks.check_words,
    "proposals_area_no_circle": checks.check_circles,
    "proposals_inclusion_whole_in_one": OptionSchema,
    "proposals_inclusion_whole_or_part": ProposedCouncilSchema,
    "proposals_name_councils": checks.check_councils,
    "proposals_option_of_its_proposal": figure_checks.check_options,
    "record_published_stays": planning.may_replace,
}

# Rules about ways of writing that no case file can ask for.
NOT_CHECKED = {
    "record_append_only": "a file writes to the log and the history only by publishing",
    "record_as_published": "a load publishes what it writes as the rows then have it",
    "record_entered_for_stays": "a load touches no entry of a council, and what it brings is neutral",
    "record_lasting_address": "a load never changes the public id of a record; it reports another id as a problem",
    "record_lasting_key": "a load finds records by their key and never changes it",
    "record_never_deleted": "a load deletes no record: what a file no longer has stays",
    "record_never_emptied": "a load empties no table",
    "record_officer_administrator": "a file holds no officers",
    "record_publication_follows": "a load takes the next numbers and versions while no other publishes",
    "record_publication_office": "who loads a file owns the tables, and needs no office",
    "record_published_guard": "a load writes only within a publication",
}
