-- Stock changes only through movements (CAT-4): inserting a movement is what moves the figure, and nothing else may.
CREATE FUNCTION stock_apply_movements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE books SET stock = books.stock + moved.delta
	FROM (SELECT book_id, sum(delta)::int AS delta FROM moved_rows GROUP BY book_id) AS moved
	WHERE books.id = moved.book_id;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_movements_apply AFTER INSERT ON stock_movements
	REFERENCING NEW TABLE AS moved_rows FOR EACH STATEMENT EXECUTE FUNCTION stock_apply_movements();
--> statement-breakpoint
CREATE FUNCTION stock_movements_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'stock movements are never changed or deleted: write a correction'
		USING ERRCODE = 'restrict_violation', CONSTRAINT = 'stock_movements_are_final';
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_movements_final BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movements
	FOR EACH STATEMENT EXECUTE FUNCTION stock_movements_are_final();
--> statement-breakpoint
CREATE FUNCTION stock_needs_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Depth 1 is a statement from outside; the ledger's own trigger updates from depth 2.
	IF pg_trigger_depth() < 2 THEN
		RAISE EXCEPTION 'stock changes only through stock_movements'
			USING ERRCODE = 'restrict_violation', CONSTRAINT = 'books_stock_needs_movement';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER books_stock_guard BEFORE UPDATE OF stock ON books
	FOR EACH ROW WHEN (OLD.stock IS DISTINCT FROM NEW.stock) EXECUTE FUNCTION stock_needs_movement();
--> statement-breakpoint
CREATE TRIGGER books_stock_starts_empty BEFORE INSERT ON books
	FOR EACH ROW WHEN (NEW.stock <> 0) EXECUTE FUNCTION stock_needs_movement();
--> statement-breakpoint
-- Genres form a tree (CAT-9): no genre is its own ancestor.
CREATE FUNCTION genres_have_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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
CREATE TRIGGER genres_tree BEFORE INSERT OR UPDATE OF parent_id ON genres
	FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION genres_have_no_cycle();
