ALTER TABLE "imports" ADD COLUMN "lists_owed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "lists_announced_at" timestamp with time zone;