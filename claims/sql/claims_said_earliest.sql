-- The first day on which a claim may have been made.
CREATE OR REPLACE FUNCTION claims_said_earliest(claim bigint) RETURNS date LANGUAGE sql STABLE AS $$
SELECT MIN(COALESCE(a.said_earliest, d.date_earliest))
FROM claims_appearance a
JOIN councils_passage p ON p.id = a.passage_id JOIN councils_document d ON d.id = p.document_id
WHERE a.claim_id = claim
$$;
