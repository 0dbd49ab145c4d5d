import { paths } from "@/app/_server/paths";
import { defaultLocale, translator } from "@/messages";
import { CalmFrame } from "../../_frame/calm-frame";

export default function CheckoutLayout({ children }: LayoutProps<"/checkout">) {
  const words = translator(defaultLocale, "web.frame")("tools.backToCart");
  return <CalmFrame back={{ href: paths.cart(), words }}>{children}</CalmFrame>;
}
