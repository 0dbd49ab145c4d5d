CREATE TABLE "genre_works" (
	"genre_id" uuid NOT NULL,
	"work_id" uuid NOT NULL,
	CONSTRAINT "genre_works_genre_id_work_id_pk" PRIMARY KEY("genre_id","work_id")
);
--> statement-breakpoint
DROP INDEX "books_new_idx";--> statement-breakpoint
DROP INDEX "book_genres_genre_idx";--> statement-breakpoint
DROP INDEX "books_work_idx";--> statement-breakpoint
CREATE INDEX "genre_works_work_idx" ON "genre_works" USING btree ("work_id");--> statement-breakpoint
CREATE INDEX "books_arrived_idx" ON "books" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "book_genres_genre_idx" ON "book_genres" USING btree ("genre_id","book_id");--> statement-breakpoint
CREATE INDEX "books_work_idx" ON "books" USING btree ("work_id","archived_at","id");