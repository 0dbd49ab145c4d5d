import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";

export default function NotFound() {
  return <Refusal locale={locale()} status="404" />;
}
