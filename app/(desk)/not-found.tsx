import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";
import { Frame } from "./_frame/frame";

export default function NotFound() {
  return (
    <Frame>
      <Refusal locale={locale()} status="404" />
    </Frame>
  );
}
