CREATE TABLE "job_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"job_id" uuid NOT NULL,
	"state" text NOT NULL,
	"by_hand" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ms" integer,
	"result" jsonb,
	"reason" text,
	"final" boolean DEFAULT false NOT NULL,
	CONSTRAINT "job_runs_state_known" CHECK ("job_runs"."state" in ('running', 'done', 'failed')),
	CONSTRAINT "job_runs_ended_when" CHECK (("job_runs"."state" = 'running') = ("job_runs"."ended_at" is null)),
	CONSTRAINT "job_runs_failed_why" CHECK (("job_runs"."state" = 'failed') = ("job_runs"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "job_schedules" (
	"queue" text PRIMARY KEY NOT NULL,
	"cron" text NOT NULL,
	"requested_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "job_runs_queue_idx" ON "job_runs" USING btree ("queue","started_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "job_runs_failed_idx" ON "job_runs" USING btree ("started_at" DESC NULLS FIRST) WHERE "job_runs"."state" = 'failed';