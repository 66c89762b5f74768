-- True where a voice may restate, correct, supersede or retract what another said: it speaks for it, or at least belongs
-- to it, at any time. Only one that speaks for it changes the standing of the claim (claims.derived.refresh).
CREATE OR REPLACE FUNCTION claims_speaks_for(speaker bigint, voice bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT speaker = voice OR EXISTS (
    SELECT FROM councils_speaksfor s WHERE s.voice_id = speaker AND s.principal_id = voice AND s.way <> 'alliance'
)
$$;
