import type { ReactNode } from "react";
import { settings } from "@/app/_cache/settings";
import { requestContext } from "@/app/_server/context";
import { CalmFooter } from "@/components/checkout/calm-footer";
import { CalmHeader, SkipLink } from "@/components/frame/header";
import { notice } from "@/app/_server/notice";
import { locale, localWords } from "@/app/_server/language";

/** Check-out and payment: the brand, one way back, and nothing else to press. */
export async function CalmFrame({ back, children }: { back: { href: string; words: string }; children: ReactNode }) {
  await requestContext();
  const { shop } = await settings(locale());
  return (
    <>
      <SkipLink words={localWords("web.checkout")("skip")} />
      <CalmHeader locale={locale()} shopName={shop.name} back={back} />
      <main id="main">{children}</main>
      <CalmFooter locale={locale()} email={shop.email} demo={notice() !== null} />
    </>
  );
}
