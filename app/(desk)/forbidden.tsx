import { Refusal } from "@/components/frame/refusal";
import { locale } from "@/app/_server/language";
import { Frame } from "./_frame/frame";

export default function Forbidden() {
  return (
    <Frame>
      <Refusal locale={locale()} status="403" />
    </Frame>
  );
}
