import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { Icon } from "../ui/icon";

/**
 * The heart on a cover: a plain form, the same for everyone. With scripts it is pressed as the shopper's wishes have it
 * (`shopper/hearts.ts`), and stays on the page.
 */
export function Heart({ bookId, locale }: { bookId: string; locale: Locale }) {
  return (
    <form className="heart" method="post" action={paths.api.wishlist()}>
      <button name="book" value={bookId} aria-label={translator(locale, "web.wishlist")("save")} aria-pressed="false">
        <Icon name="heart" />
      </button>
    </form>
  );
}
