import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { GenreForm, type GenreWords } from "@/components/admin/genre-forms";
import { Told } from "@/components/admin/told";
import { ActForm } from "@/components/form/act-form";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listDeskGenres } from "@/shop/catalog";
import { coverFamilies, type DeskGenre } from "@/shop/catalog/model";
import { archive, create, merge, move, rename, restore } from "./actions";

const t = localWords("web.catalogue");
const failed = localWords("web.form");
const failedWords = () => ({ failed: failed("failed"), reference: failed("reference") });
const words = (act: string): GenreWords => ({
  act,
  busy: t("genres.busy"),
  one: t("book.one"),
  other: t("book.other"),
  kept: t("book.kept"),
  ...failedWords(),
});
const families = () => coverFamilies.map((value) => ({ value, name: t(`genres.families.${value}`) }));
const acts = ["created", "renamed", "moved", "merged", "archived", "restored"] as const;
const indents = ["pl-[1rem]", "pl-[2.25rem]", "pl-[3.5rem]", "pl-[4.75rem]", "pl-[6rem]"];

export const generateMetadata = titled(() => t("genres.title"));

export default async function GenresPage({ searchParams }: PageProps<"/admin/genres">) {
  const ctx = await requireDesk("catalog.read");
  const [genres, query] = await Promise.all([listDeskGenres(ctx), searchParams]);
  const done = acts.find((act) => act === query.done);
  const choice = ({ id, name, depth }: DeskGenre) => ({ value: id, name: "\u2003".repeat(depth) + name });
  const top = { value: "", name: t("genres.top") };
  const living = genres.filter(({ archived }) => !archived);
  return (
    <>
      <div className="ahead">
        <h1>{t("genres.title")}</h1>
      </div>
      <Told words={done ? t(`genres.done.${done}`) : null} />
      <div className="aform">
        <section className="panel min-w-0 p-0!" aria-label={t("genres.caption")}>
          {genres.length === 0 && <p className="muted px-4 py-5">{t("genres.empty")}</p>}
          <ul>
            {genres.map((genre) => (
              <li key={genre.id} className="border-b border-rule last:border-0">
                <details className="group">
                  <summary
                    className={`flex min-h-tap cursor-pointer list-none items-center gap-2 pr-4 ${indents[Math.min(genre.depth, 4)]}`}
                  >
                    <Icon name="chevron" small />
                    <span className="font-semibold">{genre.name}</span>
                    {genre.archived && <Tag kind="off">{t("genres.archived")}</Tag>}
                    <span className="faint ml-auto">{t("genres.books", { count: genre.books })}</span>
                  </summary>
                  <div className="grid gap-5 border-t border-rule bg-paper-2 p-4 s:grid-cols-2">
                    <GenreForm
                      action={rename}
                      hidden={{
                        id: genre.id,
                        seenName: genre.names.en ?? "",
                        seenNameDe: genre.names.de ?? "",
                        seenSlug: genre.slug,
                        seenFamily: genre.coverFamily,
                      }}
                      words={words(t("genres.rename"))}
                      fields={[
                        { name: "name", label: t("genres.name"), value: genre.names.en ?? "" },
                        { name: "nameDe", label: t("genres.nameDe"), value: genre.names.de ?? "" },
                        { name: "slug", label: t("genres.slug"), value: genre.slug, mono: true },
                        {
                          name: "coverFamily",
                          label: t("genres.cover"),
                          value: genre.coverFamily,
                          choices: families(),
                        },
                      ]}
                    />
                    <div className="grid content-start gap-5">
                      <GenreForm
                        action={move}
                        hidden={{ id: genre.id, seenParentId: genre.parentId ?? "" }}
                        words={words(t("genres.move"))}
                        fields={[
                          {
                            name: "parentId",
                            label: t("genres.moveTo"),
                            value: genre.parentId ?? "",
                            choices: [top, ...living.filter(({ id }) => id !== genre.id).map(choice)],
                          },
                        ]}
                      />
                      <GenreForm
                        action={merge}
                        hidden={{ id: genre.id }}
                        words={words(t("genres.merge"))}
                        fields={[
                          {
                            name: "into",
                            label: t("genres.mergeInto"),
                            hint: t("genres.mergeHint"),
                            choices: [
                              { value: "", name: t("genres.choose") },
                              ...living.filter(({ id }) => id !== genre.id).map(choice),
                            ],
                          },
                        ]}
                      />
                      <div className="flex flex-wrap items-center gap-3">
                        <ActForm
                          action={genre.archived ? restore : archive}
                          fields={{ id: genre.id }}
                          words={t(genre.archived ? "genres.restore" : "genres.archive")}
                          busyWords={t("genres.busy")}
                          failedWords={failedWords()}
                        />
                        {!genre.archived && (
                          <a
                            className="inline-flex min-h-[1.5rem] items-center"
                            href={paths.genre(locale(), genre.slug)}
                          >
                            {t("genres.seeInShop")}
                          </a>
                        )}
                      </div>
                    </div>
                  </div>
                </details>
              </li>
            ))}
          </ul>
        </section>
        <div className="min-w-0">
          <section className="panel" aria-labelledby="add">
            <h2 id="add">{t("genres.add")}</h2>
            <GenreForm
              key={genres.length}
              action={create}
              hidden={{}}
              words={words(t("genres.create"))}
              look="go"
              fields={[
                { name: "name", label: t("genres.name") },
                { name: "nameDe", label: t("genres.nameDe") },
                { name: "parentId", label: t("genres.below"), choices: [top, ...living.map(choice)] },
                { name: "coverFamily", label: t("genres.cover"), choices: families() },
              ]}
            />
          </section>
        </div>
      </div>
    </>
  );
}
