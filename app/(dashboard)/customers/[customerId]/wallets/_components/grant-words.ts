import type { StatusWord } from "@/components/domain/status";
import type { GrantView } from "@/lib/ledger/schema/wallet";

const SOURCES: Readonly<Record<string, string>> = {
  top_up: "Top-up",
  plan: "Plan",
  trial: "Trial",
  add_on: "Add-on",
  pack: "Pack",
  rollover: "Rolled over",
  refill: "Refill",
  extension: "Extended",
  transfer: "Transferred",
  adjustment: "Adjustment",
  refund: "Given back",
  import: "Imported",
};
const CATEGORIES = { PREPAID: "bought", PROMOTIONAL: "free", COMMITTED: "committed" } as const;

/** Where a grant came from: `Pack, bought`. */
export const sourceOf = ({ source, category }: Pick<GrantView, "source" | "category">): string =>
  `${SOURCES[source] ?? source}, ${CATEGORIES[category]}`;

/** What a wallet or grant may pay for, by name; null: everything. */
export const limitsOf = (
  { featureIds }: Pick<GrantView, "featureIds">,
  names: Readonly<Record<string, string>>,
): string | null =>
  featureIds.length === 0 ? null : `only for ${featureIds.map((id) => names[id] ?? id).join(", ")}`;

/** What waits for its day is scheduled; what waits for money is pending. */
export const statusOf = ({ status, isAwaitingPayment }: GrantView): StatusWord =>
  status === "pending" && !isAwaitingPayment ? "scheduled" : status;
