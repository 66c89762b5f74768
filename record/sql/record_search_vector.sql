-- The words of a text by which search finds it.
--
-- Each word in both configurations: stemmed for plain words, to the letter for phrases, in which “no consensus”
-- is not “consensus”. What a hyphen joins is there as its parts and as one word, so that “reorganisation” finds
-- “re-organisation” and “tier” finds “two-tier”.
--
-- Stored words (claims_claimstanding.search) do not follow a changed function: see SEARCH_FUNCTIONS in
-- record/sql_files.py.
CREATE OR REPLACE FUNCTION record_search_vector(words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    folded text := record_search_words(words);
    parts text := translate(folded, '-"', '  ');
    joined text := translate(folded, '"-', ' ');
    vector tsvector := to_tsvector('pg_catalog.english', parts) || to_tsvector('pg_catalog.simple', parts);
BEGIN
    IF position('-' IN folded) > 0 THEN
        vector := vector || to_tsvector('pg_catalog.english', joined) || to_tsvector('pg_catalog.simple', joined);
    END IF;
    RETURN vector;
END $$;
