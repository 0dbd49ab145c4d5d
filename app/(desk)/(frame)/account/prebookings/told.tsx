import { paths } from "@/app/_server/paths";
import { readTold } from "@/app/_server/prebooked";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { listCardsById } from "@/shop/catalog";
import type { Ctx } from "@/shop/context";
import { getProfile } from "@/shop/identity";

const t = localWords("web.prebooking");

/** What came of "Notify me", or of cancelling: as the address says. */
export async function Told({ ctx, params }: { ctx: Ctx; params: Record<string, unknown> }) {
  const told = readTold(params);
  if (!told) return null;
  const [[book], { email }] = await Promise.all([listCardsById(ctx, told.book ? [told.book] : []), getProfile(ctx)]);
  const names = { title: book?.title ?? "", email };
  if ("done" in told) {
    if (!book) return null;
    return (
      <Note kind="done">
        <strong>{t(`done.${told.done}.heading`, names)}</strong>
        <p>{t(`done.${told.done}.text`, names)}</p>
      </Note>
    );
  }
  // without a book there is nothing to name
  const code =
    book || told.refused === "ALREADY_DONE" || told.refused === "BOOK_UNAVAILABLE" ? told.refused : "INVALID_INPUT";
  return (
    <Note
      kind={code === "ALREADY_PREBOOKED" || code === "BOOK_IN_STOCK" || code === "ALREADY_DONE" ? "wait" : "bad"}
      role="alert"
    >
      <strong>{t(`refused.${code}.heading`, names)}</strong>
      <p>
        {code === "BOOK_IN_STOCK"
          ? t.rich("refused.BOOK_IN_STOCK.text", {
              link: (words) => (
                <a className="link inline-flex min-h-6 items-center" href={paths.book(locale(), book?.slug ?? "")}>
                  {words}
                </a>
              ),
            })
          : t(`refused.${code}.text`, names)}
      </p>
    </Note>
  );
}
