"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type DragEvent, type FormEvent } from "react";
import { coverTypes, MOST_COVER_BYTES } from "@/shop/_kernel/covers";
import { Button } from "../ui/button";
import { Field } from "../ui/field";

export interface CoverWords {
  file: string;
  hint: string;
  dropHint: string;
  upload: string;
  uploading: string;
  uploaded: string;
  remove: string;
  removing: string;
  removed: string;
  tooLarge: string;
  none: string;
  failed: string;
}

type Act = "upload" | "remove";

/**
 * Uploads the picture of a book, by its field or by dropping it anywhere on the form, and takes it away again. The forms work
 * by themselves; with scripts the page stays, and with it whatever is typed in the form of the book.
 */
export function CoverForm({
  href,
  hasCover,
  refused,
  words,
}: {
  href: string;
  hasCover: boolean;
  /** What was wrong with the last upload, where the page was loaded anew for it. */
  refused: string | null;
  words: CoverWords;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState<Act | null>(null);
  const [over, setOver] = useState(false);
  const [told, setTold] = useState<{ error: string | null; done: string | null }>({ error: refused, done: null });

  async function send(act: Act, body: FormData): Promise<void> {
    setBusy(act);
    setTold({ error: null, done: null });
    try {
      const answer = await fetch(href, { method: "POST", body, headers: { accept: "application/json" } });
      const { ok, message } = (await answer.json()) as { ok: boolean; message?: string };
      setTold(
        ok
          ? { error: null, done: act === "upload" ? words.uploaded : words.removed }
          : { error: message ?? words.failed, done: null },
      );
      if (ok) {
        form.current?.reset();
        router.refresh();
      }
    } catch {
      setTold({ error: words.failed, done: null });
    }
    setBusy(null);
  }

  function upload(file: File | undefined): void {
    if (busy) return;
    if (!file || file.size === 0) return setTold({ error: words.none, done: null });
    // it would be sent whole before it is refused
    if (file.size > MOST_COVER_BYTES) return setTold({ error: words.tooLarge, done: null });
    const body = new FormData();
    body.set("cover", file);
    void send("upload", body);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem("cover");
    if (field instanceof HTMLInputElement) upload(field.files?.[0]);
  }

  function onDrag(event: DragEvent): void {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    setOver(event.type === "dragover");
    if (event.type === "drop") upload(event.dataTransfer.files[0]);
  }

  return (
    <div className="mt-4 grid gap-3">
      <form
        ref={form}
        className={`dropzone ${over ? "dropzone--over" : ""}`}
        method="post"
        action={href}
        encType="multipart/form-data"
        onSubmit={onSubmit}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={onDrag}
      >
        <Field
          name="cover"
          id="cover-file"
          type="file"
          accept={coverTypes.join(",")}
          label={words.file}
          hint={`${words.hint} ${words.dropHint}`}
          error={told.error}
        />
        <Button look="line" busy={busy === "upload"}>
          {words.upload}
        </Button>
      </form>
      {hasCover && (
        <form
          method="post"
          action={href}
          encType="multipart/form-data"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void send("remove", new FormData(event.currentTarget));
          }}
        >
          <input type="hidden" name="act" value="remove" />
          <Button look="bare" busy={busy === "remove"}>
            {words.remove}
          </Button>
        </form>
      )}
      <p className="text-green" role="status">
        {busy === "upload" ? words.uploading : busy === "remove" ? words.removing : told.done}
      </p>
      <p className="vh" role="alert">
        {told.error}
      </p>
    </div>
  );
}
