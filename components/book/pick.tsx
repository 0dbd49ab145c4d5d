import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { StaffNote, StaffPick } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";
import { Price } from "../ui/money";
import { tongue, tongueOf } from "../ui/tongue";
import { Heart } from "../wishlist/heart";
import { Cover } from "./cover";

/** "Ines, who keeps our fiction table". */
export const saidBy = (note: StaffNote, locale: Locale): string =>
  note.desk ? translator(locale, "web.book")("said", { by: note.by, desk: note.desk }) : note.by;

/** A note from the counter, with its book. */
export function Pick({
  pick: { note, book },
  locale,
  first = false,
}: {
  pick: StaffPick;
  locale: Locale;
  first?: boolean;
}) {
  // what somebody keeps in the shop is said like the rest of the note
  const lang = tongueOf(note.text, locale);
  return (
    <article className="pick">
      <Cover book={book} first={first} />
      <div>
        <blockquote>
          <p lang={lang}>{note.text}</p>
        </blockquote>
        <p className="who" lang={lang}>
          {saidBy(note, locale)}
        </p>
      </div>
      <div className="what">
        <h3 lang={tongue(book.language, locale)}>
          <ShopLink href={paths.book(locale, book.slug)}>{book.title}</ShopLink>
        </h3>
        <Price amount={book.price} locale={locale} />
        <Heart bookId={book.id} locale={locale} />
      </div>
    </article>
  );
}
