/** A refill as it is told. */
import { idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { isRunning, type Refill, type Wallet } from "../rules/books";
import type { RefillView } from "../schema/refill";
import { keepsView, resetView } from "./life";

export function refillView(refill: Refill, wallet: Wallet): RefillView {
  const { terms, line, firstGrantId } = refill;
  if (firstGrantId === null) throw new RangeError("a refill has given nothing");
  const comes = isRunning({ wallets: new Map([[wallet.id, wallet]]) }, refill);
  return {
    id: idText("rfl", refill.id),
    walletId: idText("wal", refill.walletId),
    name: terms.name,
    amount: creditsText(terms.amount),
    category: terms.category,
    priority: terms.priority,
    featureIds: terms.featureIds.map((id) => idText("feat", id)),
    costTotal: moneyText(terms.costTotal),
    currency: terms.currency,
    period: line.cadence.length,
    periodCount: line.cadence.count,
    anchorAt: line.anchorAt.toISOString(),
    zone: line.zone,
    status: comes ? "active" : endedBy(refill),
    nextAt: comes ? (refill.nextAt?.toISOString() ?? null) : null,
    endsAt: refill.endsAt?.toISOString() ?? null,
    stoppedAt: refill.stoppedAt?.toISOString() ?? null,
    rollover: terms.rollover && {
      ...keepsView(terms.rollover.keeps),
      periods: terms.rollover.periods,
    },
    onReset: resetView(terms.reset),
    firstGrantId: idText("grt", firstGrantId),
    createdAt: refill.createdAt.toISOString(),
  };
}

/** A closed wallet ends what nobody stopped. */
const endedBy = ({ stoppedAt }: Refill) => (stoppedAt === null ? "ended" : "stopped");
