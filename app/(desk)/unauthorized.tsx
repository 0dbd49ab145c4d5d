import { Refusal } from "@/components/frame/refusal";
import { defaultLocale } from "@/messages";
import { Frame } from "./_frame/frame";

/** The log-in leads back here: the browser tells it where it was asked from. */
export default function Unauthorized() {
  return (
    <Frame>
      <Refusal locale={defaultLocale} status="401" />
    </Frame>
  );
}
