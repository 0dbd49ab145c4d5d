"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Icon, type IconName } from "../ui/icon";

/** Somewhere to go at the desk. */
export interface Place {
  href: string;
  name: string;
  icon: IconName;
  /** In a quieter voice, at the end of the row. */
  more?: string;
  mono?: boolean;
}

/** What the desk finds for a word; plain JSON. */
export interface Found {
  books: { href: string; name: string; more: string }[];
  orders: { href: string; number: string; name: string; more: string }[];
}

export interface PaletteWords {
  label: string;
  placeholder: string;
  results: string;
  places: string;
  books: string;
  orders: string;
  /** `#` is filled in here. */
  search: string;
  none: string;
  move: string;
  go: string;
  close: string;
}

const OPEN = "palette-open";

/** Opens the palette; before scripts run a link to where one searches as well. */
export function PaletteOpener({ href, words, className }: { href: string; words: string; className: string }) {
  return (
    <a
      className={className}
      href={href}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      title={words}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        dispatchEvent(new Event(OPEN));
      }}
    >
      <Icon name="search" small />
      <span>{words}</span>
      <kbd className="kbd" aria-hidden="true">
        ⌘K
      </kbd>
    </a>
  );
}

/**
 * Find or do (ARIA practices: a dialog with an editable combobox, focus stays in the field). ⌘K or Ctrl-K opens it anywhere.
 */
export function Palette({
  places,
  source,
  orders,
  words,
}: {
  places: readonly Place[];
  /** Answers `?q=` with what was found. */
  source: string;
  /** The list of orders, which takes `?q=` as well. */
  orders: string;
  words: PaletteWords;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{ query: string; list: Found } | null>(null);
  const [active, setActive] = useState(0);

  useEffect(() => {
    const open = () => {
      if (!dialog.current || dialog.current.open) return;
      setQuery("");
      setActive(0);
      dialog.current.showModal();
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", onKey);
    addEventListener(OPEN, open);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener(OPEN, open);
    };
  }, []);

  const wanted = query.trim().slice(0, 120);
  useEffect(() => {
    if (wanted.length < 2 || wanted === found?.query) return;
    const stale = new AbortController();
    const wait = setTimeout(async () => {
      try {
        const answer = await fetch(`${source}?${new URLSearchParams({ q: wanted })}`, { signal: stale.signal });
        if (answer.ok) setFound({ query: wanted, list: (await answer.json()) as Found });
      } catch {
        // aborted, or offline: the places and the search are still there
      }
    }, 120);
    return () => {
      clearTimeout(wait);
      stale.abort();
    };
  }, [wanted, source, found?.query]);

  const lower = wanted.toLowerCase();
  const there = places.filter(({ name }) => name.toLowerCase().includes(lower));
  const list = wanted.length >= 2 && found?.query === wanted ? found.list : { books: [], orders: [] };
  const books = list.books.map((book): Place => ({ ...book, icon: "book" }));
  const hits = list.orders.map(({ href, number, name, more }): Place => ({
    href,
    name: `${number} ${name}`,
    icon: "inbox",
    more,
  }));
  const search: Place[] = wanted
    ? [
        {
          href: `${orders}?${new URLSearchParams({ q: wanted })}`,
          name: words.search.replace("#", wanted),
          icon: "search",
        },
      ]
    : [];
  const groups = [
    { name: words.books, rows: books },
    { name: words.orders, rows: [...hits, ...search] },
    { name: words.places, rows: there },
  ].filter(({ rows }) => rows.length > 0);
  const all = groups.flatMap(({ rows }) => rows);
  const at = Math.min(active, all.length - 1);
  const optionId = (index: number) => `${id}-${index}`;

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && all.length > 0) {
      event.preventDefault();
      const next = (at + step + all.length) % all.length;
      setActive(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const place = all[at];
      if (place) location.assign(place.href);
    }
  };

  return (
    <dialog
      ref={dialog}
      className="pal"
      aria-label={words.label}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <div className="pal__in">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={words.label}
          aria-expanded={all.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={all.length > 0 ? optionId(at) : undefined}
          aria-autocomplete="list"
          placeholder={words.placeholder}
          autoComplete="off"
          autoFocus
          maxLength={120}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="kbd min-h-6 cursor-pointer" onClick={() => dialog.current?.close()}>
          esc <span className="vh">{words.close}</span>
        </button>
      </div>
      <div className="max-h-[60vh] overflow-y-auto" id={`${id}-list`} role="listbox" aria-label={words.results}>
        {groups.map(({ name, rows }) => (
          <ul key={name} role="group" aria-label={name}>
            <li role="presentation" className="sg" aria-hidden="true">
              {name}
            </li>
            {rows.map((place) => {
              const index = all.indexOf(place);
              return (
                <li
                  key={place.href}
                  role="option"
                  id={optionId(index)}
                  aria-selected={index === at}
                  className="cursor-pointer"
                  onPointerMove={() => setActive(index)}
                  onClick={() => location.assign(place.href)}
                >
                  <Icon name={place.icon} />
                  <span className="min-w-0 truncate">{place.name}</span>
                  {place.more && <span className="r">{place.more}</span>}
                </li>
              );
            })}
          </ul>
        ))}
      </div>
      {all.length === 0 && (
        <p className="muted p-4" role="status">
          {words.none}
        </p>
      )}
      <footer>
        <span>
          <kbd className="kbd">↑</kbd> <kbd className="kbd">↓</kbd> {words.move}
        </span>
        <span>
          <kbd className="kbd">↵</kbd> {words.go}
        </span>
      </footer>
    </dialog>
  );
}
