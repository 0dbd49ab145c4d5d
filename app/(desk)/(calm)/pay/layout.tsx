import { paths } from "@/app/_server/paths";
import { config } from "@/config/env";
import { defaultLocale as locale, translator } from "@/messages";
import { CalmFrame } from "../../_frame/calm-frame";

export default function PayLayout({ children }: LayoutProps<"/pay">) {
  const words = translator(locale, "web.frame")("tools.backToShop");
  const t = translator(locale, "web.pay");
  return (
    <>
      {config().PAYMENTS === "demo" && (
        <aside className="demo" aria-label={t("title")}>
          {t("banner")}
        </aside>
      )}
      <CalmFrame back={{ href: paths.home(locale), words }}>{children}</CalmFrame>
    </>
  );
}
