-- The first day on which a tenure or placement holds for certain; between inner and outer bounds it may hold.
-- An interval's inner bounds are the last day of its beginning and the first day of its end. A single
-- date is known for that date alone, unless it is said to hold throughout.
CREATE OR REPLACE FUNCTION councils_inner_from(form text, extent text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form = '' OR form LIKE '../%' THEN DATE '0001-01-01'
    WHEN form LIKE '%/%' THEN record_edtf_latest(split_part(form, '/', 1))
    WHEN extent = 'throughout' THEN record_edtf_earliest(form)
    ELSE record_edtf_latest(form)
END;
