import type { Metadata } from "next";
import { settle } from "@/app/_server/action";
import { requestContext } from "@/app/_server/context";
import { WishRow } from "@/components/wishlist/wish-row";
import { defaultLocale as locale, translator } from "@/messages";
import { getSharedWishlist } from "@/shop/wishlist";

const t = translator(locale, "web.wishlist.shared");

export const metadata: Metadata = {
  title: translator(locale, "web.wishlist")("title"),
  robots: { index: false, follow: false },
};

/** Somebody's list, for whoever has its link. */
export default async function SharedWishlistPage({ params }: PageProps<"/wishlists/[token]">) {
  const [ctx, { token }] = await Promise.all([requestContext(), params]);
  const { owner, books } = await settle(() => getSharedWishlist(ctx, token));
  return (
    <div className="wrap grid gap-5 pt-6">
      <div>
        <h1 className="wrap-anywhere">{t("title", { owner })}</h1>
        <p className="muted mt-2">{t("lead", { count: books.length })}</p>
      </div>
      {books.length > 0 && (
        <ul className="border-t border-ink">
          {books.map((book) => (
            <WishRow key={book.id} book={book} locale={locale} />
          ))}
        </ul>
      )}
    </div>
  );
}
