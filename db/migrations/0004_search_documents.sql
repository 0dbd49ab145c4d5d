-- English stems over words without accents; names and ISBNs are kept whole beside the stems.
CREATE TEXT SEARCH CONFIGURATION octavo (COPY = english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION octavo
	ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION octavo_names (COPY = simple);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION octavo_names
	ALTER MAPPING FOR hword, hword_part, word, asciiword, asciihword, hword_asciipart WITH unaccent, simple;
--> statement-breakpoint
CREATE FUNCTION search_document(wanted uuid) RETURNS tsvector LANGUAGE sql STABLE AS $$
	SELECT
		setweight(to_tsvector('octavo', b.title), 'A') || setweight(to_tsvector('octavo_names', b.title), 'A')
		|| setweight(to_tsvector('octavo_names', coalesce(b.isbn13, '')), 'A')
		|| setweight(to_tsvector('octavo_names', coalesce((
			SELECT string_agg(c.name, ' ') FROM book_contributors bc JOIN contributors c ON c.id = bc.contributor_id
			WHERE bc.book_id = b.id), '')), 'B')
		|| setweight(to_tsvector('octavo', coalesce(b.subtitle, '') || ' ' || coalesce(b.series_name, '')), 'B')
		|| setweight(to_tsvector('octavo_names', coalesce(b.subtitle, '') || ' ' || coalesce(b.series_name, '')), 'B')
		|| setweight(to_tsvector('octavo', coalesce((
			SELECT string_agg(name.value, ' ') FROM book_genres bg JOIN genres g ON g.id = bg.genre_id, jsonb_each_text(g.names) AS name
			WHERE bg.book_id = b.id), '')), 'C')
		|| setweight(to_tsvector('octavo', b.description), 'D')
	FROM books b WHERE b.id = wanted
$$;
--> statement-breakpoint
CREATE FUNCTION search_refresh(wanted uuid[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO search_documents (book_id, document)
	SELECT id, search_document(id) FROM books WHERE id = ANY (wanted) ORDER BY id
	ON CONFLICT (book_id) DO UPDATE SET document = excluded.document
$$;
--> statement-breakpoint
CREATE FUNCTION search_follow_added_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_refresh(ARRAY(SELECT id FROM new_rows));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_search_insert AFTER INSERT ON books
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_follow_added_books();
--> statement-breakpoint
-- By row, because a trigger for certain columns cannot see all rows of its statement at once.
CREATE FUNCTION search_follow_changed_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_refresh(ARRAY[NEW.id]);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_search_update AFTER UPDATE OF title, subtitle, series_name, isbn13, description ON books
	FOR EACH ROW EXECUTE FUNCTION search_follow_changed_book();
--> statement-breakpoint
CREATE FUNCTION search_follow_added_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_refresh(ARRAY(SELECT DISTINCT book_id FROM new_rows));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION search_follow_removed_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_refresh(ARRAY(SELECT DISTINCT book_id FROM old_rows));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER book_contributors_search_insert AFTER INSERT ON book_contributors
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_follow_added_links();
--> statement-breakpoint
CREATE TRIGGER book_contributors_search_update AFTER UPDATE ON book_contributors
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_follow_added_links();
--> statement-breakpoint
CREATE TRIGGER book_contributors_search_delete AFTER DELETE ON book_contributors
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION search_follow_removed_links();
--> statement-breakpoint
CREATE TRIGGER book_genres_search_insert AFTER INSERT ON book_genres
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION search_follow_added_links();
--> statement-breakpoint
CREATE TRIGGER book_genres_search_delete AFTER DELETE ON book_genres
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION search_follow_removed_links();
--> statement-breakpoint
CREATE FUNCTION search_follow_contributor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_refresh(ARRAY(SELECT book_id FROM book_contributors WHERE contributor_id = NEW.id));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER contributors_search AFTER UPDATE OF name ON contributors
	FOR EACH ROW EXECUTE FUNCTION search_follow_contributor();
--> statement-breakpoint
CREATE FUNCTION search_follow_genre() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_refresh(ARRAY(SELECT book_id FROM book_genres WHERE genre_id = NEW.id));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER genres_search AFTER UPDATE OF names ON genres FOR EACH ROW EXECUTE FUNCTION search_follow_genre();
