/** What becomes of a grant other than lapsing, as it is told. */
import { idText, type RefillId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { decimalText } from "@/lib/money/decimal";
import type { Grant } from "../rules/books";
import type { GrantLife, Rollover } from "../rules/terms";
import type { ResetView, RolloverView } from "../schema/refill";
import type { GrantView } from "../schema/wallet";

export const lifeView = (
  grant: Pick<Grant, "life" | "source" | "sourceReference">,
): Pick<GrantView, "refillId" | "rollover" | "onReset"> => ({
  refillId: refillOf(grant),
  rollover: rolloverView(grant.life?.rollover ?? null),
  onReset: resetView(grant.life?.reset ?? null),
});

/** A refill's grants are named by it and their period; what a reset gave has no such name. */
function refillOf({ source, sourceReference }: Pick<Grant, "source" | "sourceReference">) {
  const [refillId] = sourceReference?.split(":") ?? [];
  return source === "refill" && refillId ? idText("rfl", refillId as RefillId) : null;
}

const rolloverView = (rollover: Rollover | null): GrantView["rollover"] =>
  rollover && {
    ...keepsView(rollover.keeps),
    expiresAt: rollover.expiresAt?.toISOString() ?? null,
  };

export function keepsView(keeps: Rollover["keeps"]): RolloverView {
  const { mode } = keeps;
  switch (mode) {
    case "all":
      return { mode, cap: null, percent: null };
    case "cap":
      return { mode, cap: creditsText(keeps.cap), percent: null };
    case "share":
      return { mode: "percent", cap: null, percent: decimalText(keeps.share * 100n) };
  }
}

export const resetView = (reset: GrantLife["reset"]): ResetView | null =>
  reset && { min: creditsText(reset.min), max: creditsText(reset.max) };
