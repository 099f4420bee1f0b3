import type { EntryView } from "@/lib/ledger/schema/transaction";

type Movement = Pick<EntryView, "from" | "to" | "grantName">;

/** What one entry did, by the accounts that it moved credits between. */
const MOVEMENTS: Readonly<Record<string, string>> = {
  "issued available": "granted",
  "issued pending": "granted, not usable yet",
  "pending available": "became usable",
  "pending voided": "voided before its start",
  "pending moved": "moved to another grant before its start",
  "moved pending": "moved here, not usable yet",
  "available consumed": "used",
  "consumed available": "given back",
  "available expired": "expired",
  "expired available": "used after its end, for its time",
  "available voided": "voided",
  "available moved": "moved to another grant",
  "moved available": "moved here",
  "available held": "held",
  "held available": "released",
  "held consumed": "captured",
  "held expired": "released to a grant that had expired",
  "held voided": "released to a grant that was voided",
  "overage consumed": "went below zero",
  "consumed overage": "what was owed is settled",
  "invoiced overage": "invoiced",
  "overage invoiced": "its invoice was voided: owed again",
  "voided overage": "what was owed is cleared",
};

export const movementOf = ({ from, to }: Movement): string =>
  MOVEMENTS[`${from} ${to}`] ?? `${from} to ${to}`;

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
