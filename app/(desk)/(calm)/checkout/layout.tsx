import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { CalmFrame } from "../../_frame/calm-frame";

export default function CheckoutLayout({ children }: LayoutProps<"/checkout">) {
  const words = localWords("web.frame")("tools.backToCart");
  return <CalmFrame back={{ href: paths.cart(), words }}>{children}</CalmFrame>;
}
