-- One spelling for all: "J. R. R. Tolkien", "J.R.R. Tolkien" and "j r r tolkien" are one name. Letters and digits only, without
-- accents and case; a name of neither is itself.
CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
	bare text := regexp_replace(lower(public.unaccent('public.unaccent', normalize(name, NFKC))), '[^[:alnum:]]+', '', 'g');
BEGIN
	RETURN CASE WHEN bare = '' THEN lower(btrim(name)) ELSE bare END;
END $$;
--> statement-breakpoint
CREATE UNIQUE INDEX contributors_name_key ON contributors (name_key(name));
--> statement-breakpoint
-- For suggestions of other editions of a work.
CREATE INDEX works_title_trgm ON works USING gin (title gin_trgm_ops);
--> statement-breakpoint
-- For the low-stock list, and books in the order a desk sorts them.
CREATE INDEX books_stock_idx ON books (stock, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX books_title_idx ON books (title, id);
--> statement-breakpoint
-- Whoever edits a book compares its version: it moves on with every change but that of the figure of stock, whoever makes it.
CREATE FUNCTION books_move_version_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.version := OLD.version + 1;
	NEW.updated_at := now();
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_version BEFORE UPDATE ON books
	FOR EACH ROW WHEN (OLD.stock = NEW.stock AND OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION books_move_version_on();
--> statement-breakpoint
-- An old address never stands before a living one (CAT-3). After the row, so that whoever waited for another's slug sees
-- what became of it; the way back to an own old slug takes its redirect away.
CREATE FUNCTION slug_comes_to_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM slug_redirects WHERE kind = TG_ARGV[0] AND slug = NEW.slug AND target_id <> NEW.id) THEN
		RAISE EXCEPTION 'this address leads to another one'
			USING ERRCODE = 'unique_violation', CONSTRAINT = 'slug_redirects_lead_on';
	ELSIF EXISTS (SELECT 1 FROM slug_redirects WHERE kind = TG_ARGV[0] AND slug = NEW.slug) THEN
		DELETE FROM slug_redirects WHERE kind = TG_ARGV[0] AND slug = NEW.slug;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_slug_lives AFTER INSERT ON books
	FOR EACH ROW EXECUTE FUNCTION slug_comes_to_life('book');
--> statement-breakpoint
CREATE TRIGGER books_slug_moves AFTER UPDATE OF slug ON books
	FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION slug_comes_to_life('book');
--> statement-breakpoint
CREATE TRIGGER genres_slug_lives AFTER INSERT ON genres
	FOR EACH ROW EXECUTE FUNCTION slug_comes_to_life('genre');
--> statement-breakpoint
CREATE TRIGGER genres_slug_moves AFTER UPDATE OF slug ON genres
	FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION slug_comes_to_life('genre');
--> statement-breakpoint
CREATE TRIGGER contributors_slug_lives AFTER INSERT ON contributors
	FOR EACH ROW EXECUTE FUNCTION slug_comes_to_life('contributor');
--> statement-breakpoint
CREATE TRIGGER contributors_slug_moves AFTER UPDATE OF slug ON contributors
	FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION slug_comes_to_life('contributor');
--> statement-breakpoint
-- Two moves that are lawful each, but a circle together, wait for each other: the second sees the first.
CREATE OR REPLACE FUNCTION genres_have_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(20806);
	IF EXISTS (
		WITH RECURSIVE above AS (
			SELECT NEW.parent_id AS id
			UNION
			SELECT genres.parent_id FROM genres JOIN above ON genres.id = above.id WHERE genres.parent_id IS NOT NULL
		)
		SELECT 1 FROM above WHERE id = NEW.id
	) THEN
		RAISE EXCEPTION 'a genre cannot stand below itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'genres_are_a_tree';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- A change that touches none of these words need not be indexed anew.
DROP TRIGGER books_search_update ON books;
--> statement-breakpoint
CREATE TRIGGER books_search_update AFTER UPDATE OF title, subtitle, series_name, isbn13, description ON books
	FOR EACH ROW WHEN (
		(OLD.title, OLD.subtitle, OLD.series_name, OLD.isbn13, OLD.description)
		IS DISTINCT FROM (NEW.title, NEW.subtitle, NEW.series_name, NEW.isbn13, NEW.description)
	) EXECUTE FUNCTION search_follow_changed_book();
