-- What was done at the desk stays written as it was (SEC-5): entries are only ever added.
CREATE FUNCTION audit_entries_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'audit entries are never changed or deleted'
		USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_entries_are_final';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
	FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_are_final();
