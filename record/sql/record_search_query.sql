-- A search as a reader writes it: “quoted phrases”, or, -not. The twin of record_search_vector.
--
-- Words are looked for in any form; to the letter where one of them is a phrase, or where all that is wanted are
-- words such as “ours”, which English passes over. What a hyphen joins is looked for as one word and, where the
-- search is of plain words, as its parts beside each other.
CREATE OR REPLACE FUNCTION record_search_query(words text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    folded text := record_search_words(words);
    joined text := regexp_replace(folded, '(?<=[^ ])-', '', 'g');
    config regconfig := 'pg_catalog.english';
    found tsquery := websearch_to_tsquery(config, joined);
BEGIN
    IF position('"' IN folded) > 0 OR querytree(found) IN ('', 'T') THEN
        config := 'pg_catalog.simple';
        found := websearch_to_tsquery(config, joined);
    END IF;
    IF joined <> folded AND joined !~ '["-]' THEN
        found := found || websearch_to_tsquery(
            config, translate(regexp_replace(folded, '([^ ]+-[^ ]+)', '"\1"', 'g'), '-', ' ')
        );
    END IF;
    RETURN found;
END $$;
