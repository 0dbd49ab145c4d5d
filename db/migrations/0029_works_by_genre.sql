-- In the order of a shelf: what can be had first, then by title.
CREATE INDEX books_shelf_idx ON books ((stock > 0) DESC, title, id) WHERE archived_at IS NULL;
--> statement-breakpoint
-- What is low on stock is never an electronic book: counted for every page of the desk, without reading a book.
DROP INDEX books_stock_idx;
--> statement-breakpoint
CREATE INDEX books_low_stock_idx ON books (stock, id) WHERE archived_at IS NULL AND format <> 'ebook';
--> statement-breakpoint
-- Works that may be the same are sought among those of the same people.
DROP INDEX works_title_trgm;
--> statement-breakpoint
-- For people who are suggested while somebody types.
CREATE INDEX contributors_words_idx ON contributors USING gin (to_tsvector('octavo_names', name));
--> statement-breakpoint
-- Title, people, subtitle and series alone: of a word that every second description uses, these are what is meant.
CREATE INDEX search_documents_names_idx ON search_documents USING gin (ts_filter(document, '{a,b}'));
--> statement-breakpoint
-- Writes of some works what their genres, and all above those, hold of them. Who shelves an edition of a work waits for whoever
-- shelves another one, and for changes of the tree (which take the same lock alone): the second sees what the first made of it.
CREATE FUNCTION genre_works_refresh(wanted uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF cardinality(wanted) = 0 THEN
		RETURN;
	END IF;
	PERFORM pg_advisory_xact_lock_shared(20806);
	PERFORM 1 FROM works WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE;
	WITH RECURSIVE stands AS (
		SELECT bg.genre_id, b.work_id FROM books b JOIN book_genres bg ON bg.book_id = b.id
		WHERE b.work_id = ANY (wanted) AND b.archived_at IS NULL
		UNION
		SELECT g.parent_id, stands.work_id FROM stands JOIN genres g ON g.id = stands.genre_id WHERE g.parent_id IS NOT NULL
	), gone AS (
		DELETE FROM genre_works gw USING (
			SELECT genre_id, work_id FROM genre_works WHERE work_id = ANY (wanted) EXCEPT SELECT genre_id, work_id FROM stands
		) AS left_over WHERE gw.genre_id = left_over.genre_id AND gw.work_id = left_over.work_id
	)
	INSERT INTO genre_works (genre_id, work_id) SELECT genre_id, work_id FROM stands ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
-- The same for whole genres, where the tree has changed.
CREATE FUNCTION genre_works_rebuild(wanted uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	WITH RECURSIVE below AS (
		SELECT id AS top, id FROM genres WHERE id = ANY (wanted)
		UNION
		SELECT below.top, g.id FROM below JOIN genres g ON g.parent_id = below.id
	), stands AS MATERIALIZED (
		SELECT DISTINCT below.top AS genre_id, b.work_id FROM below
		JOIN book_genres bg ON bg.genre_id = below.id JOIN books b ON b.id = bg.book_id AND b.archived_at IS NULL
	), gone AS (
		DELETE FROM genre_works gw USING (
			SELECT genre_id, work_id FROM genre_works WHERE genre_id = ANY (wanted) EXCEPT SELECT genre_id, work_id FROM stands
		) AS left_over WHERE gw.genre_id = left_over.genre_id AND gw.work_id = left_over.work_id
	)
	INSERT INTO genre_works (genre_id, work_id) SELECT genre_id, work_id FROM stands ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
SELECT genre_works_rebuild(ARRAY(SELECT id FROM genres));
--> statement-breakpoint
CREATE FUNCTION genre_works_follow_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN
		PERFORM genre_works_refresh(ARRAY(SELECT DISTINCT b.work_id FROM old_rows o JOIN books b ON b.id = o.book_id));
	END IF;
	IF TG_OP <> 'DELETE' THEN
		PERFORM genre_works_refresh(ARRAY(SELECT DISTINCT b.work_id FROM new_rows n JOIN books b ON b.id = n.book_id));
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER book_genres_works_insert AFTER INSERT ON book_genres
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION genre_works_follow_links();
--> statement-breakpoint
CREATE TRIGGER book_genres_works_update AFTER UPDATE ON book_genres
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION genre_works_follow_links();
--> statement-breakpoint
CREATE TRIGGER book_genres_works_delete AFTER DELETE ON book_genres
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION genre_works_follow_links();
--> statement-breakpoint
CREATE FUNCTION genre_works_follow_changed_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM genre_works_refresh(ARRAY[OLD.work_id, NEW.work_id]);
	RETURN NULL;
END $$;
--> statement-breakpoint
-- By row, so that a sale, which changes a figure of stock, costs nothing here.
CREATE TRIGGER books_genre_works_update AFTER UPDATE OF archived_at, work_id ON books
	FOR EACH ROW WHEN (OLD.work_id <> NEW.work_id OR (OLD.archived_at IS NULL) <> (NEW.archived_at IS NULL))
	EXECUTE FUNCTION genre_works_follow_changed_book();
--> statement-breakpoint
-- Its links are gone with it, and no longer say whose they were.
CREATE FUNCTION genre_works_follow_removed_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM genre_works_refresh(ARRAY(SELECT DISTINCT work_id FROM old_rows));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_genre_works_delete AFTER DELETE ON books
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION genre_works_follow_removed_books();
--> statement-breakpoint
CREATE FUNCTION genre_works_follow_tree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM genre_works_rebuild(ARRAY(
		WITH RECURSIVE above AS (
			SELECT id, parent_id FROM genres WHERE id IN (OLD.parent_id, NEW.parent_id)
			UNION
			SELECT g.id, g.parent_id FROM above JOIN genres g ON g.id = above.parent_id
		)
		SELECT id FROM above
	));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER genres_works_move AFTER UPDATE OF parent_id ON genres
	FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION genre_works_follow_tree();
