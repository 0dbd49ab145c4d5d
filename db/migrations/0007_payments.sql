CREATE TABLE "order_incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"order_id" uuid,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by_id" uuid,
	"resolved_by_name" text,
	"note" text,
	CONSTRAINT "order_incidents_kind_known" CHECK ("order_incidents"."kind" in ('wrong_amount', 'late_payment', 'duplicate_payment', 'unknown_payment', 'refund_failed', 'refund_outside', 'dispute'))
);
--> statement-breakpoint
CREATE TABLE "payment_disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"ref" text NOT NULL,
	"amount_minor" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "payment_disputes_state_known" CHECK ("payment_disputes"."state" in ('open', 'won', 'lost')),
	CONSTRAINT "payment_disputes_closed_when" CHECK (("payment_disputes"."state" = 'open') = ("payment_disputes"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "refund_lines" (
	"refund_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"amount_minor" integer NOT NULL,
	"restocked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "refund_lines_refund_id_order_line_id_pk" PRIMARY KEY("refund_id","order_line_id"),
	CONSTRAINT "refund_lines_quantity_positive" CHECK ("refund_lines"."quantity" > 0),
	CONSTRAINT "refund_lines_amount_not_negative" CHECK ("refund_lines"."amount_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "demo_sessions" DROP CONSTRAINT "demo_sessions_state_known";--> statement-breakpoint
ALTER TABLE "refunds" DROP CONSTRAINT "refunds_reason_known";--> statement-breakpoint
ALTER TABLE "demo_refunds" ADD COLUMN "refund_id" uuid;--> statement-breakpoint
ALTER TABLE "demo_sessions" ADD COLUMN "cancel_url" text;--> statement-breakpoint
ALTER TABLE "demo_sessions" ADD COLUMN "dispute" text;--> statement-breakpoint
ALTER TABLE "demo_sessions" ADD COLUMN "refuses_refunds" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "payment_ref" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "received_minor" integer;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "received_currency" char(3);--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "means" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "recorded_by_id" uuid;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "recorded_by_name" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "means" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "shipping_minor" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "requested_by_id" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "requested_by_name" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "round" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "tried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_disputes" ADD CONSTRAINT "payment_disputes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_lines" ADD CONSTRAINT "refund_lines_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_incidents_key" ON "order_incidents" USING btree ("key");--> statement-breakpoint
CREATE INDEX "order_incidents_order_idx" ON "order_incidents" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_incidents_opened_idx" ON "order_incidents" USING btree ("opened_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "order_incidents_open_idx" ON "order_incidents" USING btree ("opened_at" DESC NULLS FIRST,"id") WHERE "order_incidents"."resolved_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_disputes_ref_key" ON "payment_disputes" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "payment_disputes_order_idx" ON "payment_disputes" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payment_disputes_payment_idx" ON "payment_disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refund_lines_line_idx" ON "refund_lines" USING btree ("order_line_id");--> statement-breakpoint
CREATE INDEX "payments_payment_ref_idx" ON "payments" USING btree ("gateway","payment_ref");--> statement-breakpoint
CREATE INDEX "payments_unsettled_idx" ON "payments" USING btree ("created_at") WHERE "payments"."state" in ('open', 'pending', 'expired') and "payments"."session_ref" is not null and "payments"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "refunds_unsettled_idx" ON "refunds" USING btree ("requested_at") WHERE "refunds"."state" = 'requested';--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_gateway_ref_key" ON "refunds" USING btree ("gateway_ref") WHERE "refunds"."gateway_ref" is not null;--> statement-breakpoint
ALTER TABLE "demo_sessions" ADD CONSTRAINT "demo_sessions_dispute_known" CHECK ("demo_sessions"."dispute" in ('open', 'won', 'lost'));--> statement-breakpoint
ALTER TABLE "demo_sessions" ADD CONSTRAINT "demo_sessions_state_known" CHECK ("demo_sessions"."state" in ('open', 'pending', 'paid', 'declined', 'expired'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_means_known" CHECK ("payments"."means" in ('bank_transfer', 'cash', 'card_terminal', 'other'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_by_hand_say_how" CHECK (("payments"."gateway" = 'manual') = ("payments"."means" is not null));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_received_whole" CHECK (("payments"."received_minor" is null) = ("payments"."received_currency" is null));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_means_known" CHECK ("refunds"."means" in ('bank_transfer', 'cash', 'card_terminal', 'other'));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_shipping_is_part" CHECK ("refunds"."shipping_minor" between 0 and "refunds"."amount_minor");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_reason_known" CHECK ("refunds"."reason" in ('cancelled', 'returned', 'damaged', 'goodwill', 'late_payment', 'duplicate_payment', 'wrong_amount', 'outside'));