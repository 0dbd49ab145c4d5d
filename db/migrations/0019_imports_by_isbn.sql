DROP TABLE "import_identities" CASCADE;--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "run_bytes";