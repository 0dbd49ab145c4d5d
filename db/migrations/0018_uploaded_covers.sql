ALTER TABLE "books" ADD CONSTRAINT "books_cover_shape" CHECK ("books"."cover" ~ '^p[0-9a-f]{19}$');
--> statement-breakpoint
-- Another picture is no change of what stands in the form of the book: whoever has it open may still save it.
DROP TRIGGER books_version ON books;
--> statement-breakpoint
CREATE TRIGGER books_version BEFORE UPDATE ON books
	FOR EACH ROW WHEN (OLD.stock = NEW.stock AND OLD.cover IS NOT DISTINCT FROM NEW.cover AND OLD.* IS DISTINCT FROM NEW.*)
	EXECUTE FUNCTION books_move_version_on();
