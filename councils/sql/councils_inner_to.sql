-- The last day on which a tenure or placement holds for certain; see councils_inner_from.
CREATE OR REPLACE FUNCTION councils_inner_to(form text, extent text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN form = '' OR form LIKE '%/..' THEN DATE '9999-12-31'
    WHEN form LIKE '%/%' THEN record_edtf_earliest(split_part(form, '/', 2))
    WHEN extent = 'throughout' THEN record_edtf_latest(form)
    ELSE record_edtf_earliest(form)
END;
