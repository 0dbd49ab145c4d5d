CREATE TABLE "prebookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"book_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"notified_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"restock_id" uuid,
	"told" text[],
	CONSTRAINT "prebookings_state_known" CHECK ("prebookings"."state" in ('waiting', 'notified', 'cancelled')),
	CONSTRAINT "prebookings_notified_when" CHECK (("prebookings"."state" = 'notified') = ("prebookings"."notified_at" is not null) and ("prebookings"."state" = 'notified') = ("prebookings"."restock_id" is not null)),
	CONSTRAINT "prebookings_cancelled_when" CHECK (("prebookings"."state" = 'cancelled') = ("prebookings"."cancelled_at" is not null)),
	CONSTRAINT "prebookings_told_when" CHECK ("prebookings"."told" is null or "prebookings"."state" = 'notified')
);
--> statement-breakpoint
CREATE TABLE "restocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"people" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reached" uuid,
	"finished_at" timestamp with time zone,
	CONSTRAINT "restocks_somebodys" CHECK ("restocks"."people" > 0)
);
--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_state_known";--> statement-breakpoint
ALTER TABLE "mailbox" ADD COLUMN "headers" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "bulk" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "prebookings" ADD CONSTRAINT "prebookings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prebookings" ADD CONSTRAINT "prebookings_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restocks" ADD CONSTRAINT "restocks_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "prebookings_one_waiting_key" ON "prebookings" USING btree ("user_id","book_id") WHERE "prebookings"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "prebookings_waiting_idx" ON "prebookings" USING btree ("book_id","created_at","id") WHERE "prebookings"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "prebookings_restock_idx" ON "prebookings" USING btree ("restock_id","id") WHERE "prebookings"."restock_id" is not null;--> statement-breakpoint
CREATE INDEX "prebookings_user_idx" ON "prebookings" USING btree ("user_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "restocks_open_idx" ON "restocks" USING btree ("created_at") WHERE "restocks"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "restocks_book_idx" ON "restocks" USING btree ("book_id");--> statement-breakpoint
CREATE INDEX "mails_bulk_due_idx" ON "mails" USING btree ("next_attempt_at") WHERE "mails"."state" = 'queued' and "mails"."bulk";--> statement-breakpoint
CREATE INDEX "mails_user_idx" ON "mails" USING btree (("data" ->> 'userId'),"kind");--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_state_known" CHECK ("mails"."state" in ('queued', 'sent', 'dead', 'withdrawn'));