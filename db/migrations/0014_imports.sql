CREATE TABLE "import_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"event" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_identities" (
	"key" text PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_keys" (
	"import_id" uuid NOT NULL,
	"key" text NOT NULL,
	"at" integer NOT NULL,
	CONSTRAINT "import_keys_import_id_key_pk" PRIMARY KEY("import_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"signature" text PRIMARY KEY NOT NULL,
	"mapping" jsonb NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"at" integer NOT NULL,
	"reference" text,
	"isbn" text,
	"title" text,
	"outcome" text NOT NULL,
	"changes" jsonb,
	"problems" jsonb,
	"book_id" uuid,
	"version" integer,
	"movements" integer,
	"undo" text,
	CONSTRAINT "import_rows_import_id_at_pk" PRIMARY KEY("import_id","at"),
	CONSTRAINT "import_rows_outcome_known" CHECK ("import_rows"."outcome" in ('create', 'update', 'error')),
	CONSTRAINT "import_rows_undo_known" CHECK ("import_rows"."undo" in ('undone', 'changed', 'moved', 'clash'))
);
--> statement-breakpoint
CREATE TABLE "import_subjects" (
	"scheme" text NOT NULL,
	"prefix" text NOT NULL,
	"genre" text NOT NULL,
	CONSTRAINT "import_subjects_scheme_prefix_pk" PRIMARY KEY("scheme","prefix"),
	CONSTRAINT "import_subjects_scheme_known" CHECK ("import_subjects"."scheme" in ('thema', 'bisac', 'wgs'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"phase" text DEFAULT 'plan' NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text,
	"bytes" bigint NOT NULL,
	"format" text NOT NULL,
	"layout" jsonb,
	"mapping" jsonb,
	"done_to" integer DEFAULT 0 NOT NULL,
	"done_bytes" bigint DEFAULT 0 NOT NULL,
	"planned" jsonb,
	"committed" jsonb,
	"undone" jsonb,
	"undo_rest" text,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"claim" uuid,
	"claimed_until" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone,
	"run_from" integer DEFAULT 0 NOT NULL,
	"run_bytes" bigint DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_state_known" CHECK ("imports"."state" in ('uploaded', 'mapped', 'planning', 'planned', 'committing', 'committed', 'undoing', 'undone', 'failed', 'cancelled')),
	CONSTRAINT "imports_phase_known" CHECK ("imports"."phase" in ('plan', 'commit', 'undo')),
	CONSTRAINT "imports_format_known" CHECK ("imports"."format" in ('csv', 'onix', 'json')),
	CONSTRAINT "imports_undo_rest_said" CHECK ("imports"."undo_rest" in ('yes')),
	CONSTRAINT "imports_failed_why" CHECK (("imports"."state" = 'failed') <= ("imports"."failure" is not null))
);
--> statement-breakpoint
ALTER TABLE "import_events" ADD CONSTRAINT "import_events_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_events_import_idx" ON "import_events" USING btree ("import_id","at");--> statement-breakpoint
CREATE INDEX "import_rows_outcome_idx" ON "import_rows" USING btree ("import_id","outcome","at");--> statement-breakpoint
CREATE INDEX "import_rows_put_away_idx" ON "import_rows" USING btree ("book_id") WHERE "import_rows"."undo" = 'undone' and "import_rows"."outcome" = 'create';--> statement-breakpoint
CREATE INDEX "imports_created_idx" ON "imports" USING btree ("created_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "imports_working_idx" ON "imports" USING btree ("claimed_until") WHERE "imports"."state" in ('mapped', 'planning', 'committing', 'undoing');