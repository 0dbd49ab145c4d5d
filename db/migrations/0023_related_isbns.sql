CREATE TABLE "related_isbns" (
	"book_id" uuid NOT NULL,
	"isbn13" char(13) NOT NULL,
	CONSTRAINT "related_isbns_book_id_isbn13_pk" PRIMARY KEY("book_id","isbn13"),
	CONSTRAINT "related_isbns_valid" CHECK (is_isbn13("related_isbns"."isbn13"))
);
--> statement-breakpoint
ALTER TABLE "related_isbns" ADD CONSTRAINT "related_isbns_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "related_isbns_isbn_idx" ON "related_isbns" USING btree ("isbn13");