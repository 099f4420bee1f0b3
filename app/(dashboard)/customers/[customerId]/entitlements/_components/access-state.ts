import { parseDecimal } from "@/lib/money/decimal";
import type { FeatureUseView } from "@/lib/usage/schema/access";

/** How far a customer may go on with a feature. */
export type AccessState = "open" | "free_used_up" | "near_limit" | "limit_reached" | "no_access";

/** What counts against a limit: all of it, or what the one that used most has used. */
export function countedOf({ entitlement, apart, sources }: FeatureUseView) {
  const isApart = sources.some(({ isEnabled, per }) => isEnabled && per.kind !== "customer");
  if (!isApart) return { used: entitlement.used ?? "0", whose: null };
  const [most] = apart;
  return { used: most?.used ?? "0", whose: most?.value ?? null };
}

export function accessStateOf(feature: FeatureUseView): AccessState {
  if (!feature.isAllowed) return "no_access";
  const { limit, included } = feature.entitlement;
  const used = amount(countedOf(feature).used);
  if (limit !== null) {
    const most = amount(limit);
    if (used >= most) return "limit_reached";
    return used * 5n >= most * 4n ? "near_limit" : "open";
  }
  const free = amount(included ?? "0");
  return free > 0n && used >= free ? "free_used_up" : "open";
}

const amount = (text: string) => parseDecimal(text) ?? 0n;
