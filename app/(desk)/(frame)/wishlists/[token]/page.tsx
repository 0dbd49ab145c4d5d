import { titled } from "@/app/_server/titled";
import { settle } from "@/app/_server/action";
import { requestContext } from "@/app/_server/context";
import { WishRow } from "@/components/wishlist/wish-row";
import { locale, localWords } from "@/app/_server/language";
import { getSharedWishlist } from "@/shop/wishlist";

const t = localWords("web.wishlist.shared");

export const generateMetadata = titled(() => localWords("web.wishlist")("title"), {
  robots: { index: false, follow: false },
});

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
            <WishRow key={book.id} book={book} locale={locale()} />
          ))}
        </ul>
      )}
    </div>
  );
}
