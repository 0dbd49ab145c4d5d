"use client";

import { useRef, useState } from "react";
import { readIsbn } from "@/shop/_kernel/isbn";
import { described, Field } from "../ui/field";

interface Found {
  id: string;
  title: string;
  href: string;
}

/**
 * Says while one types whether the check digit is right and, once the field is left, which book has this ISBN already. The
 * shop checks both again.
 */
export function IsbnField({
  field,
  words,
  lookHref,
  ownId,
}: {
  field: Parameters<typeof Field>[0];
  words: { right: string; wrong: string; there: string; open: string };
  /** Asked with the ISBN behind it. */
  lookHref: string;
  /** The book that is being edited. */
  ownId: string | undefined;
}) {
  const [read, setRead] = useState(() => readIsbn(String(field.defaultValue ?? "")));
  const [other, setOther] = useState<Found | null>(null);
  const asked = useRef("");
  const status = "isbn-status";

  async function look(text: string): Promise<void> {
    const typed = readIsbn(text);
    if (!typed.ok || asked.current === typed.isbn13) return;
    asked.current = typed.isbn13;
    try {
      const answer = await fetch(lookHref + typed.isbn13);
      if (!answer.ok) throw new Error(answer.statusText);
      const { book } = (await answer.json()) as { book: Found | null };
      // what was typed since is another question
      if (asked.current === typed.isbn13) setOther(book && book.id !== ownId ? book : null);
    } catch {
      asked.current = ""; // it is told when the book is saved
    }
  }
  const check = read.ok ? words.right : read.problem === "check_digit" ? words.wrong.replace("#", read.expected) : null;
  return (
    <div className="field isbn c3 full">
      <Field
        {...field}
        className="[&_input]:font-mono"
        maxLength={40}
        spellCheck={false}
        aria-describedby={[described(field.name, field.hint, field.error), status].filter(Boolean).join(" ")}
        onChange={({ currentTarget }) => {
          setRead(readIsbn(currentTarget.value));
          setOther(null);
          asked.current = "";
        }}
        onBlur={({ currentTarget }) => void look(currentTarget.value)}
      />
      <p className={`hint ${other ? "text-ochre!" : read.ok ? "text-green!" : ""}`} id={status} role="status">
        {other ? (
          <>
            {words.there.replace("#", () => other.title)} {/* what is typed here stays */}
            <a className="inline-block py-1" href={other.href} target="_blank">
              {words.open}
            </a>
          </>
        ) : (
          check
        )}
      </p>
    </div>
  );
}
