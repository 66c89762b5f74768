-- The last day on which a response may have been given.
CREATE OR REPLACE FUNCTION claims_answered_latest(response bigint) RETURNS date LANGUAGE sql STABLE AS $$
SELECT COALESCE(
    (SELECT MAX(COALESCE(a.said_latest, ad.date_latest)) FROM claims_appearance a
     JOIN councils_passage ap ON ap.id = a.passage_id JOIN councils_document ad ON ad.id = ap.document_id
     WHERE a.claim_id = r.claim_id),
    d.date_latest)
FROM claims_response r
JOIN councils_passage p ON p.id = r.passage_id JOIN councils_document d ON d.id = p.document_id
WHERE r.id = response
$$;
