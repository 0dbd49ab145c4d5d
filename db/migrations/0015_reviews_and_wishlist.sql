CREATE TABLE "book_ratings" (
	"book_id" uuid PRIMARY KEY NOT NULL,
	"review_count" integer DEFAULT 0 NOT NULL,
	"rating_sum" integer DEFAULT 0 NOT NULL,
	"ones" integer DEFAULT 0 NOT NULL,
	"twos" integer DEFAULT 0 NOT NULL,
	"threes" integer DEFAULT 0 NOT NULL,
	"fours" integer DEFAULT 0 NOT NULL,
	"fives" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "book_ratings_not_negative" CHECK ("book_ratings"."ones" >= 0 and "book_ratings"."twos" >= 0 and "book_ratings"."threes" >= 0 and "book_ratings"."fours" >= 0 and "book_ratings"."fives" >= 0),
	CONSTRAINT "book_ratings_add_up" CHECK ("book_ratings"."review_count" = "book_ratings"."ones" + "book_ratings"."twos" + "book_ratings"."threes" + "book_ratings"."fours" + "book_ratings"."fives"
        and "book_ratings"."rating_sum" = "book_ratings"."ones" + 2 * "book_ratings"."twos" + 3 * "book_ratings"."threes" + 4 * "book_ratings"."fours" + 5 * "book_ratings"."fives")
);
--> statement-breakpoint
CREATE TABLE "review_invitations" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"delivered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "review_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_rights" (
	"order_id" uuid NOT NULL,
	"book_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_rights_order_id_book_id_pk" PRIMARY KEY("order_id","book_id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"book_id" uuid NOT NULL,
	"user_id" uuid,
	"order_id" uuid,
	"author_name" text NOT NULL,
	"rating" integer NOT NULL,
	"text" text,
	"verified" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"deleted_by" text,
	"reply" text,
	"reply_by" text,
	"replied_at" timestamp with time zone,
	CONSTRAINT "reviews_rating_known" CHECK ("reviews"."rating" between 1 and 5),
	CONSTRAINT "reviews_text_not_empty" CHECK ("reviews"."text" <> '' and length("reviews"."text") <= 5000),
	CONSTRAINT "reviews_somebodys" CHECK ("reviews"."user_id" is not null or "reviews"."order_id" is not null),
	CONSTRAINT "reviews_deleted_by_known" CHECK ("reviews"."deleted_by" in ('author', 'shop', 'merge')),
	CONSTRAINT "reviews_deleted_says_by_whom" CHECK (("reviews"."deleted_at" is null) = ("reviews"."deleted_by" is null)),
	CONSTRAINT "reviews_reply_whole" CHECK (("reviews"."reply" is null) = ("reviews"."replied_at" is null) and ("reviews"."reply" is null) = ("reviews"."reply_by" is null))
);
--> statement-breakpoint
CREATE TABLE "wishes" (
	"user_id" uuid NOT NULL,
	"book_id" uuid NOT NULL,
	"seen_price_minor" integer NOT NULL,
	"seen_in_stock" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wishes_user_id_book_id_pk" PRIMARY KEY("user_id","book_id")
);
--> statement-breakpoint
CREATE TABLE "wishlist_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "book_ratings" ADD CONSTRAINT "book_ratings_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_rights" ADD CONSTRAINT "review_rights_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_rights" ADD CONSTRAINT "review_rights_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_book_id_books_id_fk" FOREIGN KEY ("book_id") REFERENCES "public"."books"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishlist_links" ADD CONSTRAINT "wishlist_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_invitations_due_idx" ON "review_invitations" USING btree ("delivered_at") WHERE "review_invitations"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "review_links_order_idx" ON "review_links" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "review_rights_user_idx" ON "review_rights" USING btree ("user_id","book_id");--> statement-breakpoint
CREATE INDEX "review_rights_book_idx" ON "review_rights" USING btree ("book_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_one_a_user_key" ON "reviews" USING btree ("user_id","book_id") WHERE "reviews"."deleted_at" is null and "reviews"."user_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_one_a_guest_key" ON "reviews" USING btree ("order_id","book_id") WHERE "reviews"."deleted_at" is null and "reviews"."user_id" is null;--> statement-breakpoint
CREATE INDEX "reviews_book_idx" ON "reviews" USING btree ("book_id","created_at" DESC NULLS FIRST,"id") WHERE "reviews"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "reviews_book_rating_idx" ON "reviews" USING btree ("book_id","rating","created_at" DESC NULLS FIRST) WHERE "reviews"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "reviews_created_idx" ON "reviews" USING btree ("created_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "reviews_order_idx" ON "reviews" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "wishes_book_idx" ON "wishes" USING btree ("book_id");--> statement-breakpoint
CREATE INDEX "wishes_recent_idx" ON "wishes" USING btree ("user_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "wishlist_links_user_idx" ON "wishlist_links" USING btree ("user_id");