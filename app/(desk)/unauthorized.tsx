import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";
import { Frame } from "./_frame/frame";

/** The log-in leads back here: the browser tells it where it was asked from. */
export default function Unauthorized() {
  return (
    <Frame>
      <Refusal locale={locale()} status="401" />
    </Frame>
  );
}
