/** A plan's grant as the ledger is asked for it, under a name that no other occurrence has. */
import type { PlanGrant } from "@/lib/catalog/rules/catalog";
import type { CustomerId, SubscriptionId, WalletId } from "@/lib/ids";
import type { GrantCommand } from "@/lib/ledger/rules/command";
import type { GrantTerms } from "@/lib/ledger/rules/terms";
import { NO_MONEY } from "@/lib/money/money";
import type { Issue } from "./issue";

/** What a plan's credits are called on wallets and previews, where the plan does not say. */
export const grantName = ({ name }: Pick<PlanGrant, "name">): string => name || "Plan credits";

/** The reference under which the ledger knows what an occurrence gives. */
export const givenAs =
  (id: SubscriptionId) =>
  ({ grant, occurrence }: Issue): string =>
    `${id}:${grant.id}:${occurrence.index}`;

export function planGrantCommand(
  issue: Issue,
  {
    isPaid = true,
    ...to
  }: {
    readonly subscriptionId: SubscriptionId;
    readonly customerId: CustomerId;
    readonly walletId: WalletId;
    readonly currency: string;
    /** Whether it waits for no payment. */
    readonly isPaid?: boolean;
  },
): GrantCommand {
  const { grant, occurrence, extra } = issue;
  const own = givenAs(to.subscriptionId)(issue);
  const name = extra === undefined ? own : `${own}+${extra}`;
  return {
    kind: "grant",
    customerId: to.customerId,
    walletId: to.walletId,
    reference: `subscription:${name}`,
    cause: { kind: "subscription", id: to.subscriptionId },
    isPaid,
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
      // The price is the fee's, a tier's too, and only that is given back by a change: a cost of its own
      // would be refunded beside it.
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
