-- While an import is under way nobody waits for it: whoever asks for a page that it changed is served what there is while it is
-- made anew, for so many milliseconds at most (`soon:<milliseconds>:<tag>`, see `front/tags.ts`). A price shows within a second
-- anyway; lists are some seconds behind. When the import is over, what it owes of lists, and what may not have been seen yet, is
-- announced as any other change.
CREATE FUNCTION book_tag(slug text) RETURNS text LANGUAGE sql STABLE
	RETURN CASE WHEN gathering() THEN 'soon:900:' ELSE '' END || 'book:' || slug;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION announce_works(work_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF cardinality(work_ids) = 0 THEN
		RETURN;
	ELSIF cardinality(work_ids) > 100 AND NOT gathering() THEN
		PERFORM pg_notify('cache_tags', 'catalogue');
	ELSE
		PERFORM pg_notify('cache_tags', book_tag(slug)) FROM books WHERE work_id = ANY (work_ids);
	END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION announce_added_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF gathering() THEN
		-- no page shows the new ones by name yet, but those of editions that they join do
		PERFORM pg_notify('cache_tags', book_tag(b.slug)) FROM books b
		WHERE b.work_id IN (SELECT work_id FROM new_rows) AND b.id NOT IN (SELECT id FROM new_rows);
	ELSE
		PERFORM announce_works((SELECT coalesce(array_agg(DISTINCT work_id), '{}') FROM new_rows));
	END IF;
	PERFORM announce_lists('lists');
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION imports_announce_lists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	lately boolean := coalesce(NEW.lists_announced_at >= clock_timestamp() - interval '15 seconds', false);
BEGIN
	IF NEW.state NOT IN ('committing', 'undoing') THEN
		IF NOT NEW.lists_owed AND NOT lately THEN
			RETURN NEW;
		END IF;
		PERFORM pg_notify('cache_tags', 'lists');
	ELSIF NEW.lists_owed AND NOT lately THEN
		PERFORM pg_notify('cache_tags', 'soon:15000:lists');
	ELSE
		RETURN NEW;
	END IF;
	NEW.lists_owed := false;
	NEW.lists_announced_at := clock_timestamp();
	RETURN NEW;
END $$;
--> statement-breakpoint
DROP TRIGGER imports_announce ON imports;
--> statement-breakpoint
CREATE TRIGGER imports_announce BEFORE UPDATE ON imports
	FOR EACH ROW WHEN (NEW.lists_owed OR NEW.state <> OLD.state) EXECUTE FUNCTION imports_announce_lists();
