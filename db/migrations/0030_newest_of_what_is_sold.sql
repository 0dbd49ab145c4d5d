DROP INDEX "books_arrived_idx";--> statement-breakpoint
CREATE INDEX "books_arrived_idx" ON "books" USING btree ("created_at","id") WHERE "books"."archived_at" is null;