-- A review that comes, changes or goes is seen on its book's pages: they are announced, as every visible change is (0003).
CREATE FUNCTION announce_books(book_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF cardinality(book_ids) > 100 THEN
		PERFORM pg_notify('cache_tags', 'catalogue');
	ELSE
		PERFORM pg_notify('cache_tags', 'book:' || slug) FROM books WHERE id = ANY (book_ids);
	END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION announce_reviewed_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		PERFORM announce_books((SELECT coalesce(array_agg(DISTINCT book_id), '{}') FROM old_rows));
	ELSE
		PERFORM announce_books((SELECT coalesce(array_agg(DISTINCT book_id), '{}') FROM new_rows));
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reviews_announce_insert AFTER INSERT ON reviews
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_reviewed_books();
--> statement-breakpoint
CREATE TRIGGER reviews_announce_update AFTER UPDATE ON reviews
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_reviewed_books();
--> statement-breakpoint
CREATE TRIGGER reviews_announce_delete AFTER DELETE ON reviews
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_reviewed_books();
--> statement-breakpoint
CREATE TRIGGER book_ratings_announce_insert AFTER INSERT ON book_ratings
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_reviewed_books();
--> statement-breakpoint
CREATE TRIGGER book_ratings_announce_update AFTER UPDATE ON book_ratings
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_reviewed_books();
--> statement-breakpoint
-- Orders from before there were reviews: what they hold may be reviewed, too. Those whose customer was forgotten have nobody.
INSERT INTO review_rights (order_id, book_id, author_name, user_id, created_at)
SELECT o.id, l.book_id,
	regexp_replace(btrim(o.ship_to ->> 'name'), '^(\S+)(?:.*\s(\S)\S*)?$', '\1 \2.'),
	o.user_id, o.paid_at
FROM orders o JOIN order_lines l ON l.order_id = o.id
WHERE o.state IN ('paid', 'processing', 'shipped', 'delivered') AND o.email NOT LIKE '%@deleted.invalid'
GROUP BY o.id, l.book_id
HAVING sum(l.quantity - l.cancelled_quantity) > 0;
