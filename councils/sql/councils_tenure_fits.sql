-- True where a tenure of this kind may tie a voice of the one kind to a voice of the other.
-- The rules are those of councils/choices.py; a test holds the two together.
CREATE OR REPLACE FUNCTION councils_tenure_fits(tenure text, below text, above text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tenure
    WHEN 'part-of' THEN below IN ('body', 'office', 'part', 'unnamed', 'department')
        AND above IN ('council', 'body', 'alliance', 'department', 'group', 'party', 'parliament',
            'commissioner', 'organisation', 'part')
    WHEN 'holds' THEN below IN ('person')
        AND above IN ('office', 'commissioner')
    WHEN 'member-of' THEN below IN ('council', 'person', 'office', 'group', 'organisation', 'alliance',
            'department', 'commissioner')
        AND above IN ('alliance', 'council', 'body', 'group', 'organisation')
    WHEN 'group-in' THEN below IN ('group')
        AND above IN ('council', 'body', 'alliance', 'group')
    WHEN 'leads' THEN below IN ('person', 'office', 'unnamed', 'source')
        AND above IN ('council', 'body', 'alliance', 'department', 'group', 'party', 'part', 'adviser',
            'organisation', 'petition', 'outlet', 'blog', 'parliament')
    WHEN 'speaks-for' THEN below IN ('person', 'office', 'unnamed', 'source')
        AND above IN ('council', 'body', 'alliance', 'department', 'group', 'party', 'part', 'adviser',
            'organisation', 'petition', 'outlet', 'blog', 'parliament')
    WHEN 'engaged-by' THEN below IN ('adviser', 'organisation', 'person')
    WHEN 'party-member' THEN below IN ('person', 'group')
        AND above IN ('party')
END;
