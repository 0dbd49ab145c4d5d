-- Orders from before VAT was kept: each line gets the rate that its form bears where it went, and the VAT that is contained in
-- its price; delivery shares the rates of the books by their value. The table is the one a new shop starts with.
WITH rates (country, books, audio) AS (
	VALUES ('DE', 700, 700), ('AT', 1000, 1000), ('BE', 600, 2100), ('FR', 550, 550), ('IE', 0, 0), ('NL', 900, 900)
), sold AS (
	SELECT l.id, coalesce(CASE WHEN l.format = 'audio_cd' THEN r.audio ELSE r.books END, 0) AS rate
	FROM order_lines l JOIN orders o ON o.id = l.order_id LEFT JOIN rates r ON r.country = o.ship_to ->> 'country'
	WHERE o.vat_country IS NULL
)
UPDATE order_lines l SET vat_rate_bp = sold.rate,
	vat_minor = round(l.total_minor::numeric * sold.rate / (10000 + sold.rate))::int
FROM sold WHERE sold.id = l.id;
--> statement-breakpoint
WITH weighed AS (
	SELECT o.id, o.shipping_minor, l.vat_rate_bp AS rate, sum(l.total_minor) AS worth
	FROM orders o JOIN order_lines l ON l.order_id = o.id
	WHERE o.vat_country IS NULL AND o.shipping_minor > 0
	GROUP BY o.id, o.shipping_minor, l.vat_rate_bp
), running AS (
	SELECT id, rate, shipping_minor, worth, sum(worth) OVER (PARTITION BY id ORDER BY rate) AS upto,
		sum(worth) OVER (PARTITION BY id) AS all_worth, row_number() OVER (PARTITION BY id ORDER BY rate DESC) AS from_last
	FROM weighed
), cut AS (
	-- what is rounded away in one share stands in the next, so that the shares add up
	SELECT id, rate, CASE
		WHEN all_worth = 0 THEN CASE WHEN from_last = 1 THEN shipping_minor ELSE 0 END
		ELSE (round(shipping_minor * upto / all_worth) - round(shipping_minor * (upto - worth) / all_worth))::int
	END AS gross
	FROM running
)
UPDATE orders o SET shipping_vat = parts.parts
FROM (
	SELECT id, jsonb_agg(jsonb_build_object('rateBp', rate, 'grossMinor', gross,
		'vatMinor', round(gross::numeric * rate / (10000 + rate))::int) ORDER BY rate) AS parts
	FROM cut WHERE gross > 0 GROUP BY id
) AS parts WHERE parts.id = o.id;
--> statement-breakpoint
UPDATE orders SET vat_country = ship_to ->> 'country', first_shipped_at = shipped_at WHERE vat_country IS NULL;
--> statement-breakpoint
UPDATE parcels SET packed_at = shipped_at WHERE shipped_at IS NOT NULL;
--> statement-breakpoint
-- Copies that cancelled and expired orders gave back.
UPDATE order_lines l SET restocked_quantity = l.quantity
FROM orders o WHERE o.id = l.order_id AND o.state = 'cancelled';
--> statement-breakpoint
-- Links of orders that are over end like those of later ones.
UPDATE order_links k SET expires_at = coalesce(o.delivered_at, o.cancelled_at) + interval '180 days'
FROM orders o WHERE o.id = k.order_id AND o.state IN ('delivered', 'cancelled') AND coalesce(o.delivered_at, o.cancelled_at) IS NOT NULL;
--> statement-breakpoint
-- An invoice is written once. What must change is corrected by another paper.
CREATE FUNCTION invoices_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'invoices are never changed or deleted: write a credit note'
		USING ERRCODE = 'restrict_violation', CONSTRAINT = 'invoices_are_final';
END $$;
--> statement-breakpoint
CREATE TRIGGER invoices_final BEFORE UPDATE OR DELETE OR TRUNCATE ON invoices
	FOR EACH STATEMENT EXECUTE FUNCTION invoices_are_final();
