-- Whoever brings in very many books gathers: `set_config('octavo.gather', 'on', true)`, for one transaction. Then each book that
-- changed is named, however many there are, so that its pages follow at once; what concerns lists is owed instead of sent with
-- every thousand rows (the setting becomes 'owed'), and the import's row says when it is announced.
CREATE FUNCTION gathering() RETURNS boolean LANGUAGE sql STABLE
	RETURN coalesce(current_setting('octavo.gather', true), '') <> '';
--> statement-breakpoint
CREATE FUNCTION announce_lists(tag text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF gathering() THEN
		PERFORM set_config('octavo.gather', 'owed', true);
	ELSE
		PERFORM pg_notify('cache_tags', tag);
	END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION announce_works(work_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF cardinality(work_ids) = 0 THEN
		RETURN;
	ELSIF cardinality(work_ids) > 100 AND NOT gathering() THEN
		PERFORM pg_notify('cache_tags', 'catalogue');
	ELSE
		PERFORM pg_notify('cache_tags', 'book:' || slug) FROM books WHERE work_id = ANY (work_ids);
	END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION announce_changed_books() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	seen uuid[];
BEGIN
	SELECT coalesce(array_agg(DISTINCT w), '{}') INTO seen FROM (
		SELECT unnest(ARRAY[o.work_id, n.work_id]) AS w FROM old_rows o JOIN new_rows n USING (id)
		WHERE ((to_jsonb(o) - 'stock') IS DISTINCT FROM (to_jsonb(n) - 'stock') OR shown_stock(o.stock) <> shown_stock(n.stock))
			-- the copies of a book that this transaction made: its insertion has told what it concerns
			AND NOT (gathering() AND n.created_at = now())
	) AS changed;
	PERFORM announce_works(seen);
	PERFORM pg_notify('cache_tags', 'book:' || o.slug) FROM old_rows o JOIN new_rows n USING (id) WHERE o.slug <> n.slug;
	IF EXISTS (
		SELECT 1 FROM old_rows o JOIN new_rows n USING (id)
		WHERE (o.slug, o.work_id, o.title, o.archived_at, o.created_at, o.format, o.language)
			IS DISTINCT FROM (n.slug, n.work_id, n.title, n.archived_at, n.created_at, n.format, n.language)
			-- which edition stands for its work, and whether one may be had, may change with these
			OR (o.stock > 0) <> (n.stock > 0)
	) THEN
		PERFORM announce_lists('lists');
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION announce_added_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF gathering() THEN
		-- no page shows the new ones by name yet, but those of editions that they join do
		PERFORM pg_notify('cache_tags', 'book:' || b.slug) FROM books b
		WHERE b.work_id IN (SELECT work_id FROM new_rows) AND b.id NOT IN (SELECT id FROM new_rows);
	ELSE
		PERFORM announce_works((SELECT coalesce(array_agg(DISTINCT work_id), '{}') FROM new_rows));
	END IF;
	PERFORM announce_lists('lists');
	RETURN NULL;
END $$;
--> statement-breakpoint
-- What books are made of stands in the catalogue's tables; a book whose people or genres change changes itself, too, so that
-- whoever gathers has named it already.
CREATE OR REPLACE FUNCTION announce_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_ARGV[0] = 'catalogue' THEN
		PERFORM announce_lists('catalogue');
	ELSE
		PERFORM pg_notify('cache_tags', TG_ARGV[0]);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
-- What an import owes is announced with the next change of its row that comes fifteen seconds after the last time, and at the
-- latest when it is done, stopped or broken. A worker renews its claim all the time, and one that takes over claims it anew, so
-- that a crash delays it and loses nothing.
CREATE FUNCTION imports_announce_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state NOT IN ('committing', 'undoing') OR NEW.lists_announced_at IS NULL
		OR NEW.lists_announced_at < clock_timestamp() - interval '15 seconds' THEN
		PERFORM pg_notify('cache_tags', 'lists');
		NEW.lists_owed := false;
		NEW.lists_announced_at := clock_timestamp();
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER imports_announce BEFORE UPDATE ON imports
	FOR EACH ROW WHEN (NEW.lists_owed) EXECUTE FUNCTION imports_announce_lists();
--> statement-breakpoint
-- A new book has its search document written once, when its people and genres are there: whoever writes many sets
-- `octavo.search` to 'later' for the transaction, and calls `search_refresh` at its end.
CREATE FUNCTION search_follow(wanted uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF coalesce(current_setting('octavo.search', true), '') <> 'later' THEN
		PERFORM search_refresh(wanted);
	END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_follow_added_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_follow(ARRAY(SELECT id FROM new_rows));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_follow_changed_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_follow(ARRAY[NEW.id]);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_follow_added_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_follow(ARRAY(SELECT DISTINCT book_id FROM new_rows));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_follow_removed_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM search_follow(ARRAY(SELECT DISTINCT book_id FROM old_rows));
	RETURN NULL;
END $$;
