/** A fee in credits as the ledger is asked for it, under a name that no other draw has. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { CustomerId, SubscriptionId } from "@/lib/ids";
import type { DebitCommand } from "@/lib/ledger/rules/command";
import type { FeeDraw } from "./credit-fee";

export type FeePayer = {
  readonly subscriptionId: SubscriptionId;
  readonly customerId: CustomerId;
  readonly version: Pick<PlanVersion, "overage" | "planName">;
  /** When it is taken. */
  readonly at: Date;
};

export function feeCommand(
  { fee, index, amount, extra }: FeeDraw,
  { subscriptionId: id, customerId, version, at }: FeePayer,
): DebitCommand {
  const name = extra === undefined ? String(index) : `${index}+${extra}`;
  return {
    kind: "debit",
    ...{ customerId, walletId: null, creditUnit: fee.unit.creditUnit },
    ...{ featureId: null, member: null, groupId: null },
    parts: [{ eventId: null, at, amount }],
    reference: `subscription:${id}:fee:${fee.id}:${name}`,
    cause: { kind: "subscription", id },
    reason: `Fee: ${fee.name || version.planName}`,
    onShortage: fee.onShortage === "SUSPEND" ? "REFUSE" : "OVERAGE",
    ...(version.overage && { overagePrice: { chargeId: fee.id, ...version.overage } }),
  };
}
