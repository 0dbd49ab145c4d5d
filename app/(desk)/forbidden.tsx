import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";
import { Frame } from "./_frame/frame";
import { requestContext } from "@/app/_server/context";

export default async function Forbidden() {
  await requestContext();
  return (
    <Frame>
      <Refusal locale={locale()} status="403" />
    </Frame>
  );
}
