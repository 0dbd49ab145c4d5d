"use client";

import type { Route } from "next";
import { useRouter, usePathname } from "next/navigation";
import {
  startTransition,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import { FrameIcon } from "../ui/frame-icon";
import { highlight } from "./highlight";
import { QUERY_MAX, SUGGEST_FROM, SUGGEST_PATH, type Suggestion, type Suggestions } from "./model";

export interface SearchWords {
  label: string;
  placeholder: string;
  go: string;
  suggestions: string;
  books: string;
  people: string;
  genres: string;
  /** `{query}` is filled in here. */
  all: string;
  toChoose: string;
  toOpen: string;
  /** `#` is filled in here. */
  found: { none: string; one: string; other: string };
}

const groups = [
  ["book", "books"],
  ["person", "people"],
  ["genre", "genres"],
] as const;
const icons = { book: "book", person: "person", genre: "tag" } as const satisfies Record<Suggestion["kind"], string>;

/** Scripts do not go away again. */
const never = () => () => {};

/**
 * The search field: a form that works by itself, and with scripts a combobox (ARIA practices: editable, list autocomplete,
 * focus stays in the field). `soft` stays in the page's document; the desk, a document of its own, lets the browser go.
 */
export function SearchBox({
  action,
  locale,
  words,
  soft,
}: {
  action: string;
  locale: string;
  words: SearchWords;
  soft: boolean;
}) {
  const router = useRouter();
  const path = usePathname();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{ query: string; list: Suggestion[] }>();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  const [seen, setSeen] = useState(path);
  if (path !== seen) {
    setSeen(path);
    setQuery("");
    setOpen(false);
  }

  // What the address asks for stands in the field, also after Back; what was typed before scripts came stays.
  const came = useRef(false);
  useEffect(() => {
    const show = () => {
      const field = input.current;
      if (!field) return;
      const asked = location.pathname === action ? (new URLSearchParams(location.search).get("q") ?? "") : "";
      if (came.current || !field.value) field.value = asked;
      came.current = true;
    };
    show();
    addEventListener("popstate", show);
    return () => removeEventListener("popstate", show);
  }, [path, action]);

  useEffect(() => {
    const wanted = query.trim().slice(0, QUERY_MAX);
    if (!open || wanted.length < SUGGEST_FROM || wanted === found?.query) return;
    const stale = new AbortController();
    const wait = setTimeout(async () => {
      try {
        const answer = await fetch(`${SUGGEST_PATH}?${new URLSearchParams({ q: wanted, locale })}`, {
          signal: stale.signal,
        });
        if (!answer.ok) return;
        const { suggestions } = (await answer.json()) as Suggestions;
        setFound({ query: wanted, list: suggestions });
        setActive(-1);
      } catch {
        // aborted, or offline: the form still works
      }
    }, 120);
    return () => {
      clearTimeout(wait);
      stale.abort();
    };
  }, [query, locale, open, found?.query]);

  const typed = query.trim().slice(0, QUERY_MAX);
  // while the next ones are on their way, the last ones stay
  const list = typed.length >= SUGGEST_FROM ? (found?.list ?? []) : [];
  const shown = open && list.length > 0;
  const optionId = (index: number) => `${id}-${index}`;

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const go = (href: string) => {
    close();
    if (soft) startTransition(() => router.push(href as Route));
    else location.assign(href);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && event.currentTarget.value.trim().length >= SUGGEST_FROM) {
      event.preventDefault();
      setQuery(event.currentTarget.value);
      setOpen(true);
      if (list.length === 0) return;
      // one step beyond either end is the field itself
      setActive((at) =>
        shown ? ((at + 1 + move + list.length + 1) % (list.length + 1)) - 1 : move > 0 ? 0 : list.length - 1,
      );
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && shown && list[active]) {
      event.preventDefault();
      go(list[active].href);
    }
  };
  const onPick = (event: MouseEvent<HTMLAnchorElement>, href: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(href);
  };

  return (
    <form
      ref={form}
      className="search"
      role="search"
      action={action}
      onSubmit={(event) => {
        close();
        const q = input.current?.value.trim() ?? "";
        if (!soft) return;
        event.preventDefault();
        input.current?.blur();
        const href = q ? `${action}?${new URLSearchParams({ q: q.slice(0, QUERY_MAX) })}` : action;
        startTransition(() => router.push(href as Route));
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <FrameIcon name="search" />
      <label className="vh" htmlFor={`${id}-q`}>
        {words.label}
      </label>
      <input
        ref={input}
        className="in"
        id={`${id}-q`}
        name="q"
        type="search"
        placeholder={words.placeholder}
        autoComplete="off"
        autoCapitalize="none"
        enterKeyHint="search"
        maxLength={QUERY_MAX}
        onChange={(event) => {
          setQuery(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKey}
        {...(ready && {
          role: "combobox",
          "aria-autocomplete": "list",
          "aria-expanded": shown,
          "aria-controls": `${id}-list`,
          "aria-activedescendant": shown && active >= 0 ? optionId(active) : undefined,
        })}
      />
      <button className="btn search__go" type="submit">
        {words.go}
      </button>
      {ready && (
        <>
          <p className="vh" role="status">
            {open && found?.query === typed && said(words, list.length)}
          </p>
          <div className="suggest" hidden={!shown}>
            <div role="listbox" id={`${id}-list`} aria-label={words.suggestions}>
              {groups.map(([kind, heading]) => {
                const members = list.flatMap((option, index) => (option.kind === kind ? [{ option, index }] : []));
                if (members.length === 0) return null;
                return (
                  <div key={kind} role="group" aria-label={words[heading]}>
                    <p className="sg" aria-hidden="true">
                      {words[heading]}
                    </p>
                    {members.map(({ option, index }) => (
                      <a
                        key={option.href}
                        role="option"
                        id={optionId(index)}
                        tabIndex={-1}
                        aria-selected={index === active}
                        className={kind === "book" ? undefined : "line"}
                        href={option.href}
                        onMouseDown={(event) => event.preventDefault()}
                        onClick={(event) => onPick(event, option.href)}
                      >
                        <Option option={option} query={found?.query ?? ""} />
                      </a>
                    ))}
                  </div>
                );
              })}
            </div>
            <div className="suggest__all">
              <button type="submit" tabIndex={-1} className="link" onMouseDown={(event) => event.preventDefault()}>
                {words.all.replace("{query}", typed)}
              </button>
              <span aria-hidden="true" className="suggest__keys">
                <kbd className="kbd">↑</kbd> <kbd className="kbd">↓</kbd> {words.toChoose} <kbd className="kbd">↵</kbd>{" "}
                {words.toOpen}
              </span>
            </div>
          </div>
        </>
      )}
    </form>
  );
}

const said = ({ found }: SearchWords, count: number): string =>
  count === 0 ? found.none : count === 1 ? found.one : found.other.replace("#", String(count));

function Option({ option, query }: { option: Suggestion; query: string }) {
  const title = highlight(option.title, query).map(({ text, hit }, i) => (hit ? <mark key={i}>{text}</mark> : text));
  if (option.kind !== "book")
    return (
      <>
        <FrameIcon name={icons[option.kind]} />
        <span>{title}</span>
      </>
    );
  return (
    <>
      <span className="cover">
        {/* eslint-disable-next-line @next/next/no-img-element -- an SVG that fits every size */}
        {option.cover && <img src={option.cover} width="32" height="48" alt="" />}
      </span>
      <span className="suggest__book">
        <span className="t" lang={option.lang}>
          {title}
        </span>
        <span className="muted">{option.sub}</span>
      </span>
      <span className="price">{option.price}</span>
    </>
  );
}
