-- Who may answer whom, and when.
-- To dispute, accept, qualify or answer is for other voices; to restate, correct, supersede or retract for
-- the same voice or one that speaks for it. An answer is not certainly older than what it answers.
CREATE OR REPLACE FUNCTION claims_check_response(which bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    r record;
BEGIN
    SELECT response.relation, response.to_id, mine.made_for_id AS mine,
           mine.state, theirs.made_for_id AS theirs INTO r
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
    -- For whom a voice speaks is known of published voices: a draft's answers are checked when it is published.
    IF r.relation IN ('restates', 'corrects', 'supersedes', 'retracts') AND r.state = 'published'
       AND NOT claims_speaks_for(r.mine, r.theirs) THEN
        RAISE EXCEPTION 'Only the same voice, or one that speaks for it, restates, corrects, supersedes or retracts.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_response_relation';
    END IF;
    IF claims_answered_latest(which) < claims_said_earliest(r.to_id) THEN
        RAISE EXCEPTION
            'The response, of % at the latest, is certainly older than the claim that it answers, of % at the earliest.',
            to_char(claims_answered_latest(which), 'FMDD FMMonth YYYY'),
            to_char(claims_said_earliest(r.to_id), 'FMDD FMMonth YYYY')
            USING ERRCODE = '23514', CONSTRAINT = 'claims_response_older';
    END IF;
END $$;
