import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";
import { requestContext } from "@/app/_server/context";

export default async function NotFound() {
  await requestContext();
  return <Refusal locale={locale()} status="404" />;
}
