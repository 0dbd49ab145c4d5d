import type { Locale } from "@/messages";
import type { StaffNote } from "@/shop/catalog/model";
import { Face } from "../ui/face";
import { tongueOf } from "../ui/tongue";
import { saidBy } from "./pick";

/** What a bookseller says of the book. */
export function StaffSays({ note, locale }: { note: StaffNote; locale: Locale }) {
  const lang = tongueOf(note.text, locale);
  return (
    <div className="said">
      <Face name={note.by} />
      <blockquote>
        <p lang={lang}>{note.text}</p>
        <cite lang={lang}>{saidBy(note, locale)}</cite>
      </blockquote>
    </div>
  );
}
