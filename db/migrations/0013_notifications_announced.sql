-- Web processes listen on channel notifications, and tell open pages how many their person has not read. The payload is a
-- person's id; very many at once are announced as '*', for everybody who listens to look again.

CREATE FUNCTION announce_notified(user_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF cardinality(user_ids) > 100 THEN
		PERFORM pg_notify('notifications', '*');
	ELSE
		PERFORM pg_notify('notifications', user_id::text) FROM unnest(user_ids) AS user_id;
	END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION announce_added_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM announce_notified((SELECT coalesce(array_agg(DISTINCT user_id), '{}') FROM new_rows));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notifications_announce_insert AFTER INSERT ON notifications
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_added_notifications();
--> statement-breakpoint
CREATE FUNCTION announce_read_notifications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM announce_notified((
		SELECT coalesce(array_agg(DISTINCT n.user_id), '{}') FROM old_rows o JOIN new_rows n USING (id)
		WHERE (o.read_at IS NULL) <> (n.read_at IS NULL)));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notifications_announce_update AFTER UPDATE ON notifications
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_read_notifications();
