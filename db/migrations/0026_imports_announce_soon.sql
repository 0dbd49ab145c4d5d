-- While an import is under way its lists are some seconds behind anyway: whoever asks for a page that shows them is served what
-- there is while it is made anew (`soon:`, see `front/tags.ts`). When it is over, what it owes, and what may not have been seen
-- yet, is announced as any other change.
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
		PERFORM pg_notify('cache_tags', 'soon:lists');
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
