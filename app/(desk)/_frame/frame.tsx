import type { ReactNode } from "react";
import { genres } from "@/app/_cache/catalogue";
import { settings } from "@/app/_cache/settings";
import { requestContext } from "@/app/_server/context";
import { currentShopper } from "@/app/_server/shopper";
import { ShopFooter } from "@/components/frame/footer";
import { ShopHeader, SkipLink } from "@/components/frame/header";
import { notice } from "@/app/_server/notice";
import { locale, localWords } from "@/app/_server/language";
import { barGenres } from "../../(shop)/_meta/genres";

/** Header and footer as in the shop, with what is known of the person. */
export async function Frame({ children }: { children: ReactNode }) {
  await requestContext();
  const [shopper, { shop }, tree] = await Promise.all([currentShopper(), settings(locale()), genres(locale())]);
  return (
    <>
      <SkipLink words={localWords("web.frame")("skipToContent")} />
      <ShopHeader locale={locale()} shopName={shop.name} genres={barGenres(tree)} shopper={shopper} />
      <main id="main">{children}</main>
      <ShopFooter locale={locale()} shop={shop} notice={notice()} soft={false} />
    </>
  );
}
