"""Rules across rows that the database keeps: no claim without words, who may answer whom, when, and which figure is meant."""

from django.db import migrations

# A published claim rests on words of a named document (law 2). That they are in its text, councils.guards sees to.
WORDS = """
CREATE FUNCTION claims_check_words(which bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM claims_claim WHERE id = which AND state = 'published') THEN
        RETURN;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM claims_appearance a JOIN councils_passage p ON p.id = a.passage_id
        WHERE a.claim_id = which AND p.quote <> ''
    ) THEN
        RAISE EXCEPTION 'A published claim rests on at least one quotation.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_claim_rests_on_words';
    END IF;
    IF EXISTS (
        SELECT 1 FROM claims_response r JOIN councils_passage p ON p.id = r.passage_id
        WHERE r.claim_id = which AND p.quote = ''
    ) THEN
        RAISE EXCEPTION 'A response rests on the words by which it refers to the claim.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_response_rests_on_words';
    END IF;
END $$;

CREATE FUNCTION claims_words_of_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_words(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_words_of_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_words(CASE TG_OP WHEN 'DELETE' THEN OLD.claim_id ELSE NEW.claim_id END);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_words AFTER INSERT OR UPDATE ON claims_claim
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'published')
EXECUTE FUNCTION claims_words_of_claim();

CREATE CONSTRAINT TRIGGER claims_words AFTER UPDATE OR DELETE ON claims_appearance
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_words_of_part();

CREATE CONSTRAINT TRIGGER claims_words_new AFTER INSERT ON claims_response
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_words_of_part();
"""

WORDS_BACK = """
DROP TRIGGER claims_words_new ON claims_response;
DROP TRIGGER claims_words ON claims_appearance;
DROP TRIGGER claims_words ON claims_claim;
DROP FUNCTION claims_words_of_part();
DROP FUNCTION claims_words_of_claim();
DROP FUNCTION claims_check_words(bigint);
"""

# To dispute, accept, qualify or answer is for other voices; to restate, correct, supersede or
# retract for the same voice or one that speaks for it. An answer is not certainly older than
# what it answers.
RESPONSES = """
CREATE FUNCTION claims_speaks_for(speaker bigint, voice bigint) RETURNS boolean LANGUAGE sql STABLE
RETURN speaker = voice OR EXISTS (
    WITH RECURSIVE above AS (
        SELECT of_id FROM councils_tenure WHERE voice_id = speaker
            AND kind IN ('part-of', 'holds', 'member-of', 'group-in', 'leads', 'speaks-for')
        UNION
        SELECT t.of_id FROM above JOIN councils_tenure t ON t.voice_id = above.of_id
            AND t.kind IN ('part-of', 'holds', 'member-of', 'group-in', 'leads', 'speaks-for')
    )
    SELECT 1 FROM above WHERE of_id = voice
);

CREATE FUNCTION claims_said_earliest(claim bigint) RETURNS date LANGUAGE sql STABLE
RETURN (
    SELECT MIN(COALESCE(a.said_earliest, d.date_earliest))
    FROM claims_appearance a
    JOIN councils_passage p ON p.id = a.passage_id JOIN councils_document d ON d.id = p.document_id
    WHERE a.claim_id = claim
);

CREATE FUNCTION claims_answered_latest(response bigint) RETURNS date LANGUAGE sql STABLE
RETURN (
    SELECT COALESCE(
        (SELECT MAX(COALESCE(a.said_latest, ad.date_latest)) FROM claims_appearance a
         JOIN councils_passage ap ON ap.id = a.passage_id JOIN councils_document ad ON ad.id = ap.document_id
         WHERE a.claim_id = r.claim_id),
        d.date_latest)
    FROM claims_response r
    JOIN councils_passage p ON p.id = r.passage_id JOIN councils_document d ON d.id = p.document_id
    WHERE r.id = response
);

CREATE FUNCTION claims_check_response(which bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    r record;
BEGIN
    SELECT response.relation, response.to_id, mine.made_for_id AS mine, theirs.made_for_id AS theirs INTO r
    FROM claims_response response
    JOIN claims_claim mine ON mine.id = response.claim_id
    JOIN claims_claim theirs ON theirs.id = response.to_id
    WHERE response.id = which;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF r.relation IN ('disputes', 'accepts', 'qualifies', 'answers') AND r.mine = r.theirs THEN
        RAISE EXCEPTION 'A voice does not dispute, accept, qualify or answer its own claim.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_response_relation';
    END IF;
    IF r.relation IN ('restates', 'corrects', 'supersedes', 'retracts')
       AND NOT claims_speaks_for(r.mine, r.theirs) THEN
        RAISE EXCEPTION 'Only the same voice, or one that speaks for it, restates, corrects, supersedes or retracts.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_response_relation';
    END IF;
    IF claims_answered_latest(which) < claims_said_earliest(r.to_id) THEN
        RAISE EXCEPTION 'The response is certainly older than the claim that it answers.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_response_older';
    END IF;
END $$;

CREATE FUNCTION claims_response_checked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_responses_of_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(id) FROM claims_response WHERE claim_id = NEW.id OR to_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION claims_responses_of_appearance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(id) FROM claims_response
    WHERE claim_id = COALESCE(NEW.claim_id, OLD.claim_id) OR to_id = COALESCE(NEW.claim_id, OLD.claim_id);
    RETURN NULL;
END $$;

CREATE FUNCTION claims_responses_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_response(r.id) FROM claims_response r
    WHERE r.passage_id IN (SELECT id FROM councils_passage WHERE document_id = NEW.id)
       OR EXISTS (
           SELECT 1 FROM claims_appearance a JOIN councils_passage p ON p.id = a.passage_id
           WHERE a.claim_id IN (r.claim_id, r.to_id) AND p.document_id = NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER INSERT OR UPDATE ON claims_response
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_response_checked();

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER UPDATE OF made_for_id ON claims_claim
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.made_for_id IS DISTINCT FROM NEW.made_for_id)
EXECUTE FUNCTION claims_responses_of_claim();

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER UPDATE OR DELETE ON claims_appearance
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_responses_of_appearance();

CREATE CONSTRAINT TRIGGER claims_response_rules AFTER UPDATE ON councils_document
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.date_edtf IS DISTINCT FROM NEW.date_edtf)
EXECUTE FUNCTION claims_responses_of_document();
"""

RESPONSES_BACK = """
DROP TRIGGER claims_response_rules ON councils_document;
DROP TRIGGER claims_response_rules ON claims_appearance;
DROP TRIGGER claims_response_rules ON claims_claim;
DROP TRIGGER claims_response_rules ON claims_response;
DROP FUNCTION claims_responses_of_document();
DROP FUNCTION claims_responses_of_appearance();
DROP FUNCTION claims_responses_of_claim();
DROP FUNCTION claims_response_checked();
DROP FUNCTION claims_check_response(bigint);
DROP FUNCTION claims_answered_latest(bigint);
DROP FUNCTION claims_said_earliest(bigint);
DROP FUNCTION claims_speaks_for(bigint, bigint);
"""

# A figure of a proposed council names one that its option has; a reckoning, figures that its claims have.
FIGURES = """
ALTER TABLE claims_figure ADD CONSTRAINT claims_figure_proposed_known
    FOREIGN KEY (option_id, proposed) REFERENCES proposals_proposedcouncil (option_id, key)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE claims_term ADD CONSTRAINT claims_term_figure_known
    FOREIGN KEY (claim_id, figure) REFERENCES claims_figure (claim_id, key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE claims_reckoning ADD CONSTRAINT claims_reckoning_figure_known
    FOREIGN KEY (stated_in_id, stated_figure) REFERENCES claims_figure (claim_id, key)
    DEFERRABLE INITIALLY DEFERRED;
"""

FIGURES_BACK = """
ALTER TABLE claims_reckoning DROP CONSTRAINT claims_reckoning_figure_known;
ALTER TABLE claims_term DROP CONSTRAINT claims_term_figure_known;
ALTER TABLE claims_figure DROP CONSTRAINT claims_figure_proposed_known;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_what_is_said")]

    operations = [
        migrations.RunSQL(WORDS, WORDS_BACK),
        migrations.RunSQL(RESPONSES, RESPONSES_BACK),
        migrations.RunSQL(FIGURES, FIGURES_BACK),
    ]
