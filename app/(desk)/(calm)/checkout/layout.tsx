import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { CalmFrame } from "../../_frame/calm-frame";
import { requestContext } from "@/app/_server/context";

export default async function CheckoutLayout({ children }: LayoutProps<"/checkout">) {
  await requestContext();
  const words = localWords("web.frame")("tools.backToCart");
  return <CalmFrame back={{ href: paths.cart(), words }}>{children}</CalmFrame>;
}
