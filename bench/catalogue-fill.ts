import { Client } from "pg";
import { fillDemo } from "../db/demo/fill.ts";
import { migrate } from "../db/migrate.ts";

/** Words of titles and descriptions, the first the commonest. */
const words =
  "the of and in a love night house river sea garden light winter king daughter city road stone bird war time letter summer island forest mother shadow history silence water fire star mountain journey secret memory door wind song language mirror bridge field moon snow kitchen train brother market glass voice horse paper harbour iron dream orchard lamp wolf clock shore bread"
    .split(" ")
    .map((word) => `'${word}'`)
    .join(", ");

/** The first of what is counted is drawn far more often than the last. */
const skewed = (upTo: string, power: number) => `(1 + floor(${upTo} * power(random(), ${power})))::int`;

/**
 * A migrated shop with the demo catalogue and so many books more, as a wholesaler's sheet brings them: editions of some works
 * beside each other, a prolific author and many of one book, most of them in few genres, a third without copies, some archived.
 * By plain SQL and without the triggers, which would take minutes.
 */
export async function fillCatalogue(url: string, books: number): Promise<void> {
  await migrate(url);
  await fillDemo(url, null);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const run = (text: string) => client.query(text);
    await run("set session_replication_role = replica");
    await run("select setseed(0.42)");
    await run("create function pg_temp.id() returns uuid language sql volatile as $$ select uuidv7() $$");
    await run(`create function pg_temp.text(length int) returns text language sql volatile as $$
      select string_agg(coalesce((array[${words}])[k], 'word' || to_hex(k)), ' ')
      from (select 1 + floor(4000 * power(random(), 5))::int as k from generate_series(1, length)) drawn $$`);
    const people = Math.ceil(books / 8);
    await run(`create temp table people as select n, pg_temp.id() as id, 'First' || to_hex(n % 997) || ' Last' || to_hex(n) as name
      from generate_series(1, ${people}) n`);
    await run(
      "insert into contributors (id, name, sort_name, slug) select id, name, name, 'bench-person-' || n from people",
    );
    // three works in four have one edition, a fifth two, the others three; a thousand come in one moment
    await run(`create temp table made as
      select w, e, pg_temp.id() as id, work_id, title, author, genre, second, year, came from (
        select w, pg_temp.id() as work_id, initcap(pg_temp.text(2 + w % 3)) as title,
          case when w % 200 = 0 then 1 else ${skewed(String(people), 2)} end as author,
          ${skewed("(select count(*) from genres)", 3)} as genre, ${skewed("(select count(*) from genres)", 3)} as second,
          1900 + w % 125 as year, now() - interval '1 day' + (w / 1000) * interval '2 seconds' as came
        from generate_series(1, ${Math.ceil(books / 1.3)}) w) works,
      lateral generate_series(1, case when w % 20 = 0 then 3 when w % 4 = 0 then 2 else 1 end) e limit ${books}`);
    await run(
      "insert into works (id, title, first_published, created_at) select distinct on (w) work_id, title, year, came from made",
    );
    await run(`insert into books (id, work_id, slug, title, isbn13, format, language, publisher, description, price_minor, currency, stock,
        archived_at, created_at, updated_at)
      select id, work_id, 'bench-' || w || '-' || e, title,
        stem || ((10 - (select sum(substr(stem, i, 1)::int * case when i % 2 = 1 then 1 else 3 end) from generate_series(1, 12) i) % 10) % 10),
        (array['hardback', 'paperback', 'ebook'])[e], case when w % 6 = 0 then 'de' else 'en' end, 'House ' || w % 300, pg_temp.text(60),
        500 + (w * 37) % 3000, 'EUR', case when (w + e) % 3 = 0 then 0 else 1 + w % 12 end,
        case when w % 40 = 0 then came end, came, came + (w % 977) * interval '1 second'
      from (select made.*, '978' || lpad((w * 4 + e)::text, 9, '0') as stem from made) made`);
    await run(`insert into book_contributors (book_id, contributor_id, role, position)
      select made.id, people.id, 'author', 0 from made join people on people.n = made.author
      union all select made.id, people.id, 'translator', 1 from made join people on people.n = 1 + made.w % ${people} where made.w % 6 = 0`);
    await run(
      `create temp table numbered as select id, row_number() over (order by (select count(*) from book_genres bg where bg.genre_id = g.id) desc, slug)::int as n from genres g`,
    );
    await run(`insert into book_genres (book_id, genre_id, position)
      select made.id, first.id, 0 from made join numbered first on first.n = made.genre
      union all select made.id, other.id, 1 from made join numbered other on other.n = made.second where made.second <> made.genre and made.w % 3 > 0`);
    await run(`insert into stock_movements (id, book_id, delta, reason, actor_kind, created_at)
      select pg_temp.id(), id, stock, 'opening', 'system', created_at from books where slug like 'bench-%' and stock > 0`);
    await run(
      `insert into search_documents (book_id, document) select id, search_document(id) from books where slug like 'bench-%'`,
    );
    await run("select genre_works_rebuild(array(select id from genres))");
    await run("vacuum analyze");
  } finally {
    await client.end();
  }
}
