import fs from "node:fs";
import path from "node:path";
import { Client, type ClientBase } from "pg";
import { z } from "zod";
import { freeSlug, sortNameOf } from "../../shop/catalog/index.ts";
import { contributorRoles, formats } from "../../shop/catalog/model.ts";
import { newId } from "../../shop/_kernel/ids.ts";
import { ensureAdmin } from "../setup.ts";

const here = import.meta.dirname;

interface GenreFile {
  slug: string;
  name: Record<string, string>;
  cover: string;
  children?: GenreFile[];
}

const workFile = z.strictObject({
  title: z.string().min(1),
  subtitle: z.string().optional(),
  series: z.strictObject({ name: z.string(), number: z.string().optional() }).optional(),
  contributors: z.array(z.strictObject({ name: z.string().min(1), role: z.enum(contributorRoles) })).min(1),
  firstPublished: z.int(),
  language: z.string(),
  genres: z.array(z.string()).min(1).max(3),
  description: z.string().min(80),
  staffNote: z.strictObject({ by: z.string(), desk: z.string(), text: z.string() }).optional(),
  editions: z
    .array(
      z.strictObject({
        isbn13: z.string().optional(),
        format: z.enum(formats),
        pages: z.int().positive().optional(),
        publisher: z.string().optional(),
        publishedYear: z.int().optional(),
        price: z.int().positive(),
        stock: z.int().min(0),
      }),
    )
    .min(1),
});
export type DemoWork = z.output<typeof workFile>;

export const demoGenres = (): GenreFile[] =>
  JSON.parse(fs.readFileSync(path.join(here, "genres.json"), "utf8")) as GenreFile[];

/** Quotation marks and apostrophes as a book sets them. */
const typeset = (text: string): string =>
  text
    .replace(/(^|[\s(—–-])"/g, "“")
    .replaceAll('"', "”")
    .replace(/(^|[\s(])'(?=\p{L})/gu, "‘")
    .replaceAll("'", "’");

/** Every work of the demo catalogue, parsed. */
export function demoWorks(): DemoWork[] {
  const folder = path.join(here, "books");
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) =>
      z
        .array(workFile)
        .parse(
          JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"), (_, value: unknown) =>
            typeof value === "string" ? typeset(value) : value,
          ),
        ),
    );
}

/** Shuffles the same way each time, so that the newest books of the demo are of all genres. */
function shuffled<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const hash = (text: string) => {
    let h = 2_166_136_261;
    for (const unit of text) h = Math.imul(h ^ (unit.codePointAt(0) ?? 0), 16_777_619);
    return h >>> 0;
  };
  return [...items].sort((a, b) => hash(keyOf(a)) - hash(keyOf(b)));
}

type Row = Record<string, unknown>;

/** One INSERT for all rows; columns are those of the first. */
async function insert(client: ClientBase, table: string, rows: Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(", ");
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

/**
 * Puts the demo catalogue into an empty shop and makes the first admin; what is there stays, so it can run at every start.
 */
export async function fillDemo(
  url: string,
  admin: { email: string; password: string } | null,
): Promise<{ books: number; adminMade: boolean }> {
  const client = new Client({ connectionString: url, application_name: "octavo-demo" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(20802)");
    const { rows } = await client.query("select 1 from works limit 1");
    const books = rows.length > 0 ? 0 : await fillCatalogue(client);
    const adminMade = admin !== null && (await ensureAdmin(client, admin));
    await client.query("commit");
    return { books, adminMade };
  } finally {
    await client.end();
  }
}

async function fillCatalogue(client: ClientBase): Promise<number> {
  const now = new Date();
  const { rows: currencies } = await client.query<{ currency: string }>(
    "select value ->> 'currency' as currency from settings where key = 'shop'",
  );
  const currency = currencies[0]?.currency ?? "EUR";

  const genreIds = new Map<string, string>();
  const genres: Row[] = [];
  const plant = (nodes: GenreFile[], parent: string | null) =>
    nodes.forEach((node, position) => {
      const id = newId(now);
      genreIds.set(node.slug, id);
      genres.push({ id, parent_id: parent, slug: node.slug, names: node.name, cover_family: node.cover, position });
      plant(node.children ?? [], id);
    });
  plant(demoGenres(), null);

  const contributors = new Map<string, Row>();
  const contributorSlugs = new Set<string>();
  const slugs = new Set<string>();
  const works: Row[] = [];
  const books: Row[] = [];
  const links: Row[] = [];
  const shelves: Row[] = [];
  const notes: Row[] = [];
  const movements: Row[] = [];

  shuffled(demoWorks(), (work) => work.title).forEach((work, age) => {
    const workId = newId(now);
    const createdAt = new Date(now.getTime() - age * 5 * 3_600_000).toISOString();
    works.push({ id: workId, title: work.title, first_published: work.firstPublished, created_at: createdAt });
    if (work.staffNote) {
      const { by, desk, text } = work.staffNote;
      notes.push({ id: newId(now), work_id: workId, by, desk, note: text, created_at: createdAt });
    }
    work.editions.forEach((edition, index) => {
      const bookId = newId(now);
      const slug = freeSlug(index === 0 ? work.title : `${work.title} ${edition.format.replace("_", " ")}`, slugs);
      slugs.add(slug);
      books.push({
        id: bookId,
        work_id: workId,
        slug,
        title: work.title,
        subtitle: work.subtitle ?? null,
        series_name: work.series?.name ?? null,
        series_number: work.series?.number ?? null,
        isbn13: edition.isbn13 ?? null,
        format: edition.format,
        language: work.language,
        publisher: edition.publisher ?? null,
        published: edition.publishedYear === undefined ? null : String(edition.publishedYear),
        pages: edition.pages ?? null,
        description: work.description,
        price_minor: edition.price,
        currency,
        stock: 0,
        created_at: createdAt,
      });
      if (edition.stock > 0) {
        movements.push({
          id: newId(now),
          book_id: bookId,
          delta: edition.stock,
          reason: "opening",
          actor_kind: "system",
          note: "demo catalogue",
          created_at: createdAt,
        });
      }
      const seen = new Set<string>();
      work.contributors.forEach(({ name, role }, position) => {
        let person = contributors.get(name);
        if (!person) {
          const personSlug = freeSlug(name, contributorSlugs);
          contributorSlugs.add(personSlug);
          person = { id: newId(now), name, sort_name: sortNameOf(name), slug: personSlug };
          contributors.set(name, person);
        }
        if (seen.has(`${name}/${role}`)) return;
        seen.add(`${name}/${role}`);
        links.push({ book_id: bookId, contributor_id: person.id, role, position });
      });
      work.genres.forEach((genre, position) => {
        const genreId = genreIds.get(genre);
        if (!genreId) throw new Error(`the demo has no genre ${genre} (${work.title})`);
        shelves.push({ book_id: bookId, genre_id: genreId, position });
      });
    });
  });

  await insert(client, "genres", genres);
  await insert(client, "works", works);
  await insert(client, "books", books);
  await insert(client, "contributors", [...contributors.values()]);
  await insert(client, "book_contributors", links);
  await insert(client, "book_genres", shelves);
  await insert(client, "staff_notes", notes);
  await insert(client, "stock_movements", movements);
  return books.length;
}

if (import.meta.main) {
  const { config } = await import("../../config/env.ts");
  const { DATABASE_URL, ADMIN_EMAIL, ADMIN_PASSWORD } = config();
  const admin = ADMIN_EMAIL && ADMIN_PASSWORD ? { email: ADMIN_EMAIL, password: ADMIN_PASSWORD } : null;
  console.log(JSON.stringify(await fillDemo(DATABASE_URL, admin)));
}
