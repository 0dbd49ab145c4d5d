import { paths } from "@/app/_server/paths";
import { config } from "@/config/env";
import { locale, localWords } from "@/app/_server/language";
import { CalmFrame } from "../../_frame/calm-frame";

export default function PayLayout({ children }: LayoutProps<"/pay">) {
  const words = localWords("web.frame")("tools.backToShop");
  const t = localWords("web.pay");
  return (
    <>
      {config().PAYMENTS === "demo" && (
        <aside className="demo" aria-label={t("title")}>
          {t("banner")}
        </aside>
      )}
      <CalmFrame back={{ href: paths.home(locale()), words }}>{children}</CalmFrame>
    </>
  );
}
