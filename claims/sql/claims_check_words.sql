-- A published claim rests on words of a named document, and a response on the words by which it refers (docs/laws.md, law 2).
-- That the words are in the document's text is held by councils.guards.
CREATE OR REPLACE FUNCTION claims_check_words(which bigint) RETURNS void LANGUAGE plpgsql AS $$
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
        SELECT 1 FROM claims_appearance a
        WHERE a.claim_id = which AND a.wording <> ''
            AND NOT EXISTS (SELECT 1 FROM claims_reporter r WHERE r.appearance_id = a.id)
    ) THEN
        RAISE EXCEPTION 'Say who reports the words, or leave out whose words they are.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_appearance_wording';
    END IF;
    IF EXISTS (
        SELECT 1 FROM claims_response r JOIN councils_passage p ON p.id = r.passage_id
        WHERE r.claim_id = which AND p.quote = ''
    ) THEN
        RAISE EXCEPTION 'A response rests on the words by which it refers to the claim.'
            USING ERRCODE = '23514', CONSTRAINT = 'claims_response_rests_on_words';
    END IF;
END $$;
