import { dayStart } from "@/components/form/day-start";
import type { GrantView } from "@/lib/ledger/schema/wallet";

const DAY_MS = 86_400_000;

/** How much later a grant may end, in days; "" never, `day` on a day. */
export const EXTENSIONS = [
  ["30", "30 days later"],
  ["90", "90 days later"],
  ["365", "1 year later"],
  ["day", "On a day…"],
  ["", "Never"],
] as const;

/** The new end: so much later than the grant's own, at a day's beginning in the customer's zone, or never. */
export function laterEnd(
  { expiresAt }: Pick<GrantView, "expiresAt">,
  term: string,
  { day, zone }: { readonly day: string; readonly zone: string },
): string | null {
  if (term === "") return null;
  if (term === "day") return dayStart(day, zone);
  if (expiresAt === null) return null;
  return new Date(Date.parse(expiresAt) + Number(term) * DAY_MS).toISOString();
}
