import { paths } from "@/app/_server/paths";
import { config } from "@/config/env";
import { locale, localWords } from "@/app/_server/language";
import { CalmFrame } from "../../_frame/calm-frame";
import { requestContext } from "@/app/_server/context";

export default async function PayLayout({ children }: LayoutProps<"/pay">) {
  await requestContext();
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
