-- Every visible change announces the tags of the pages that show it; web processes listen on channel cache_tags.
-- Written as triggers so that commands, imports, the worker and plain SQL refresh pages alike.

-- What a shopper sees of a stock figure: none, 1, 2, 3, or enough.
CREATE FUNCTION shown_stock(stock int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN least(stock, 4);
--> statement-breakpoint
-- Pages of these works: each edition shows its siblings. Very many at once: everything from the catalogue.
CREATE FUNCTION announce_works(work_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF cardinality(work_ids) = 0 THEN
		RETURN;
	ELSIF cardinality(work_ids) > 100 THEN
		PERFORM pg_notify('cache_tags', 'catalogue');
	ELSE
		PERFORM pg_notify('cache_tags', 'book:' || slug) FROM books WHERE work_id = ANY (work_ids);
	END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION announce_changed_books() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	seen uuid[];
BEGIN
	SELECT coalesce(array_agg(DISTINCT w), '{}') INTO seen FROM (
		SELECT unnest(ARRAY[o.work_id, n.work_id]) AS w FROM old_rows o JOIN new_rows n USING (id)
		WHERE (to_jsonb(o) - 'stock') IS DISTINCT FROM (to_jsonb(n) - 'stock') OR shown_stock(o.stock) <> shown_stock(n.stock)
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
		PERFORM pg_notify('cache_tags', 'lists');
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_announce_update AFTER UPDATE ON books
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_changed_books();
--> statement-breakpoint
CREATE FUNCTION announce_added_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM announce_works((SELECT coalesce(array_agg(DISTINCT work_id), '{}') FROM new_rows));
	PERFORM pg_notify('cache_tags', 'lists');
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_announce_insert AFTER INSERT ON books
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_added_books();
--> statement-breakpoint
CREATE FUNCTION announce_removed_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM announce_works((SELECT coalesce(array_agg(DISTINCT work_id), '{}') FROM old_rows));
	PERFORM pg_notify('cache_tags', 'book:' || slug) FROM (SELECT slug FROM old_rows LIMIT 1000) AS gone;
	PERFORM pg_notify('cache_tags', 'lists');
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_announce_delete AFTER DELETE ON books
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_removed_books();
--> statement-breakpoint
-- Rare changes with wide effect name the whole; the tag stands in the trigger.
CREATE FUNCTION announce_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('cache_tags', TG_ARGV[0]);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER works_announce AFTER INSERT OR UPDATE OR DELETE ON works
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('catalogue');
--> statement-breakpoint
CREATE TRIGGER contributors_announce AFTER INSERT OR UPDATE OR DELETE ON contributors
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('catalogue');
--> statement-breakpoint
CREATE TRIGGER book_contributors_announce AFTER INSERT OR UPDATE OR DELETE ON book_contributors
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('catalogue');
--> statement-breakpoint
CREATE TRIGGER genres_announce AFTER INSERT OR UPDATE OR DELETE ON genres
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('catalogue');
--> statement-breakpoint
CREATE TRIGGER book_genres_announce AFTER INSERT OR UPDATE OR DELETE ON book_genres
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('catalogue');
--> statement-breakpoint
CREATE TRIGGER staff_notes_announce AFTER INSERT OR UPDATE OR DELETE ON staff_notes
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('catalogue');
--> statement-breakpoint
CREATE TRIGGER slug_redirects_announce AFTER INSERT OR UPDATE OR DELETE ON slug_redirects
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('catalogue');
--> statement-breakpoint
CREATE TRIGGER settings_announce AFTER INSERT OR UPDATE OR DELETE ON settings
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('settings');
--> statement-breakpoint
CREATE TRIGGER bestsellers_announce AFTER INSERT OR UPDATE OR DELETE ON bestsellers
	FOR EACH STATEMENT EXECUTE FUNCTION announce_tag('bestsellers');
