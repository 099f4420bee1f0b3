/** A plan's grant as the ledger is asked for it, under a name that no other occurrence has. */
import type { PlanGrant } from "@/lib/catalog/rules/catalog";
import type { CustomerId, SubscriptionId, WalletId } from "@/lib/ids";
import type { GrantCommand } from "@/lib/ledger/rules/command";
import type { GrantTerms } from "@/lib/ledger/rules/terms";
import { NO_MONEY } from "@/lib/money/money";
import type { Issue } from "./issue";

/** What a plan's credits are called on wallets and previews, where the plan does not say. */
export const grantName = ({ name }: Pick<PlanGrant, "name">): string => name || "Plan credits";

export function planGrantCommand(
  { grant, occurrence, extra }: Issue,
  to: {
    readonly subscriptionId: SubscriptionId;
    readonly customerId: CustomerId;
    readonly walletId: WalletId;
    readonly currency: string;
  },
): GrantCommand {
  const own = `${to.subscriptionId}:${grant.id}:${occurrence.index}`;
  const name = extra === undefined ? own : `${own}+${extra}`;
  return {
    kind: "grant",
    customerId: to.customerId,
    walletId: to.walletId,
    reference: `subscription:${name}`,
    cause: { kind: "subscription", id: to.subscriptionId },
    isPaid: true,
    terms: {
      name: grantName(grant),
      amount: grant.amount,
      category: grant.category,
      source: sourceOf(grant),
      sourceReference: name,
      priority: grant.priority,
      effectiveAt: occurrence.dueAt,
      expiresAt: occurrence.expiresAt,
      expiresAfterDays: null,
      // The fee is for the plan as a whole; which part of it pays for credits is for finance to say.
      costTotal: NO_MONEY,
      currency: to.currency,
      featureIds: grant.featureIds,
      parentGrantId: null,
      ...lifeOf({ grant, occurrence }, to.subscriptionId),
    },
  };
}

const sourceOf = ({ source, expiry }: Issue["grant"]) =>
  source ?? (expiry.kind === "TRIAL" ? "trial" : "plan");

/** Grants of one plan grant in one subscription share the cap of what they keep. */
function lifeOf(
  { grant: { id, rollover }, occurrence: { keptUntil } }: Issue,
  subscriptionId: SubscriptionId,
): Pick<GrantTerms, "life"> {
  if (rollover === null || keptUntil === undefined) return {};
  const { keeps, places } = rollover;
  const seriesId = `${subscriptionId}:${id}`;
  return { life: { seriesId, rollover: { keeps, places, expiresAt: keptUntil }, reset: null } };
}
