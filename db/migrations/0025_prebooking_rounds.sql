CREATE TABLE "mail_refusals" (
	"address_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_refusals_address_id_kind_pk" PRIMARY KEY("address_id","kind"),
	CONSTRAINT "mail_refusals_kind_known" CHECK ("mail_refusals"."kind" in ('review_invitation'))
);
--> statement-breakpoint
CREATE TABLE "prebooking_rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"restocked_at" timestamp with time zone,
	"reached" uuid,
	"finished_at" timestamp with time zone,
	CONSTRAINT "prebooking_rounds_told_after" CHECK ("prebooking_rounds"."restocked_at" is not null or ("prebooking_rounds"."reached" is null and "prebooking_rounds"."finished_at" is null))
);
--> statement-breakpoint
ALTER TABLE "prebookings" ADD COLUMN "round_id" uuid;--> statement-breakpoint
ALTER TABLE "prebooking_rounds" ADD CONSTRAINT "prebooking_rounds_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "prebooking_rounds_one_open_key" ON "prebooking_rounds" USING btree ("book_id") WHERE "prebooking_rounds"."restocked_at" is null;--> statement-breakpoint
CREATE INDEX "prebooking_rounds_book_idx" ON "prebooking_rounds" USING btree ("book_id");--> statement-breakpoint
CREATE INDEX "prebooking_rounds_untold_idx" ON "prebooking_rounds" USING btree ("restocked_at") WHERE "prebooking_rounds"."restocked_at" is not null and "prebooking_rounds"."finished_at" is null;--> statement-breakpoint
INSERT INTO "prebooking_rounds" ("id", "book_id", "opened_at", "restocked_at", "reached", "finished_at")
SELECT r."id", r."book_id", coalesce(min(p."created_at"), r."created_at"), r."created_at", r."reached", r."finished_at"
FROM "restocks" r LEFT JOIN "prebookings" p ON p."restock_id" = r."id" GROUP BY r."id";--> statement-breakpoint
UPDATE "prebookings" SET "round_id" = "restock_id" WHERE "state" = 'notified';--> statement-breakpoint
-- who waits, and who had cancelled, is in the round that the next restock closes
INSERT INTO "prebooking_rounds" ("id", "book_id", "opened_at")
SELECT gen_random_uuid(), "book_id", min("created_at") FROM "prebookings" WHERE "state" <> 'notified' GROUP BY "book_id";--> statement-breakpoint
UPDATE "prebookings" p SET "round_id" = r."id" FROM "prebooking_rounds" r
WHERE p."state" <> 'notified' AND r."book_id" = p."book_id" AND r."restocked_at" IS NULL;--> statement-breakpoint
ALTER TABLE "prebookings" ALTER COLUMN "round_id" SET NOT NULL;--> statement-breakpoint
-- room for what the worker notes on each row, so that no index is touched by it
ALTER TABLE "prebookings" SET (fillfactor = 85);--> statement-breakpoint
ALTER TABLE "mails" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "prebookings" ADD CONSTRAINT "prebookings_round_id_prebooking_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."prebooking_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "prebookings_one_a_round_key" ON "prebookings" USING btree ("user_id","round_id") WHERE "prebookings"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "prebookings_round_idx" ON "prebookings" USING btree ("round_id","id");--> statement-breakpoint
ALTER TABLE "prebookings" ADD CONSTRAINT "prebookings_cancelled_untold" CHECK ("prebookings"."told" is null or "prebookings"."cancelled_at" is null);--> statement-breakpoint
ALTER TABLE "restocks" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "restocks" CASCADE;--> statement-breakpoint
ALTER TABLE "prebookings" DROP CONSTRAINT "prebookings_state_known";--> statement-breakpoint
ALTER TABLE "prebookings" DROP CONSTRAINT "prebookings_notified_when";--> statement-breakpoint
ALTER TABLE "prebookings" DROP CONSTRAINT "prebookings_cancelled_when";--> statement-breakpoint
ALTER TABLE "prebookings" DROP CONSTRAINT "prebookings_told_when";--> statement-breakpoint
ALTER TABLE "prebookings" DROP CONSTRAINT "prebookings_book_id_books_id_fk";
--> statement-breakpoint
DROP INDEX "prebookings_one_waiting_key";--> statement-breakpoint
DROP INDEX "prebookings_waiting_idx";--> statement-breakpoint
DROP INDEX "prebookings_restock_idx";--> statement-breakpoint
ALTER TABLE "prebookings" DROP COLUMN "book_id";--> statement-breakpoint
ALTER TABLE "prebookings" DROP COLUMN "state";--> statement-breakpoint
ALTER TABLE "prebookings" DROP COLUMN "notified_at";--> statement-breakpoint
ALTER TABLE "prebookings" DROP COLUMN "restock_id";