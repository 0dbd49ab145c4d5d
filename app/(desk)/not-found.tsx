import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";
import { Frame } from "./_frame/frame";
import { requestContext } from "@/app/_server/context";

export default async function NotFound() {
  await requestContext();
  return (
    <Frame>
      <Refusal locale={locale()} status="404" />
    </Frame>
  );
}
