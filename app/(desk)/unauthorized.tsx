import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";
import { Frame } from "./_frame/frame";
import { requestContext } from "@/app/_server/context";

/** The log-in leads back here: the browser tells it where it was asked from. */
export default async function Unauthorized() {
  await requestContext();
  return (
    <Frame>
      <Refusal locale={locale()} status="401" />
    </Frame>
  );
}
