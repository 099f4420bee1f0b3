import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { Temporal } from "temporal-polyfill";
import { FIGURES } from "@/lib/ledger/schema/explain";
import { instantOf } from "@/lib/time/zone";
import { parseAsCursor } from "../../../../cursor-param";

export const SPANS = ["7", "30", "90", "365"] as const;

export const loadWalletParams = createLoader({
  /** When: a local time of the customer's zone such as `2026-11-10T14:30`, or one with its offset. */
  at: parseAsString,
  /** `then`: without what was booked later. Or until when what was booked counts, as `at`. */
  known: parseAsString,
  /** The figure that is opened. */
  figure: parseAsStringLiteral(FIGURES),
  /** The grant that is opened, and where its list goes on. */
  grant: parseAsString,
  after: parseAsCursor,
  /** How many days of burn-down. */
  days: parseAsStringLiteral(SPANS),
});
export type WalletParams = Awaited<ReturnType<typeof loadWalletParams>>;

/** The instant looked at, null for now, and until when what was booked counts. */
export type Moment = { readonly at: Date | null; readonly knownAt: Date | null };

/** What makes no sense is now. */
export function momentOf({ at, known }: Pick<WalletParams, "at" | "known">, zone: string): Moment {
  const instant = at === null ? null : readTime(at, zone);
  if (instant === null || known === null) return { at: instant, knownAt: null };
  return { at: instant, knownAt: known === "then" ? instant : readTime(known, zone) };
}

function readTime(text: string, zone: string): Date | null {
  const local = text.trim().replace(" ", "T");
  try {
    // A "+" of an address is a space.
    if (/(Z|[+-]\d\d:?\d\d)$/i.test(local)) {
      return new Date(Temporal.Instant.from(local).epochMilliseconds);
    }
    return instantOf(Temporal.PlainDateTime.from(local), zone);
  } catch {
    return null;
  }
}

/** Another look at the same wallet: its address with these parameters changed, null left out. */
export function addressOf(
  path: string,
  params: WalletParams,
  changes: Partial<Record<keyof WalletParams, string | null>> = {},
): string {
  const next = new URLSearchParams();
  const told = { ...params, after: null, ...changes };
  for (const [key, value] of Object.entries(told)) if (value) next.set(key, value);
  const query = next.toString();
  return query ? `${path}?${query}` : path;
}
