ALTER TABLE "books" ADD COLUMN "cover" text;--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "books" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "genres" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "actor_name" text;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "door" text;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "receipt_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD COLUMN "import_id" uuid;--> statement-breakpoint
CREATE INDEX "slug_redirects_target_idx" ON "slug_redirects" USING btree ("target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_movements_receipt_key" ON "stock_movements" USING btree ("receipt_id","book_id") WHERE "stock_movements"."receipt_id" is not null;--> statement-breakpoint
CREATE INDEX "stock_movements_import_idx" ON "stock_movements" USING btree ("import_id") WHERE "stock_movements"."import_id" is not null;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_door_known" CHECK ("stock_movements"."door" in ('desk', 'api', 'import'));