-- Words as search compares them: alike however their marks, accents and amounts are printed or typed.
--
-- What is left are small letters (Latin without accents, Greek, Cyrillic, Armenian, Hebrew, Arabic, Chinese,
-- Japanese), digits and four marks: an apostrophe, a quotation mark, a hyphen inside a word or as “not” before
-- one, and the point of a decimal. The parser of PostgreSQL takes any other character for a letter in one locale
-- and for a blank in another; after this, it finds the same words on every server.
--
-- Stored words (claims_claimstanding.search) do not follow a changed function: see SEARCH_FUNCTIONS in
-- record/sql_files.py.
CREATE OR REPLACE FUNCTION record_search_words(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    -- 50,000 is 50000. Before spaces of all kinds become one.
    words := regexp_replace(words, '(?<=[0-9])[,\u00A0\u2009\u202F](?=[0-9]{3}(?![0-9]))', '', 'g');
    IF words ~ '[^ -~]' THEN
        words := regexp_replace(
            words,
            '[\u00B4\u02B9\u02BB-\u02BD\u02C8\u2018-\u201B\u2032\u2035\u2039\u203A\u275B\u275C\u275F\uA78C\u055A]',
            '''', 'g'
        );
        words := regexp_replace(
            words, '[\u00AB\u00BB\u201C-\u201F\u2033\u2036\u275D\u275E\u2E42\u301D-\u301F]', '"', 'g'
        );
        -- The point of £3·5m.
        words := regexp_replace(words, '(?<=[0-9])[\u00B7\u2027\u2219\u22C5](?=[0-9])', '.', 'g');
        -- A dash is a slash for now: both join words and years, as in 2025/26.
        words := regexp_replace(
            words,
            '[\u058A\u05BE\u1400\u1806\u2010-\u2015\u2043\u2044\u2053\u2212\u2215\u2E17\u2E1A\u2E3A\u2E3B\u2E40\u301C'
            '\u3030\uFE31\uFE32\uFE58]',
            '/', 'g'
        );
        -- Signs that are written out as letters or digits, which would become part of the word before them: ™ ² ½ ①.
        words := regexp_replace(
            words,
            '[\u00B2\u00B3\u00B9\u00BC-\u00BE\u2070-\u209F\u20A0-\u20CF\u2100-\u215F\u2189\u2460-\u24FF\u2E80-\u2FDF'
            '\u3190-\u33FF\uFDFC\U0001F100-\U0001F2FF]',
            ' ', 'g'
        );
        -- Accents, and what nobody sees.
        words := regexp_replace(
            normalize(words, NFKD),
            '[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\u00AD\u061C\u180E'
            '\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]',
            '', 'g'
        );
        -- Letters that have no accent to lose, and small letters, which not every locale knows.
        words := translate(words, 'ØøŁłĐđÐðĦħŦŧıŊŋ', 'oollddddhhttinn');
        words := replace(replace(replace(replace(words, 'ß', 'ss'), 'ẞ', 'ss'), 'Æ', 'ae'), 'æ', 'ae');
        words := replace(replace(replace(replace(words, 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th');
        IF words ~ '[\u0391-\u0490]' THEN
            words := translate(words, 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ', 'αβγδεζηθικλμνξοπρστυφχψω');
            words := translate(words, 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄҐ', 'абвгдежзиклмнопрстуфхцчшщъыьэюяієґ');
        END IF;
        -- All that is neither a letter nor of ASCII.
        words := regexp_replace(
            words,
            '[^ -~\u00DF-\u00F6\u00F8-\u02AF\u03B1-\u03C9\u0430-\u0481\u048A-\u052F\u0561-\u0587\u05D0-\u05EA'
            '\u0620-\u064A\u066E-\u06D3\u3041-\u3096\u30A1-\u30FA\u3400-\u4DBF\u4E00-\u9FFF]',
            ' ', 'g'
        );
    END IF;
    -- 64%, 64 percent and 64 per cent.
    words := regexp_replace(words, '(?<=[0-9]) ?%|\mpercent\M', ' per cent ', 'gi');
    -- ASCII's signs, but for the four marks.
    words := regexp_replace(replace(lower(words COLLATE "C"), '`', ''''), '[!#-&(-,:-@[-_{-~]', ' ', 'g');
    words := regexp_replace(words, '\.(?![0-9])|(?<![0-9])\.', ' ', 'g');
    -- A dash joins what it touches on both sides; at the edge of a word, only the hyphen of a keyboard says “not”.
    words := regexp_replace(words, '-{2,}', '/', 'g');
    words := regexp_replace(words, '(?<![^ ''"/-])/|/(?![^ ''"/-])', ' ', 'g');
    words := regexp_replace(translate(words, '/', '-'), '-(?=[ ''-]|$)|(?<=["''])-', ' ', 'g');
    -- 43million is 43 million, but 3rd is a word.
    RETURN regexp_replace(
        words, '(?<=[0-9])(?!(?:st|nd|rd|th)(?![a-z0-9]))(?=[a-z]{2,}(?![a-z0-9]))', ' ', 'g'
    );
END $$;
