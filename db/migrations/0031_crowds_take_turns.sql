ALTER TABLE "mails" ADD COLUMN "crowd" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "place" uuid;--> statement-breakpoint
ALTER TABLE "prebookings" ADD COLUMN "locale" text;--> statement-breakpoint
CREATE INDEX "mails_crowds_idx" ON "mails" USING btree ("crowd","place","id") WHERE "mails"."state" = 'queued' and "mails"."bulk";--> statement-breakpoint
CREATE INDEX "mails_dead_idx" ON "mails" USING btree ("created_at" DESC NULLS FIRST) WHERE "mails"."state" = 'dead';--> statement-breakpoint
-- nobody wants those any more whose person was deleted while they waited: there is nothing to send again
UPDATE "mails" SET "state" = 'withdrawn' WHERE "state" = 'dead' AND "recipient" LIKE '%@deleted.invalid';
