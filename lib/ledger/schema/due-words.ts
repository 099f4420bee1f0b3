import type { EntryView } from "./transaction";

export type Movement = Pick<EntryView, "from" | "to" | "grantName">;

export const moves = (entries: readonly Movement[], from: string, to: string): boolean =>
  entries.some((entry) => entry.from === from && entry.to === to);

export const grantOf = (entries: readonly Movement[]): string =>
  entries.find(({ grantName }) => grantName !== null)?.grantName ?? "credits";

/** What time does to a grant, by the movement that tells of it. */
const BY_TIME: Readonly<Record<string, (grant: string) => string>> = {
  "available expired": (grant) => `${grant} expired`,
  "pending available": (grant) => `${grant} started`,
  "issued available": (grant) => `${grant} refilled`,
  "moved available": (grant) => `${grant} rolled over`,
  "held available": () => "a hold ended",
};

/** More than so many things at once are only counted. */
const MOST_TOLD = 2;

/** What fell due, in a few words. */
export function dueWords(entries: readonly Movement[]): string {
  const told = [
    ...new Set(
      entries.flatMap(({ from, to, grantName }) => {
        const words = BY_TIME[`${from} ${to}`];
        return words ? [words(grantName ?? "credits")] : [];
      }),
    ),
  ];
  if (told.length === 0) return grantOf(entries);
  const words = told.length > MOST_TOLD ? `${told.length} things fell due` : told.join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
