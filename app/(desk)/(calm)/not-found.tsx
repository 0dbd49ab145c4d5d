import { Refusal } from "@/components/frame/refusal";
import { defaultLocale } from "@/messages";

export default function NotFound() {
  return <Refusal locale={defaultLocale} status="404" />;
}
