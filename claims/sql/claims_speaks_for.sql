-- True where the first voice is the second, or is tied to it by tenures, at any time, so that it may speak for it.
CREATE OR REPLACE FUNCTION claims_speaks_for(speaker bigint, voice bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT speaker = voice OR EXISTS (
    WITH RECURSIVE above AS (
        SELECT of_id FROM councils_tenure WHERE voice_id = speaker
            AND kind IN ('part-of', 'holds', 'member-of', 'group-in', 'leads', 'speaks-for')
        UNION
        SELECT t.of_id FROM above JOIN councils_tenure t ON t.voice_id = above.of_id
            AND t.kind IN ('part-of', 'holds', 'member-of', 'group-in', 'leads', 'speaks-for')
    )
    SELECT 1 FROM above WHERE of_id = voice
)
$$;
