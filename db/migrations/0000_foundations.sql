-- Whether a text is an ISBN-13 with a right check digit (ISO 2108); null is left to the column.
CREATE FUNCTION is_isbn13(isbn text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN isbn ~ '^97[89][0-9]{10}$' THEN
		(substr(isbn, 1, 1)::int + 3 * substr(isbn, 2, 1)::int + substr(isbn, 3, 1)::int + 3 * substr(isbn, 4, 1)::int
		+ substr(isbn, 5, 1)::int + 3 * substr(isbn, 6, 1)::int + substr(isbn, 7, 1)::int + 3 * substr(isbn, 8, 1)::int
		+ substr(isbn, 9, 1)::int + 3 * substr(isbn, 10, 1)::int + substr(isbn, 11, 1)::int + 3 * substr(isbn, 12, 1)::int
		+ substr(isbn, 13, 1)::int) % 10 = 0
	ELSE false END;
