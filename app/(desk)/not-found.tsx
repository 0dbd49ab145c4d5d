import { Refusal } from "@/components/frame/refusal";
import { defaultLocale } from "@/messages";
import { Frame } from "./_frame/frame";

export default function NotFound() {
  return (
    <Frame>
      <Refusal locale={defaultLocale} status="404" />
    </Frame>
  );
}
