/** What a use would come to, on counters and books as they stand: for the question and for the act. */

import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type Cure, invalidField, notFound } from "@/lib/errors";
import type { PlanId, SubscriptionId } from "@/lib/ids";
import { decideOnBooks } from "@/lib/ledger/preview";
import type { Books } from "@/lib/ledger/rules/books";
import type { DebitCommand, Outcome } from "@/lib/ledger/rules/command";
import { type MemberStanding, memberStanding } from "@/lib/ledger/rules/member-limit";
import type { Counts } from "@/lib/metering/rules/aggregation";
import { propertyText } from "@/lib/metering/rules/event-match";
import { max, ZERO } from "@/lib/money/credits";
import { type Money, NO_MONEY } from "@/lib/money/money";
import { NOTHING_USED, ONE_UNIT, type Quantity } from "@/lib/money/quantity";
import { termsOf } from "@/lib/subscription/rules/terms";
import { type Counters, decideUse, type UseDecision } from "../rules/decide-use";
import { type PricedUse, priceUse } from "../rules/plan-uses";
import { payersOf } from "../rules/settle-use";
import { liveAt } from "../rules/terms";
import type { CheckInput, CheckView } from "../schema/access";
import { loadCharged } from "../store/charged-entities";
import { loadCounters } from "../store/counters";
import { loadCustomerFacts } from "../store/customer-facts";
import { findCuringPack } from "../store/packs";
import { loadSeen } from "../store/seen-values";

/** How it stands with the feature and the wallets. */
export type Standing = {
  readonly used: Quantity;
  readonly books: Books;
  /** Null: no limit stands for the member. */
  readonly member: MemberStanding | null;
};

/** A live subscription's plan, and what it says of the feature: null says nothing. */
export type AskedPlan = {
  readonly subscriptionId: SubscriptionId;
  readonly planId: PlanId;
  readonly planName: string;
  readonly periodEnd: Date;
  readonly lists: boolean | null;
};

export type AskedUse = PricedUse & { readonly plans: readonly AskedPlan[] };

export type Weighed = Standing & {
  readonly use: AskedUse;
  readonly decision: UseDecision;
  readonly outcome: Outcome;
  /** Null: nothing stands against it. */
  readonly reason: CheckView["reason"];
  readonly cures: readonly Cure[];
};

/** @throws DomainError `not_found` for an unknown customer or feature. */
export async function weighUse(tx: Tx, ctx: Context, input: CheckInput): Promise<Weighed> {
  const use = await askedUse(tx, ctx, input);
  const counters = new Map([
    ...(await loadCounters(tx, keysOf(use))),
    ...(await loadSeen(tx, [use])),
    ...(await loadCharged(tx, [use])),
  ]);
  const decision = decideUse(counters, use);
  const { credits, money } = decision;
  const command = commandOf(ctx, use, { credits, money, counters }, input);
  const { outcome, books } = await decideOnBooks(ctx, command, tx);
  const reason = reasonOf(use, decision, outcome);
  return {
    use,
    decision,
    outcome,
    books,
    reason,
    member: memberStanding(books.members, command, ctx.at),
    used: (use.usedKey && counters.get(use.usedKey)?.quantity) || NOTHING_USED,
    cures: await curesFor(tx, ctx, { reason, outcome, use }),
  };
}

/** How it stands now with what a use concerns. */
export async function standingOf(
  tx: Tx,
  ctx: Context,
  use: PricedUse,
  { member }: Pick<CheckInput, "member">,
): Promise<Standing> {
  const counters = await loadCounters(tx, keysOf(use));
  const look = commandOf(ctx, use, NOTHING_ASKED, { member });
  const { books } = await decideOnBooks(ctx, look, tx);
  const standing = memberStanding(books.members, look, ctx.at);
  return {
    books,
    member: standing,
    used: (use.usedKey && counters.get(use.usedKey)?.quantity) || NOTHING_USED,
  };
}

export const keysOf = ({ usedCounter, priceCounter, entity }: PricedUse) =>
  [usedCounter, priceCounter, entity?.guard ?? null].filter((key) => key !== null);

export const isMetered = ({ feature }: PricedUse) => feature.type === "METERED";

/** @throws DomainError `not_found` for an unknown customer or feature. */
export async function askedUse(tx: Tx, ctx: Context, input: CheckInput): Promise<AskedUse> {
  const { externalCustomerId, featureKey, member, groupId, properties } = input;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const feature = catalog.featuresByKey.get(featureKey);
  if (!feature || feature.isArchived) throw notFound("feature", featureKey);
  const customers = await loadCustomerFacts(tx, ctx.organizationId, {
    externalIds: [externalCustomerId],
    since: ctx.at,
  });
  const customer = customers.get(externalCustomerId);
  if (!customer) throw notFound("customer", externalCustomerId);
  const moment = {
    countedAt: ctx.at,
    occurredAt: ctx.at,
    properties,
    member: member || null,
    groupId: groupId || null,
  };
  const use = priceUse(feature, askedCounts(feature, input), { moment, customer, catalog });
  return {
    plans: plansOf(use, catalog, ctx.at),
    ...use,
    creditUnit: use.creditUnit ?? catalog.defaultCreditUnit,
  };
}

function plansOf({ customer, feature }: PricedUse, catalog: Catalog, at: Date): AskedPlan[] {
  return liveAt(customer.subscriptions, at).map((subscription) => {
    const version = termsOf(catalog, subscription, at);
    const listed = version?.entitlements.filter(({ featureId }) => featureId === feature.id) ?? [];
    return {
      subscriptionId: subscription.id,
      planId: subscription.planId,
      planName: version?.planName ?? "",
      periodEnd: subscription.currentPeriodEnd,
      lists: listed.length === 0 ? null : listed.some(({ isEnabled }) => isEnabled),
    };
  });
}

/**
 * What is asked about is in the feature's own units: so many more where uses add up, the new value
 * for MAX and LATEST. For UNIQUE_COUNT it is the value that the properties name, or so many new ones.
 */
function askedCounts({ meter }: Feature, { quantity, properties }: CheckInput): Counts {
  if (meter?.aggregation.type !== "UNIQUE_COUNT") return { value: quantity, distinct: null };
  const { property, multiplier } = meter.aggregation;
  const distinct = (property && propertyText(properties, property)) || null;
  if (distinct === null) return { value: quantity, distinct };
  if (quantity === multiplier || quantity === ONE_UNIT) return { value: multiplier, distinct };
  throw invalidField("quantity", "The properties name one value: leave the quantity out");
}

function commandOf(
  ctx: Context,
  use: PricedUse,
  { credits, money, counters }: Costing,
  { member }: Pick<CheckInput, "member">,
): DebitCommand {
  const isInMoney = money > NO_MONEY && use.price?.settle === "wallet_then_invoice";
  const asked = isInMoney ? money : max(credits, ZERO);
  return {
    kind: "debit",
    customerId: use.customer.id,
    reference: "check",
    walletId: null,
    creditUnit: use.creditUnit ?? "",
    featureId: use.feature.id,
    member: member || null,
    groupId: null,
    parts: [{ eventId: null, at: ctx.at, amount: isMetered(use) ? asked : ZERO }],
    ...(isInMoney && { inMoney: payersOf(use, counters) }),
  };
}

type Costing = Pick<UseDecision, "credits" | "money"> & { readonly counters: Counters };
const NOTHING_ASKED: Costing = { credits: ZERO, money: NO_MONEY, counters: new Map() };

/** What of a price in money no wallet would cover: it is left to the invoice. */
export function owedOf({ decision, outcome }: Pick<Weighed, "decision" | "outcome">): Money {
  const { money } = decision;
  if (money <= NO_MONEY || !outcome.ok) return NO_MONEY;
  return outcome.parts[0]?.money?.owed ?? money;
}

function reasonOf(use: PricedUse, decision: UseDecision, outcome: Outcome): CheckView["reason"] {
  if (!use.terms.access.isAllowed) return "not_entitled";
  if (!isMetered(use)) return null;
  if (decision.isBeyondCeiling) return "limit_reached";
  if (outcome.ok) return null;
  return outcome.refusal.code === "limit_reached" ? "limit_reached" : "insufficient_credits";
}

/** A top-up of what is missing, and the cheapest pack that covers it. */
async function curesFor(
  tx: Tx,
  ctx: Context,
  { reason, outcome, use }: Pick<Weighed, "reason" | "outcome" | "use">,
): Promise<Cure[]> {
  if (reason === "limit_reached") return [{ kind: "raise_limit" }];
  if (reason !== "insufficient_credits" || outcome.ok) return [];
  if (outcome.refusal.code !== "insufficient_credits") return [];
  const { shortfall, cures } = outcome.refusal;
  const creditUnit = use.creditUnit ?? "";
  const asked = { customerId: use.customer.id, creditUnit, shortfall, at: ctx.at };
  const pack = await findCuringPack(tx, ctx.organizationId, asked);
  return pack ? [...cures, pack] : [...cures];
}
