import type { NextRequest } from "next/server";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { findBookByIsbn } from "@/shop/catalog";

export interface IsbnFound {
  book: { id: string; title: string; href: string } | null;
}

/** Whether a book has this ISBN already, ten digits or thirteen: the form asks while it is filled in. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireDesk("catalog.read");
  const book = await findBookByIsbn(ctx, (request.nextUrl.searchParams.get("isbn") ?? "").slice(0, 40));
  const found: IsbnFound = { book: book && { ...book, href: paths.admin.book(book.id) } };
  return Response.json(found, { headers: { "cache-control": "private, no-store" } });
}
