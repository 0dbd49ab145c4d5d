ALTER TABLE "stock_movements" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "bounced" boolean DEFAULT false NOT NULL;