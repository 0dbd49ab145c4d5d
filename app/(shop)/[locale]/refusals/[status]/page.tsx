import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settings } from "@/app/_cache/settings";
import { ShopFooter } from "@/components/frame/footer";
import { ShopHeader } from "@/components/frame/header";
import { Refusal, refusalStatuses } from "@/components/frame/refusal";
import { notice } from "@/app/_server/notice";
import { config } from "@/config/env";
import { isLocale, translator } from "@/messages";
import { defaultSettings } from "@/shop/settings/model";

export const generateStaticParams = () => [];

type Props = PageProps<"/[locale]/refusals/[status]">;

async function told({ params }: Props) {
  const { locale, status: given } = await params;
  const status = refusalStatuses.find((each) => each === given);
  if (!isLocale(locale) || !status) notFound();
  return { locale, status };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, status } = await told(props);
  return { title: translator(locale, "web.refusals")(`${status}.title`), robots: { index: false } };
}

/** The bodies that the listener gives to answers which Next leaves empty; they must be there when the database is not. */
export default async function RefusalPage(props: Props) {
  const { locale, status } = await told(props);
  const { SHOP_CURRENCY: currency, SHOP_TIMEZONE: timezone } = config();
  const shop = await settings(locale).then(
    (known) => known.shop,
    () => defaultSettings({ currency, timezone }).shop,
  );
  return (
    <>
      <ShopHeader locale={locale} shopName={shop.name} genres={[]} />
      <main id="main">
        <Refusal locale={locale} status={status} reference="{{request-id}}" />
      </main>
      <ShopFooter locale={locale} shop={shop} notice={notice()} soft />
    </>
  );
}
